#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Roster authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Runs a program with a PostgreSQL server of its own, whose address it finds in ROSTER_TEST_DATABASE:
with-postgresql.py COMMAND [ARGUMENT…]. Where there is none it says in TAP that the test is skipped."""

import glob
import os
import pwd
import shutil
import subprocess
import sys
import tempfile


def find(name):
    return shutil.which(name) or next(iter(sorted(glob.glob(f'/usr/lib/postgresql/*/bin/{name}'), reverse=True)), None)


def unprivileged():
    """PostgreSQL does not run as root; there it runs as nobody."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam('nobody')
    return {'user': nobody.pw_uid, 'group': nobody.pw_gid, 'extra_groups': []}


def main(command):
    initdb, pg_ctl = find('initdb'), find('pg_ctl')
    if initdb is None or pg_ctl is None:
        print('1..0 # SKIP no PostgreSQL here')
        return 0

    who = unprivileged()
    with tempfile.TemporaryDirectory(prefix='roster-pg-', ignore_cleanup_errors=True) as folder:
        if who:
            os.chown(folder, who['user'], who['group'])
        quiet = {'stdout': subprocess.DEVNULL, 'cwd': folder, **who}
        data = os.path.join(folder, 'data')
        subprocess.run([initdb, '-D', data, '-U', 'roster', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
                       check=True, **quiet)
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
        subprocess.run([pg_ctl, '-D', data, '-w', '-l', os.path.join(folder, 'log'), '-o', options, 'start'], check=True,
                       **quiet)
        try:
            address = f'postgresql:///postgres?host={folder}&user=roster'
            return subprocess.run(command, env=dict(os.environ, ROSTER_TEST_DATABASE=address), check=False).returncode
        finally:
            subprocess.run([pg_ctl, '-D', data, '-w', '-m', 'immediate', 'stop'], check=False, **quiet)


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
