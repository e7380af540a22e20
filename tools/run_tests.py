#!/usr/bin/env python3
"""Builds and runs the tests of a configured build folder: run_tests.py BUILD JOBS [FILTER] [--suite NAME]

FILTER picks tests whose name contains it; where none does, the doctest cases whose name contains it.
Prints the output of every test that fails and ends with `N passed, N failed`: doctest cases, and what scripts count
themselves on a line of that form; any other test counts as one.
"""
import argparse
import json
import os
import pathlib
import re
import subprocess
import sys

DOCTEST_TOTALS = re.compile(r'^\[doctest\] test cases: +\d+ \| +(\d+) passed \| +(\d+) failed', re.MULTILINE)
SCRIPT_TOTALS = re.compile(r'^(\d+) passed, (\d+) failed$', re.MULTILINE)
SKIPPED_STATUS = 77


def introspect(build, what):
    return json.loads(subprocess.check_output(['meson', 'introspect', str(build), what]))


def ninja(build, jobs, targets):
    return subprocess.run(['ninja', '-C', str(build), '-j', jobs, '--quiet', *targets]).returncode


def outputs_of(targets, wanted, build):
    """Paths, as ninja knows them, of the files that the targets of the wanted ids make."""
    return [os.path.relpath(name, build) for target in targets if target['id'] in wanted for name in target['filename']]


def run(test, build, doctest_filter):
    command = list(test['cmd'])
    if doctest_filter and test['name'].startswith('unit-'):
        command.append(f'--test-case=*{doctest_filter}*')
    environment = {**os.environ, **test['env']}
    try:
        done = subprocess.run(command, env=environment, cwd=test['workdir'] or build, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=test['timeout'])
        return done.returncode, done.stdout.decode(errors='replace')
    except subprocess.TimeoutExpired as late:
        return 1, (late.stdout or b'').decode(errors='replace') + f'\nno end after {test["timeout"]} s'


def count(status, output):
    """(passed, failed) of one test; a status that its own totals do not explain is one failure more."""
    if status == SKIPPED_STATUS:
        return 0, 0
    totals = DOCTEST_TOTALS.findall(output) or SCRIPT_TOTALS.findall(output)[-1:]
    if not totals:
        return (0, 1) if status else (1, 0)
    passed, failed = (sum(int(total[i]) for total in totals) for i in (0, 1))
    return passed, failed or (1 if status else 0)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('build', type=pathlib.Path)
    parser.add_argument('jobs')
    parser.add_argument('filter', nargs='?', default='')
    parser.add_argument('--suite')
    options = parser.parse_args()
    build = options.build.resolve()
    if ninja(build, options.jobs, ['build.ninja']):
        return 1
    tests = introspect(build, '--tests')
    if options.suite:
        tests = [t for t in tests if any(s.endswith(':' + options.suite) for s in t['suite'])]
    named = [t for t in tests if options.filter in t['name']]
    selected = named or [t for t in tests if t['name'].startswith('unit-')]
    targets = []
    if options.filter or options.suite:
        needed = {name for t in selected for name in t['depends']}
        targets = outputs_of(introspect(build, '--targets'), needed, build)
    if (targets or not (options.filter or options.suite)) and ninja(build, options.jobs, targets):
        print('the build failed\n0 passed, 1 failed')
        return 1
    passed = failed = 0
    for test in selected:
        status, output = run(test, build, '' if named else options.filter)
        good, bad = count(status, output)
        passed += good
        failed += bad
        if status == SKIPPED_STATUS:
            print(f'skipped  {test["name"]}: {output.strip()}')
        else:
            print(f'{"FAILED " if bad else "ok     "}  {test["name"]}: {good} passed, {bad} failed')
        if bad:
            print(output, flush=True)
    print(f'{passed} passed, {failed} failed')
    return 1 if failed or not passed else 0


if __name__ == '__main__':
    sys.exit(main())
