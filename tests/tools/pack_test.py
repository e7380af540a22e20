#!/usr/bin/env python3
"""Tests models/pack.py: pack_test.py PACKER"""
import gzip
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

PACKER = sys.argv.pop(1)


class Packed(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory()
        self.addCleanup(self.scratch.cleanup)
        self.source = pathlib.Path(self.scratch.name, 'from')
        self.target = pathlib.Path(self.scratch.name, 'to')

    def put(self, name, content):
        path = self.source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(content).encode()
        path.write_bytes(gzip.compress(text) if name.endswith('.gz') else text)

    def pack(self):
        return subprocess.run([sys.executable, PACKER, self.source, self.target], stderr=subprocess.PIPE).returncode

    def packed(self, name):
        return gzip.decompress((self.target / name).read_bytes()).decode()

    def test_drops_documentation_but_keeps_members_of_that_name(self):
        member = {'shape': 'Text', 'documentation': 'Words.'}
        self.put('a/2020-01-01/service-2.json', {'shapes': {'S': {'members': {'documentation': member}}}})
        self.assertEqual(self.pack(), 0)
        self.assertEqual(json.loads(self.packed('a/2020-01-01/service-2.json.gz')),
                         {'shapes': {'S': {'members': {'documentation': {'shape': 'Text'}}}}})

    def test_keeps_the_order_of_keys(self):
        self.put('a/1/waiters-2.json', {'z': 1, 'a': {'y': [], 'b': None}})
        self.pack()
        self.assertEqual(self.packed('a/1/waiters-2.json.gz'), '{"z":1,"a":{"y":[],"b":null}}')

    def test_what_every_process_reads_is_not_compressed(self):
        self.put('endpoints.json', {'z': 1, 'a': []})
        self.pack()
        self.assertEqual([p.name for p in self.target.rglob('*')], ['endpoints.json'])
        self.assertEqual((self.target / 'endpoints.json').read_text(), '{"z":1,"a":[]}')

    def test_prefers_plain_json_as_the_loader_does(self):
        self.put('a/1/service-2.json.gz', {'from': 'compressed'})
        self.put('a/1/service-2.json', {'from': 'plain'})
        self.pack()
        self.assertEqual(self.packed('a/1/service-2.json.gz'), '{"from":"plain"}')

    def test_leaves_examples_out(self):
        self.put('a/1/examples-1.json', {})
        self.put('a/1/paginators-1.json', {})
        self.pack()
        self.assertEqual([p.name for p in self.target.rglob('*.gz')], ['paginators-1.json.gz'])

    def test_merges_extras_into_what_they_extend(self):
        self.put('a/1/service-2.json.gz', {'shapes': {'A': {'type': 'string', 'max': 1}, 'L': [1], 'B': 2}})
        self.put('a/1/service-2.sdk-extras.json', {'version': 1.0, 'merge': {'shapes': {'A': {'type': 'blob'}, 'L': [2], 'C': {}}}})
        self.put('b/1/waiters-2.json', {'waiters': {}})
        self.put('b/1/waiters-2.sdk-extras.json', {'version': 1.0})
        self.pack()
        self.assertEqual(self.packed('a/1/service-2.json.gz'), '{"shapes":{"A":{"type":"blob","max":1},"L":[2],"B":2,"C":{}}}')
        self.assertEqual(self.packed('b/1/waiters-2.json.gz'), '{"waiters":{}}')
        self.assertEqual(len(list(self.target.rglob('*.gz'))), 2)

    def test_keeps_extras_of_what_is_not_there(self):
        self.put('a/1/service-2.sdk-extras.json', {'merge': {}})
        self.pack()
        self.assertEqual([p.name for p in self.target.rglob('*.gz')], ['service-2.sdk-extras.json.gz'])

    def test_same_input_same_bytes(self):
        self.put('a/1/service-2.json', {'x': 'ä'})
        self.pack()
        first = (self.target / 'a/1/service-2.json.gz').read_bytes()
        self.pack()
        self.assertEqual((self.target / 'a/1/service-2.json.gz').read_bytes(), first)

    def test_a_folder_without_models_is_refused(self):
        self.source.mkdir()
        self.assertNotEqual(self.pack(), 0)


if __name__ == '__main__':
    result = unittest.main(exit=False, verbosity=0).result
    bad = len(result.failures) + len(result.errors)
    print(f'{result.testsRun - bad} passed, {bad} failed')
    sys.exit(1 if bad else 0)
