# SPDX-FileCopyrightText: 2026 The Roster authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""A salesperson's first day: signs in by keyboard, edits, and meets what a colleague edits elsewhere."""

import unittest

from app import wait_for
from canary import Canary, watched
from office import PASSWORD, Colleague


class FirstDay(Canary):
  @watched
  def test_edits_go_both_ways(self):
    app = self.start_app()
    app.find('Welcome to Roster')
    for answer in (self.office.url, self.office.salesperson, PASSWORD):
      app.type(answer)
      app.keys('Return')
    self.open_book()

    colleague = Colleague(self.office)
    streamer = colleague.all('Streamer')[0]
    self.open_streamer(streamer['name'])
    self.change_next_step('visit on Friday')
    app.point('New activity')
    app.type('wants samples first')
    app.keys('ctrl+Return')

    wait_for('the edit at the office',
             lambda: colleague.streamer(streamer['name']).get('nextStep') == 'visit on Friday')
    wait_for('the note at the office',
             lambda: any(activity.get('text') == 'wants samples first' for activity in colleague.all('Activity')))
    app.find('In sync, *', 'push button')

    colleague.change(streamer, nextStep='call on Monday')
    app.keys('F5')
    wait_for('the colleague’s edit in the window', lambda: app.text('Next step Next step') == 'call on Monday')

  @watched
  def test_a_list_shown_again_is_as_good_as_new(self):
    app = self.start_signed_in()
    self.open_book()
    app.keys('alt+8')
    app.find('Everything Is with the Office')
    app.keys('alt+2')
    wait_for('streamers again', lambda: app.all('Streamers', 'frame'))
    self.assertTrue(app.is_sensitive('New', 'push button'))

  @watched
  def test_a_wrong_password_is_told_in_place(self):
    app = self.start_app()
    app.find('Welcome to Roster')
    for answer in (self.office.url, self.office.salesperson, 'wrong'):
      app.type(answer)
      app.keys('Return')
    app.find('The office does not know this login with this password*')
    app.keys('ctrl+a')
    app.type(PASSWORD)
    app.keys('Return')
    self.open_book()


if __name__ == '__main__':
  unittest.main()
