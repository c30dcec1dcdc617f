"""Python values as JSON that says what they are, so that they come back exactly.

| value | JSON |
|---|---|
| None, bool, int, str | itself |
| float | itself; `{"float": "nan"}` if it is no number |
| Decimal, date, datetime | `{"decimal": "36.89"}`, `{"date": "2013-01-01"}`, `{"datetime": "…"}` |
| list | itself, item by item |
| tuple | `{"tuple": […]}` |
| dict | `{"dict": [[key, value], …]}` |
"""

import math
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from numbers import Integral, Real
from typing import Any

from nkgraph.errors import BadFormat


def encoded(value: object) -> Any:
    """Return a value as JSON that `decoded` turns back. Raises BadFormat for what has no form."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, Real):
        number = float(value)
        return number if math.isfinite(number) else {"float": str(number)}
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, list):
        return [encoded(item) for item in value]
    if isinstance(value, tuple):
        return {"tuple": [encoded(item) for item in value]}
    if isinstance(value, Mapping):
        return {"dict": [[encoded(key), encoded(item)] for key, item in value.items()]}
    raise BadFormat(
        f"a network's file cannot hold a {type(value).__name__}: make it text or a number"
    )


def decoded(value: Any) -> Any:
    """Return the value that `encoded` was given."""
    if isinstance(value, list):
        return [decoded(item) for item in value]
    if not isinstance(value, dict):
        return value
    ((kind, content),) = value.items()
    return _READERS[kind](content)


_READERS: Mapping[str, Any] = {
    "float": float,
    "decimal": Decimal,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "tuple": lambda items: tuple(decoded(item) for item in items),
    "dict": lambda pairs: {decoded(key): decoded(item) for key, item in pairs},
}


def identical(one: object, other: object) -> bool:
    """Tell whether two values are equal, of one type, and would be written alike."""
    if type(one) is not type(other):
        return False
    if isinstance(one, list | tuple | Mapping):
        return bool(encoded(one) == encoded(other)) and repr(one) == repr(other)
    if isinstance(one, str | bool | int) or one is None:
        return one == other
    return repr(one) == repr(other)
