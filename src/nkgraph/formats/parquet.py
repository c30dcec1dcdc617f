"""Apache Parquet, typed: whole numbers as int64, decimals exact, IRIs and dates as text.

A column of decimals is decimal128(38, s), where s is the most decimals that a value of it has.
What does not fit that, whole numbers past 64 bits among it, becomes decimal256(76, s), and what
does not fit there is text. A column without any value is text.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO

from nkgraph.values import Value, common_type, plain_text

if TYPE_CHECKING:
    from nkgraph.table import Table

_INT64 = range(-(2**63), 2**63)
_DECIMAL128_DIGITS = 38
_DECIMAL256_DIGITS = 76


def write(table: "Table", out: BinaryIO) -> None:
    """Write a table as one Parquet file; the stream need not be able to seek."""
    import pyarrow
    from pyarrow import parquet

    arrays = [_array(values) for values in table.by_column()]
    sink = pyarrow.BufferOutputStream()
    parquet.write_table(pyarrow.table(arrays, names=list(table.columns)), sink)
    out.write(memoryview(sink.getvalue()))


def _array(values: Sequence[Value]) -> Any:
    """Return a column as an Arrow array of the narrowest of the types above."""
    import pyarrow

    kind = common_type(values)
    if kind is int and not all(value is None or value in _INT64 for value in values):
        kind = Decimal
    if kind is int:
        return pyarrow.array(values, pyarrow.int64())
    if kind is bool:
        return pyarrow.array(values, pyarrow.bool_())
    if kind is float:
        floats = [None if value is None else float(value) for value in values]
        return pyarrow.array(floats, pyarrow.float64())
    if kind is Decimal:
        decimals = [None if value is None else Decimal(value) for value in values]
        fitting = _decimal_type(decimal for decimal in decimals if decimal is not None)
        if fitting is not None:
            return pyarrow.array(decimals, fitting)
    texts = [None if value is None else plain_text(value) for value in values]
    return pyarrow.array(texts, pyarrow.string())


def _decimal_type(values: Iterable[Decimal]) -> Any:
    """Return the Arrow type that holds every one of the decimals exactly, or None."""
    import pyarrow

    whole, places = 1, 0
    for value in values:
        _, digits, exponent = value.as_tuple()
        assert isinstance(exponent, int)  # xsd:decimal has no NaN and no infinity
        places = max(places, -exponent)
        whole = max(whole, len(digits) + exponent)
    if whole + places <= _DECIMAL128_DIGITS:
        return pyarrow.decimal128(_DECIMAL128_DIGITS, places)
    if whole + places <= _DECIMAL256_DIGITS:
        return pyarrow.decimal256(_DECIMAL256_DIGITS, places)
    return None
