#!/usr/bin/env python3
"""Shows which test speaks for each row of docs/handlers.md: handler_table.py [REPOSITORY]

A row is named by the doctest case that shows it (`TEST_CASE("HND-33 …")`); `EVT-06…EVT-17` names the rows of a range. Rows
under "Left out" need no test and are shown with their reason. Fails when a row has no test, when a left out one has, and when
a test names a row that there is not.
"""
import pathlib
import re
import sys

ROW = re.compile(r'^\| ((?:EVT|HND)-X?\d+) \|(.*)\|$')
NAMES = re.compile(r'\b((?:EVT|HND)-X?)(\d+)(?:…\1(\d+))?')
CASE = re.compile(r'TEST_CASE\("((?:[^"\\]|\\.)*)"\)')


def read_rows(page):
    """Maps the rows to their texts: (those that need a test, those that are left out)."""
    needed, left_out = {}, {}
    section = needed
    for line in page.splitlines():
        if line.startswith('## '):
            section = left_out if line == '## Left out' else needed
        elif found := ROW.match(line):
            name, cells = found.groups()
            if name in needed or name in left_out:
                raise SystemExit(f'{name} is listed twice')
            section[name] = ' | '.join(cell.strip() for cell in cells.split('|') if cell.strip())
    return needed, left_out


def named_rows(title):
    for prefix, first, last in NAMES.findall(title):
        for number in range(int(first), int(last or first) + 1):
            yield f'{prefix}{number:0{len(first)}}'


def read_tests(folder):
    """Maps the names of rows to the (file, title) of the test cases that name them."""
    tests = {}
    for path in sorted(folder.rglob('*_test.cpp')):
        for title in CASE.findall(path.read_text()):
            for row in named_rows(title):
                tests.setdefault(row, []).append((path.relative_to(folder), title))
    return tests


def main():
    top = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent)
    needed, left_out = read_rows((top / 'docs/handlers.md').read_text())
    tests = read_tests(top / 'tests/unit')
    faults = [f'{row} has no test' for row in needed if row not in tests]
    faults += [f'{row} is left out, and tested' for row in left_out if row in tests]
    faults += [f'{row} is in no table' for row in tests if row not in needed and row not in left_out]
    for row, text in needed.items():
        print(f'{row:8} {text}')
        for path, title in tests.get(row, []):
            print(f'         -> {path}: {title}')
    for row, reason in left_out.items():
        print(f'{row:8} left out: {reason}')
    print('\n'.join(faults))
    print(f'{len(needed)} rows with a test each, {len(left_out)} left out' if needed and not faults
          else f'{len(faults)} faults')
    return 1 if faults or not needed else 0


if __name__ == '__main__':
    sys.exit(main())
