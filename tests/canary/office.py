# SPDX-FileCopyrightText: 2026 The Roster authors
# SPDX-License-Identifier: GPL-3.0-or-later

"""A real office with the small demo company, and somebody who talks to it without the app."""

import json
import subprocess
import urllib.request

PASSWORD = 'roster-demo'
USING = ['urn:ietf:params:jmap:core', 'https://roster.weiye.com/jmap']


class Office:
  def __init__(self, program, folder):
    self.program = program
    self.store = f'{folder}/office.db'
    self.address = '127.0.0.1:0'
    self.log = open(f'{folder}/office.log', 'a')
    subprocess.run([program, 'demo', folder, '--seed', '7'], check=True, stdout=self.log)
    with open(f'{folder}/logins.txt') as logins:
      rows = [line.split('\t') for line in logins]
    self.salesperson = next(row[0] for row in rows if len(row) > 1 and row[1].strip() == 'salesperson')
    self.trainer = next(row[0] for row in rows if len(row) > 1 and row[1].strip() == 'trainer')
    self.process = None

  def run(self, *arguments):
    """Runs roster-office as an administrator does, on the store."""
    subprocess.run([self.program, *arguments, '--store', self.store], check=True, stdout=self.log, stderr=self.log)

  def start(self):
    """Serves; after a stop at the address that the app knows."""
    self.process = subprocess.Popen([self.program, 'serve', '--store', self.store, '--listen', self.address],
                                    stdout=subprocess.PIPE, stderr=self.log, text=True)
    self.url = self.process.stdout.readline().split()[-1]
    self.address = self.url.removeprefix('http://')

  def stop(self):
    if self.process is not None:
      self.process.terminate()
      self.process.wait(20)
      self.process.stdout.close()
      self.process = None

  def close(self):
    self.stop()
    self.log.close()


class Colleague:
  """The same person at another computer, by plain JMAP."""

  def __init__(self, office):
    self.office = office
    self.token = self._post('/auth/token', {'login': office.salesperson, 'password': PASSWORD})['token']
    request = urllib.request.Request(f'{office.url}/.well-known/jmap', headers=self._headers())
    with urllib.request.urlopen(request) as answer:
      accounts = json.load(answer)['accounts']
    self.book = next(account for account in accounts if account.startswith('book-'))

  def _headers(self):
    headers = {'Content-Type': 'application/json'}
    if hasattr(self, 'token'):
      headers['Authorization'] = f'Bearer {self.token}'
    return headers

  def _post(self, path, body):
    request = urllib.request.Request(self.office.url + path, json.dumps(body).encode(), self._headers())
    with urllib.request.urlopen(request) as answer:
      return json.load(answer)

  def _call(self, method, arguments):
    answer = self._post('/jmap/api', {'using': USING,
                                      'methodCalls': [[method, {'accountId': self.book, **arguments}, '0']]})
    name, result, _ = answer['methodResponses'][0]
    assert name == method, result
    return result

  def all(self, kind):
    return self._call(f'{kind}/get', {'ids': None})['list']

  def streamer(self, name):
    return next(record for record in self.all('Streamer') if record['name'] == name)

  def change(self, record, **fields):
    result = self._call('Streamer/set', {'update': {record['id']: fields}})
    assert record['id'] in result['updated'], result
