# SPDX-FileCopyrightText: 2026 The Roster authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Drives the app as assistive technology does: by roles, names and keys."""

import os
import subprocess
import time

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = float(os.environ.get('ROSTER_CANARY_PATIENCE', '30'))


def wait_for(what, condition, patience=PATIENCE):
  """Waits until condition() gives something; what it gave is returned."""
  deadline = time.monotonic() + patience
  while time.monotonic() < deadline:
    try:
      found = condition()
    except GLib.Error:  # the tree changes while it is read
      found = None
    if found:
      return found
    time.sleep(0.1)
  raise AssertionError(f'{what}: not within {patience:.0f} seconds')


class App:
  """One run of the app on a cache."""

  def __init__(self, program, cache, *arguments):
    self.process = subprocess.Popen([program, '--cache', cache, *arguments])
    self.node = wait_for('the app on the accessibility bus', self._find)

  def _find(self):
    assert self.process.poll() is None, f'the app ended with status {self.process.returncode}'
    desktop = Atspi.get_desktop(0)
    for i in range(desktop.get_child_count()):
      child = desktop.get_child_at_index(i)
      if child and child.get_process_id() == self.process.pid and child.get_child_count() > 0:
        return child
    return None

  def walk(self, node=None):
    """Everything below a node, in the order of the tree."""
    node = node or self.node
    for i in range(node.get_child_count()):
      child = node.get_child_at_index(i)
      if child is not None:
        yield child
        yield from self.walk(child)

  def all(self, name, role=None):
    """The nodes that are called *name*; with a star at either end, whose names end or begin so."""
    def matches(node):
      text = node.get_name() or ''
      if role is not None and node.get_role_name() != role:
        return False
      if name.startswith('*') and name.endswith('*'):
        return name[1:-1] in text
      if name.startswith('*'):
        return text.endswith(name[1:])
      if name.endswith('*'):
        return text.startswith(name[:-1])
      return text == name
    return [node for node in self.walk() if matches(node)]

  def find(self, name, role=None, patience=PATIENCE):
    return wait_for(f'“{name}” ({role or "any role"}) in the window',
                    lambda: next(iter(self.all(name, role)), None), patience)

  def gone(self, name, role=None):
    wait_for(f'“{name}” leaving the window', lambda: not self.all(name, role))

  def click(self, name, role='push button'):
    """Clicks a button, by the name that its mnemonic and its label give it together too."""
    node = self.find(name, role)
    assert Atspi.Action.do_action(node, 0), f'“{name}” cannot be clicked'

  def is_sensitive(self, name, role):
    return self.find(name, role).get_state_set().contains(Atspi.StateType.SENSITIVE)

  def select(self, name, index):
    assert Atspi.Selection.select_child(self.find(name, 'list'), index), f'nothing selected in “{name}”'

  def text(self, name, role='text'):
    node = self.find(name, role)
    return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))

  def write(self, name, text, role='text'):
    """Puts text into a field as a screen reader would."""
    assert Atspi.EditableText.set_text_contents(self.find(name, role), text), f'“{name}” cannot be written to'

  def point(self, name, role='text'):
    """Clicks into the middle of something with the mouse; the window stands where the X server puts it."""
    node = self.find(name, role)
    box = Atspi.Component.get_extents(node, Atspi.CoordType.WINDOW)
    window = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(self.process.pid)],
                            check=True, capture_output=True, text=True).stdout.split()[-1]
    subprocess.run(['xdotool', 'mousemove', '--window', window, str(box.x + box.width // 2),
                    str(box.y + box.height // 2), 'click', '1'], check=True)

  def keys(self, *keys):
    """Presses keys, through the X server as a keyboard does."""
    subprocess.run(['xdotool', 'key', '--clearmodifiers', *keys], check=True)

  def type(self, text):
    subprocess.run(['xdotool', 'type', '--clearmodifiers', '--delay', '20', text], check=True)

  def rest(self):
    """Looks away while a window closes: GTK 4.8 hands out a null path for what goes just then, and ends the app."""
    time.sleep(1.5)

  def dump(self):
    """The tree as text, for the log of a test that failed."""
    def lines(node, indent):
      for i in range(node.get_child_count()):
        child = node.get_child_at_index(i)
        if child is not None:
          yield f'{"  " * indent}{child.get_role_name()} “{child.get_name()}”'
          yield from lines(child, indent + 1)
    return '\n'.join(lines(self.node, 0))

  def quit(self):
    if self.process.poll() is None:
      self.process.terminate()
    try:
      self.process.wait(10)
    except subprocess.TimeoutExpired:
      self.process.kill()
      self.process.wait()
