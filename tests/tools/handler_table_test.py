#!/usr/bin/env python3
"""The checker of docs/handlers.md finds what it is for: handler_table_test.py HANDLER_TABLE"""
import pathlib
import subprocess
import sys
import tempfile
import unittest

CHECKER = pathlib.Path(sys.argv[1])
PAGE = '''# Page
| Row | What |
|---|---|
| HND-01 | one |
| HND-02 | two |
| HND-03 | three |

## Left out
| Row | Why |
|---|---|
| HND-04 | because |
'''


def check(page, *titles):
    """The checker's status and last line for a repository with this page and test cases of these titles."""
    with tempfile.TemporaryDirectory() as name:
        top = pathlib.Path(name)
        for folder in ('docs', 'tests/unit/layer'):
            (top / folder).mkdir(parents=True)
        (top / 'docs/handlers.md').write_text(page)
        cases = ''.join(f'TEST_CASE("{title}") {{}}\n' for title in titles)
        (top / 'tests/unit/layer/some_test.cpp').write_text(cases)
        done = subprocess.run([sys.executable, CHECKER, top], capture_output=True, text=True)
        return done.returncode, done.stdout.splitlines()


class HandlerTable(unittest.TestCase):
    def test_rows_may_be_named_one_by_one_and_in_ranges(self):
        for titles in [('HND-01 a', 'HND-02 HND-03 b'), ('HND-01…HND-03 all',), ('HND-02…HND-03 a \\"b\\"', 'the rest, HND-01')]:
            with self.subTest(titles):
                status, lines = check(PAGE, *titles)
                self.assertEqual((status, lines[-1]), (0, '3 rows with a test each, 1 left out'))
                self.assertIn('HND-04   left out: because', lines)

    def test_faults_are_told(self):
        for fault, *titles in [
                ('HND-02 has no test', 'HND-01 a', 'HND-03 b'),
                ('HND-04 is left out, and tested', 'HND-01…HND-04 all'),
                ('HND-05 is in no table', 'HND-01…HND-03 all', 'HND-05 more')]:
            with self.subTest(fault):
                status, lines = check(PAGE, *titles)
                self.assertEqual((status, lines[-2:]), (1, [fault, '1 faults']))

    def test_a_page_without_rows_is_no_success(self):
        self.assertEqual(check('# Nothing\n')[0], 1)


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1])
