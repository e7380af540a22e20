#!/usr/bin/env python3
"""What the build has to know of the services that typed clients are generated for: list_services.py MODELS NAME...

NAME `all` stands for every service. Prints a line `NAME STRUCT_FILES CLIENT_FILES` each: into how many sources the client is
split, so that none takes long to compile. Without MODELS (an empty text) the pinned models of build/venv are taken, else those
of an installed botocore; the first line of the output is the folder, or empty where there is none.
"""
import glob
import importlib.util
import pathlib
import sys

STRUCT_BYTES = 48_000   # of compressed model
CLIENT_BYTES = 80_000


def find_models(given):
    if given:
        return given
    top = pathlib.Path(__file__).resolve().parent.parent
    pinned = glob.glob(str(top / 'build/venv/lib/python3*/site-packages/botocore/data'))
    if pinned:
        return pinned[0]
    found = importlib.util.find_spec('botocore')
    return str(pathlib.Path(found.origin).parent / 'data') if found and found.origin else ''


def model_size(models, name):
    versions = sorted(p.parent for p in pathlib.Path(models, name).glob('*/service-2.json*'))
    if not versions:
        sys.exit(f'there is no service {name} in {models}')
    packed = versions[-1] / 'service-2.json.gz'
    return packed.stat().st_size if packed.exists() else (versions[-1] / 'service-2.json').stat().st_size // 12


def main():
    models = find_models(sys.argv[1])
    print(models)
    names = sys.argv[2:]
    if not models:
        return
    if names == ['all']:
        names = sorted({p.parent.parent.name for p in pathlib.Path(models).glob('*/*/service-2.json*')})
    for name in names:
        size = model_size(models, name)
        print(name, 1 + size // STRUCT_BYTES, 1 + size // CLIENT_BYTES)


if __name__ == '__main__':
    main()
