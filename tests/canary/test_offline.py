# SPDX-FileCopyrightText: 2026 The Roster authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""A base without a network: the app starts and works, says what waits and why, and sends it by itself later."""

import unittest

from app import wait_for
from canary import Canary, watched
from office import Colleague


class Offline(Canary):
  @watched
  def test_work_goes_on_and_is_sent_later(self):
    app = self.start_signed_in()
    self.open_book()
    app.find('In sync, *', 'push button')
    streamer = Colleague(self.office).all('Streamer')[0]
    self.end_app()
    self.office.stop()

    app = self.start_app()
    self.open_book()
    app.find('Offline since *', 'push button')
    self.open_streamer(streamer['name'])
    self.change_next_step('visit on Friday')

    app.click('*1 change waiting')
    app.find('The office cannot be reached. These go by themselves when it can.', 'label')
    app.find('*visit on Friday', 'label')

    self.office.start()
    app.find('Everything Is with the Office', patience=60)
    self.assertEqual(Colleague(self.office).streamer(streamer['name'])['nextStep'], 'visit on Friday')


if __name__ == '__main__':
  unittest.main()
