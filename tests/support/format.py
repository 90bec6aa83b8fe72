#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Roster authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Formats the project's .c files in place; with --check it prints what would change and exits 1.

clang-format does indentation, spacing and braces, and breaks what is longer than 120 columns. What it cannot do is done
here: each parameter of a function stands on a line of its own with the names in one column, `_()` and `N_()` take no
space, and tables keep their lines.
"""

import difflib
import re
import subprocess
import sys
import tempfile

COLUMNS = 120
COMMENT = re.compile(r'\s*(/?\*|//)')
KEPT = re.compile(r'^(?:static )?(?:const )?[\w ]+\*?(?:const )?\w+(?:\[\w*\])+ = \{\n.*?^\};\n|^(?:static )?G_DEFINE_QUARK [^\n]*\n',
                  re.M | re.S)
MARKED = re.compile(r'(?<!\w)(N_|C_|_|NC_) \((?=")(.*\n(?: +".*\n)*)')
DEFINITION = re.compile(r'^(\w+) \(((?:[^(){};]|\((?:[^()]|\([^()]*\))*\))*)\)\n\{\n', re.M)
PARAMETER = re.compile(r'(.*?)(\**)(\w+(?:\[\w*\])*)$', re.S)
PRINTF = re.compile(r'^(static .*G_GNUC_PRINTF \(\d, \d\))\n +(\w+ \()', re.M)
OFF, ON = '// clang-format off\n', '// clang-format on\n'


def align(match):
  parameters = [' '.join(p.split()) for p in match[2].split(',')]
  parts = [PARAMETER.fullmatch(p) for p in parameters if p != '...']
  if len(parameters) < 2 or '(' in match[2] or not all(parts):
    return match[0]
  types = [p[1].rstrip() for p in parts]
  width = max(len(t) for t in types)
  stars = max(len(p[2]) for p in parts)
  lines = [t.ljust(width + 1 + stars - len(p[2])) + p[2] + p[3] for t, p in zip(types, parts)]
  lines += ['...'] if parameters[-1] == '...' else []
  return f'{match[1]} (' + (',\n' + ' ' * (len(match[1]) + 2)).join(lines) + ')\n{\n'


def clang_format(text, *options):
  return subprocess.run(['clang-format', '--assume-filename=x.c', *options], input=text, text=True, check=True,
                        stdout=subprocess.PIPE).stdout


def broken(text):
  """The text with its long lines broken, and all others as they are."""
  long = [n for n, line in enumerate(text.splitlines(), 1) if len(line) > COLUMNS and not COMMENT.match(line)]
  if not long:
    return text
  with open('.clang-format', encoding='utf-8') as file, tempfile.NamedTemporaryFile('w', suffix='.yaml') as style:
    style.write(file.read().replace('ColumnLimit: 0', f'ColumnLimit: {COLUMNS}'))
    style.flush()
    return clang_format(text, f'--style=file:{style.name}', *(f'--lines={n}:{n}' for n in long))


def formatted(text):
  text = KEPT.sub(lambda m: OFF + m[0] + ON, text)
  text = clang_format(broken(text), '--style=file')
  text = text.replace(OFF, '').replace(ON, '')
  while MARKED.search(text):
    text = MARKED.sub(lambda m: m[1] + '(' + m[2].replace('\n  ', '\n '), text)
  text = PRINTF.sub(r'\1\n\2', text)
  return DEFINITION.sub(align, text)


def main(arguments):
  check = '--check' in arguments
  wrong = 0
  for path in (a for a in arguments if a.endswith('.c')):
    with open(path, encoding='utf-8') as file:
      before = file.read()
    after = formatted(before)
    for _ in range(3):
      # What was broken and indented anew may have become too long again.
      again = formatted(after)
      if again == after:
        break
      after = again
    if before == after:
      continue
    wrong += 1
    if check:
      sys.stdout.writelines(difflib.unified_diff(before.splitlines(True), after.splitlines(True), path, path, n=1))
    else:
      with open(path, 'w', encoding='utf-8') as file:
        file.write(after)
      print(path)
  return 1 if check and wrong else 0


if __name__ == '__main__':
  sys.exit(main(sys.argv[1:]))
