"""As much of S3 as the first programs of a reader need, in memory: buckets by path, objects, listings in pages."""
import http.server
import os
import threading
import urllib.parse

LISTING = ('<ListBucketResult><Name>{name}</Name><IsTruncated>{more}</IsTruncated>{next}{entries}</ListBucketResult>')
ENTRY = '<Contents><Key>{0}</Key><Size>{1}</Size></Contents>'


class SmallS3(http.server.BaseHTTPRequestHandler):
    """Refuses what is not signed. Objects are kept by their server."""
    protocol_version = 'HTTP/1.1'

    def do_PUT(self):
        self.server.objects[self.path] = self.rfile.read(int(self.headers.get('Content-Length', 0)))
        self.answer(200)

    def do_HEAD(self):
        self.answer(200 if self.path in self.server.objects else 404)

    def do_GET(self):
        path, _, query = self.path.partition('?')
        options = dict(urllib.parse.parse_qsl(query))
        if 'list-type' not in options:
            return self.answer(200, self.server.objects[path])
        keys = sorted(key for key in self.server.objects if key.startswith(path + '/'))
        first = int(options.get('continuation-token', 0))
        end = first + int(options.get('max-keys', 1000))
        entries = ''.join(ENTRY.format(key[len(path) + 1:], len(self.server.objects[key])) for key in keys[first:end])
        more = end < len(keys)
        self.answer(200, LISTING.format(name=path[1:], more=str(more).lower(), entries=entries, next=(
            f'<NextContinuationToken>{end}</NextContinuationToken>' if more else '')).encode())

    def answer(self, status, body=b''):
        is_signed = self.headers.get('Authorization', '').startswith('AWS4-HMAC-SHA256 ')
        self.send_response(status if is_signed else 403)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server:
    """A small S3 of its own, for a `with` statement. `environment` is that of a program which is to use it."""

    def __enter__(self):
        self.http = http.server.ThreadingHTTPServer(('127.0.0.1', 0), SmallS3)
        self.http.objects = {}
        threading.Thread(target=self.http.serve_forever, daemon=True).start()
        self.environment = {**bare_environment(), 'AWS_ENDPOINT_URL': f'http://127.0.0.1:{self.http.server_port}'}
        return self

    def __exit__(self, *_):
        self.http.shutdown()
        self.http.server_close()


def bare_environment():
    """Nothing of this machine's AWS but the pinned models."""
    kept = {name: text for name, text in os.environ.items() if not name.lower().startswith(('aws_', 'http'))}
    return {**kept, 'AWS_REGION': 'us-east-1', 'AWS_ACCESS_KEY_ID': 'key', 'AWS_SECRET_ACCESS_KEY': 'secret',
            'AWS_CONFIG_FILE': os.devnull, 'AWS_SHARED_CREDENTIALS_FILE': os.devnull,
            'AWS_DATA_PATH': os.environ['COAWS_BOTOCORE_DATA']}
