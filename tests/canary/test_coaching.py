# SPDX-FileCopyrightText: 2026 The Roster authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""A trainer signs in, sees the base's books, and walks through a checklist by keyboard alone; the office has it all."""

import json
import sqlite3
import unittest

from app import wait_for
from canary import Canary, watched


class Coaching(Canary):
  def bodies(self, kind):
    with sqlite3.connect(self.office.store) as database:
      rows = database.execute('SELECT body FROM record WHERE type = ? AND destroyed_at IS NULL', (kind,)).fetchall()
    return {body['id']: body for body in (json.loads(row[0]) for row in rows)}

  def position(self):
    label = self.app.find('* answered', 'label').get_name()
    return tuple(int(word) for word in label.replace('·', ' ').split() if word.isdigit())

  def moves_on(self, position):
    try:
      return wait_for('the next item', lambda: self.position() != position, 2)
    except AssertionError:
      return False

  @watched
  def test_a_trainer_walks_through_by_keyboard(self):
    before = self.bodies('Walkthrough')
    app = self.start_signed_in(self.office.trainer)
    app.find('In sync, *', 'push button')
    app.keys('alt+7')
    app.find('* to be coached', 'label')
    app.select('Coaching', 0)
    app.find('Results', 'label')
    app.keys('alt+s')
    app.find('Checklists', 'list')
    app.keys('Down', 'Return')
    item, n_items, n_answered = self.position()

    while n_answered < n_items or item < n_items:
      before_keys = item, n_items, n_answered
      if wait_for('the item', lambda: [bool(app.all('Answer', 'text'))])[0]:
        app.keys('ctrl+a')
        app.type('4')
        app.keys('Return')
      else:
        app.keys('n')
        if not self.moves_on(before_keys):
          app.keys('5')
      wait_for('the next item', lambda: self.position() != before_keys)
      item, n_items, n_answered = self.position()

    app.keys('alt+f')
    app.find('Sign-off', 'label')
    finished = wait_for('the result at the office', lambda: [
      body for name, body in self.bodies('Walkthrough').items()
      if name not in before and body['state'] == 'finished'])
    self.assertEqual(len(finished[0]['answers']), n_items)
    self.assertGreater(finished[0]['result'], 0)

    # Both sides have the same key: with two the first press only goes there, with one it is pressed.
    app.keys('alt+s', 'Return')
    app.find('Name of the signer', 'text')
    app.type('Deng Fusheng')
    app.keys('Return')
    app.gone('Name of the signer', 'text')
    app.rest()
    app.keys('alt+s')
    app.find('Name of the signer', 'text')
    app.keys('Return')
    app.gone('Name of the signer', 'text')
    app.rest()
    signed = wait_for('the signatures at the office', lambda: [
      body for body in self.bodies('Walkthrough').values()
      if body['id'] == finished[0]['id'] and body['state'] == 'signed'])
    self.assertIn('Deng Fusheng', json.dumps(signed[0]['signatures']))


if __name__ == '__main__':
  unittest.main()
