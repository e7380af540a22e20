"""Where credentials come from outside of AWS's public services, in one process: instance metadata (version 2 only), container
credentials, and the portal and token endpoint of single sign-on. Standard library only.

credential_server.py DIRECTORY: writes DIRECTORY/port once it listens, and a line for each request to DIRECTORY/requests. Keys end
in a number that counts the sets given out; their secrets begin with `hush-`. While DIRECTORY/SOURCE.fail exists (SOURCE: metadata,
container, portal), that source answers 500 and removes the file.
"""
import datetime
import http.server
import json
import pathlib
import sys
import urllib.parse

FOLDER = pathlib.Path(sys.argv[1])
METADATA = '/latest/meta-data/iam/security-credentials'
ISSUED = {'keys': 0}


def fresh():
    ISSUED['keys'] += 1
    number = ISSUED['keys']
    expires = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=1)
    return f'ASIAINTEGRATION{number:05d}', f'hush-secret-{number:028d}', f'hush-token-{number}', expires


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *_):
        with open(FOLDER / 'requests', 'a') as file:
            file.write(f'{self.command} {self.path}\n')

    def answer(self, status, content='', kind='text/plain'):
        if not isinstance(content, str):
            content, kind = json.dumps(content), 'application/json'
        body = content.encode()
        self.send_response(status)
        self.send_header('Content-Type', kind)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def fails(self, source):
        wanted = FOLDER / f'{source}.fail'
        if not wanted.exists():
            return False
        wanted.unlink()
        self.answer(500, 'told to fail')
        return True

    def do_PUT(self):
        if self.path != '/latest/api/token' or not self.headers.get('x-aws-ec2-metadata-token-ttl-seconds', '').isdigit():
            return self.answer(400)
        self.answer(200, 'hush-metadata-token')

    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        if url.path.startswith(METADATA):
            return self.metadata(url.path[len(METADATA):].strip('/'))
        if url.path == '/container':
            return self.container()
        if url.path == '/federation/credentials':
            return self.portal(urllib.parse.parse_qs(url.query))
        self.answer(404)

    def metadata(self, role):
        if self.headers.get('x-aws-ec2-metadata-token') != 'hush-metadata-token':
            return self.answer(401)
        if not role:
            return self.answer(200, 'instance-role')
        if self.fails('metadata'):
            return None
        access, secret, token, expires = fresh()
        return self.answer(200, {'Code': 'Success', 'AccessKeyId': access, 'SecretAccessKey': secret, 'Token': token,
                                 'Expiration': expires.strftime('%Y-%m-%dT%H:%M:%SZ')})

    def container(self):
        if self.headers.get('Authorization') != 'hush-container-token':
            return self.answer(403, {'code': 'Denied', 'message': 'no token'})
        if self.fails('container'):
            return None
        access, secret, token, expires = fresh()
        return self.answer(200, {'AccessKeyId': access, 'SecretAccessKey': secret, 'Token': token,
                                 'Expiration': expires.strftime('%Y-%m-%dT%H:%M:%SZ')})

    def portal(self, query):
        if self.headers.get('x-amz-sso_bearer_token') != 'hush-sso-token':
            return self.answer(401, {'__type': 'UnauthorizedException', 'message': 'Session token not found or invalid'})
        if self.fails('portal'):
            return None
        if query != {'role_name': ['Reader'], 'account_id': ['123456789012']}:
            return self.answer(400, {'__type': 'InvalidRequestException', 'message': 'no such role'})
        access, secret, token, expires = fresh()
        return self.answer(200, {'roleCredentials': {'accessKeyId': access, 'secretAccessKey': secret, 'sessionToken': token,
                                                     'expiration': int(expires.timestamp() * 1000)}})

    def do_POST(self):
        content = json.loads(self.rfile.read(int(self.headers.get('Content-Length', 0))) or '{}')
        if self.path != '/token':
            return self.answer(404)
        wanted = {'grantType': 'refresh_token', 'clientId': 'client', 'clientSecret': 'hush-client-secret',
                  'refreshToken': 'hush-refresh-token'}
        if {name: content.get(name) for name in wanted} != wanted:
            return self.answer(400, {'__type': 'InvalidGrantException', 'error': 'invalid_grant', 'error_description': 'no'})
        return self.answer(200, {'accessToken': 'hush-sso-token', 'tokenType': 'Bearer', 'expiresIn': 3600,
                                 'refreshToken': 'hush-refresh-token'})


def main():
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
    (FOLDER / 'port.new').write_text(str(server.server_address[1]))
    (FOLDER / 'port.new').rename(FOLDER / 'port')
    server.serve_forever()


if __name__ == '__main__':
    main()
