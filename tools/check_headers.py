#!/usr/bin/env python3
"""Compiles every public header alone: check_headers.py --include DIR --scratch DIR -- COMPILER ARGUMENTS…

Object files rather than a syntax check, so that ccache spares what did not change. Ends with `N passed, N failed`.
"""
import argparse
import concurrent.futures
import os
import pathlib
import subprocess
import sys


def compile_alone(command, include, scratch, header):
    name = header.relative_to(include)
    source = scratch / (str(name).replace('/', '-') + '.cpp')
    text = f'#include <{name}>\n'
    if not source.exists() or source.read_text() != text:
        source.write_text(text)
    run = subprocess.run(
        [*command, '-I', str(include), '-c', str(source), '-o', str(source.with_suffix('.o'))],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return name, run.returncode, run.stdout


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--include', type=pathlib.Path, required=True)
    parser.add_argument('--scratch', type=pathlib.Path, required=True)
    parser.add_argument('command', nargs='+')
    options = parser.parse_args()
    options.scratch.mkdir(parents=True, exist_ok=True)
    headers = sorted(options.include.rglob('*.hpp'))
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = [pool.submit(compile_alone, options.command, options.include, options.scratch, h) for h in headers]
        for job in jobs:
            name, status, output = job.result()
            if status:
                failed += 1
                print(f'{name} does not compile alone:\n{output}')
    print(f'{len(headers) - failed} passed, {failed} failed')
    return 1 if failed or not headers else 0


if __name__ == '__main__':
    sys.exit(main())
