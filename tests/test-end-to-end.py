#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Roster authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""A real office with a demo company on loopback, real caches, and a JMAP client that knows nothing of either:
test-end-to-end.py ROSTERCTL ROSTER-OFFICE [unittest's arguments]."""

import contextlib
import http.server
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import unittest
import urllib.error
import urllib.request

ROSTERCTL = ROSTER_OFFICE = None

PASSWORD = 'roster-demo'
USING = ['urn:ietf:params:jmap:core', 'https://roster.weiye.com/jmap']
ENV = dict(os.environ, LC_ALL='C.UTF-8', TZ='Asia/Shanghai')
ENV.pop('ROSTER_PASSWORD', None)


def run(command, env=None, text=None, timeout=120):
    process = subprocess.run(command, env=env or ENV, input=text, timeout=timeout, check=False, encoding='utf-8',
                             stdin=subprocess.DEVNULL if text is None else None,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return process


class Office:
    """A served store. It comes back at the same address when it is started again."""

    def __init__(self, store, address='127.0.0.1:0'):
        self.store = store
        self.address = address
        self.process = None
        self.start()

    def start(self):
        self.process = subprocess.Popen([ROSTER_OFFICE, 'serve', '--store', self.store, '--listen', self.address],
                                        env=ENV, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding='utf-8')
        line = self.process.stdout.readline()
        if not line.startswith('listening on '):
            raise AssertionError(f'the office does not start: {line}')
        self.url = line.split()[-1].rstrip('/')
        self.address = self.url.removeprefix('http://')

    def stop(self, number=signal.SIGTERM):
        if self.process is None:
            return None
        self.process.send_signal(number)
        status = self.process.wait(timeout=60)
        self.process.stdout.close()
        self.process = None
        return status


class Jmap:
    """What any JMAP client does (RFC 8620), with nothing but urllib."""

    def __init__(self, office, login, password=PASSWORD):
        self.office = office
        answer = self.post('/auth/token', {'login': login, 'password': password})
        self.token = answer['token']
        self.session = self.request('GET', '/.well-known/jmap')

    def request(self, method, path, body=None):
        headers = {'Content-Type': 'application/json'}
        if getattr(self, 'token', None):
            headers['Authorization'] = 'Bearer ' + self.token
        request = urllib.request.Request(self.office.url + path, method=method, headers=headers,
                                         data=json.dumps(body).encode() if body is not None else None)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read() or b'null')

    def post(self, path, body):
        return self.request('POST', path, body)

    def call(self, name, **arguments):
        answer = self.post('/jmap/api', {'using': USING, 'methodCalls': [[name, arguments, 'c']]})
        reply, result, tag = answer['methodResponses'][0]
        assert tag == 'c'
        return reply, result

    def get(self, type_name, account, record):
        reply, result = self.call(f'{type_name}/get', accountId=account, ids=[record])
        assert reply == f'{type_name}/get', result
        return result['list'][0] if result['list'] else None

    def update(self, type_name, account, record, **patch):
        reply, result = self.call(f'{type_name}/set', accountId=account, update={record: patch})
        assert reply == f'{type_name}/set', result
        return result


class Cache:
    """One person's cache on one computer."""

    def __init__(self, test, path, office, login):
        self.test = test
        self.path = path
        self.office = office
        self.login = login
        if not os.path.exists(path):
            self.ok('init')

    def ctl(self, *arguments, password=None, text=None):
        env = dict(ENV, ROSTER_PASSWORD=password) if password is not None else ENV
        return run([ROSTERCTL, '--cache', self.path, *arguments], env=env, text=text)

    def ok(self, *arguments, **options):
        result = self.ctl(*arguments, **options)
        self.test.assertEqual((result.returncode, result.stderr), (0, ''), arguments)
        return result.stdout

    def json(self, *arguments, **options):
        return json.loads(self.ok(*arguments, '--json', **options))

    def refused(self, *arguments, says=None, **options):
        result = self.ctl(*arguments, **options)
        self.test.assertEqual(result.returncode, 1, result.stdout + result.stderr)
        self.test.assertEqual(result.stderr.count('\n'), 1, result.stderr)
        self.test.assertNotIn(PASSWORD, result.stderr)
        if says is not None:
            self.test.assertIn(says, result.stderr)
        return result.stderr

    def sync(self, password=PASSWORD):
        return self.json('sync', '--office', self.office.url, '--login', self.login, password=password)

    def streamer(self, kuaishou_id):
        found = [one for one in self.json('list', 'streamers') if one['kuaishouId'] == kuaishou_id]
        self.test.assertEqual(len(found), 1, kuaishou_id)
        return found[0]

    def show(self, record):
        return self.json('show', record)


class EndToEndTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        """A company, and two computers of one salesperson that have it; each test works on copies, at the same address."""
        folder = tempfile.TemporaryDirectory(prefix='roster-company-')
        cls.addClassCleanup(folder.cleanup)
        cls.prepared = folder.name
        result = run([ROSTER_OFFICE, 'demo', cls.prepared, '--seed', '7', '--scale', 'small'])
        if result.returncode != 0:
            raise AssertionError(result.stderr)
        cls.people = {}
        with open(os.path.join(cls.prepared, 'logins.txt'), encoding='utf-8') as file:
            for line in file:
                if not line.startswith('#') and line.strip():
                    login, role, base, name = line.rstrip('\n').split('\t')
                    cls.people.setdefault(role, []).append((login, base, name))
        cls.login, _, cls.name = cls.people['salesperson'][0]

        office = Office(os.path.join(cls.prepared, 'office.db'))
        cls.address = office.address
        try:
            for name in ('desk.db', 'laptop.db'):
                cache = Cache(cls('setUp'), os.path.join(cls.prepared, name), office, cls.login)
                cache.sync()
        finally:
            office.stop()

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix='roster-end-to-end-')
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.copy('office.db')
        self.office = Office(self.path('office.db'), self.address)
        self.addCleanup(self.office.stop)

    def copy(self, name):
        for suffix in ('', '-wal', '.token'):
            source = os.path.join(self.prepared, name + suffix)
            if os.path.exists(source):
                shutil.copy(source, self.path(name + suffix))

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        with open(self.path(name), 'w', encoding='utf-8') as file:
            file.write(text)
        return self.path(name)

    def cache(self, name, login=None):
        return Cache(self, self.path(name), self.office, login or self.login)

    def two_caches(self):
        self.copy('desk.db')
        self.copy('laptop.db')
        desk, laptop = self.cache('desk.db'), self.cache('laptop.db')
        return desk, laptop, desk.json('list', 'streamers')[0]['id']

    def book(self, jmap):
        return next(name for name, account in jmap.session['accounts'].items()
                    if name.startswith('book-') and not account['isReadOnly'])

    # There and back

    def test_a_change_goes_everywhere(self):
        file = self.write('new.csv', '昵称,快手号,主播类型,粉丝数\n山东大嫂秀兰,xiulan8866,兼职,3200\n')
        imported = run([ROSTER_OFFICE, 'import', 'streamers', file, '--store', self.office.store, '--book', self.login])
        self.assertEqual(imported.returncode, 0, imported.stderr)

        desk, laptop, _ = self.two_caches()
        desk.sync()
        laptop.sync()
        record = desk.streamer('xiulan8866')['id']
        self.assertEqual(laptop.streamer('xiulan8866')['followers'], 3200)

        # From the desk to the office and the laptop
        desk.ok('set', record, 'nextStep=寄样品', 'followers=3500')
        report = desk.sync()
        self.assertEqual((report['sent'], report['conflicts'], report['refused']), (1, 0, 0))
        self.assertEqual(desk.json('changes'), [])
        jmap = Jmap(self.office, self.login)
        there = jmap.get('Streamer', self.book(jmap), record)
        self.assertEqual((there['nextStep'], there['followers'], there['updatedBy']), ('寄样品', 3500, self.name))
        self.assertGreaterEqual(laptop.sync()['received'], 1)
        self.assertEqual(laptop.show(record)['nextStep'], '寄样品')

        # From a JMAP client to both
        result = jmap.update('Streamer', self.book(jmap), record, notes='孩子上学，寒暑假播得少')
        self.assertIn(record, result['updated'])
        desk.sync()
        laptop.sync()
        self.assertEqual(desk.show(record)['notes'], '孩子上学，寒暑假播得少')
        self.assertEqual(desk.show(record), laptop.show(record))

        # And gone everywhere
        laptop.ok('delete', record)
        laptop.sync()
        self.assertEqual(desk.sync()['removed'], 1)
        desk.refused('show', record)
        self.assertIsNone(jmap.get('Streamer', self.book(jmap), record))
        desk.ok('check')

    def test_a_rule_of_the_office_holds_everywhere(self):
        desk, _, _ = self.two_caches()

        def norm():
            return next(rule for rule in desk.json('list', 'rules') if rule['name'] == 'bookNorm')

        self.assertEqual((norm()['id'], norm()['value']), (None, 35))
        for command in (('set', 'bookNorm', '40'), ('reset', 'bookNorm')):
            result = run([ROSTER_OFFICE, 'rule', *command, '--store', self.office.store])
            self.assertEqual(result.returncode, 0, result.stderr)
            desk.sync()
            self.assertEqual((norm()['value'], norm()['default']), (40 if command[0] == 'set' else 35, 35))
            self.assertEqual(norm()['id'] is None, command[0] == 'reset')
        self.assertIn('bookNorm', desk.ok('list', 'rules'))

    def test_what_was_entered_before_the_first_sign_in_comes_along(self):
        desk = self.cache('new.db')
        desk.ok('import', 'streamers', self.write('mine.csv', '昵称,快手号\n宝妈晓燕,xiaoyan777\n农村阿强,aqiang555\n'))
        self.assertEqual(desk.sync()['sent'], 2)
        jmap = Jmap(self.office, self.login)
        there = jmap.get('Streamer', self.book(jmap), desk.streamer('xiaoyan777')['id'])
        self.assertEqual(there['name'], '宝妈晓燕')
        self.assertEqual(desk.json('changes'), [])

    def test_a_restored_backup_is_what_everybody_has_again(self):
        """The states that clients knew before are not those of the same number after (RFC 8620, section 5.2)."""
        desk, laptop, record = self.two_caches()
        admin = lambda *arguments: run([ROSTER_OFFICE, *arguments, '--store', self.office.store])
        result = admin('backup', self.path('backup.db'))
        self.assertEqual((result.returncode, result.stderr), (0, ''))

        desk.ok('set', record, 'nextStep=丢了的')
        desk.sync()
        laptop.ok('set', record, 'wechat=还在等')
        self.office.stop()
        for suffix in ('', '-wal', '-shm'):
            if os.path.exists(self.office.store + suffix):
                os.rename(self.office.store + suffix, self.path('damaged.db' + suffix))
        result = admin('restore', self.path('backup.db'))
        self.assertEqual((result.returncode, result.stderr), (0, ''))
        self.office.start()

        # As many changes as were lost: the office's own count is where it was.
        jmap = Jmap(self.office, self.login)
        jmap.update('Streamer', self.book(jmap), record, notes='恢复之后')
        desk.sync()
        there = jmap.get('Streamer', self.book(jmap), record)
        self.assertNotEqual(there.get('nextStep'), '丢了的')
        self.assertEqual([desk.show(record).get(field) for field in ('nextStep', 'notes')],
                         [there.get('nextStep'), '恢复之后'])
        laptop.sync()
        desk.sync()
        self.assertEqual(desk.show(record)['wechat'], '还在等')
        self.assertEqual(desk.show(record), laptop.show(record))
        self.assertEqual(laptop.json('changes'), [])
        # And from then on as always: nothing is read that did not change.
        self.assertEqual((desk.sync()['received'], laptop.sync()['received']), (0, 0))
        desk.ok('check')

    def test_a_sync_with_nothing_to_do_is_one_small_request(self):
        desk, _, _ = self.two_caches()
        report = desk.sync()
        self.assertEqual((report['requests'], report['sent'], report['received']), (1, 0, 0))
        self.assertLess(report['bytesSent'] + report['bytesReceived'], 2000)

    def test_different_fields_merge(self):
        desk, laptop, record = self.two_caches()
        desk.ok('set', record, 'nextStep=约试播')
        laptop.ok('set', record, 'wechat=wx_new')
        desk.sync()
        report = laptop.sync()
        self.assertEqual((report['conflicts'], report['refused']), (0, 0))
        desk.sync()
        self.assertEqual((desk.show(record)['nextStep'], desk.show(record)['wechat']), ('约试播', 'wx_new'))
        self.assertEqual(desk.show(record), laptop.show(record))

    def test_a_clash_is_settled_by_a_person(self):
        desk, laptop, record = self.two_caches()
        for side, wanted in (('mine', '拜访'), ('theirs', '打电话')):
            desk.ok('set', record, 'nextStep=打电话', 'shopProducts=1')
            laptop.ok('set', record, 'nextStep=拜访', 'videos28=2')
            desk.sync()
            self.assertEqual(laptop.sync()['conflicts'], 1)
            conflict = laptop.json('conflicts')[0]
            self.assertEqual((conflict['id'], conflict['field'], conflict['mine'], conflict['theirs']),
                             (record, 'nextStep', '拜访', '打电话'))
            self.assertEqual(conflict['theirsBy'], self.name)
            self.assertEqual(laptop.show(record)['nextStep'], '打电话')
            laptop.ok('resolve', str(conflict['number']), side)
            self.assertEqual(laptop.json('conflicts'), [])
            laptop.sync()
            desk.sync()
            self.assertEqual(laptop.show(record)['nextStep'], wanted)
            self.assertEqual(desk.show(record), laptop.show(record))
            desk.ok('set', record, 'nextStep=')
            desk.sync()
            laptop.sync()

    def test_settling_is_undone_as_a_whole(self):
        desk, laptop, record = self.two_caches()
        desk.ok('set', record, 'nextStep=打电话', 'wechat=a')
        laptop.ok('set', record, 'nextStep=拜访', 'wechat=b')
        desk.sync()
        self.assertEqual(laptop.sync()['conflicts'], 2)
        before = laptop.json('conflicts')
        laptop.ok('resolve', record, 'theirs')
        self.assertEqual(laptop.json('conflicts'), [])
        laptop.ok('undo')
        self.assertEqual(laptop.json('conflicts'), before)
        laptop.ok('resolve', record, 'mine')
        laptop.sync()
        desk.sync()
        self.assertEqual((desk.show(record)['nextStep'], desk.show(record)['wechat']), ('拜访', 'b'))

    def test_an_edit_against_a_deletion_asks(self):
        desk, laptop, record = self.two_caches()
        desk.ok('delete', record)
        laptop.ok('set', record, 'nextStep=再谈一次')
        desk.sync()
        self.assertEqual(laptop.sync()['conflicts'], 1)
        self.assertEqual(laptop.json('conflicts')[0]['kind'], 'deleted-there')
        self.assertEqual(laptop.show(record)['nextStep'], '再谈一次')
        laptop.ok('resolve', record, 'mine')
        laptop.sync()
        desk.sync()
        self.assertEqual(desk.show(record)['nextStep'], '再谈一次')

    # Offline

    def test_without_the_office_everything_but_sync_works(self):
        desk, _, record = self.two_caches()
        title = desk.show(record)['name']
        self.assertEqual(self.office.stop(), 0)

        desk.ok('set', record, 'nextStep=等网络恢复')
        desk.ok('import', 'streamers', self.write('new.csv', '昵称,快手号\n离线新人,offline1\n'))
        self.assertIn(record, [one['id'] for one in desk.json('search', title)])
        self.assertIn(title, desk.ok('export', 'streamers'))
        self.assertEqual(len(desk.json('log')), 2)
        desk.ok('undo')
        desk.ok('redo')
        desk.ok('check')
        failure = desk.refused('sync', password=PASSWORD)
        changes = desk.json('changes')
        self.assertEqual({(one['title'], one['operation'], one['state']) for one in changes},
                         {(title, 'update', 'waiting'), ('离线新人', 'create', 'waiting')})
        self.assertTrue(all(one['reason'] in failure for one in changes), (failure, changes))

        self.office.start()
        self.assertEqual(desk.sync()['sent'], 2)
        self.assertEqual(desk.json('changes'), [])
        jmap = Jmap(self.office, self.login)
        self.assertEqual(jmap.get('Streamer', self.book(jmap), record)['nextStep'], '等网络恢复')

    def test_an_office_that_dies_loses_nothing(self):
        desk, laptop, record = self.two_caches()
        desk.ok('set', record, 'nextStep=断电之前')
        desk.sync()
        self.office.stop(signal.SIGKILL)
        self.office.start()
        laptop.sync()
        self.assertEqual(laptop.show(record)['nextStep'], '断电之前')

    # What the office refuses

    def test_a_refused_change_stays_and_says_why(self):
        desk = self.cache('new.db')
        desk.ok('import', 'products', self.write('p.csv', '商品编号,商品名称,售价\nMINE1,自己的货,9.9\n'))
        report = desk.sync()
        self.assertEqual((report['sent'], report['refused']), (0, 1))
        change = desk.json('changes')[0]
        self.assertEqual((change['type'], change['state']), ('Product', 'refused'))
        self.assertTrue(change['reason'])
        self.assertTrue(change['error'])
        # Nothing is sent again by itself, and nothing is lost.
        self.assertEqual(desk.sync()['refused'], 0)
        self.assertEqual(len(desk.json('changes')), 1)
        self.assertIn('MINE1', [one['sku'] for one in desk.json('list', 'products')])
        # A person sends it again, or gives it up.
        desk.ok('resolve', change['id'], 'mine')
        self.assertEqual(desk.sync()['refused'], 1)
        desk.ok('resolve', change['id'], 'theirs')
        self.assertEqual(desk.json('changes'), [])
        desk.refused('show', change['id'])

    def test_a_trainer_reads_the_base_and_writes_little(self):
        login, base, _ = self.people['trainer'][0]
        trainer = self.cache('trainer.db', login)
        trainer.sync()
        self.assertGreater(len(trainer.json('list', 'streamers')), 35)
        bases = {one['id']: one['name'] for one in trainer.json('list', 'bases')}
        self.assertEqual({bases[one['base']] for one in trainer.json('list', 'streamers')}, {base})
        record = trainer.json('list', 'streamers')[0]['id']
        trainer.refused('set', record, 'nextStep=不该我改', says='changed by its salesperson')
        self.assertEqual(trainer.json('changes'), [])
        # The lives of everybody at the base, and whose they are.
        owners = {live['book'] for live in trainer.json('schedule')['lives']}
        self.assertGreater(len(owners), 1)
        self.assertEqual(owners - {one['name'] for one in trainer.json('list', 'people')}, set())
        task = trainer.json('list', 'followups')[0]['id']
        trainer.ok('set', task, 'notes=已经看过')
        self.assertEqual(trainer.sync()['sent'], 1)

    def test_a_salesperson_sees_one_book(self):
        seen = {}
        for login, _, _ in self.people['salesperson']:
            cache = self.cache(f'{login}.db', login)
            cache.sync()
            seen[login] = {one['id'] for one in cache.json('list', 'streamers')}
        self.assertEqual(sorted(len(book) for book in seen.values()), [35, 35, 35, 41])
        self.assertEqual(len(set().union(*seen.values())), 146)

    # Getting in

    def test_wrong_password(self):
        desk = self.cache('new.db')
        arguments = ('sync', '--office', self.office.url, '--login', self.login)
        desk.refused(*arguments, says='password', password='not-the-password')
        desk.refused(*arguments, says='ROSTER_PASSWORD')
        self.assertEqual(desk.json('list', 'streamers'), [])
        self.assertFalse(os.path.exists(desk.path + '.token'))
        # On standard input, as a script pipes it
        desk.ok(*arguments, text=PASSWORD + '\n')
        self.assertEqual(len(desk.json('list', 'streamers')), 35)
        self.assertEqual(os.stat(desk.path + '.token').st_mode & 0o777, 0o600)
        # A token lets nobody in who gives another password.
        desk.refused(*arguments, says='password', password='not-the-password')
        # Later the token suffices.
        desk.ok('sync')
        with open(desk.path, 'rb') as file:
            self.assertNotIn(PASSWORD.encode(), file.read())

    def test_unknown_login_says_the_same_as_a_wrong_password(self):
        desk = self.cache('new.db')
        known = desk.refused('sync', '--office', self.office.url, '--login', self.login, password='wrong')
        unknown = desk.refused('sync', '--office', self.office.url, '--login', 'nobody', password='wrong')
        self.assertEqual(known, unknown)

    def test_expired_token(self):
        desk, _, record = self.two_caches()
        with contextlib.closing(sqlite3.connect(self.office.store)) as database, database:
            database.execute('UPDATE token SET expires_at = 1')
        desk.ok('set', record, 'nextStep=还在')
        desk.refused('sync', says='signed out')
        self.assertEqual(len(desk.json('changes')), 1)
        self.assertEqual(desk.sync()['sent'], 1)

    def test_an_address_that_is_no_office(self):
        class Shop(http.server.BaseHTTPRequestHandler):
            def answer(self):
                body = b'<html>Welcome to our shop</html>'
                self.send_response(200)
                self.send_header('Content-Type', 'text/html')
                self.send_header('Content-Length', str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST = answer

            def log_message(self, *_arguments):
                pass

        desk, _, record = self.two_caches()
        desk.ok('set', record, 'nextStep=不丢')
        with http.server.ThreadingHTTPServer(('127.0.0.1', 0), Shop) as shop:
            thread = threading.Thread(target=shop.serve_forever)
            thread.start()
            try:
                desk.refused('sync', '--office', f'http://127.0.0.1:{shop.server_port}', '--login', self.login,
                             says='address', password=PASSWORD)
            finally:
                shop.shutdown()
                thread.join()
        self.assertEqual(desk.sync()['sent'], 1)

    def test_a_cache_with_waiting_changes_is_not_handed_to_another_person(self):
        desk, _, record = self.two_caches()
        desk.ok('set', record, 'nextStep=我的')
        other = self.people['salesperson'][1][0]
        desk.refused('sync', '--office', self.office.url, '--login', other, password=PASSWORD)
        self.assertEqual([one['state'] for one in desk.json('changes')], ['waiting'])
        self.assertEqual(desk.show(record)['nextStep'], '我的')
        self.assertEqual(desk.sync()['sent'], 1)

    def test_strangers_get_nothing(self):
        with self.assertRaises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(self.office.url + '/.well-known/jmap', timeout=60)
        self.assertEqual(caught.exception.code, 401)
        caught.exception.close()


if __name__ == '__main__':
    ROSTERCTL, ROSTER_OFFICE = (os.path.abspath(sys.argv.pop(1)) for _ in range(2))
    unittest.main(verbosity=2)
