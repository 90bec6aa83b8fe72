#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Roster authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Counts the results in meson test logs (testlog.json), every line of a TAP test for itself.

Prints `PASSED FAILED SKIPPED`. A program that ends badly without a failed line of its own counts as one failure, and so
does a log that is missing.
"""

import json
import re
import sys

LINE = re.compile(r'^(not )?ok\b[^#\n]*(# *(skip|todo))?', re.I | re.M)


def count(entry):
  result = entry['result']
  passed = failed = skipped = 0
  for bad, _, directive in LINE.findall(entry.get('stdout') or ''):
    if directive:
      skipped += 1
    elif bad:
      failed += 1
    else:
      passed += 1
  if passed + failed + skipped == 0:
    passed, skipped = int(result in ('OK', 'EXPECTEDFAIL')), int(result == 'SKIP')
  if result not in ('OK', 'EXPECTEDFAIL', 'SKIP') and failed == 0:
    failed = 1
  return passed, failed, skipped


def main(paths):
  total = [0, 0, 0]
  for path in paths:
    try:
      with open(path, encoding='utf-8') as file:
        counts = [count(json.loads(line)) for line in file if line.strip()]
    except OSError:
      counts = [(0, 1, 0)]
    total = [sum(column) for column in zip(total, *counts)]
  print(*total)


if __name__ == '__main__':
  main(sys.argv[1:])
