#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Roster authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the numbered SQL files of a schema as a C array of RosterMigration.

usage: embed-sql.py ARRAY OUTPUT FILE...
"""
import pathlib
import sys

array, output, *files = sys.argv[1:]
lines = ['/* Generated from the numbered SQL files. */', f'static const RosterMigration {array}[] = {{']
for name in sorted(files, key=lambda f: pathlib.Path(f).stem):
    path = pathlib.Path(name)
    lines.append(f'  {{ {int(path.stem)},')
    for line in path.read_text(encoding='utf-8').splitlines():
        escaped = line.replace('\\', '\\\\').replace('"', '\\"')
        lines.append(f'    "{escaped}\\n"')
    lines.append('  },')
lines.append('};')
pathlib.Path(output).write_text('\n'.join(lines) + '\n', encoding='utf-8')
