#!/usr/bin/env python3
"""Runs the README's first program against a small S3: readme_test.py PROGRAM README EXAMPLE"""
import os
import pathlib
import re
import subprocess
import sys
import unittest

import small_s3
from extract import first_program

PROGRAM, README, EXAMPLE = sys.argv[1:4]


class Readme(unittest.TestCase):
    def test_the_first_program_does_what_it_says(self):
        with small_s3.Server() as server:
            done = subprocess.run([PROGRAM], env=server.environment, capture_output=True, text=True, timeout=100)
        self.assertEqual((done.returncode, done.stderr, done.stdout), (0, '', 'read: hello\ngreeting 5 bytes\n'))

    def test_the_example_is_the_same_program(self):
        self.assertTrue(pathlib.Path(EXAMPLE).read_text().endswith(first_program(pathlib.Path(README).read_text())))

    def test_links_lead_to_files_of_the_project(self):
        top = pathlib.Path(README).resolve().parent
        links = re.findall(r'\]\(([\w./-]+)\)', pathlib.Path(README).read_text())
        self.assertEqual([link for link in links if not (top / link).exists()], [])


if __name__ == '__main__':
    if 'COAWS_BOTOCORE_DATA' not in os.environ:
        print('COAWS_BOTOCORE_DATA does not name the pinned models: run tools/test')
        sys.exit(77)
    unittest.main(argv=sys.argv[:1])
