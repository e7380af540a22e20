#!/usr/bin/env python3
"""Runs examples that need no network, or a small S3 at most, and compares what they print: examples_test.py PROGRAM…"""
import os
import pathlib
import subprocess
import sys
import unittest

import small_s3

PROGRAMS = {pathlib.Path(path).name: path for path in sys.argv[1:]}

# These bring a world of their own.
ALONE = {
    'extending': '''Client instantiated!
listed a bucket: lists
keys: 1
GET https://lists.s3.amazonaws.com/?encoding-type=url
PUT https://everything.s3.amazonaws.com/mine
GET https://lists.s3.amazonaws.com/?list-type=2&encoding-type=url
''',
    'pages_with_deadline': '''at the deadline: a b and more
later: a b c
''',
    'stubbed_test': '''ok: the tag counts
ok: no tag is no approval
ok: a missing object is not approved
ok: being refused is told
ok: nothing was sent
''',
    'token_before_signing': '''POST https://secretsmanager.us-east-1.amazonaws.com/ without a token
HEAD https://mine.s3.amazonaws.com/ with a signed token
HEAD https://mine.s3.amazonaws.com/one with a signed token
''',
}

CALLS = ['CreateBucket', 'PutObject', 'PutObject', 'PutObject', 'ListObjectsV2', 'ListObjectsV2']
WITH_S3 = {
    'events': ''.join(f'before-send: {name}\nafter-call: {name} answered 200\n' for name in CALLS) +
              '2 keys with the handler, 3 without\n',
    'pages_and_waiters': '''10 keys from the generator
size 2
size 3
size 4
can be resumed: yes
10 keys in the full result
Waiter ObjectExists failed: Max attempts exceeded. Previously accepted state: Matched expected HTTP status code: 404
''',
}


class Examples(unittest.TestCase):
    maxDiff = None

    def check(self, name, environment, wanted):
        done = subprocess.run([PROGRAMS.pop(name)], env=environment, capture_output=True, text=True, timeout=100)
        self.assertEqual((done.returncode, done.stderr, done.stdout), (0, '', wanted))

    def test_alone(self):
        for name, wanted in ALONE.items():
            with self.subTest(name):
                self.check(name, small_s3.bare_environment(), wanted)

    def test_with_a_small_s3(self):
        for name, wanted in WITH_S3.items():
            with self.subTest(name), small_s3.Server() as server:
                self.check(name, server.environment, wanted)

    @classmethod
    def tearDownClass(cls):
        assert not PROGRAMS, f'nobody runs {sorted(PROGRAMS)}'


if __name__ == '__main__':
    if 'COAWS_BOTOCORE_DATA' not in os.environ:
        print('COAWS_BOTOCORE_DATA does not name the pinned models: run tools/test')
        sys.exit(77)
    unittest.main(argv=sys.argv[:1])
