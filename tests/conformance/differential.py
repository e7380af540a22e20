#!/usr/bin/env python3
"""Compares the driver with the pinned reference on random parameters and responses made from its models.

differential.py --driver PROGRAM [--data-path DIR] [--seed N] [--services a,b] [--sample N] [--cases N] [--show N]

First where the requests of clients go, by their settings. Then for each operation (or a random sample of them) the same
parameters are given to both, and the requests that would be sent and the presigned URLs are compared; parameters with
mistakes, and what is said of them; the same made-up responses and errors, and what is read from them. A run is told by its seed. The data path, COAWS_BOTOCORE_DATA by default, is
the data folder of an installed reference. Ends with `N passed, N failed`.
"""
import argparse
import collections
import json
import os
import pathlib
import random
import sys

arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
arguments.add_argument('--driver', required=True)
arguments.add_argument('--data-path', default=os.environ.get('COAWS_BOTOCORE_DATA', ''))
arguments.add_argument('--seed', type=int, default=1)
arguments.add_argument('--services', default='', help='comma-separated, NAME or NAME/VERSION; default: all, in all versions')
arguments.add_argument('--sample', type=int, default=0, help='operations in all, picked at random; default: all')
arguments.add_argument('--cases', type=int, default=1, help='of each kind for each operation')
arguments.add_argument('--show', type=int, default=20, help='failures that are printed whole')
options = arguments.parse_args()
if not options.data_path:
    print('no reference: COAWS_BOTOCORE_DATA names no data folder')
    sys.exit(77)
# The reference is the one whose data the driver reads.
sys.path.insert(1, str(pathlib.Path(options.data_path).parents[1]))

from botocore.exceptions import BotoCoreError  # noqa: E402

import clients  # noqa: E402
import comparison  # noqa: E402
import wire  # noqa: E402
from driver import Driver  # noqa: E402
from parameters import Parameters, Unbuildable  # noqa: E402
from mistakes import spoiled  # noqa: E402
from reference import ACCESS_KEY, NOW, SECRET_KEY, UUID, Crash, Reference, failure, fixed_world, signing_config  # noqa: E402
from responses import Responses  # noqa: E402

REGIONS = ('us-east-1', 'us-west-2', 'eu-central-1', 'ap-southeast-2', 'us-gov-west-1', 'cn-north-1')


def has_repeated_names(request):
    query = request.get('ok', {}).get('url', '').partition('?')[2]
    names = [pair.partition('=')[0] for pair in query.split('&')]
    return len(set(names)) != len(names)


class Run:
    def __init__(self):
        self.driver = Driver(options.driver, options.data_path)
        self.passed = 0
        self.failures = []
        self.left_out = collections.Counter()

    def check(self, name, request, expected):
        got = self.driver.ask({'id': name, **request})
        found = comparison.compare(request['verb'], expected, got)
        if found is None:
            self.passed += 1
            return
        self.failures.append(name)
        if len(self.failures) <= options.show:
            print(f'FAILED {name}: {found}\n    {json.dumps(request)[:1500]}', flush=True)

    def service(self, name, operations):
        chance = random.Random(f'{options.seed}/{name}')
        region = chance.choice(REGIONS)
        service, _, version = name.partition('/')
        reference = Reference(service, version or None, region)
        client = {'service': service, 'region': region, 'config': signing_config(service),
                  'credentials': {'access_key': ACCESS_KEY, 'secret_key': SECRET_KEY}}
        if version:
            client['api_version'] = version
        for operation in operations or reference.operations():
            for case in range(options.cases):
                # Seeded by what it is: a case is the same whichever others run.
                made = random.Random(f'{options.seed}/{name}.{operation}.{case}')
                self.operation(f'{name}.{operation}.{case}', made, reference, client, operation)

    def clients(self):
        """Where requests go, by the settings of their clients."""
        for service, calls in clients.CALLS.items():
            for region, settings in clients.SETTINGS:
                client = {'service': service, 'region': region, 'config': {**signing_config(service), **settings},
                          'credentials': {'access_key': ACCESS_KEY, 'secret_key': SECRET_KEY}}
                try:
                    reference = Reference(service, None, region, settings)
                except (BotoCoreError, ValueError) as error:
                    operation, parameters = next(iter(calls.items()))
                    asked = {'verb': 'build', 'client': client, 'operation': operation, 'params': parameters}
                    self.check(f'{service} {region} {settings}', asked, failure(error))
                    continue
                for operation, parameters in calls.items():
                    name = f'{service}.{operation} {region} {settings}'
                    asked = {'client': client, 'operation': operation, 'params': parameters, 'now': NOW, 'uuid': UUID}
                    self.check(f'{name} build', {'verb': 'build', **asked}, reference.build(operation, parameters))
                    self.check(f'{name} presign', {'verb': 'presign_url', 'expires': 77, **asked},
                               reference.presign(operation, parameters, 77))

    def operation(self, name, made, reference, client, operation):
        model = reference.model.operation_model(operation)
        base = {'client': client, 'operation': operation, 'now': NOW, 'uuid': UUID}
        responses = Responses(made, reference.model)
        for make in (self.build, self.presign, self.invalid, self.success, self.failure):
            try:
                make(name, made, reference, base, model, responses)
            except Unbuildable as reason:
                self.left_out[f'no value could be made up ({reason})'] += 1
            except Crash as reason:
                self.left_out[f'the reference has no answer ({reason})'] += 1

    def build(self, name, made, reference, base, model, _):
        if model.has_event_stream_input:
            self.left_out['the input is an event stream'] += 1
            return
        parameters = Parameters(made).input_of(model)
        expected = reference.build(model.name, parameters)
        if expected.get('error', {}).get('type') == 'MissingDependencyException':
            self.left_out['the reference needs a package that is not installed'] += 1
            return
        self.check(f'{name}.build', {'verb': 'build', 'params': wire.to_wire(parameters), **base}, expected)

    def presign(self, name, made, reference, base, model, _):
        if model.has_event_stream_input:
            return
        parameters = Parameters(made).input_of(model)
        expected = reference.presign(model.name, parameters, 77)
        url = expected.get('ok', {}).get('url', '')
        if expected.get('error', {}).get('type') == 'MissingDependencyException':
            self.left_out['the reference needs a package that is not installed'] += 1
        # What docs/differences.md says of presigned URLs.
        elif '?&' in url:
            self.left_out['the reference puts a stray & into the URL'] += 1
        elif has_repeated_names(reference.build(model.name, parameters)):
            self.left_out['the reference keeps one of several values in a URL'] += 1
        elif len(url) > 4096:
            self.left_out['too long for a URL'] += 1
        else:
            asked = {'verb': 'presign_url', 'params': wire.to_wire(parameters), 'expires': 77, **base}
            self.check(f'{name}.presign', asked, expected)

    def invalid(self, name, made, reference, base, model, _):
        if model.has_event_stream_input:
            return
        parameters = spoiled(made, Parameters(made).input_of(model))
        expected = reference.build(model.name, parameters)
        if expected.get('error', {}).get('type') != 'ParamValidationError':
            self.left_out['the mistakes are none'] += 1
            return
        self.check(f'{name}.invalid', {'verb': 'build', 'params': wire.to_wire(parameters), **base}, expected)

    def success(self, name, made, reference, base, model, responses):
        if model.has_event_stream_output:
            self.left_out['the output is an event stream'] += 1
            return
        self.parse(f'{name}.parse', reference, base, responses.success(model))

    def failure(self, name, made, reference, base, model, responses):
        self.parse(f'{name}.error', reference, base, responses.failure(model))

    def parse(self, name, reference, base, response):
        asked = {'verb': 'parse', **base,
                 'response': {'status': response['status'], 'headers': list(map(list, response['headers'].items())),
                              'body': wire.body(response['body'])}}
        self.check(name, asked, reference.parse(base['operation'], response))


def all_models(loader):
    """The services by their names, and their older versions as NAME/VERSION."""
    for service in loader.list_available_services('service-2'):
        yield service
        latest = loader.determine_latest_version(service, 'service-2')
        for version in loader.list_api_versions(service, 'service-2'):
            if version != latest:
                yield f'{service}/{version}'


def choose(services, loader):
    """{service: operations}; empty operations stand for all of them."""
    if not options.sample:
        return {name: () for name in services}
    chance = random.Random(options.seed)
    chosen = collections.defaultdict(list)
    # A few services rather than one operation of each: loading a model costs far more than a case.
    for name in chance.sample(services, min(len(services), max(1, options.sample // 10))):
        service, _, version = name.partition('/')
        known = sorted(loader.load_service_model(service, 'service-2', version or None)['operations'])
        chosen[name] = chance.sample(known, min(len(known), 10))
    return chosen


def main():
    import botocore.session
    loader = botocore.session.Session().get_component('data_loader')
    services = options.services.split(',') if options.services else list(all_models(loader))
    run = Run()
    with fixed_world():
        if not options.services:
            run.clients()
        for name, operations in choose(services, loader).items():
            run.service(name, operations)
    run.driver.close()
    for reason, count in sorted(run.left_out.items()):
        print(f'left out: {count}: {reason}')
    print(f'{run.passed} passed, {len(run.failures)} failed')
    return 1 if run.failures or not run.passed else 0


if __name__ == '__main__':
    sys.exit(main())
