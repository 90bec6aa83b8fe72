# SPDX-FileCopyrightText: 2026 The Roster authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""The whole way of a reminder: the real app, a real session bus, a real notification daemon (dunst), a plain one, none."""

import datetime
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest
import zoneinfo

PATIENCE = float(os.environ.get('ROSTER_CANARY_PATIENCE', '30'))

# dunst hands its menu of actions to a program and takes the line that it prints.
DUNSTRC = '''[global]
  dmenu = {menu}
  history_length = 20
'''
MENU = '''#!/bin/sh
grep -m 1 Done
'''


def wait_for(what, condition, patience=PATIENCE):
  deadline = time.monotonic() + patience
  while time.monotonic() < deadline:
    found = condition()
    if found:
      return found
    time.sleep(0.2)
  raise AssertionError(f'{what}: not within {patience:.0f} seconds')


class Reminders(unittest.TestCase):
  def setUp(self):
    self.folder = tempfile.mkdtemp(prefix='roster-canary-')
    self.addCleanup(shutil.rmtree, self.folder)
    self.cache = os.path.join(os.environ['XDG_DATA_HOME'], 'roster', 'cache.db')
    shutil.rmtree(os.path.dirname(self.cache), ignore_errors=True)
    os.makedirs(os.path.dirname(self.cache))
    self.processes = []
    self.addCleanup(self.end)

    menu, dunstrc, streamers = (os.path.join(self.folder, name) for name in ('menu', 'dunstrc', 'streamers.csv'))
    for path, text in (menu, MENU), (dunstrc, DUNSTRC.format(menu=menu)), (streamers, '主播昵称,快手号\n张三,zs666\n'):
      with open(path, 'w', encoding='utf-8') as file:
        file.write(text)
    os.chmod(menu, 0o700)
    self.ctl('init')
    self.ctl('import', 'streamers', streamers)
    self.dunstrc = dunstrc

  def start_dunst(self):
    self.start('dunst', '-config', self.dunstrc)
    wait_for('dunst on the bus', self.daemon_is_there)

  def start_plain_daemon(self):
    log = open(os.path.join(self.folder, 'plain.json'), 'w+', encoding='utf-8')
    self.addCleanup(log.close)
    daemon = subprocess.Popen([sys.executable, os.path.join(os.path.dirname(__file__), 'plain_daemon.py')], stdout=log)
    self.processes.append(daemon)
    wait_for('the daemon on the bus', self.daemon_is_there)

    def notifications():
      log.seek(0)
      return [json.loads(line) for line in log]
    return daemon, notifications

  def end(self):
    for process in reversed(self.processes):
      if process.poll() is None:
        process.terminate()
        try:
          process.wait(10)
        except subprocess.TimeoutExpired:
          process.kill()
          process.wait()

  def start(self, *command):
    process = subprocess.Popen(command)
    self.processes.append(process)
    return process

  def ctl(self, *arguments):
    return subprocess.run([os.environ['ROSTERCTL'], '--cache', self.cache, *arguments], check=True, text=True,
                          stdout=subprocess.PIPE).stdout

  @staticmethod
  def daemon_is_there():
    """Asks the bus and not the daemon: the bus would start another one, without our settings."""
    return 'true' in subprocess.run(['dbus-send', '--print-reply', '--dest=org.freedesktop.DBus', '/',
                                     'org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.Notifications'],
                                    check=True, text=True, stdout=subprocess.PIPE).stdout

  @staticmethod
  def dunst(*arguments, check=True):
    return subprocess.run(['dunstctl', *arguments], check=check, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL)

  def on_screen(self):
    return int(self.dunst('count', 'displayed').stdout)

  def ledger(self, what):
    return [entry for entry in json.loads(self.ctl('reminders', '--ledger', '--json')) if entry['what'] == what]

  def add_live(self, seconds):
    """A live that starts in so many seconds."""
    start = datetime.datetime.now(zoneinfo.ZoneInfo('Asia/Shanghai')) + datetime.timedelta(seconds=seconds)
    database = sqlite3.connect(self.cache)
    with database:
      number = database.execute('SELECT count(*) FROM "Live"').fetchone()[0]
      streamer, account = database.execute('SELECT id, account FROM "Streamer"').fetchone()
      database.execute('INSERT INTO "Live" (id, account, streamer, name, startLocal, zone, durationMinutes, state, reminders)'
                       ' VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
                       (f'0195a000-0000-7000-8000-{number:012d}', account, streamer, 'Evening',
                        start.strftime('%Y-%m-%dT%H:%M:%S'), 'Asia/Shanghai', 120, 'planned',
                        '{"before-start":false,"line-up-open":false,"not-started":false,"results":false}'))
    database.close()

  def wait_until_reminding(self):
    """From then on, what is due counts as due."""
    def began():
      database = sqlite3.connect(self.cache)
      try:
        return database.execute("SELECT value FROM fact WHERE name = 'remindersSince'").fetchone()
      finally:
        database.close()
    wait_for('the reminders of the app', began)

  def has_window(self, process):
    return subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(process.pid)], check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.strip() != b''

  def close_window(self, app):
    window = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(app.pid)], check=True, text=True,
                            stdout=subprocess.PIPE).stdout.split()[-1]
    subprocess.run(['xdotool', 'windowfocus', '--sync', window], check=True)
    subprocess.run(['xdotool', 'key', '--clearmodifiers', 'ctrl+w'], check=True)
    wait_for('the window to close', lambda: not self.has_window(app))

  def test_shown_answered_stored_and_not_shown_again(self):
    self.start_dunst()
    self.add_live(12)
    app = self.start(os.environ['ROSTER'])
    self.wait_until_reminding()
    wait_for('the reminder in the ledger', lambda: len(self.ledger('shown')) == 1)
    wait_for('the reminder on the screen', lambda: self.on_screen() == 1)
    self.assertEqual(self.ledger('shown')[0]['reason'], 'in-time')
    self.assertLess(self.ledger('shown')[0]['at'] - self.ledger('shown')[0]['due'], 5000)

    self.dunst('context')
    wait_for('the answer in the ledger', lambda: len(self.ledger('done')) == 1)
    wait_for('the reminder off the screen', lambda: self.on_screen() == 0)

    app.terminate()
    app.wait(20)
    app = self.start(os.environ['ROSTER'])
    wait_for('the window', lambda: self.has_window(app))
    time.sleep(4)
    self.assertEqual(self.on_screen(), 0)
    self.assertEqual(len(self.ledger('shown')), 1)

  def test_goes_on_without_a_window_and_a_second_start_opens_it(self):
    self.start_dunst()
    self.add_live(20)
    app = self.start(os.environ['ROSTER'])
    self.wait_until_reminding()
    wait_for('the window', lambda: self.has_window(app))
    self.close_window(app)
    self.assertEqual(self.on_screen(), 0)
    wait_for('the reminder on the screen', lambda: self.on_screen() == 1)
    self.assertIsNone(app.poll())

    # Opening the reminder brings the window back; so does a second start, which ends at once.
    self.dunst('action', '0')
    wait_for('the window of the reminder', lambda: self.has_window(app))
    second = self.start(os.environ['ROSTER'])
    self.assertEqual(second.wait(20), 0)
    self.assertIsNone(app.poll())
    self.assertEqual(len(self.ledger('shown')), 1)

  def is_small(self, process):
    """Whether it has become the background, which has no toolkit in it."""
    with open(f'/proc/{process.pid}/cmdline', encoding='utf-8') as file:
      return '--gapplication-service' in file.read()

  def test_what_is_on_the_screen_stays_when_the_window_closes_and_opens(self):
    self.start_dunst()
    self.add_live(12)
    app = self.start(os.environ['ROSTER'])
    self.wait_until_reminding()
    wait_for('the reminder on the screen', lambda: self.on_screen() == 1)
    self.close_window(app)
    wait_for('the background', lambda: self.is_small(app))
    time.sleep(3)
    self.assertEqual(self.on_screen(), 1)

    # And back, and small again: the one who shows it now gets the answer.
    self.assertEqual(self.start(os.environ['ROSTER']).wait(20), 0)
    wait_for('the window of the second start', lambda: self.has_window(app))
    time.sleep(3)
    self.assertEqual(self.on_screen(), 1)
    self.close_window(app)
    wait_for('the background again', lambda: self.is_small(app))
    time.sleep(3)
    self.assertEqual(self.on_screen(), 1)
    self.dunst('context')
    wait_for('the answer in the ledger', lambda: len(self.ledger('done')) == 1)
    wait_for('the reminder off the screen', lambda: self.on_screen() == 0)
    self.assertEqual(len(self.ledger('shown')), 1)
    self.assertIsNone(app.poll())

  def windows(self, process):
    return subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(process.pid)], check=False, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.split()

  def press(self, window, key):
    subprocess.run(['xdotool', 'windowfocus', '--sync', window], check=True)
    subprocess.run(['xdotool', 'key', '--clearmodifiers', key], check=True)

  def ask_to_quit(self, app):
    """The window of the question, which comes beside the app's."""
    window = self.windows(app)
    self.press(window[-1], 'ctrl+q')
    wait_for('the question', lambda: len(self.windows(app)) > len(window))
    return next(question for question in self.windows(app) if question not in window)

  def test_quitting_asks_what_shall_happen_to_reminders(self):
    self.start_dunst()
    self.add_live(3600)
    app = self.start(os.environ['ROSTER'])
    self.wait_until_reminding()
    wait_for('the window', lambda: self.has_window(app))

    # Who thinks better of it stays.
    self.press(self.ask_to_quit(app), 'Escape')
    wait_for('the question to go', lambda: len(self.windows(app)) == 1)
    self.assertIsNone(app.poll())

    # What Enter means keeps the reminders, without the window.
    self.press(self.ask_to_quit(app), 'Return')
    wait_for('the background', lambda: self.is_small(app))
    self.assertFalse(self.has_window(app))

    # Who really quits is not reminded any more.
    self.assertEqual(self.start(os.environ['ROSTER']).wait(20), 0)
    wait_for('the window again', lambda: self.has_window(app))
    time.sleep(2)
    self.press(self.ask_to_quit(app), 'alt+q')
    self.assertEqual(app.wait(20), 0)

  def test_the_session_starts_it_small(self):
    self.start_dunst()
    self.add_live(12)
    app = self.start(os.environ['ROSTER'], '--gapplication-service')
    self.wait_until_reminding()
    wait_for('the reminder on the screen', lambda: self.on_screen() == 1)
    self.assertFalse(self.has_window(app))
    # A second one leaves the field to the first.
    self.assertEqual(self.start(os.environ['ROSTER'], '--gapplication-service').wait(20), 0)
    subprocess.run([os.environ['ROSTER'], '--show-reminders'], check=True)
    wait_for('the window', lambda: self.has_window(app))
    self.assertEqual(len(self.ledger('shown')), 1)

  def test_a_daemon_without_actions_opens_the_app(self):
    daemon, notifications = self.start_plain_daemon()
    self.add_live(15)
    app = self.start(os.environ['ROSTER'])
    self.wait_until_reminding()
    wait_for('the window', lambda: self.has_window(app))
    self.close_window(app)
    shown = wait_for('the notification', notifications)
    self.assertEqual([notification['title'] for notification in shown], ['Live now: 张三'])
    self.assertEqual(shown[0]['actions'][0::2], ['default'])

    daemon.send_signal(signal.SIGUSR1)
    wait_for('the window of the reminder', lambda: self.has_window(app))
    self.assertEqual(self.ledger('done'), [])

  def test_without_a_daemon_the_window_tells(self):
    # The bus would start any daemon that is installed; this one ends at once.
    services = os.path.join(os.environ['XDG_DATA_HOME'], 'dbus-1', 'services')
    os.makedirs(services, exist_ok=True)
    self.addCleanup(shutil.rmtree, os.path.dirname(services))
    with open(os.path.join(services, 'org.freedesktop.Notifications.service'), 'w', encoding='utf-8') as file:
      file.write('[D-BUS Service]\nName=org.freedesktop.Notifications\nExec=/bin/false\n')
    subprocess.run(['dbus-send', '--print-reply', '--dest=org.freedesktop.DBus', '/',
                    'org.freedesktop.DBus.ReloadConfig'], check=True, stdout=subprocess.DEVNULL)
    self.add_live(15)
    app = self.start(os.environ['ROSTER'])
    self.wait_until_reminding()
    wait_for('the window', lambda: self.has_window(app))
    wait_for('the reminder in the ledger', lambda: self.ledger('shown'))
    self.assertEqual(self.ledger('shown')[0]['reason'], 'in-time')
    self.assertFalse(self.daemon_is_there())


if __name__ == '__main__':
  signal.signal(signal.SIGINT, signal.SIG_DFL)
  unittest.main()
