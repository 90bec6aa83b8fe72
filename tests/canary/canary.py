# SPDX-FileCopyrightText: 2026 The Roster authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""What the canaries have in common: an office, and an app over a fresh cache."""

import functools
import os
import shutil
import sys
import tempfile
import unittest

from app import App
from office import PASSWORD, Office


def watched(test):
  """Says what was in the window when the test failed."""
  @functools.wraps(test)
  def run(self):
    try:
      test(self)
    except Exception:
      if self.app is not None and self.app.process.poll() is None:
        print(self.app.dump(), file=sys.stderr)
      elif self.app is not None:
        print(f'the app ended with status {self.app.process.returncode}', file=sys.stderr)
      raise
  return run


class Canary(unittest.TestCase):
  def setUp(self):
    self.folder = tempfile.mkdtemp(prefix='roster-canary-')
    self.addCleanup(shutil.rmtree, self.folder)
    self.office = Office(os.environ['ROSTER_OFFICE'], self.folder)
    self.addCleanup(self.office.close)
    self.office.start()
    self.cache = f'{self.folder}/cache.db'
    self.app = None
    self.addCleanup(self.end_app)

  def start_app(self, *arguments):
    self.app = App(os.environ['ROSTER'], self.cache, *arguments)
    return self.app

  def start_signed_in(self, login=None):
    password = f'{self.folder}/password'
    with open(password, 'w') as file:
      file.write(PASSWORD)
    return self.start_app('--office', self.office.url, '--login', login or self.office.salesperson,
                          '--password-file', password)

  def end_app(self):
    if self.app is not None:
      self.app.quit()
      self.app = None

  def open_book(self, count=35):
    """Goes from the day, where the app starts, to the list of streamers, by keyboard."""
    self.app.find('Lives today', 'label')
    self.app.keys('alt+2')
    self.app.find(f'{count} streamers*', 'label')

  def open_streamer(self, name):
    """Finds a streamer with the list's search and opens it."""
    self.app.write('Search in this list', name, 'entry')
    self.app.find('1 of *', 'label')
    self.app.select('Streamers', 0)
    self.app.find('Next step*', 'text')

  def change_next_step(self, text):
    self.app.point('Next step Next step')
    self.app.keys('ctrl+a')
    self.app.type(text)
    self.app.keys('Return')
