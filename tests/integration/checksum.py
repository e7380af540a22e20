"""The checksums of S3, worked out bit by bit: checksum.py ALGORITHM FILE prints what the service shows, in base64."""
import base64
import hashlib
import pathlib
import sys
import zlib

# Reflected polynomials.
CASTAGNOLI = 0x82F63B78, 32
NVME = 0x9A6C9329AC4BC9B5, 64


def crc(polynomial, bits, data):
    table = []
    for value in range(256):
        for _ in range(8):
            value = value >> 1 ^ (polynomial if value & 1 else 0)
        table.append(value)
    state = (1 << bits) - 1
    for byte in data:
        state = state >> 8 ^ table[(state ^ byte) & 255]
    return (state ^ (1 << bits) - 1).to_bytes(bits // 8, 'big')


def checksum(algorithm, data):
    if algorithm == 'CRC32':
        return zlib.crc32(data).to_bytes(4, 'big')
    if algorithm == 'CRC32C':
        return crc(*CASTAGNOLI, data)
    if algorithm == 'CRC64NVME':
        return crc(*NVME, data)
    return hashlib.new(algorithm, data).digest()


if __name__ == '__main__':
    assert crc(*CASTAGNOLI, b'123456789').hex() == 'e3069283' and crc(*NVME, b'123456789').hex() == 'ae8b14860a799888'
    print(base64.b64encode(checksum(sys.argv[1], pathlib.Path(sys.argv[2]).read_bytes())).decode())
