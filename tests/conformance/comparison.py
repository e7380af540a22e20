"""Whether two answers are the same: URLs, values of header fields and bodies byte for byte. Gives None, or what differs."""
import base64
import re

# Generated anew for each attempt, or the transport's business.
ONLY_PRESENT = {'user-agent', 'amz-sdk-invocation-id', 'amz-sdk-request'}
IGNORED = {'host', 'connection', 'accept-encoding', 'content-length'}


def compare(verb, expected, got):
    if not isinstance(got, dict):
        return got
    if 'error' in expected or 'error' in got:
        return failure(*(answer.get('error', {'type': 'success'}) for answer in (expected, got)))
    if verb == 'presign_url':
        wanted, have = expected['ok']['url'], got['ok']['url']
        return None if wanted == have else f'url {have}, expected {wanted}'
    if verb == 'build':
        return request(expected['ok'], got['ok'])
    for answer in (expected, got):
        # The driver may tell more about an answer than the reference's parser knows.
        facts = (answer['ok'].get('error') or answer['ok'])['metadata']
        for key in list(facts):
            if key not in ('status', 'request_id', 'host_id') or facts[key] == '':
                del facts[key]
    return first_difference(expected['ok'], got['ok'], '')


def failure(expected, got):
    if expected['type'] != got['type']:
        return f'expected {expected["type"]}, got {got["type"]}'
    if expected['type'] != 'ParamValidationError':
        return None
    wanted, have = expected['message'], got['message']
    # The driver's library shows nothing that the model calls sensitive.
    shown = re.escape(have).replace(re.escape('***'), '.*')
    return None if re.fullmatch(shown, wanted, re.DOTALL) else f'said {have!r}, expected {wanted!r}'


def first_difference(expected, got, path):
    if isinstance(expected, dict) and isinstance(got, dict):
        for key in [*expected, *(key for key in got if key not in expected)]:
            if key not in got:
                return f'{path}.{key} is missing'
            if key not in expected:
                return f'{path}.{key} is too much: {got[key]!r}'
            found = first_difference(expected[key], got[key], f'{path}.{key}')
            if found:
                return found
        return None
    if isinstance(expected, list) and isinstance(got, list):
        if len(expected) != len(got):
            return f'{path} has {len(got)} items, expected {len(expected)}'
        for index, pair in enumerate(zip(expected, got)):
            found = first_difference(*pair, f'{path}[{index}]')
            if found:
                return found
        return None
    same_kind = isinstance(expected, bool) == isinstance(got, bool)
    return None if same_kind and expected == got else f'{path} is {got!r}, expected {expected!r}'


def request(expected, got):
    if expected['method'] != got['method']:
        return f'method {got["method"]}, expected {expected["method"]}'
    # The reference's transport leaves the mark of an empty query out.
    if expected['url'].removesuffix('?') != got['url']:
        return f'url {got["url"]}, expected {expected["url"]}'
    wanted, have = (headers(each['headers']) for each in (expected, got))
    for name in sorted(wanted.keys() | have.keys()):
        if name in IGNORED:
            continue
        if name not in have or name not in wanted:
            return f'header {name} is {"missing" if name in wanted else "too much"}'
    data = [base64.b64decode(each['body']) for each in (expected, got)]
    if data[0] != data[1]:
        return f'body {data[1]!r}, expected {data[0]!r}'
    length = have.get('content-length')
    if length not in (None, wanted.get('content-length'), str(len(data[1]))):
        return f'Content-Length is {length}'
    for name in wanted.keys() - IGNORED - ONLY_PRESENT:
        if wanted[name] != have[name]:
            return f'header {name} is {have[name]!r}, expected {wanted[name]!r}'
    return None


def headers(pairs):
    found = {}
    for name, value in pairs:
        name = name.lower()
        found[name] = f'{found[name]},{value}' if name in found else value
    return found
