# SPDX-FileCopyrightText: 2026 The Roster authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""A desktop that lends a camera: the portal, a PipeWire of its own, and a test picture in front of the lens.

camera_desktop.py FOLDER        writes “ready” to standard output when there is a camera
"""

import os
import signal
import socket
import subprocess
import sys

from gi.repository import Gio, GLib

NAME = 'org.freedesktop.portal.Desktop'
PATH = '/org/freedesktop/portal/desktop'
INTERFACES = '''<node>
<interface name="org.freedesktop.portal.Camera">
<method name="AccessCamera"><arg type="a{sv}" direction="in"/><arg type="o" direction="out"/></method>
<method name="OpenPipeWireRemote"><arg type="a{sv}" direction="in"/><arg type="h" direction="out"/></method>
<property name="IsCameraPresent" type="b" access="read"/>
</interface>
<interface name="org.freedesktop.portal.Request">
<signal name="Response"><arg type="u"/><arg type="a{sv}"/></signal>
</interface>
</node>'''
CAMERA = ['gst-launch-1.0', 'videotestsrc', 'is-live=true', '!',
          'video/x-raw,format=YUY2,width=1280,height=720,framerate=30/1', '!',
          'pipewiresink', 'mode=provide', 'client-name=made-camera',
          'stream-properties=props,media.class=Video/Source,media.role=Camera,node.description=MadeCamera']


class Desktop:
  def __init__(self, folder):
    self.socket = f'{folder}/pipewire-0'
    # Away from the session bus, where PipeWire would take this process for a portal whose programs wait for a session
    # manager.
    self.environment = {**os.environ, 'XDG_RUNTIME_DIR': folder, 'PIPEWIRE_RUNTIME_DIR': folder,
                        'DBUS_SESSION_BUS_ADDRESS': 'disabled:'}
    self.processes = [self.start('pipewire')]
    self.info = Gio.DBusNodeInfo.new_for_xml(INTERFACES)
    self.ready = False

  def start(self, *command):
    return subprocess.Popen(command, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

  def end(self):
    for process in reversed(self.processes):
      process.kill()
      process.wait()

  def port(self, direction, node):
    ports = subprocess.run(['pw-link', direction], env=self.environment, capture_output=True, text=True).stdout
    return next((row.strip() for row in ports.splitlines() if row.startswith(node + ':')), None)

  def tick(self):
    """Brings up what is not there yet, and does what a session manager does for who reads a camera."""
    if len(self.processes) == 1:
      if os.path.exists(self.socket):
        self.processes.append(self.start(*CAMERA))
      return True

    source, reader = self.port('-o', 'made-camera'), self.port('-i', 'Roster')
    if source and not self.ready:
      self.ready = True
      Gio.bus_own_name(Gio.BusType.SESSION, NAME, Gio.BusNameOwnerFlags.NONE, self.acquired,
                       lambda *_: print('ready', flush=True), None)
    if source and reader:
      self.start('pw-link', source, reader).wait()
    return True

  def acquired(self, connection, _name):
    connection.register_object(PATH, self.info.lookup_interface('org.freedesktop.portal.Camera'), self.called,
                               lambda *_: GLib.Variant('b', True), None)

  def called(self, connection, sender, _path, _interface, method, parameters, invocation):
    if method == 'AccessCamera':
      request = f'{PATH}/request/{sender[1:].replace(".", "_")}/{parameters.unpack()[0]["handle_token"]}'
      invocation.return_value(GLib.Variant('(o)', (request,)))
      connection.emit_signal(sender, request, 'org.freedesktop.portal.Request', 'Response',
                             GLib.Variant('(ua{sv})', (0, {})))
    else:
      remote = socket.socket(socket.AF_UNIX)
      remote.connect(self.socket)
      descriptors = Gio.UnixFDList.new()
      descriptors.append(remote.fileno())
      remote.close()
      invocation.return_value_with_unix_fd_list(GLib.Variant('(h)', (0,)), descriptors)


def main(folder):
  desktop, loop = Desktop(folder), GLib.MainLoop()
  GLib.timeout_add(100, desktop.tick)
  GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, signal.SIGTERM, loop.quit)
  try:
    loop.run()
  finally:
    desktop.end()


if __name__ == '__main__':
  main(sys.argv[1])
