"""Text and data made safe to stand inside an HTML page."""

import base64
import hashlib
import json
import math
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

EXACT_DIGITS = 15
"""Significant decimal digits that a JavaScript number keeps; longer figures travel as text."""

# C0 and C1 controls, lone surrogates, and the marks that turn the direction of the text around
# them: none of them can be seen, and each can make a line read as something else.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def json_for_html(value: object) -> str:
    """Return `value` as JSON that is safe inside a script element.

    Only ASCII comes out, so that neither U+2028 nor a lone surrogate stands in the page, and `<`
    is escaped, so that no text can close the element or open a comment:
    https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements
    """
    text = json.dumps(value, default=_plain, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c")


def plain(value: object) -> Any:
    """Return `value` as JSON can hold it; what is not a number, text or list becomes text."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return _plain(value)


def _plain(value: object) -> Any:
    if isinstance(value, Decimal):
        if not value.is_finite() or len(value.normalize().as_tuple().digits) > EXACT_DIGITS:
            return str(value)
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def one_line(text: object) -> str:
    """Return `text` on one line, without characters that nobody can see."""
    return " ".join(_UNSEEN.sub("", str(text)).split())


def csp_hash(code: str) -> str:
    """Return the Content-Security-Policy source that lets exactly this inline part run."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"
