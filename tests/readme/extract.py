#!/usr/bin/env python3
"""Writes the first C++ block of a Markdown file: extract.py MARKDOWN OUTPUT"""
import pathlib
import re
import sys


def first_program(markdown):
    return re.search(r'^```cpp\n(.*?)^```$', markdown, re.DOTALL | re.MULTILINE).group(1)


if __name__ == '__main__':
    source, target = map(pathlib.Path, sys.argv[1:])
    target.write_text(first_program(source.read_text()))
