"""Random responses of a service: outputs and errors, rendered as its protocol puts them on the wire."""
import base64
import datetime
import json
import struct
from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr

from parameters import Parameters

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


def seconds(moment):
    value = (moment - EPOCH).total_seconds()
    return int(value) if value == int(value) else value


def format_time(moment, style):
    if style == 'unixTimestamp':
        return seconds(moment)
    if style == 'rfc822':
        return format_datetime(moment.replace(microsecond=0), usegmt=True)
    text = moment.strftime('%Y-%m-%dT%H:%M:%S')
    return text + (f'.{moment.microsecond:06}'.rstrip('0') if moment.microsecond else '') + 'Z'


def wire_name(member, name):
    return member.serialization.get('name', name)


def is_body_member(member):
    return 'location' not in member.serialization


def noise(random, shape, value):
    """What a reader must pass over: (members that are null, whether there is one that nobody knows)."""
    absent = [name for name in shape.members if name not in value and is_body_member(shape.members[name])]
    nulls = [name for name in absent if random.random() < 0.05]
    return nulls, random.random() < 0.1


class Json:
    def __init__(self, random):
        self.random = random

    def encode(self, shape, value):
        return json.dumps(self.tree(shape, value)).encode()

    def tree(self, shape, value):
        kind = shape.type_name
        if kind == 'structure' and not getattr(shape, 'is_document_type', False):
            made = {wire_name(shape.members[k], k): self.tree(shape.members[k], v) for k, v in value.items()}
            if getattr(shape, 'is_tagged_union', False):
                return made
            nulls, stranger = noise(self.random, shape, value)
            made.update({wire_name(shape.members[k], k): None for k in nulls})
            return made | {'SomethingNew': {'a': [1, {}]}} if stranger else made
        if kind == 'list':
            return [self.tree(shape.member, item) for item in value]
        if kind == 'map':
            return {key: self.tree(shape.value, item) for key, item in value.items()}
        if kind == 'blob':
            return base64.b64encode(value).decode()
        if kind == 'timestamp':
            return format_time(value, shape.serialization.get('timestampFormat', 'unixTimestamp'))
        return value

    def error(self, code, message, shape, value, headers, random):
        place = random.choice(('__type', 'header', 'code'))
        document = self.tree(shape, value) if shape is not None else {}
        if place == 'header':
            headers['x-amzn-errortype'] = code + random.choice(('', ':http://internal.example.com/'))
        else:
            document[place] = random.choice(('', 'com.amazon.example#')) + code
        if message is not None:
            document[random.choice(('message', 'Message'))] = message
        return json.dumps(document).encode()


class Cbor:
    def __init__(self, random):
        self.random = random

    def encode(self, shape, value):
        return self.shaped(shape, value)

    def head(self, major, number):
        for limit, code, form in ((24, number, ''), (2**8, 24, '>B'), (2**16, 25, '>H'), (2**32, 26, '>I')):
            if number < limit:
                return bytes([major << 5 | code]) + (struct.pack(form, number) if form else b'')
        return bytes([major << 5 | 27]) + struct.pack('>Q', number)

    def text(self, value):
        data = value.encode()
        return self.head(3, len(data)) + data

    def shaped(self, shape, value):
        kind = shape.type_name
        if kind == 'structure':
            members = [self.text(wire_name(shape.members[k], k)) + self.shaped(shape.members[k], v)
                       for k, v in value.items()]
            if not getattr(shape, 'is_tagged_union', False):
                nulls, stranger = noise(self.random, shape, value)
                members += [self.text(wire_name(shape.members[k], k)) + b'\xf6' for k in nulls]
                members += [self.text('SomethingNew') + b'\xa1\x61a\x82\x01\xa0'] if stranger else []
            return self.head(5, len(members)) + b''.join(members)
        if kind == 'list':
            return self.head(4, len(value)) + b''.join(self.shaped(shape.member, item) for item in value)
        if kind == 'map':
            return self.head(5, len(value)) + b''.join(
                self.text(key) + self.shaped(shape.value, item) for key, item in value.items())
        if kind == 'timestamp':
            return b'\xc1' + self.item(seconds(value))
        return self.item(value)

    def item(self, value):
        if isinstance(value, bool):
            return b'\xf5' if value else b'\xf4'
        if isinstance(value, int):
            return self.head(0, value) if value >= 0 else self.head(1, -1 - value)
        if isinstance(value, float):
            return b'\xfb' + struct.pack('>d', value)
        if isinstance(value, bytes):
            return self.head(2, len(value)) + value
        return self.text(value)

    def error(self, code, message, shape, value, headers, random):
        pairs = [self.text('__type') + self.text(random.choice(('', 'com.amazon.example#')) + code)]
        if message is not None:
            pairs.append(self.text('message') + self.text(message))
        if shape is not None:
            pairs += [self.text(wire_name(shape.members[k], k)) + self.shaped(shape.members[k], v)
                      for k, v in value.items()]
        return self.head(5, len(pairs)) + b''.join(pairs)


class Xml:
    def __init__(self, random):
        self.random = random

    def scalar(self, shape, value):
        if shape.type_name == 'blob':
            return base64.b64encode(value).decode()
        if shape.type_name == 'timestamp':
            return str(format_time(value, shape.serialization.get('timestampFormat', 'iso8601')))
        if shape.type_name == 'boolean':
            return 'true' if value else 'false'
        return escape(str(value), {'\r': '&#xD;'})

    def members(self, shape, value):
        text = ''.join(self.element(shape.members[k], wire_name(shape.members[k], k), v)
                       for k, v in value.items() if not shape.members[k].serialization.get('xmlAttribute'))
        if getattr(shape, 'is_tagged_union', False):
            return text
        return text + self.random.choice(('',) * 9 + ('<!-- a note --><SomethingNew b="1"><a>x</a></SomethingNew>\n',))

    def attributes(self, shape, value):
        if shape.type_name != 'structure':
            return ''
        found = [(wire_name(shape.members[k], k), v) for k, v in value.items()
                 if shape.members[k].serialization.get('xmlAttribute')]
        spaces = ''.join(f' xmlns:{name.split(":")[0]}="http://www.w3.org/2001/XMLSchema-instance"'
                         for name, _ in found if ':' in name)
        return spaces + ''.join(f' {name}={quoteattr(str(v))}' for name, v in found)

    def element(self, shape, name, value):
        kind = shape.type_name
        if kind == 'structure':
            return f'<{name}{self.attributes(shape, value)}>{self.members(shape, value)}</{name}>'
        if kind == 'list':
            flat = shape.serialization.get('flattened')
            inner = wire_name(shape.member, name if flat else 'member')
            items = ''.join(self.element(shape.member, inner, item) for item in value)
            return items if flat else f'<{name}>{items}</{name}>'
        if kind == 'map':
            flat = shape.serialization.get('flattened')
            tag = name if flat else 'entry'
            entries = ''.join(
                f'<{tag}>{self.element(shape.key, wire_name(shape.key, "key"), key)}'
                f'{self.element(shape.value, wire_name(shape.value, "value"), item)}</{tag}>'
                for key, item in value.items())
            return entries if flat else f'<{name}>{entries}</{name}>'
        return f'<{name}>{self.scalar(shape, value)}</{name}>'

    def encode(self, shape, value):
        name = wire_name(shape, shape.name)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{self.element(shape, name, value)}'.encode()

    def error_members(self, code, message, shape, value):
        text = f'<Code>{escape(code)}</Code>'
        if message is not None:
            text += f'<Message>{escape(message)}</Message>'
        return text + (self.members(shape, value) if shape is not None else '')

    def error(self, code, message, shape, value, headers, random):
        inner = self.error_members(code, message, shape, value)
        if random.random() < 0.4:
            return f'<Error>{inner}<RequestId>r-1</RequestId></Error>'.encode()
        return f'<ErrorResponse><Error><Type>Sender</Type>{inner}</Error><RequestId>r-1</RequestId></ErrorResponse>'.encode()


class Query(Xml):
    def wrapped(self, operation, shape, value):
        inner = self.members(shape, value) if shape is not None else ''
        wrapper = shape.serialization.get('resultWrapper') if shape is not None else None
        if wrapper:
            inner = f'<{wrapper}>{inner}</{wrapper}>'
        return (f'<{operation}Response>{inner}<ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata>'
                f'</{operation}Response>').encode()


class Ec2(Xml):
    def wrapped(self, operation, shape, value):
        inner = self.members(shape, value) if shape is not None else ''
        return f'<{operation}Response><requestId>r-1</requestId>{inner}</{operation}Response>'.encode()

    def error(self, code, message, shape, value, headers, random):
        inner = self.error_members(code, message, shape, value)
        return f'<Response><Errors><Error>{inner}</Error></Errors><RequestID>r-1</RequestID></Response>'.encode()


CODECS = {'json': Json, 'rest-json': Json, 'smithy-rpc-v2-cbor': Cbor, 'rest-xml': Xml, 'query': Query, 'ec2': Ec2}


class Responses(Parameters):
    """Makes `{'status', 'headers', 'body'}` for operations of one service."""

    def __init__(self, random, model):
        super().__init__(random)
        self.model = model
        self.protocol = model.resolved_protocol
        self.codec = CODECS[self.protocol](random)

    def scalar(self, shape, name):
        value = super().scalar(shape, name)
        # XML has no way to say control characters, and its readers change line ends.
        return ''.join(c for c in value if c >= ' ' or c == '\n') if isinstance(value, str) else value

    def success(self, operation):
        shape = operation.output_shape
        headers = {'x-amzn-RequestId': 'r-1'}
        if self.protocol == 'smithy-rpc-v2-cbor':
            headers['smithy-protocol'] = 'rpc-v2-cbor'
        value = self.structure(shape, 0) if shape is not None else {}
        status = operation.http.get('responseCode', 200) if self.protocol.startswith('rest') else 200
        if self.protocol in ('query', 'ec2'):
            data = self.codec.wrapped(operation.name, shape, value)
        elif self.protocol.startswith('rest'):
            data = self.bind(shape, value, headers)
        else:
            data = self.codec.encode(shape, value) if shape is not None else b'' if self.protocol != 'json' else b'{}'
        return {'status': status, 'headers': headers, 'body': data}

    def bind(self, shape, value, headers):
        """Takes what goes into headers, and renders the rest."""
        if shape is None:
            return b''
        for name in list(value):
            member = shape.members[name]
            location = member.serialization.get('location')
            if location == 'header':
                headers[wire_name(member, name)] = self.header(member, value.pop(name))
            elif location == 'headers':
                for key, item in value.pop(name).items():
                    headers[member.serialization.get('name', '') + key] = item
            elif location == 'statusCode':
                del value[name]
        payload = shape.serialization.get('payload')
        if payload is None:
            body_shape = shape
            return self.codec.encode(body_shape, value)
        member = shape.members[payload]
        if payload not in value:
            return b''
        if member.type_name in ('blob', 'string'):
            data = value[payload]
            return data.encode() if isinstance(data, str) else data
        return self.codec.encode(member, value[payload])

    def header(self, member, value):
        if member.type_name == 'timestamp':
            return str(format_time(value, member.serialization.get('timestampFormat', 'rfc822')))
        if member.type_name == 'boolean':
            return 'true' if value else 'false'
        if member.type_name == 'list':
            return ', '.join(self.header(member.member, item) for item in value)
        if isinstance(value, dict):
            return base64.b64encode(json.dumps(value).encode()).decode()
        return str(value)

    def failure(self, operation):
        shape = self.random.choice(operation.error_shapes) if operation.error_shapes else None
        if self.random.random() < 0.2:
            shape = None
        status = self.random.choice((400, 403, 404, 409, 429, 500, 503))
        headers = {'x-amzn-RequestId': 'r-1'}
        if self.protocol == 'smithy-rpc-v2-cbor':
            headers['smithy-protocol'] = 'rpc-v2-cbor'
        kind = self.random.random()
        if kind < 0.05:
            return {'status': status, 'headers': headers, 'body': b''}
        if kind < 0.1:
            return {'status': status, 'headers': headers, 'body': b'<html><body>Busy</body></html>'}
        value = {}
        if shape is not None:
            value = {name: item for name, item in self.structure(shape, 1).items()
                     if name.lower() not in ('message', 'code', 'type') and is_body_member(shape.members[name])}
        code = shape.error_code or shape.name if shape is not None else 'Other' + self.random.choice(('', 'Exception'))
        message = self.random.choice((None, 'It failed', 'Grüße <&>'))
        data = self.codec.error(code, message, shape, value, headers, self.random)
        return {'status': status, 'headers': headers, 'body': data}
