"""Whether two answers mean the same. Gives None, or what differs."""
import base64
import gzip
import json
import re
import urllib.parse
import xml.etree.ElementTree

import botocore.auth
import botocore.awsrequest
import botocore.credentials
import reference

# Generated anew for each attempt, or the transport's business.
ONLY_PRESENT = {'user-agent', 'amz-sdk-invocation-id', 'amz-sdk-request'}
IGNORED = {'host', 'connection', 'accept-encoding', 'content-length'}


def compare(verb, expected, got):
    if not isinstance(got, dict):
        return got
    if 'error' in expected or 'error' in got:
        wanted, have = (answer.get('error', {}).get('type', 'success') for answer in (expected, got))
        return None if wanted == have else f'expected {wanted}, got {have}'
    if verb == 'build':
        return request(expected['ok'], got['ok'])
    for answer in (expected, got):
        # The driver may tell more about an answer than the reference's parser knows.
        facts = (answer['ok'].get('error') or answer['ok'])['metadata']
        for key in list(facts):
            if key not in ('status', 'request_id', 'host_id') or facts[key] == '':
                del facts[key]
    return first_difference(expected['ok'], got['ok'], '')


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
    if url(expected['url']) != url(got['url']):
        return f'url {got["url"]}, expected {expected["url"]}'
    wanted, have = (headers(each['headers']) for each in (expected, got))
    for name in sorted(wanted.keys() | have.keys()):
        if name in IGNORED:
            continue
        if name not in have or name not in wanted:
            return f'header {name} is {"missing" if name in wanted else "too much"}'
    data = [base64.b64decode(each['body']) for each in (expected, got)]
    same_bytes = data[0] == data[1]
    if not same_bytes and not same_body(wanted, *data):
        return f'body {data[1]!r}, expected {data[0]!r}'
    length = have.get('content-length')
    if length not in (None, wanted.get('content-length'), str(len(data[1]))):
        return f'Content-Length is {length}'
    for name in wanted.keys() - IGNORED - ONLY_PRESENT:
        if wanted[name] == have[name] or (not same_bytes and follows_body(name)):
            continue
        return f'header {name} is {have[name]!r}, expected {wanted[name]!r}'
    return None if same_bytes else signature(wanted, have, got, data[1])


def follows_body(name):
    return name in ('authorization', 'x-amz-content-sha256', 'content-md5') or name.startswith('x-amz-checksum-')


def url(text):
    parts = urllib.parse.urlsplit(text)
    pairs = sorted(pair if '=' in pair else pair + '=' for pair in parts.query.split('&') if pair)
    return parts.scheme, parts.netloc, parts.path or '/', pairs


def headers(pairs):
    found = {}
    for name, value in pairs:
        name, value = name.lower(), re.sub(r', +', ',', value)
        found[name] = f'{found[name]},{value}' if name in found else value
    return found


def same_body(wanted, expected, got):
    if wanted.get('content-encoding') == 'gzip':
        expected, got = gzip.decompress(expected), gzip.decompress(got)
    kind = wanted.get('content-type', '')
    try:
        if 'json' in kind or expected[:1] == b'{':
            return json.loads(expected) == json.loads(got)
        if 'x-www-form-urlencoded' in kind:
            return sorted(expected.split(b'&')) == sorted(got.split(b'&'))
        return tree(xml.etree.ElementTree.fromstring(expected)) == tree(xml.etree.ElementTree.fromstring(got))
    except (ValueError, xml.etree.ElementTree.ParseError):
        return False


def tree(element):
    return element.tag, element.text or '', sorted(element.attrib.items()), [tree(child) for child in element]


def signature(wanted, have, got, data):
    """Bodies that differ in bytes alone have different signatures: the reference signs the driver's own."""
    authorization = have.get('authorization', '')
    if authorization.partition('Signature=')[0] != wanted.get('authorization', '').partition('Signature=')[0]:
        return f'header authorization is {authorization!r}, expected {wanted.get("authorization")!r}'
    scope = re.search(r'Credential=[^/]+/\d+/([^/]+)/([^/]+)/aws4_request', authorization)
    if scope is None:
        return None
    signed = re.search(r'SignedHeaders=([^,]+)', authorization).group(1).split(';')
    again = botocore.awsrequest.AWSRequest(method=got['method'], url=got['url'], data=data,
                                           headers={n: have[n] for n in signed if n in have})
    again.context['timestamp'] = have.get('x-amz-date', '')
    signer = botocore.auth.SigV4Auth(
        botocore.credentials.Credentials(reference.ACCESS_KEY, reference.SECRET_KEY), scope.group(2), scope.group(1))
    text = signer.string_to_sign(again, signer.canonical_request(again))
    return None if authorization.endswith(signer.signature(text, again)) else 'the signature is wrong for its body'
