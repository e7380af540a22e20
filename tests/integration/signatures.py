"""Sends requests that the conformance driver has signed to the S3 server of the environment, as they are and with one byte changed.

Keys, region, endpoint and CA bundle are those of the environment. A changed request must be refused where STRICT is set; other
servers do not look. What goes over the wire is made here with the standard library, so that only the signature is coaws's.
"""
import base64
import datetime
import http.client
import json
import os
import ssl
import subprocess
import sys
import urllib.parse
import uuid

ENDPOINT = os.environ['AWS_ENDPOINT_URL']
STRICT = bool(os.environ.get('STRICT'))
SECURE = ENDPOINT.startswith('https:')
BUCKET = f'coaws-{uuid.uuid4().hex[:12]}'
NOTE = 'plain words'
CONTENT = b'The quick brown fox jumps over the lazy dog.'
REFUSED = (400, 403)


class Driver:
    def __init__(self):
        self.process = subprocess.Popen([os.environ['DRIVER'], '--data-path', os.environ['AWS_DATA_PATH']], text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def ask(self, verb, config=None, **more):
        request = {
            'id': '1', 'verb': verb, 'now': datetime.datetime.now(datetime.timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ'),
            'client': {
                'service': 's3', 'region': os.environ.get('AWS_REGION', 'us-east-1'), 'endpoint_url': ENDPOINT,
                'credentials': {'access_key': os.environ['AWS_ACCESS_KEY_ID'],
                                'secret_key': os.environ['AWS_SECRET_ACCESS_KEY']},
                'config': {'signature_version': 's3v4', **(config or {})},
            }, **more,
        }
        self.process.stdin.write(json.dumps(request) + '\n')
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if 'ok' not in answer:
            sys.exit(f'FAILED: {verb} {more}: {answer}')
        return answer['ok']

    def build(self, operation, config=None, **params):
        built = self.ask('build', config, operation=operation, params={'Bucket': BUCKET, **params})
        return Request(built['method'], built['url'], built['headers'], base64.b64decode(built.get('body') or ''))

    def presign(self, operation, **params):
        """The URL, with the headers that are signed with it."""
        url = self.ask('presign_url', operation=operation, params={'Bucket': BUCKET, **params}, expires=60)['url']
        headers = []
        if 'ContentType' in params:
            headers.append(['Content-Type', params['ContentType']])
        headers += [['x-amz-meta-' + name, text] for name, text in params.get('Metadata', {}).items()]
        return url, headers


class Request:
    def __init__(self, method, url, headers=(), body=b''):
        self.method, self.url, self.headers, self.body = method, url, [list(h) for h in headers], body

    def changed(self, **parts):
        made = Request(self.method, self.url, self.headers, self.body)
        for name, part in parts.items():
            setattr(made, name, part)
        return made

    def with_header(self, wanted, change):
        headers = [[name, change(text) if name.lower() == wanted.lower() else text] for name, text in self.headers]
        assert headers != self.headers, wanted
        return self.changed(headers=headers)

    def with_url(self, old, new):
        assert old in self.url, (old, self.url)
        return self.changed(url=self.url.replace(old, new, 1))

    def send(self):
        target = urllib.parse.urlsplit(self.url)
        if SECURE:
            context = ssl.create_default_context(cafile=os.environ.get('AWS_CA_BUNDLE'))
            connection = http.client.HTTPSConnection(target.netloc, context=context, timeout=30)
        else:
            connection = http.client.HTTPConnection(target.netloc, timeout=30)
        connection.putrequest(self.method, target.path + ('?' + target.query if target.query else ''), skip_accept_encoding=True)
        chunked = False
        for name, text in self.headers:
            chunked = chunked or (name.lower(), text) == ('transfer-encoding', 'chunked')
            if name.lower() not in ('expect', 'content-length', 'host'):
                connection.putheader(name, text)
        if not chunked and (self.body or self.method in ('PUT', 'POST')):
            connection.putheader('Content-Length', str(len(self.body)))
        connection.endheaders()
        if chunked:
            connection.send(b'%x\r\n%s\r\n0\r\n\r\n' % (len(self.body), self.body))
        elif self.body:
            connection.send(self.body)
        response = connection.getresponse()
        content = response.read()
        connection.close()
        return response.status, content


def flip(text, at=-1):
    """Another text of the same length and alphabet."""
    old = text[at]
    new = {'0': '1', 'a': 'b', 'A': 'B'}.get(old, '0' if old.isdigit() else 'a' if old != 'a' else 'b')
    return text[:at] + new + (text[at + 1:] if at != -1 else '')


def accepted(what, request, content=None):
    status, got = request.send()
    if not 200 <= status < 300 or (content is not None and got != content):
        sys.exit(f'FAILED: {what}: {status} {got[:500]}')
    print(f'ok: {what}')


def refused(what, request):
    if not STRICT:
        return
    status, got = request.send()
    if status not in REFUSED:
        sys.exit(f'FAILED: {what} was not refused: {status} {got[:500]}')
    print(f'ok: {what} is refused ({status})')


def signature_in_header(request):
    return request.with_header('Authorization', flip)


def check_headers(driver):
    plain = {'request_checksum_calculation': 'when_required'}
    for what, signed in (('a signed payload', True), ('an unsigned payload', False)):
        put = driver.build('PutObject', {**plain, 's3': {'payload_signing_enabled': signed}}, Key='signed', Body=blob(CONTENT),
                           Metadata={'note': NOTE})
        if signed == (dict(put.headers)['X-Amz-Content-SHA256'] == 'UNSIGNED-PAYLOAD'):
            sys.exit(f'FAILED: {what}: {put.headers}')
        accepted(what, put)
        refused(f'{what}, another signature', signature_in_header(put))
        refused(f'{what}, another header', put.with_header('x-amz-meta-note', flip))
        refused(f'{what}, another path', put.with_url('/signed', '/sighed'))
        if signed:
            refused(f'{what}, another byte of it', put.changed(body=CONTENT.replace(b'fox', b'fix')))
    get = driver.build('GetObject', Key='signed', Range='bytes=4-8')
    accepted('a GET', get, CONTENT[4:9])
    refused('a GET, another signature', signature_in_header(get))
    refused('a GET, another range', get.with_header('Range', lambda text: 'bytes=4-9'))


def check_trailer(driver):
    put = driver.build('PutObject', Key='trailer', Body=blob(CONTENT), ChecksumAlgorithm='CRC32', Metadata={'note': NOTE})
    what = 'a chunked body with a checksum behind it' if SECURE else 'a body with a checksum in the head'
    if SECURE != (b'x-amz-checksum-crc32:' in put.body):
        sys.exit(f'FAILED: {what}: {put.headers} {put.body}')
    accepted(what, put)
    refused(f'{what}, another signature', signature_in_header(put))
    refused(f'{what}, another header', put.with_header('x-amz-meta-note', flip))
    refused(f'{what}, another byte of it', put.changed(body=put.body.replace(b'fox', b'fix')))
    if SECURE:
        name = b'x-amz-checksum-crc32:'
        at = put.body.index(name) + len(name)
        other = b'B' if put.body[at:at + 1] != b'B' else b'C'
        refused(f'{what}, another checksum', put.changed(body=put.body[:at] + other + put.body[at + 1:]))


def check_queries(driver):
    for what, params in (('a presigned PUT', {}),
                         ('a presigned PUT with headers', {'ContentType': 'text/x-coaws', 'Metadata': {'note': NOTE}})):
        url, headers = driver.presign('PutObject', Key='presigned one+&', **params)
        put = Request('PUT', url, headers, CONTENT)
        accepted(what, put)
        refused(f'{what}, another signature', put.changed(url=flip_query(url, 'X-Amz-Signature')))
        refused(f'{what}, a longer life', put.with_url('X-Amz-Expires=60', 'X-Amz-Expires=61'))
        if headers:
            refused(f'{what}, one of them changed', put.with_header('x-amz-meta-note', flip))
    url, _ = driver.presign('GetObject', Key='presigned one+&', ResponseContentType='text/x-coaws')
    get = Request('GET', url)
    accepted('a presigned GET', get, CONTENT)
    refused('a presigned GET, another signature', get.changed(url=flip_query(url, 'X-Amz-Signature')))
    refused('a presigned GET, another parameter', get.with_url('x-coaws', 'x-coawz'))
    refused('a presigned GET as a DELETE', get.changed(method='DELETE'))


def flip_query(url, name):
    head, found, tail = url.partition(name + '=')
    text, mark, rest = tail.partition('&')
    return head + found + flip(text) + mark + rest


def form(posted, fields, content):
    boundary = uuid.uuid4().hex
    parts = [f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'.encode()
             for name, text in fields.items()]
    parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n'
                 'Content-Type: application/octet-stream\r\n\r\n'.encode() + content + b'\r\n')
    return Request('POST', posted['url'], [['Content-Type', f'multipart/form-data; boundary={boundary}']],
                   b''.join(parts) + f'--{boundary}--\r\n'.encode())


def check_form(driver):
    posted = driver.ask('presign_post', bucket=BUCKET, key='posted', fields={'x-amz-meta-note': NOTE},
                        conditions=[{'x-amz-meta-note': NOTE}, ['content-length-range', 1, 100]], expires=60)
    fields = posted['fields']
    accepted('a POST form', form(posted, fields, CONTENT))
    for name in ('x-amz-signature', 'x-amz-meta-note', 'key'):
        refused(f'a POST form, another {name}', form(posted, {**fields, name: flip(fields[name])}, CONTENT))
    at = len(fields['policy']) // 2
    refused('a POST form, another policy', form(posted, {**fields, 'policy': flip(fields['policy'], at)}, CONTENT))
    refused('a POST form with more than it allows', form(posted, fields, b'x' * 101))
    accepted('what the form has sent', driver.build('GetObject', Key='posted'), CONTENT)


def blob(content):
    return {'$blob': base64.b64encode(content).decode()}


def main():
    driver = Driver()
    accepted('a bucket', driver.build('CreateBucket'))
    try:
        check_headers(driver)
        check_trailer(driver)
        check_queries(driver)
        check_form(driver)
    finally:
        for key in ('signed', 'trailer', 'presigned one+&', 'posted'):
            driver.build('DeleteObject', Key=key).send()
        driver.build('DeleteBucket').send()


if __name__ == '__main__':
    main()
