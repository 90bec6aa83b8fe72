#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Roster authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""Drives roster-office as an administrator would: test-office-program.py ROSTER-OFFICE [unittest's arguments]."""

import json
import os
import re
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import tempfile
import unicodedata
import unittest
import urllib.error
import urllib.request
from pathlib import Path

PROGRAM = None

PRODUCTS = '''商品编号,商品名称,分类,售价,单件利润,佣金比例
P001,竹浆抽纸 30包整箱,日化/纸品,29.9,0.3,15%
P002,洁可悠洗衣凝珠 52颗,日化/洗衣清洁,19.9-25.9,0.25,20%
'''

STREAMERS = '''主播昵称,快手号,手机号,主播类型,垂类,粉丝数
张三,zs666,15400001111,大卖主播,美妆,12.4万
宝妈丽丽优选,lili520,15400002222,兼职,日化,"8,300"
'''

DOLLARS = '''商品编号,商品名称,售价
P003,进口洗衣液,$9.90
'''


def faults_by(schema, root, value, path='file'):
    """What a JSON Schema has against a value: as much of the draft as the checklists' schema needs."""
    types = {'object': dict, 'array': list, 'string': str, 'integer': int}
    if schema is True:
        return
    if schema is False:
        yield path
        return
    known = {'$schema', '$defs', '$ref', 'title', 'description', 'type', 'enum', 'const', 'required', 'properties',
             'additionalProperties', 'items', 'minItems', 'maxItems', 'minLength', 'maxLength', 'pattern', 'minimum',
             'maximum', 'allOf', 'if', 'then', 'else'}
    assert set(schema) <= known, set(schema) - known
    if '$ref' in schema:
        yield from faults_by(root['$defs'][schema['$ref'].removeprefix('#/$defs/')], root, value, path)
    if 'type' in schema and (not isinstance(value, types[schema['type']]) or isinstance(value, bool)):
        yield path
        return
    if 'enum' in schema and value not in schema['enum'] or 'const' in schema and value != schema['const']:
        yield path
    if isinstance(value, dict):
        properties = schema.get('properties', {})
        yield from (f'{path}.{name}' for name in schema.get('required', []) if name not in value)
        for name, member in value.items():
            if name in properties:
                yield from faults_by(properties[name], root, member, f'{path}.{name}')
            elif schema.get('additionalProperties') is False:
                yield f'{path}.{name}'
    if isinstance(value, list):
        if not schema.get('minItems', 0) <= len(value) <= schema.get('maxItems', len(value)):
            yield path
        for i, member in enumerate(value):
            yield from faults_by(schema.get('items', True), root, member, f'{path}[{i}]')
    if isinstance(value, str):
        if not schema.get('minLength', 0) <= len(value) <= schema.get('maxLength', len(value)):
            yield path
        if 'pattern' in schema and not re.search(schema['pattern'], value):
            yield path
    if isinstance(value, int) and not schema.get('minimum', value) <= value <= schema.get('maximum', value):
        yield path
    for one in schema.get('allOf', []):
        yield from faults_by(one, root, value, path)
    if 'if' in schema:
        holds = not list(faults_by(schema['if'], root, value, path))
        yield from faults_by(schema.get('then' if holds else 'else', True), root, value, path)


class OfficeProgramTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix='roster-office-')
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.store = self.path('office.db')
        self.env = dict(os.environ, LC_ALL='C.UTF-8', TZ='Asia/Shanghai')

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        with open(self.path(name), 'w', encoding='utf-8') as file:
            file.write(text)
        return self.path(name)

    def read(self, path):
        with open(path, 'rb') as file:
            return file.read()

    def run_program(self, *arguments, text=''):
        return subprocess.run([PROGRAM, *arguments], input=text, env=self.env, check=False, encoding='utf-8',
                              timeout=120, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def done(self, *arguments, text=''):
        process = self.run_program(*arguments, text=text)
        self.assertEqual((process.returncode, process.stderr), (0, ''), arguments)
        return process.stdout

    def refused(self, *arguments, text='', status=1):
        process = self.run_program(*arguments, text=text)
        self.assertEqual(process.returncode, status, process.stderr)
        self.assertRegex(process.stderr, r'\Aroster-office: [^\n]+\n\Z')
        return process.stderr

    def init(self):
        self.done('init', '--store', self.store)

    def add(self, login, role, *arguments):
        return self.done('user', 'add', login, '--store', self.store, '--role', role, *arguments,
                         text='correct horse\n')

    def rows(self, sql):
        with sqlite3.connect(self.store) as database:
            return database.execute(sql).fetchall()

    def bodies(self, type_name):
        return [json.loads(body) for body, in
                self.rows(f"SELECT body FROM record WHERE type = '{type_name}' AND destroyed_at IS NULL")]

    def serve(self, *arguments):
        process = subprocess.Popen([PROGRAM, 'serve', '--store', self.store, *arguments], env=self.env,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding='utf-8')

        def stop():
            process.kill()
            process.communicate()

        self.addCleanup(stop)
        return process

    def test_wrong_usage(self):
        for arguments in ((), ('frobnicate',), ('serve',), ('init',), ('user',), ('user', 'remove'), ('user', 'add'),
                          ('init', '--store', self.store, 'more'), ('init', '--what', self.store),
                          ('demo', self.path('d'), '--scale', 'galaxy'), ('demo', self.path('d'), '--seed', '-1'),
                          ('user', 'add', 'x', '--store', self.store, '--role', 'king'),
                          ('import', 'sales', self.path('x.csv'), '--store', self.store),
                          ('serve', '--store', self.store, '--listen', 'here')):
            with self.subTest(arguments):
                self.refused(*arguments, status=2)
        self.assertFalse(os.path.exists(self.path('d')))

    def test_help_and_version(self):
        self.assertIn('user add', self.done('--help'))
        self.assertIn('--tls-cert', self.done('serve', '--help'))
        self.assertRegex(self.done('--version'), r'\Aroster-office \d')

    def test_help_fits_a_terminal(self):
        for language in ('C.UTF-8', 'zh_CN.UTF-8'):
            self.env.update(LC_ALL=language, LANGUAGE=language.split('.')[0])
            for command in ((), ('serve',), ('user', 'add'), ('import',), ('transfer',), ('demo',), ('rule', 'set')):
                for line in self.done(*command, '--help').splitlines():
                    columns = sum(2 if unicodedata.east_asian_width(c) in 'WF' else 1 for c in line)
                    self.assertLessEqual(columns, 80, line)

    def test_init_makes_a_private_store_once(self):
        self.init()
        self.assertEqual(stat.S_IMODE(os.stat(self.store).st_mode), 0o600)
        before = self.read(self.store)
        self.assertIn('not touched', self.refused('init', '--store', self.store))
        self.assertEqual(self.read(self.store), before)
        self.assertEqual(self.done('check', '--store', self.store), 'The store is sound: 0 records\n')

    def test_missing_and_foreign_stores(self):
        self.assertIn('init --store', self.refused('check', '--store', self.store))
        self.write('office.db', 'this is no database, and long enough to be looked at as one' * 20)
        self.refused('check', '--store', self.store)
        self.refused('serve', '--store', self.store)
        self.assertIn('file', self.refused('init', '--store', 'mysql://host/db'))

    def test_rules(self):
        self.init()
        rules = {line.split('\t')[0]: line.split('\t')[1:3]
                 for line in self.done('rule', 'list', '--store', self.store).splitlines()}
        self.assertEqual(rules['bookNorm'], ['35', 'default'])
        self.assertEqual(rules['completionExcellent'], ['60%', 'default'])
        self.assertEqual(rules['videoLengthIdeal'], ['11.7', 'default'])

        def rule(name):
            listed = self.done('rule', 'list', '--store', self.store).splitlines()
            return next(line.split('\t')[1:3] for line in listed if line.startswith(name + '\t'))

        self.done('rule', 'set', 'bookNorm', '40', '--note', '新基地', '--store', self.store)
        self.assertEqual(rule('bookNorm'), ['40', 'office'])
        self.done('rule', 'set', 'bookNorm', '45', '--store', self.store)
        self.assertEqual(rule('bookNorm'), ['45', 'office'])
        self.done('rule', 'set', 'videoLengthIdeal', '12.5', '--store', self.store)
        self.assertEqual([(body['name'], body['value']) for body in self.bodies('Rule')],
                         [('bookNorm', 45), ('videoLengthIdeal', 12500)])
        for name, value, says in (('bookNorm', '0', 'between 1 and 1000'), ('bookNorm', 'many', 'whole number'),
                                  ('norm', '3', 'no rule called'), ('partTimerBandLow', '2000', 'other bound')):
            with self.subTest(name=name, value=value):
                self.assertIn(says, self.refused('rule', 'set', name, value, '--store', self.store))
        self.done('rule', 'reset', 'bookNorm', '--store', self.store)
        self.done('rule', 'reset', 'bookNorm', '--store', self.store)
        self.assertEqual(rule('bookNorm'), ['35', 'default'])
        self.refused('rule', 'reset', 'norm', '--store', self.store)
        self.done('check', '--store', self.store)

    def test_checklists(self):
        self.done('demo', self.path('demo'), '--seed', '3', '--scale', 'small')
        self.store = self.path('demo/office.db')
        name, store = 'Red and yellow lines', ('--store', self.store)

        def versions():
            listed = self.done('checklist', 'list', *store).splitlines()
            return [tuple(line.split('\t')[2:]) for line in listed if line.startswith(name + '\t')]

        def pinned():
            return sorted((body['id'], body['checklist'], body['checklistVersion'])
                          for body in self.bodies('Walkthrough'))

        self.assertEqual(len(self.done('checklist', 'list', *store).splitlines()), 6)
        text = self.done('checklist', 'export', name, *store)
        self.assertEqual(self.done('checklist', 'export', '红线黄线', *store), text)
        before = pinned()
        self.assertIn('the same', self.done('checklist', 'import', self.write('same.json', text), *store))
        self.assertEqual(versions(), [('1', 'published')])

        changed = self.write('changed.json', text.replace('Nothing breaks the law', 'Nothing is against the law'))
        self.assertIn('version 2', self.done('checklist', 'import', changed, *store))
        self.assertEqual(versions(), [('2', 'published'), ('1', 'retired')])
        self.assertEqual(pinned(), before)
        self.assertGreater(len(before), 20)
        self.assertIn('version 1', self.refused('checklist', 'import', changed, *store))
        self.done('check', *store)

        broken = json.loads(text)
        broken['sections'][0]['items'][0]['weight'] = 77
        del broken['sections'][1]['title']['zh_CN']
        path = self.write('broken.json', json.dumps(broken))
        for command in (('validate', path), ('import', path, *store)):
            process = self.run_program('checklist', *command)
            self.assertEqual(process.returncode, 1)
            self.assertEqual([line.split(': ')[1] for line in process.stdout.splitlines()],
                             ['sections[0].items[0].weight', 'sections[1].title.zh_CN'])
        self.assertEqual(len(versions()), 2)
        self.refused('checklist', 'export', 'none', *store)
        self.refused('checklist', 'validate', self.path('missing.json'))

    def test_checklists_have_a_schema(self):
        schema = json.loads(self.done('checklist', 'schema'))
        folder = Path(__file__).parent.parent / 'data' / 'checklists'
        shipped = [json.loads(path.read_text()) for path in sorted(folder.glob('*.json'))]
        self.assertEqual(len(shipped), 6)
        for one in shipped:
            self.assertEqual(list(faults_by(schema, schema, one)), [])
            # A trainer is told how to look at each item, and what to do when it fails.
            for item in (item for section in one['sections'] for item in section['items']):
                scored = item['kind'] not in ('text', 'number') or 'good' in item
                self.assertGreater(len(item['guidance']['zh_CN']), 10, item['id'])
                self.assertEqual('followUp' in item, scored and item.get('weight', 1) > 0, item['id'])

        # What the schema refuses the program refuses too, and at the same place.
        whole = shipped[0]
        scale = next((s, i) for s, section in enumerate(whole['sections']) for i, item in enumerate(section['items'])
                     if item['kind'] == 'scale')
        for path, value in (
                (('name', 'zh_CN'), ''), (('version',), 0), (('sections',), []), (('more',), 1),
                (('sections', 0, 'id'), 'Line up'), (('sections', 0, 'items', 0, 'kind'), 'maybe'),
                (('sections', 0, 'items', 0, 'weight'), 77), (('sections', 0, 'items', 0, 'critical'), 'blue'),
                (('sections', 0, 'items', 0, 'check'), 'luck'), (('sections', 0, 'items', 0, 'levels'), []),
                (('sections', 0, 'items', 0, 'followUp', 'days'), 0), (('sections', 0, 'items', 0, 'good'), [1, 2]),
                (('sections', scale[0], 'items', scale[1], 'levels'), [{'en': 'a', 'zh_CN': '甲'}]),
                (('sections', 0, 'title', 'en'), 'x' * 301)):
            broken = json.loads(json.dumps(whole))
            node = broken
            for step in path[:-1]:
                node = node[step]
            node[path[-1]] = value
            self.assertNotEqual(list(faults_by(schema, schema, broken)), [], path)
            self.refused('checklist', 'validate', self.write('broken.json', json.dumps(broken)))

    def test_transfer(self):
        self.init()
        self.add('li', 'salesperson')
        self.add('wang', 'salesperson')
        self.done('import', 'streamers', self.write('s.csv', STREAMERS), '--store', self.store, '--book', 'li')
        self.assertEqual(self.done('transfer', 'ZS666', '--book', 'wang', '--store', self.store), 'Moved 1 record\n')
        books = self.rows("SELECT count(DISTINCT account) FROM record WHERE type = 'Streamer' AND destroyed_at IS NULL")
        self.assertEqual(books, [(2,)])
        self.assertIn('already', self.refused('transfer', 'zs666', '--book', 'wang', '--store', self.store))
        self.refused('transfer', 'nobody', '--book', 'wang', '--store', self.store)
        self.refused('transfer', 'zs666', '--store', self.store, status=2)
        self.done('check', '--store', self.store)

    def test_handover(self):
        self.init()
        self.add('li', 'salesperson')
        self.add('wang', 'salesperson')
        self.add('zhao', 'trainer')
        self.done('import', 'streamers', self.write('s.csv', STREAMERS), '--store', self.store, '--book', 'li')
        self.done('import', 'streamers', self.write('t.csv', '主播昵称,快手号\n同号,lili520\n'), '--store', self.store,
                  '--book', 'wang')

        # What the other book has already stays where it is and is named; what is no book is none.
        process = self.run_program('handover', 'li', '--book', 'wang', '--store', self.store)
        self.assertEqual((process.returncode, process.stderr.count('\n')), (1, 1))
        self.assertIn('宝妈丽丽优选: ', process.stderr)
        self.refused('handover', 'li', '--store', self.store, status=2)
        for pair in (('zhao', 'wang'), ('nobody', 'wang')):
            self.refused('handover', pair[0], '--book', pair[1], '--store', self.store)

        with sqlite3.connect(self.store) as database:
            database.execute("DELETE FROM record WHERE body LIKE '%同号%'")
        database.close()
        self.done('handover', 'li', '--book', 'wang', '--store', self.store)
        self.assertEqual(self.done('handover', 'li', '--book', 'wang', '--store', self.store),
                         'Moved 0 streamers with 0 records\n')
        books = self.rows("SELECT count(*) FROM record WHERE type = 'Streamer' AND destroyed_at IS NULL GROUP BY account")
        self.assertEqual(books, [(2,)])
        self.done('check', '--store', self.store)

    def test_users(self):
        self.init()
        self.assertEqual(self.add('head', 'office', '--name', '总部'), '')
        self.assertEqual(self.add('zhang', 'salesperson', '--base', '义乌'), 'Made the base “义乌”\n')
        self.assertEqual(self.add('li', 'trainer', '--base', '义乌'), '')
        self.assertEqual(self.done('user', 'list', '--store', self.store),
                         'head\tHead office\t-\t总部\tmay sign in\n'
                         'li\tTrainer\t义乌\tli\tmay sign in\n'
                         'zhang\tSalesperson\t义乌\tzhang\tmay sign in\n')

        self.assertIn('already', self.refused('user', 'add', 'Zhang', '--store', self.store, '--role', 'office',
                                              text='correct horse\n'))
        self.refused('user', 'add', 'short', '--store', self.store, '--role', 'office', text='1234567\n')
        self.refused('user', 'add', 'none', '--store', self.store, '--role', 'office')
        self.refused('user', 'password', 'nobody', '--store', self.store, text='correct horse\n')
        self.done('user', 'password', 'li', '--store', self.store, text='another horse\n')
        self.assertEqual(len(self.bodies('Person')), 3)
        self.assertEqual(len(self.rows("SELECT * FROM account WHERE scope = 'book'")), 1)
        self.assertTrue(all(hash_.startswith('$argon2id$') for hash_, in self.rows('SELECT hash FROM password')))

    def test_everything_else_is_checked_before_the_password(self):
        self.init()
        self.add('zhang', 'salesperson', '--base', '义乌')
        before = self.rows('SELECT * FROM record')
        for arguments, says in ((('add', 'zhang', '--role', '业务员'), 'already'),
                                (('add', 'li', '--role', 'trainer', '--name', 'x' * 81), 'Name'),
                                (('add', 'li', '--role', 'trainer', '--base', 'x' * 200), 'Name'),
                                (('password', 'li'), 'Nobody')):
            with self.subTest(arguments):
                # There is no password on standard input, which would be refused as well.
                self.assertIn(says, self.refused('user', *arguments, '--store', self.store))
        self.assertIn('password', self.refused('user', 'add', 'li', '--role', 'trainer', '--base', '杭州', '--store',
                                               self.store))
        self.assertEqual(self.rows('SELECT * FROM record'), before)

    def test_who_leaves_is_signed_out_and_may_come_back(self):
        self.init()
        self.add('zhang', 'salesperson')
        self.done('import', 'streamers', self.write('s.csv', STREAMERS), '--store', self.store, '--book', 'zhang')
        process = self.serve('--listen', '127.0.0.1:0')
        office = process.stdout.readline().split()[-1].rstrip('/')

        def ask(path, token=None, body=None):
            request = urllib.request.Request(office + path, data=body, headers={'Content-Type': 'application/json'})
            if token:
                request.add_header('Authorization', 'Bearer ' + token)
            try:
                with urllib.request.urlopen(request, timeout=30) as answer:
                    return answer.status, json.load(answer)
            except urllib.error.HTTPError as error:
                return error.code, json.load(error)

        login = json.dumps({'login': 'zhang', 'password': 'correct horse'}).encode()
        token = ask('/auth/token', body=login)[1]['token']
        self.assertEqual(ask('/.well-known/jmap', token)[0], 200)
        self.assertIn('2 streamers', self.done('user', 'disable', 'zhang', '--store', self.store))
        self.assertEqual((ask('/.well-known/jmap', token)[0], ask('/auth/token', body=login)[0]), (401, 401))
        self.assertIn('may not sign in', self.done('user', 'list', '--store', self.store))
        self.done('user', 'disable', 'zhang', '--store', self.store)
        self.done('user', 'enable', 'zhang', '--store', self.store)
        self.assertEqual((ask('/.well-known/jmap', token)[0], ask('/auth/token', body=login)[0]), (401, 200))
        self.refused('user', 'disable', 'nobody', '--store', self.store)
        self.done('check', '--store', self.store)

    def test_backup_and_restore(self):
        self.init()
        self.add('zhang', 'salesperson')
        process = self.serve('--listen', '127.0.0.1:0')
        process.stdout.readline()
        backup = self.path('backup.db')
        self.assertEqual(self.done('backup', backup, '--store', self.store), '')
        self.assertEqual(stat.S_IMODE(os.stat(backup).st_mode), 0o600)
        before = self.read(backup)
        self.assertIn('not touched', self.refused('backup', backup, '--store', self.store))
        self.add('li', 'trainer')
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)

        # Over nothing that is there, not even over the log of another store.
        restored = self.path('restored.db')
        self.assertIn('not touched', self.refused('restore', backup, '--store', self.store))
        self.write('restored.db-wal', 'of another')
        self.assertIn('not touched', self.refused('restore', backup, '--store', restored))
        os.unlink(restored + '-wal')
        self.assertIn('sound: 1 records', self.done('restore', backup, '--store', restored))
        self.assertEqual(self.read(backup), before)
        self.assertEqual(self.done('user', 'list', '--store', restored).split('\t')[0], 'zhang')

        # Of what is no backup, or a damaged one, nothing is made.
        with open(backup, 'r+b') as file:
            file.seek(len(before) // 2)
            file.write(b'\x5a' * (len(before) // 4))
        for path in (backup, self.write('text', 'no database' * 200), self.path('missing')):
            self.refused('restore', path, '--store', self.path('new.db'))
        with sqlite3.connect(self.path('other.db')) as other:
            other.execute('CREATE TABLE account (id TEXT)')
        other.close()
        self.assertIn('no backup', self.refused('restore', self.path('other.db'), '--store', self.path('new.db')))
        self.assertEqual([name for name in os.listdir(self.folder) if name.startswith('new.db')], [])
        self.refused('restore', backup, '--store', 'postgresql://localhost/x')

    def test_import(self):
        self.init()
        self.add('zhang', 'salesperson')
        self.add('li', 'trainer')
        products = self.write('products.csv', PRODUCTS)
        streamers = self.write('streamers.csv', STREAMERS)

        self.assertIn('New: 2, changed: 0, the same: 0, refused: 0',
                      self.done('import', 'products', products, '--store', self.store))
        self.assertIn('New: 0, changed: 0, the same: 2, refused: 0',
                      self.done('import', 'products', products, '--store', self.store))
        self.write('products.csv', PRODUCTS.replace('29.9,', '31.5,'))
        self.assertIn('New: 0, changed: 1, the same: 1, refused: 0',
                      self.done('import', 'products', products, '--store', self.store))
        self.assertEqual(sorted(p['price'] for p in self.bodies('Product')), [19900, 31500])

        self.refused('import', 'streamers', streamers, '--store', self.store, status=2)
        self.refused('import', 'products', products, '--store', self.store, '--book', 'zhang', status=2)
        self.refused('import', 'streamers', streamers, '--store', self.store, '--book', 'nobody')
        self.refused('import', 'streamers', streamers, '--store', self.store, '--book', 'li')
        self.assertIn('New: 2', self.done('import', 'streamers', streamers, '--store', self.store, '--book', 'zhang'))
        self.assertEqual({s['followers'] for s in self.bodies('Streamer')}, {124000, 8300})

        self.refused('import', 'products', self.path('none.csv'), '--store', self.store)
        dollars = self.write('dollars.csv', DOLLARS)
        self.refused('import', 'products', dollars, '--store', self.store)
        self.assertIn('New: 1', self.done('import', 'products', dollars, '--store', self.store, '--rate', '7'))
        self.assertEqual(self.done('check', '--store', self.store), 'The store is sound: 7 records\n')

    def test_check_finds_what_is_damaged(self):
        self.init()
        self.add('zhang', 'salesperson')
        with sqlite3.connect(self.store) as database:
            database.execute("UPDATE record SET body = replace (body, 'salesperson', 'emperor') WHERE type = 'Person'")
        self.assertIn('Person', self.refused('check', '--store', self.store))

    def test_demo_is_the_same_again(self):
        out = self.done('demo', self.path('one'))
        self.done('demo', self.path('two'), '--seed', '1', '--scale', 'small')
        self.done('demo', self.path('three'), '--seed', '2')
        self.assertIn('roster-demo', out)
        self.assertIn('roster-office serve --store', out)
        self.assertIn('not touched', self.refused('demo', self.path('one')))

        bodies = {}
        for name in ('one', 'two', 'three'):
            self.store = self.path(f'{name}/office.db')
            bodies[name] = self.rows('SELECT account, type, id, body FROM record ORDER BY account, type, id')
            self.done('check', '--store', self.store)
        self.assertEqual(bodies['one'], bodies['two'])
        self.assertNotEqual(bodies['one'], bodies['three'])

        logins = self.read(self.path('one/logins.txt')).decode('utf-8').splitlines()
        self.assertIn('roster-demo', logins[0])
        self.assertEqual({line.split('\t')[1] for line in logins[1:]}, {'salesperson', 'trainer', 'manager', 'office'})

    def test_learn_writes_only_what_changed(self):
        self.init()
        self.assertIn('0 records', self.done('learn', '--store', self.store))
        self.done('demo', self.path('demo'))
        self.store = self.path('demo/office.db')
        subjects = {row[0].split('/')[0] for row in
                    self.rows("SELECT json_extract(body, '$.name') FROM record WHERE type = 'Affinity'")}
        self.assertEqual(subjects, {'product', 'vertical', 'pace'})
        self.assertTrue(self.done('learn', '--store', self.store).startswith('0 records'))
        with sqlite3.connect(self.store) as database:
            database.execute("DELETE FROM record WHERE type = 'Affinity' AND body LIKE '%pace/%'")
        database.close()
        self.assertFalse(self.done('learn', '--store', self.store).startswith('0 records'))
        self.assertTrue(self.done('learn', '--store', self.store).startswith('0 records'))

    def test_serve_says_where_and_ends_when_told(self):
        self.init()
        for number in (signal.SIGTERM, signal.SIGINT):
            process = self.serve('--listen', '127.0.0.1:0')
            line = process.stdout.readline()
            self.assertRegex(line, r'\Alistening on http://127\.0\.0\.1:\d+\n\Z')
            with urllib.request.urlopen(line.split()[-1] + '/healthz', timeout=30) as answer:
                self.assertEqual(json.load(answer), {'status': 'ok'})
            process.send_signal(number)
            out, log = process.communicate(timeout=60)
            self.assertEqual((process.returncode, out), (0, ''))
            self.assertRegex(log, r'route=/healthz status=200')

    def test_calendar_of_a_book_can_be_shared_and_taken_back(self):
        self.init()
        self.add('zhang', 'salesperson', '--base', '杭州')
        self.add('wang', 'manager', '--base', '杭州')
        streamers = self.write('streamers.csv', '主播昵称,快手号\n张三,zs666\n')
        self.done('import', 'streamers', streamers, '--store', self.store, '--book', 'zhang')
        self.refused('calendar', 'share', 'nobody', '--store', self.store)
        process = self.serve('--listen', '127.0.0.1:0')
        office = process.stdout.readline().split()[-1].rstrip('/')

        def fetch(path):
            try:
                with urllib.request.urlopen(office + path, timeout=30) as answer:
                    return answer.status, answer.headers['Content-Type'], answer.read().decode()
            except urllib.error.HTTPError as error:
                return error.code, error.headers['Content-Type'], error.read().decode()

        first = self.done('calendar', 'share', 'zhang', '--store', self.store).strip()
        self.assertRegex(first, r'\A/calendar\?token=[\w-]{40,}\Z')
        status, kind, text = fetch(first)
        self.assertEqual((status, kind), (200, 'text/calendar; charset=utf-8'))
        self.assertTrue(text.startswith('BEGIN:VCALENDAR'))
        self.assertEqual([fetch(path)[0] for path in ('/calendar', '/calendar?token=', '/calendar?token=guess')], [404] * 3)

        # The secret opens nothing else, a new one closes the old one, and taking back closes both.
        request = urllib.request.Request(office + '/.well-known/jmap',
                                         headers={'Authorization': 'Bearer ' + first.split('=')[1]})
        with self.assertRaises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request, timeout=30)
        self.assertEqual(refused.exception.code, 401)
        second = self.done('calendar', 'share', 'zhang', '--store', self.store).strip()
        self.assertEqual([fetch(path)[0] for path in (first, second)], [404, 200])
        self.done('calendar', 'unshare', 'zhang', '--store', self.store)
        self.assertEqual(fetch(second)[0], 404)
        self.assertNotIn(second.split('=')[1], ' '.join(str(row) for row in self.rows('SELECT * FROM token')))
        process.send_signal(signal.SIGTERM)
        log = process.communicate(timeout=60)[1]
        self.assertIn('route=/calendar status=200', log)
        self.assertNotIn(first.split('=')[1], log)

    def test_serve_refuses_what_is_unsafe_or_taken(self):
        self.init()
        self.assertIn('TLS', self.refused('serve', '--store', self.store, '--listen', '0.0.0.0:0'))
        self.refused('serve', '--store', self.store, '--tls-cert', self.path('none.pem'))
        self.refused('serve', '--store', self.store, '--tls-cert', self.path('none.pem'), '--tls-key', self.path('x'))
        with socket.create_server(('127.0.0.1', 0)) as taken:
            address = f'127.0.0.1:{taken.getsockname()[1]}'
            says = self.refused('serve', '--store', self.store, '--listen', address)
            self.assertIn(address, says)
            self.assertIn('--listen', says)


if __name__ == '__main__':
    PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main()
