#!/usr/bin/env python3
"""Signatures of Signature Version 4A, verified by an implementation that shares nothing with the library.

The key pair is derived, the canonical request is made and the signature is verified here, with the curve arithmetic of the
`cryptography` package, for random keys and requests.
"""
import argparse
import base64
import hashlib
import hmac
import os
import pathlib
import random
import string
import sys
import urllib.parse

arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
arguments.add_argument('--driver', required=True)
arguments.add_argument('--data-path', default=os.environ.get('COAWS_BOTOCORE_DATA', ''))
arguments.add_argument('--cases', type=int, default=200)
arguments.add_argument('--seed', type=int, default=1)
options = arguments.parse_args()
if not options.data_path:
    print('no packages: COAWS_BOTOCORE_DATA names no data folder')
    sys.exit(77)
# The packages beside the pinned reference.
sys.path.insert(1, str(pathlib.Path(options.data_path).parents[1]))

from cryptography.exceptions import InvalidSignature  # noqa: E402
from cryptography.hazmat.primitives import hashes  # noqa: E402
from cryptography.hazmat.primitives.asymmetric import ec  # noqa: E402
from driver import Driver  # noqa: E402

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
ALGORITHM = 'AWS4-ECDSA-P256-SHA256'
TIME = '20260506T070809Z'


def derive(access_key, secret_key):
    """The private key: the counter is raised until the derived number fits the curve."""
    for counter in range(1, 255):
        fixed = b'\0\0\0\1' + ALGORITHM.encode() + b'\0' + access_key.encode() + bytes([counter]) + b'\0\0\1\0'
        candidate = int.from_bytes(hmac.digest(b'AWS4A' + secret_key.encode(), fixed, 'sha256'), 'big')
        if candidate <= ORDER - 2:
            return ec.derive_private_key(candidate + 1, ec.SECP256R1())
    raise AssertionError('no key')


class Request:
    def __init__(self, chance):
        def word(alphabet, longest):
            return ''.join(chance.choice(alphabet) for _ in range(chance.randint(1, longest)))

        letters = string.ascii_letters + string.digits
        self.access_key = 'AKID' + word(string.ascii_uppercase + string.digits, 16)
        self.secret_key = word(letters + '+/', 40)
        self.token = word(letters + '+/=', 60) if chance.random() < 0.5 else None
        self.regions = ','.join(word(string.ascii_lowercase, 3) + '-1' for _ in range(chance.randint(1, 3)))
        self.service = word(string.ascii_lowercase, 8)
        self.method = chance.choice(['GET', 'PUT', 'POST', 'DELETE'])
        self.path = '/' + '/'.join(word(letters + '-_.~ $&', 6).strip('.') or 'x' for _ in range(chance.randint(0, 3)))
        self.query = sorted({word(letters, 5): word(letters + ' -_.~/&=', 8) for _ in range(chance.randint(0, 3))}.items())
        self.headers = {'x-' + word(string.ascii_lowercase, 6): word(letters + ' ', 10).strip() or 'v'
                        for _ in range(chance.randint(0, 3))}
        self.body = chance.randbytes(chance.randint(0, 50)) if self.method in ('PUT', 'POST') else b''
        self.host = 'example.amazonaws.com'

    def asked(self):
        url = f'https://{self.host}{urllib.parse.quote(self.path, "/~")}'
        if self.query:
            url += '?' + '&'.join(f'{quote(name)}={quote(text)}' for name, text in self.query)
        keys = {'access_key': self.access_key, 'secret_key': self.secret_key}
        if self.token:
            keys['token'] = self.token
        return {
            'id': '1', 'verb': 'sign', 'algorithm': 'v4a', 'placement': 'headers', 'region': self.regions, 'service': self.service,
            'now': '2026-05-06T07:08:09Z', 'credentials': keys, 'normalize': True, 'sign_body': False,
            'request': {'method': self.method, 'url': url, 'headers': [['Host', self.host], *map(list, self.headers.items())],
                        'body': base64.b64encode(self.body).decode()},
        }

    def string_to_sign(self):
        headers = {**self.headers, 'host': self.host, 'x-amz-date': TIME, 'x-amz-region-set': self.regions}
        if self.token:
            headers['x-amz-security-token'] = self.token
        named = sorted((name, ' '.join(text.split())) for name, text in headers.items())
        canonical = '\n'.join([
            self.method,
            urllib.parse.quote(urllib.parse.quote(self.path, '/~'), '/~'),
            '&'.join(f'{quote(name)}={quote(text)}' for name, text in self.query),
            ''.join(f'{name}:{text}\n' for name, text in named),
            ';'.join(name for name, _ in named),
            hashlib.sha256(self.body).hexdigest(),
        ])
        scope = f'{TIME[:8]}/{self.service}/aws4_request'
        return '\n'.join([ALGORITHM, TIME, scope, hashlib.sha256(canonical.encode()).hexdigest()])


def quote(text):
    return urllib.parse.quote(text, '~')


def check(request, got):
    """What is wrong, or None."""
    if got['string_to_sign'] != request.string_to_sign():
        return f'string to sign: {got["string_to_sign"]!r}\ncanonical request: {got["canonical_request"]!r}'
    key = derive(request.access_key, request.secret_key).public_key()
    numbers = key.public_numbers()
    if (int(got['public_key']['x'], 16), int(got['public_key']['y'], 16)) != (numbers.x, numbers.y):
        return f'public key: {got["public_key"]}'
    signature = bytes.fromhex(got['signature'])
    try:
        key.verify(signature, request.string_to_sign().encode(), ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return f'signature: {got["signature"]}'
    try:
        key.verify(signature, request.string_to_sign().encode() + b' ', ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return None
    return 'the signature is right for another text as well'


def main():
    # The published example of the derivation.
    assert hex(derive('AKISORANDOMAASORANDOM', 'q+jcrXGc+0zWN6uzclKVhvMmUsIfRPa4rlRandom').private_numbers().private_value) == \
        '0x7fd3bd010c0d9c292141c2b77bfbde1042c92e6836fff749d1269ec890fca1bd'
    chance = random.Random(options.seed)
    driver = Driver(options.driver, options.data_path)
    passed = failed = 0
    for _ in range(options.cases):
        request = Request(chance)
        answer = driver.ask(request.asked())
        problem = check(request, answer['ok']) if isinstance(answer, dict) and 'ok' in answer else str(answer)
        if problem is None:
            passed += 1
        else:
            failed += 1
            print(f'{request.asked()}: {problem}')
    driver.close()
    print(f'{passed} passed, {failed} failed')
    return 1 if failed or not passed else 0


if __name__ == '__main__':
    sys.exit(main())
