"""Random parameters that fit a shape of a service model."""
import datetime
import string

PLAIN = string.ascii_letters + string.digits
TEXT = PLAIN + ' -_.~/+&=%<>"\'!*()@:;,?#[]{}|\\^`$äñ字🚀\n\t\x7f\x85\u2028'
HEADER = PLAIN + ' -_.~/+&=%@:;,'
DEEPEST = 6


class Unbuildable(Exception):
    """The shape needs itself, or something that can't be made up."""


class Parameters:
    """Makes values as botocore takes them (bytes, datetimes, …) out of a seeded `random.Random`."""

    def __init__(self, random):
        self.random = random

    def input_of(self, operation):
        shape = operation.input_shape
        return {} if shape is None else self.structure(shape, 0)

    def value(self, shape, depth, name=''):
        if depth > DEEPEST:
            raise Unbuildable(shape.name)
        if shape.type_name == 'string' and shape.serialization.get('jsonvalue'):
            return {'k': self.text(0, TEXT), 'n': self.random.randint(0, 9)}
        if shape.type_name in ('structure', 'list', 'map'):
            return getattr(self, shape.type_name)(shape, depth)
        return self.scalar(shape, name)

    def structure(self, shape, depth):
        if getattr(shape, 'is_document_type', False):
            return self.document(0)
        members = shape.members
        if getattr(shape, 'is_tagged_union', False):
            return self.union(shape, depth)
        wanted = self.random.choice((0.15, 0.5, 0.9)) / (1 + depth / 2)
        result = {}
        for name, member in members.items():
            required = name in shape.required_members
            if not required and self.random.random() > wanted:
                continue
            try:
                result[name] = self.bound(name, member, depth + 1)
            except Unbuildable:
                if required:
                    raise
        return result

    def union(self, shape, depth):
        names = list(shape.members)
        self.random.shuffle(names)
        for name in names:
            try:
                return {name: self.bound(name, shape.members[name], depth + 1)}
            except Unbuildable:
                continue
        raise Unbuildable(shape.name)

    def bound(self, name, member, depth):
        """A member's value: where it goes on the wire limits what it may hold."""
        if member.serialization.get('eventstream'):
            raise Unbuildable(name)
        location = member.serialization.get('location')
        if location == 'header' and member.type_name == 'string' and member.enum:
            return self.random.choice((*member.enum, 'unknown'))
        if member.type_name == 'string' and not member.enum:
            if member.serialization.get('hostLabel') or member.metadata.get('hostLabel'):
                return self.text(1, string.ascii_lowercase + string.digits)
            if name == 'Bucket':
                return 'b-' + self.text(3, string.ascii_lowercase + string.digits)
            if location in ('header', 'headers') and not member.serialization.get('jsonvalue'):
                return self.text(1, HEADER).strip() or 'h'
            if location == 'uri':
                return self.text(1, TEXT)
        if member.type_name == 'map' and location == 'headers':
            return {self.text(1, PLAIN): self.text(1, HEADER).strip() for _ in range(self.random.randint(0, 3))}
        if member.type_name == 'list' and location == 'header' and member.member.type_name == 'string':
            if not member.member.enum:
                return [self.text(1, HEADER).strip() or 'h' for _ in range(self.random.randint(1, 3))]
        return self.value(member, depth, name)

    def list(self, shape, depth):
        least = shape.metadata.get('min', 0)
        count = min(max(least, self.random.choice((0, 1, 1, 2, 3))), max(least, 60))
        if count > 60:
            raise Unbuildable(shape.name)
        return [self.value(shape.member, depth + 1) for _ in range(count)]

    def map(self, shape, depth):
        least = shape.metadata.get('min', 0)
        count = max(least, self.random.choice((0, 1, 1, 2)))
        result = {}
        for _ in range(count * 3):
            if len(result) >= count:
                break
            key = self.value(shape.key, depth + 1)
            result[key] = self.value(shape.value, depth + 1)
        return result

    def document(self, depth):
        kind = self.random.randint(0, 6 if depth < 2 else 4)
        if kind == 5:
            return {self.text(1, PLAIN): self.document(depth + 1) for _ in range(2)}
        if kind == 6:
            return [self.document(depth + 1) for _ in range(2)]
        return (None, True, self.random.randint(-99, 99), 0.25, self.text(0, TEXT))[kind]

    def scalar(self, shape, name):
        kind = shape.type_name
        least = shape.metadata.get('min')
        if kind in ('string', 'character'):
            if shape.enum and self.random.random() < 0.9:
                return self.random.choice(shape.enum)
            if name.lower().endswith('arn') and self.random.random() < 0.8:
                return 'arn:aws:thing:us-west-2:123456789012:kind/' + self.text(1, PLAIN)
            if name.endswith('Region'):
                return self.random.choice(('us-east-1', 'eu-west-1'))
            return self.text(least or 0, TEXT if self.random.random() < 0.5 else PLAIN)
        if kind in ('integer', 'long'):
            low = int(least) if least is not None else -5
            top = 2**31 - 1 if kind == 'integer' else 2**63 - 1
            return self.random.choice((low, max(low, 0), max(low, self.random.randint(0, 999)), top))
        if kind in ('float', 'double'):
            low = float(least or 0)
            return self.random.choice((low, low + 1, low + self.random.random() * 10, low + 1e20, low + 0.1))
        if kind == 'boolean':
            return self.random.random() < 0.5
        if kind == 'timestamp':
            return self.timestamp()
        if kind == 'blob':
            return self.random.randbytes(max(int(least or 0), self.random.randint(0, 40)))
        raise Unbuildable(kind)

    def timestamp(self):
        micros = self.random.choice((0, 0, 0, 500000, 123000, 123456))
        return datetime.datetime.fromtimestamp(self.random.randint(0, 4_000_000_000), datetime.timezone.utc).replace(
            microsecond=micros)

    def text(self, least, alphabet):
        length = max(int(least), self.random.choice((0, 1, 3, 8, 15)))
        if length > 5000:
            raise Unbuildable('text')
        return ''.join(self.random.choice(alphabet) for _ in range(length))
