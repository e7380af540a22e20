"""The pinned reference, run in this process with a fixed clock and fixed UUIDs: what it would send, and what it reads."""
import calendar
import contextlib
import copy
import datetime
import io
import os
import time
import types
import unittest.mock
import uuid

import botocore.awsrequest
import botocore.config
import botocore.exceptions
import botocore.parsers
import botocore.response
import botocore.session
import wire

NOW = '2024-05-06T07:08:09Z'
UUID = '11111111-2222-4333-8444-555555555555'
ACCESS_KEY, SECRET_KEY = 'AKIDEXAMPLE', 'a-secret-for-tests'
CLOCKS = ('botocore.auth', 'botocore.endpoint', 'botocore.signers', 'botocore.utils', 'botocore.compat')


class Captured(BaseException):
    """Carries a request out of the reference, past everything that handles exceptions."""

    def __init__(self, request):
        self.request = request


@contextlib.contextmanager
def fixed_world():
    def now(remove_tzinfo=True):
        moment = datetime.datetime.fromisoformat(NOW.replace('Z', '+00:00'))
        return moment.replace(tzinfo=None) if remove_tzinfo else moment

    seconds = calendar.timegm(time.strptime(NOW, '%Y-%m-%dT%H:%M:%SZ'))
    # Signature version 2 asks the time module.
    clock = types.SimpleNamespace(strftime=time.strftime, time=lambda: seconds, gmtime=lambda: time.gmtime(seconds))
    with contextlib.ExitStack() as stack:
        stack.enter_context(unittest.mock.patch('botocore.auth.time', clock))
        for module in CLOCKS:
            stack.enter_context(unittest.mock.patch(f'{module}.get_current_datetime', now))
        stack.enter_context(unittest.mock.patch('uuid.uuid4', lambda: uuid.UUID(UUID)))
        stack.enter_context(unittest.mock.patch.dict(os.environ, clear=True))
        yield


def signing_config(service):
    """Presigned URLs of S3 have the older signature in some regions unless one says otherwise."""
    return {'signature_version': 's3v4'} if service == 's3' else {}


class Crash(Exception):
    """The reference failed with an exception that is not its own: there is nothing to be compared with."""


def failure(error):
    return {'error': {'type': type(error).__name__, 'message': str(error)}}


class Reference:
    """A client of the reference. `settings` are those of its Config."""

    def __init__(self, service, api_version, region, settings=None):
        session = botocore.session.Session()
        session.set_config_variable('config_file', '/nonexistent/config')
        session.set_config_variable('credentials_file', '/nonexistent/credentials')
        self.client = session.create_client(
            service, region, api_version=api_version, aws_access_key_id=ACCESS_KEY, aws_secret_access_key=SECRET_KEY,
            config=botocore.config.Config(**signing_config(service), retries={'total_max_attempts': 1, 'mode': 'standard'},
                                          # It writes into what it is given.
                                          **copy.deepcopy(settings or {})))
        self.client.meta.events.register_last('before-send', self._capture)
        self.model = self.client.meta.service_model

    @staticmethod
    def _capture(request, **_):
        raise Captured(request)

    def operations(self):
        return self.model.operation_names

    def build(self, operation, parameters):
        """The driver's answer to `build`, as the reference gives it."""
        try:
            # Handlers edit the parameters.
            self.client._make_api_call(operation, copy.deepcopy(parameters))
        except Captured as stop:
            request = stop.request
            data = request.body or b''
            if hasattr(data, 'read'):
                data = data.read()
            if isinstance(data, str):
                data = data.encode()
            headers = [[name, value.decode() if isinstance(value, bytes) else str(value)]
                       for name, value in request.headers.items()]
            return {'ok': {'method': request.method, 'url': request.url, 'headers': headers, 'body': wire.body(data)}}
        except botocore.exceptions.BotoCoreError as error:
            return failure(error)
        except Exception as error:
            raise Crash(type(error).__name__) from error
        raise AssertionError('the reference sent nothing')

    def presign(self, operation, parameters, seconds):
        """The driver's answer to `presign_url`, as the reference gives it."""
        try:
            url = self.client.generate_presigned_url(botocore.xform_name(operation), copy.deepcopy(parameters), seconds)
        except botocore.exceptions.BotoCoreError as error:
            return failure(error)
        except Exception as error:
            raise Crash(type(error).__name__) from error
        return {'ok': {'url': url}}

    def parse(self, operation, response):
        """The driver's answer to `parse`; `response` holds status, headers (a dict) and body (bytes)."""
        model = self.model.operation_model(operation)
        parser = botocore.parsers.ResponseParserFactory().create_parser(self.model.resolved_protocol)
        raw = {'headers': botocore.awsrequest.HeadersDict(response['headers']), 'status_code': response['status'],
               'context': {'operation_name': operation}, 'body': response['body']}
        if response['status'] < 300 and model.has_streaming_output:
            raw['body'] = botocore.response.StreamingBody(io.BytesIO(response['body']), None)
        try:
            parsed = parser.parse(raw, model.output_shape)
            output = wire.to_wire(parsed)
        except botocore.parsers.ResponseParserError:
            return {'error': {'type': 'ResponseParserError'}}
        except Exception as error:
            raise Crash(type(error).__name__) from error
        metadata = parsed.pop('ResponseMetadata', {})
        facts = {'status': response['status']}
        for key, name in (('RequestId', 'request_id'), ('HostId', 'host_id')):
            if key in metadata:
                facts[name] = metadata[key]
        if response['status'] < 300:
            output.pop('ResponseMetadata', None)
            return {'ok': {'output': output, 'metadata': facts}}
        return {'ok': {'error': self._error(parser, raw, parsed, facts)}}

    def _error(self, parser, raw, parsed, facts):
        error = dict(parsed.pop('Error', {}))
        code = error.pop('Code', '')
        shape = self.model.shape_for_error_code(code)
        if shape is not None:
            # As the reference's endpoint does: the modelled members are read in a second pass.
            parsed.update(parser.parse(raw, shape))
        return {'type': self.client.exceptions.from_code(code).__name__, 'code': code,
                'message': error.pop('Message', '') or '', 'fields': wire.to_wire(parsed),
                'error_members': wire.to_wire(error), 'metadata': facts}
