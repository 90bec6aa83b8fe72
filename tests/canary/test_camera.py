# SPDX-FileCopyrightText: 2026 The Roster authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""A trainer takes a photo of an item with the camera, by keyboard alone, and the office has it."""

import base64
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import unittest

from app import wait_for
from canary import Canary, watched

PROGRAMS = ('pipewire', 'pw-link', 'gst-launch-1.0')


@unittest.skipUnless(all(map(shutil.which, PROGRAMS)), 'there is no PipeWire here')
class Camera(Canary):
  def lend_camera(self):
    folder = f'{self.folder}/pipewire'
    os.mkdir(folder, 0o700)
    desktop = subprocess.Popen([sys.executable, f'{os.path.dirname(__file__)}/camera_desktop.py', folder],
                               stdout=subprocess.PIPE, text=True)

    def end():
      desktop.terminate()
      desktop.wait(20)
      desktop.stdout.close()
    self.addCleanup(end)
    self.assertEqual(desktop.stdout.readline().strip(), 'ready')

  def photos(self):
    with sqlite3.connect(self.office.store) as database:
      rows = database.execute('SELECT id, content FROM blob').fetchall()
    return [(name, base64.b64decode(content)) for name, content in rows]

  @watched
  def test_a_photo_is_taken_by_keyboard(self):
    self.lend_camera()
    app = self.start_signed_in(self.office.trainer)
    app.find('In sync, *', 'push button')
    app.keys('alt+7')
    app.find('* to be coached', 'label')
    app.select('Coaching', 0)
    app.find('Results', 'label')
    app.keys('alt+s')
    app.find('Checklists', 'list')
    app.keys('Down', 'Return')
    app.find('* answered', 'label')
    app.find('Take a Photo…', 'push button')
    before = len(self.photos())

    app.keys('shift+p')
    wait_for('a picture', lambda: app.is_sensitive('Take the Picture', 'push button'))
    app.keys('space')
    app.find('*Use Photo', 'push button')
    app.keys('Return')
    app.find('Photo 1 of 1', 'push button')
    name, content = wait_for('the photo at the office', lambda: self.photos()[before:])[0]
    self.assertEqual(hashlib.sha256(content).hexdigest(), name)
    self.assertEqual(content[:3], b'\xff\xd8\xff')


if __name__ == '__main__':
  unittest.main()
