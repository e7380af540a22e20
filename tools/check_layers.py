#!/usr/bin/env python3
"""Checks the rules on includes: check_layers.py TOP

- A folder includes lower ranks and itself only; docs/architecture.md tells the order.
- Ranks below `event` never name Asio.
- Public headers include no third party but narrow Asio headers, and <boost/system/error_code.hpp>, part of their signatures.
- No file names a path of one machine, or the host of a package registry.
Ends with `N passed, N failed`, a file being one case.
"""
import pathlib
import re
import subprocess
import sys

RANKS = {
    'base': 0,
    'model': 10, 'http': 10,
    'schema': 20,
    'value': 30,
    'codec': 40,
    'protocol': 50,
    'endpoint': 60, 'auth': 60,
    'event': 70, 'retry': 70,
    'pipeline': 80,
    'transport': 90, 'config': 90, 'credentials': 90,
    'paginate': 100, 'wait': 100, 'customization': 100,
    'client': 110,
    'session': 111,
    'resource': 120, 'testing': 120, 'services': 120,
}
FIRST_ASIO_RANK = RANKS['event']
SYSTEM_INCLUDES = {'boost/system/error_code.hpp', 'boost/system/system_error.hpp'}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)
NOT_PORTABLE = re.compile(
    r'''(?<![\w.~$}/-])/(?:work|root|home/(?!user\b|me\b)\w+|tmp/bash_jobs)/'''
    r'|registry\.npmjs|pypi\.org|crates\.io|deb\.debian|proxy\.golang|repo1?\.maven')


def layer_of(path):
    """The layer that a source file or an included name belongs to; none for the headers at the top."""
    parts = pathlib.PurePath(path).parts
    if parts[0] == 'include':
        parts = parts[2:]
    elif parts[0] in ('src', 'coaws'):
        parts = parts[1:]
    return parts[0] if len(parts) > 1 and parts[0] in RANKS else None


def include_faults(path, text):
    layer = layer_of(path)
    public = path.startswith('include/')
    for bracket, name in INCLUDE.findall(text):
        target = layer_of(name)
        if target and layer and target != layer and RANKS[target] >= RANKS[layer]:
            yield f'includes <{name}>, but {layer} is not above {target}'
        asio = name.startswith('boost/asio')
        if asio and layer and RANKS[layer] < FIRST_ASIO_RANK:
            yield f'includes <{name}>: no Asio below the layer event'
        if name == 'boost/asio.hpp':
            yield 'includes all of Asio: name the headers in need'
        if not public:
            continue
        if bracket == '"' or (target and not name.startswith('coaws/')):
            yield f'includes {name}: a public header includes public headers, by <coaws/…>'
        foreign = '/' in name and not name.startswith(('coaws/', 'boost/asio/')) or name.endswith('.h')
        if foreign and name not in SYSTEM_INCLUDES:
            yield f'includes <{name}>: no third party in public headers'


def file_faults(path, text):
    if path.startswith(('src/', 'include/')) and path.endswith(('.hpp', '.cpp')):
        yield from include_faults(path, text)
        if path.endswith('.hpp') and '#pragma once' not in text:
            yield 'has no #pragma once'
    if path != 'tools/check_layers.py':
        for line in text.splitlines():
            if NOT_PORTABLE.search(line):
                yield f'names a path or a host of one machine: {line.strip()[:100]}'


def main():
    top = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else '.').resolve()
    listed = subprocess.run(['git', '-C', str(top), 'ls-files', '-co', '--exclude-standard'],
                            stdout=subprocess.PIPE, text=True)
    if listed.returncode == 0:
        paths = listed.stdout.splitlines()
    else:
        paths = [str(p.relative_to(top)) for p in top.rglob('*') if p.is_file() and 'build' not in p.parts]
    passed = failed = 0
    for path in sorted(set(paths)):
        try:
            text = (top / path).read_text(encoding='utf-8')
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue
        faults = list(file_faults(path, text))
        for fault in faults:
            print(f'{path}: {fault}')
        passed += not faults
        failed += bool(faults)
    print(f'{passed} passed, {failed} failed')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
