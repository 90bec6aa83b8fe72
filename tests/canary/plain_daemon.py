# SPDX-FileCopyrightText: 2026 The Roster authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""A notification daemon without actions and buttons, as small desktops have one.

Writes each notification as a line of JSON to standard output. SIGUSR1 is the person who clicks the newest one away.
"""

import json
import signal
import sys

from gi.repository import Gio, GLib

NAME = 'org.freedesktop.Notifications'
INTERFACE = '''<node><interface name="org.freedesktop.Notifications">
<method name="GetCapabilities"><arg type="as" direction="out"/></method>
<method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/>
<arg type="s" direction="out"/><arg type="s" direction="out"/></method>
<method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
<arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
<arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/></method>
<method name="CloseNotification"><arg type="u" direction="in"/></method>
<signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal>
</interface></node>'''

BY_PERSON = 2
BY_CALL = 3


class Daemon:
  def __init__(self):
    self.newest = 0
    self.connection = None

  def acquired(self, connection, _name):
    self.connection = connection
    info = Gio.DBusNodeInfo.new_for_xml(INTERFACE)
    connection.register_object('/org/freedesktop/Notifications', info.interfaces[0], self.called, None, None)

  def called(self, _connection, _sender, _path, _interface, method, parameters, invocation):
    if method == 'GetCapabilities':
      invocation.return_value(GLib.Variant('(as)', (['body'],)))
    elif method == 'GetServerInformation':
      invocation.return_value(GLib.Variant('(ssss)', ('plain', 'Roster', '1', '1.2')))
    elif method == 'Notify':
      _app, replaces, _icon, title, body, actions, _hints, _timeout = parameters.unpack()
      self.newest = replaces or self.newest + 1
      print(json.dumps({'title': title, 'body': body, 'actions': actions}), flush=True)
      invocation.return_value(GLib.Variant('(u)', (self.newest,)))
    elif method == 'CloseNotification':
      invocation.return_value(None)
      self.close(parameters.unpack()[0], BY_CALL)

  def close(self, number, reason):
    self.connection.emit_signal(None, '/org/freedesktop/Notifications', NAME, 'NotificationClosed',
                                GLib.Variant('(uu)', (number, reason)))

  def clicked(self):
    self.close(self.newest, BY_PERSON)
    return True


daemon = Daemon()
Gio.bus_own_name(Gio.BusType.SESSION, NAME, Gio.BusNameOwnerFlags.NONE, daemon.acquired, None,
                 lambda *_: sys.exit('the name is taken'))
GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, signal.SIGUSR1, daemon.clicked)
GLib.MainLoop().run()
