"""The driver's notation of values: plain JSON with wrappers for what JSON lacks."""
import base64
import datetime
import math


def to_wire(value):
    if isinstance(value, dict):
        return {key: to_wire(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [to_wire(item) for item in value]
    if isinstance(value, (bytes, bytearray)):
        return {'$blob': base64.b64encode(value).decode()}
    if isinstance(value, datetime.datetime):
        return {'$ts': timestamp(value)}
    if isinstance(value, float) and not math.isfinite(value):
        return {'$f': 'NaN' if math.isnan(value) else 'Infinity' if value > 0 else '-Infinity'}
    if hasattr(value, 'read'):
        return {'$blob': base64.b64encode(value.read()).decode()}
    if value is None or isinstance(value, (str, int, float)):
        return value
    # The reference gives repeated elements of a scalar as parts of its XML tree.
    raise TypeError(type(value).__name__)


def timestamp(value):
    value = value.astimezone(datetime.timezone.utc) if value.tzinfo else value
    text = value.replace(tzinfo=None).strftime('%Y-%m-%dT%H:%M:%S').rjust(19, '0')
    return text + (f'.{value.microsecond:06}'.rstrip('0') if value.microsecond else '') + 'Z'


def body(data):
    return base64.b64encode(data).decode()
