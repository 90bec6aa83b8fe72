# SPDX-FileCopyrightText: 2026 The Roster authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""What goes wrong outside the app: each is told in the window, in words that say what to do, and nothing is lost."""

import os
import sqlite3
import unittest

from canary import Canary, watched
from office import PASSWORD, Colleague


class Trouble(Canary):
  def start_and_edit_offline(self):
    """Signed in, with one edit that the office does not have."""
    app = self.start_signed_in()
    app.find('In sync, *', 'push button')
    streamer = Colleague(self.office).all('Streamer')[0]
    self.open_book()
    self.office.stop()
    self.open_streamer(streamer['name'])
    self.change_next_step('visit on Friday')
    app.find('*1 change waiting', 'push button')
    return app, streamer

  def on_the_store(self, statement):
    with sqlite3.connect(self.office.store) as store:
      store.execute(statement)
    store.close()

  @watched
  def test_a_token_that_ended_asks_for_the_password(self):
    app, streamer = self.start_and_edit_offline()
    self.on_the_store('DELETE FROM token')
    self.office.start()
    app.keys('F5')
    app.find('The office asks for your password again', 'label')
    app.find('1 change waiting', 'push button')

    app.click('*Sign In…')
    app.find('Sign in again to sync with the office.*', 'label')
    app.type(PASSWORD)
    app.keys('Return')
    app.rest()
    app.find('In sync, *', 'push button')
    self.assertEqual(Colleague(self.office).streamer(streamer['name'])['nextStep'], 'visit on Friday')

  @watched
  def test_another_person_does_not_get_what_waits(self):
    self.start_and_edit_offline()
    self.end_app()
    self.on_the_store('DELETE FROM token')
    self.office.start()
    with open(f'{self.folder}/logins.txt') as logins:
      other = [line.split('\t')[0] for line in logins if '\tsalesperson\t' in line][1]
    app = self.start_signed_in(other)
    app.find('Signing In Did Not Work')
    app.find(f'Changes of “{self.office.salesperson}” wait in this data.*', 'label')

  @watched
  def test_data_of_a_newer_program_is_left_alone(self):
    app = self.start_signed_in()
    app.find('In sync, *', 'push button')
    self.end_app()
    cache = sqlite3.connect(self.cache)
    cache.execute('PRAGMA user_version = 999')
    cache.close()
    app = self.start_app()
    app.find('The Data on This Computer Cannot Be Opened')
    app.find('*Update Roster; the data was not touched.', 'label')

  @watched
  def test_damaged_data_is_moved_aside(self):
    app = self.start_signed_in()
    app.find('In sync, *', 'push button')
    self.end_app()
    cache = sqlite3.connect(self.cache)
    cache.execute('PRAGMA wal_checkpoint(TRUNCATE)')
    cache.close()
    with open(self.cache, 'r+b') as file:
      file.seek(4096)
      file.write(b'\xa5' * (os.path.getsize(self.cache) // 2))
    app = self.start_app()
    app.find('The Data on This Computer Was Damaged')
    app.find('*Everything else comes again from the office.*', 'label')


if __name__ == '__main__':
  unittest.main()
