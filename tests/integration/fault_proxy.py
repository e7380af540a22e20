"""A relay to one server that damages and cuts what passes through it. Standard library only.

fault_proxy.py HOST:PORT DIRECTORY: listens on 127.0.0.1 and writes DIRECTORY/port. It passes bytes as they are, one connection to
the server for each of its own, until DIRECTORY/order exists: the connection that finds it takes it away and does what it says.

    damage-answer N     the Nth byte behind the head of the answer is changed
    cut-answer N        the connection is reset behind that byte
    cut-request N       the connection is reset behind the Nth byte of the request, before the server answers
    stall-answer N      nothing passes behind that byte of the answer, and the connection stays open

DIRECTORY/log has a line for each connection: `passed` or the order, and the bytes that the client sent.
"""
import pathlib
import socket
import struct
import sys
import threading

UPSTREAM = sys.argv[1].rsplit(':', 1)
FOLDER = pathlib.Path(sys.argv[2])
LOCK = threading.Lock()


def take_order():
    """What to do, and where; at most one connection gets it."""
    with LOCK:
        try:
            kind, place = (FOLDER / 'order').read_text().split()
            (FOLDER / 'order').unlink()
            return kind, int(place)
        except FileNotFoundError:
            return 'passed', 0


def reset(*ends):
    """Closes with a reset rather than an end of file."""
    for end in ends:
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
        end.shutdown(socket.SHUT_RD)  # wakes who reads it: only then is it really closed
        end.close()


class Connection:
    def __init__(self, client):
        self.client = client
        self.server = socket.create_connection((UPSTREAM[0], int(UPSTREAM[1])))
        self.kind, self.place = take_order()
        self.sent = 0
        self.client_has_left = threading.Event()

    def run(self):
        answers = threading.Thread(target=self.guarded, args=[self.relay_answers], daemon=True)
        answers.start()
        self.guarded(self.relay_requests)
        answers.join()
        with LOCK, open(FOLDER / 'log', 'a') as log:
            log.write(f'{self.kind} {self.sent}\n')

    def guarded(self, relay):
        """Relays until one of the ends is gone; the other one goes, too."""
        try:
            relay()
        except OSError:
            pass
        for end in (self.client, self.server):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def relay_requests(self):
        try:
            while piece := self.client.recv(65536):
                self.sent += len(piece)
                if self.kind == 'cut-request' and self.sent >= self.place:
                    return reset(self.client, self.server)
                self.server.sendall(piece)
        finally:
            self.client_has_left.set()

    def relay_answers(self):
        at = 0
        body = self.relay_head() if self.kind.endswith('-answer') else b''
        while body := body or self.server.recv(65536):
            if self.kind.endswith('-answer') and at <= self.place < at + len(body):
                body = self.disturb(body, self.place - at)
            self.client.sendall(body)
            at += len(body)
            body = b''

    def relay_head(self):
        """What came behind the head of an answer that is no interim one; of what is no HTTP to be read, all."""
        head = b''
        while b'\r\n\r\n' not in head or head.startswith(b'HTTP/1.1 100'):
            if head.startswith(b'HTTP/1.1 100') and b'\r\n\r\n' in head:
                interim, _, head = head.partition(b'\r\n\r\n')
                self.client.sendall(interim + b'\r\n\r\n')
                continue
            piece = self.server.recv(65536)
            if not piece:
                return head
            head += piece
            if not head.startswith(b'HTTP'):
                return head
        head, _, first = head.partition(b'\r\n\r\n')
        self.client.sendall(head + b'\r\n\r\n')
        return first

    def disturb(self, body, place):
        """The bytes to pass on in the place of these."""
        if self.kind == 'damage-answer':
            return body[:place] + bytes([body[place] ^ 1]) + body[place + 1:]
        self.client.sendall(body[:place])
        if self.kind == 'cut-answer':
            reset(self.client, self.server)
        self.client_has_left.wait()
        raise ConnectionAbortedError


def main():
    listener = socket.create_server(('127.0.0.1', 0))
    (FOLDER / 'port.new').write_text(str(listener.getsockname()[1]))
    (FOLDER / 'port.new').rename(FOLDER / 'port')
    while True:
        client, _ = listener.accept()
        try:
            connection = Connection(client)
        except OSError:
            client.close()
            continue
        threading.Thread(target=connection.run, daemon=True).start()


if __name__ == '__main__':
    main()
