#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Roster authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Checks the source tree as a whole; speaks TAP.

check-tree.py ROOT        one line of result for each rule below
"""

import json
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

LAYERS = ('core', 'model', 'store', 'protocol', 'coaching', 'sync', 'match', 'advice', 'schedule', 'exchange',
          'background', 'camera', 'app', 'ctl', 'office')
# What the last layers may use: the office knows nothing of the client, the client nothing of the office.
SEEN = {
  'app': set(LAYERS[:LAYERS.index('app')]),
  'ctl': set(LAYERS[:LAYERS.index('background')]),
  'office': {'core', 'model', 'store', 'protocol', 'match', 'advice', 'coaching', 'schedule', 'exchange'},
}
# What sees less than everything before it: matching is pure functions over arrays.
SEEN['match'] = {'core', 'model'}
FOREIGN = {
  r'<(gtk|adwaita|gdk)': {'app'},
  r'<libpq-fe': {'office'},
  r'<sqlite3': {'store', 'office'},
}
# What would cost every start more than the window itself may: loaded when it is first needed, from a module.
HEAVY = re.compile(r'^#\s*include\s+<((?:archive|archive_entry|glpk|gst|libsecret|libsoup|pipewire|xlsxwriter)\b[^>]*)>', re.M)
HEADED = ('.c', '.h', '.py', '.ui', '.css', '.sql', '.build', '.sh', '.yml', '.in', '.svg', '.xml')
# Where public functions carry a doc comment, and the ends of names that need none.
DOCUMENTED = ('core', 'model', 'store', 'protocol', 'sync', 'exchange', 'camera', 'office')
PLAIN = re.compile(r'_(new|free|clear|ref|unref|copy|finish|quark|get_type)$')
MARKED = re.compile(r'(?<!\w)(N?C?_|g_dngettext|ngettext|roster_language_(text|plural)) ?\(|translatable="yes"')


def files(root, *folders):
  for folder in folders:
    for path in sorted((root / folder).rglob('*')):
      if path.is_file() and '__pycache__' not in path.parts:
        yield path


def own(root):
  yield from (p for p in (root / 'dev', root / '.ci' / 'run', root / 'meson.build', root / 'meson_options.txt')
              if p.is_file())
  yield from files(root, 'src', 'ui', 'tests', 'data', 'flatpak')


def licences(root):
  for path in own(root):
    if path.suffix in HEADED or path.suffix == '' and path.name != 'POTFILES':
      if 'SPDX-License-Identifier: GPL-3.0-or-later' not in path.read_text(encoding='utf-8', errors='replace')[:600]:
        yield f'{path.relative_to(root)}: no SPDX licence line'


def lines(root):
  for path in files(root, 'src', 'tests', 'ui'):
    if path.suffix not in ('.c', '.h', '.ui', '.py', '.sql', '.css'):
      continue
    text = path.read_text(encoding='utf-8')
    rows = text.splitlines()
    name = path.relative_to(root)
    if len(rows) > 1000:
      yield f'{name}: {len(rows)} lines; more than 1000 usually hold two ideas'
    if not text.endswith('\n'):
      yield f'{name}: the last line has no end'
    for number, row in enumerate(rows, 1):
      if path.suffix in ('.c', '.h') and len(row) > 120:
        yield f'{name}:{number}: {len(row)} columns'
      if '\t' in row or row != row.rstrip():
        yield f'{name}:{number}: tab or trailing space'


def layers(root):
  owner = {path.name: path.relative_to(root / 'src').parts[0] for path in files(root, 'src') if path.suffix == '.h'}
  for path in files(root, 'src'):
    if path.suffix not in ('.c', '.h'):
      continue
    layer = path.relative_to(root / 'src').parts[0]
    seen = SEEN.get(layer, set(LAYERS[:LAYERS.index(layer)])) | {layer}
    for include in re.findall(r'^#\s*include\s+([<"][^>"]+)', path.read_text(encoding='utf-8'), re.M):
      other = owner.get(include[1:].rsplit('/', 1)[-1]) if include[0] == '"' else None
      if other is not None and other not in seen:
        yield f'{path.relative_to(root)}: {layer} must not include {include[1:]} of {other}'
      for pattern, users in FOREIGN.items():
        if re.match(pattern, include) and layer not in users:
          yield f'{path.relative_to(root)}: {layer} must not include {include}>'


def modules(root):
  # A module of several files has a folder of its own below its layer.
  folders = {path.parent for path in files(root, 'src') if len(path.relative_to(root / 'src').parts) > 2 and
             path.suffix == '.c' and '\nROSTER_MODULE_EXPORT (' in path.read_text(encoding='utf-8')}
  for path in files(root, 'src'):
    if path.suffix not in ('.c', '.h') or path.relative_to(root / 'src').parts[0] == 'office':
      continue
    text = path.read_text(encoding='utf-8')
    if '\nROSTER_MODULE_EXPORT (' not in text and path.parent not in folders:
      yield from (f'{path.relative_to(root)}: only a module may include <{name}>' for name in HEAVY.findall(text))


def interfaces(root):
  if not (root / 'ui').is_dir():
    return
  stems = {path.stem for path in files(root, 'src') if path.suffix == '.c'}
  bundled = (root / 'ui' / 'roster.gresource.xml').read_text(encoding='utf-8')
  for path in files(root, 'ui'):
    if path.suffix != '.ui':
      continue
    name = path.relative_to(root)
    try:
      tree = ElementTree.parse(path)
    except ElementTree.ParseError as error:
      yield f'{name}: {error}'
      continue
    if f'>{path.relative_to(root / "ui")}<' not in bundled:
      yield f'{name}: not in roster.gresource.xml'
    # The window of keyboard shortcuts has no class of its own.
    if path.stem not in stems and path.stem != 'help-overlay':
      yield f'{name}: no source file of that name'
    ids = [e.get('id') for e in tree.iter('object') if e.get('id')]
    for twice in {i for i in ids if ids.count(i) > 1}:
      yield f'{name}: the id {twice} stands twice'


def documented(root):
  """What a public function of these layers does, takes and gives stands above it; some names say it all."""
  known = set()
  for path in files(root, 'src'):
    if path.suffix == '.c':
      known.update(re.findall(r'^ \* (roster_\w+):$', path.read_text(encoding='utf-8'), re.MULTILINE))
  for path in files(root, *(f'src/{layer}' for layer in DOCUMENTED)):
    if path.suffix != '.h' or path.stem.endswith('-private') or 'demo' in path.parts:
      continue
    code = re.sub(r'/\*.*?\*/|^#.*?(?<!\\)$', '', path.read_text(encoding='utf-8'), flags=re.DOTALL | re.MULTILINE)
    for name in re.findall(r'^[A-Za-z][\w *]*?[ *](roster_\w+) *\(', code, re.MULTILINE):
      if name not in known and not PLAIN.search(name):
        yield f'{path.relative_to(root)}: {name} has no doc comment'


def messages(root):
  for path in files(root, 'src'):
    if path.suffix == '.c':
      for message in re.findall(r'\b_ ?\(("(?:[^"\\]|\\.)*" (?:G_G|PRI)\w+)', path.read_text(encoding='utf-8')):
        yield f'{path.relative_to(root)}: xgettext cannot read {message}'


def potfiles(root):
  listed = {row for row in (root / 'po' / 'POTFILES').read_text(encoding='utf-8').splitlines()
            if row and not row.startswith('#')}
  marked = {str(path.relative_to(root)) for path in files(root, 'src', 'ui')
            if path.suffix in ('.c', '.ui') and MARKED.search(path.read_text(encoding='utf-8'))}
  yield from (f'po/POTFILES lacks {name}' for name in sorted(marked - listed))
  yield from (f'po/POTFILES lists {name}, which is not there' for name in sorted(listed)
              if not (root / name).is_file())


def translations(root):
  with tempfile.TemporaryDirectory() as folder:
    template = Path(folder) / 'roster.pot'
    subprocess.run(['xgettext', '--files-from=po/POTFILES', '--from-code=UTF-8', '--add-comments=Translators',
                    '--keyword=_', '--keyword=N_', '--keyword=C_:1c,2', '--keyword=NC_:1c,2',
                    '--keyword=g_dcgettext:2', '--keyword=g_dngettext:2,3', '--keyword=g_dpgettext2:2c,3',
                    '-o', template], cwd=root, check=True, stderr=subprocess.DEVNULL)
    for language in (root / 'po' / 'LINGUAS').read_text(encoding='utf-8').split():
      po, merged = root / 'po' / f'{language}.po', Path(folder) / f'{language}.po'
      checked = subprocess.run(['msgfmt', '--check', '-o', '/dev/null', po], text=True, stderr=subprocess.PIPE)
      if checked.returncode != 0:
        yield checked.stderr
        continue
      subprocess.run(['msgmerge', '-q', '--no-fuzzy-matching', '-o', merged, po, template], check=True)
      for choice, what in (('--untranslated', 'not translated'), ('--only-fuzzy', 'fuzzy')):
        left = subprocess.run(['msgattrib', choice, '--no-obsolete', '--no-wrap', merged], text=True, check=True,
                              stdout=subprocess.PIPE).stdout
        for message in re.findall(r'^msgid (".*"(?:\n".*")*)\nmsg', left, re.M):
          if message != '""':
            yield f'{po.name}: {what}: {message}'


def manifest(root):
  for path in files(root, 'flatpak'):
    if path.suffix != '.json':
      continue
    modules = json.loads(path.read_text(encoding='utf-8'))['modules']
    for module in modules:
      for source in module['sources']:
        if source['type'] == 'git' and 'tag' not in source or source['type'] == 'archive' and 'sha256' not in source:
          yield f'{path.name}: the source of {module["name"]} is not pinned'


RULES = {
  '/tree/every-file-names-its-licence': licences,
  '/tree/lines-keep-their-limits': lines,
  '/tree/layers-see-only-what-lies-below': layers,
  '/tree/heavy-libraries-stay-in-modules': modules,
  '/tree/interface-files-are-bundled': interfaces,
  '/tree/public-functions-are-documented': documented,
  '/tree/messages-hold-no-format-macro': messages,
  '/tree/potfiles-list-what-is-marked': potfiles,
  '/tree/translations-are-complete': translations,
  '/tree/flatpak-sources-are-pinned': manifest,
}


def main(root):
  print(f'1..{len(RULES)}')
  for number, (name, rule) in enumerate(RULES.items(), 1):
    faults = list(rule(root))
    print('not ok' if faults else 'ok', number, name)
    for fault in faults:
      print('#', fault.replace('\n', '\n# '))
  return 0


if __name__ == '__main__':
  sys.exit(main(Path(sys.argv[1]).resolve()))
