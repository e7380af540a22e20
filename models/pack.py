#!/usr/bin/env python3
"""Packs a folder of service models for installation: pack.py FROM TO

Takes a folder in botocore's layout and writes the same layout without documentation and examples, each file as compact JSON: those of
services compressed (.json.gz), those that every process reads not. Extras (`TYPE.sdk-extras`) are merged into what they extend, which
whoever loads it is spared. The order of keys is kept, as it means something. The same input gives the same bytes.
"""
import gzip
import json
import pathlib
import shutil
import sys

NOT_NEEDED = ('examples-1',)
EXTRAS = '.sdk-extras'


def without_documentation(node):
    """The same JSON less every text named `documentation`; a member or shape of that name is an object and stays."""
    if isinstance(node, dict):
        return {
            key: without_documentation(inner)
            for key, inner in node.items()
            if not (key in ('documentation', 'documentationUrl') and isinstance(inner, str))
        }
    if isinstance(node, list):
        return [without_documentation(inner) for inner in node]
    return node


def merge(base, extra):
    """Puts the members of `extra` into `base`, objects into objects; anything else is replaced."""
    for key, value in extra.items():
        if isinstance(value, dict) and isinstance(base.get(key), dict):
            merge(base[key], value)
        else:
            base[key] = value


def read(path):
    data = path.read_bytes()
    return json.loads(gzip.decompress(data) if path.suffix == '.gz' else data)


def models(source):
    """(path, name below `source` without its endings) of each model; plain JSON wins over compressed, as in the loader."""
    found = {}
    for path in sorted(source.rglob('*.json*')):
        name = str(path.relative_to(source))
        for ending in ('.json', '.json.gz'):
            if name.endswith(ending):
                stem = name[: -len(ending)]
                if stem.rsplit('/', 1)[-1] not in NOT_NEEDED and (ending == '.json' or stem not in found):
                    found[stem] = path
    return found


def main():
    if len(sys.argv) != 3:
        sys.exit('usage: pack.py FROM TO')
    source, target = map(pathlib.Path, sys.argv[1:])
    found = models(source)
    if not found:
        sys.exit(f'pack.py: no model in {source}')
    shutil.rmtree(target, ignore_errors=True)
    for stem, path in found.items():
        if stem.endswith(EXTRAS) and stem.removesuffix(EXTRAS) in found:
            continue
        model = read(path)
        if stem + EXTRAS in found:
            merge(model, read(found[stem + EXTRAS]).get('merge', {}))
        text = json.dumps(without_documentation(model), ensure_ascii=False, separators=(',', ':'))
        of_service = '/' in stem
        out = target / (stem + ('.json.gz' if of_service else '.json'))
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(gzip.compress(text.encode(), 9, mtime=0) if of_service else text.encode())


if __name__ == '__main__':
    main()
