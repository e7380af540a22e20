#!/usr/bin/env python3
"""Runs the README's first program against a small S3: readme_test.py PROGRAM README EXAMPLE"""
import http.server
import os
import pathlib
import re
import subprocess
import sys
import threading
import unittest

from extract import first_program

PROGRAM, README, EXAMPLE = sys.argv[1:4]
LISTING = '<ListBucketResult><Name>{0}</Name><IsTruncated>false</IsTruncated>{1}</ListBucketResult>'
ENTRY = '<Contents><Key>{0}</Key><Size>{1}</Size></Contents>'


class SmallS3(http.server.BaseHTTPRequestHandler):
    """Buckets and objects in memory; refuses what is not signed."""
    protocol_version = 'HTTP/1.1'
    objects = {}

    def do_PUT(self):
        self.objects[self.path] = self.rfile.read(int(self.headers.get('Content-Length', 0)))
        self.answer(b'')

    def do_GET(self):
        path, _, query = self.path.partition('?')
        if 'list-type=2' not in query:
            return self.answer(self.objects[path])
        entries = [ENTRY.format(key[len(path) + 1:], len(data)) for key, data in self.objects.items() if key.startswith(path + '/')]
        self.answer(LISTING.format(path[1:], ''.join(entries)).encode())

    def answer(self, body):
        signed = self.headers.get('Authorization', '').startswith('AWS4-HMAC-SHA256 ')
        self.send_response(200 if signed else 403)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Readme(unittest.TestCase):
    def test_the_first_program_does_what_it_says(self):
        server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), SmallS3)
        self.addCleanup(server.server_close)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.shutdown)
        environment = {name: text for name, text in os.environ.items() if not name.lower().startswith(('aws_', 'http'))}
        environment.update(AWS_ENDPOINT_URL=f'http://127.0.0.1:{server.server_port}', AWS_REGION='us-east-1',
                           AWS_ACCESS_KEY_ID='key', AWS_SECRET_ACCESS_KEY='secret', AWS_CONFIG_FILE=os.devnull,
                           AWS_SHARED_CREDENTIALS_FILE=os.devnull, AWS_DATA_PATH=os.environ['COAWS_BOTOCORE_DATA'])
        done = subprocess.run([PROGRAM], env=environment, capture_output=True, text=True, timeout=100)
        self.assertEqual((done.returncode, done.stderr, done.stdout), (0, '', 'read: hello\ngreeting 5 bytes\n'))

    def test_the_example_is_the_same_program(self):
        self.assertTrue(pathlib.Path(EXAMPLE).read_text().endswith(first_program(pathlib.Path(README).read_text())))

    def test_links_lead_to_files_of_the_project(self):
        top = pathlib.Path(README).resolve().parent
        links = re.findall(r'\]\(([\w./-]+)\)', pathlib.Path(README).read_text())
        self.assertEqual([link for link in links if not (top / link).exists()], [])


if __name__ == '__main__':
    if 'COAWS_BOTOCORE_DATA' not in os.environ:
        print('COAWS_BOTOCORE_DATA does not name the pinned models: run tools/test')
        sys.exit(77)
    unittest.main(argv=sys.argv[:1])
