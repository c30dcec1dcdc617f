"""The lines of a text file that may be of any length: too long ones are passed over, not held."""

from collections.abc import Iterable, Iterator

LINE_BYTES = 16 << 20
"""16 MiB: the longest entity that OpenSanctions publishes has a hundredth of that."""

SHOWN_BYTES = 2000
"""How much of a line that is too long is kept, to show how it begins."""


def lines(chunks: Iterable[bytes]) -> Iterator[tuple[int, bytes, bool]]:
    """Yield each line with its number, from 1, and whether it is whole.

    Of a line beyond LINE_BYTES the beginning is given, and the rest skipped.
    """
    number = 1
    rest = b""
    skipping = False
    for chunk in chunks:
        *ended, rest = (rest + chunk).split(b"\n")
        for line in ended:
            if skipping:
                skipping = False
            elif len(line) > LINE_BYTES:
                yield number, line[:SHOWN_BYTES], False
            else:
                yield number, line, True
            number += 1
        if len(rest) > LINE_BYTES:
            if not skipping:
                yield number, rest[:SHOWN_BYTES], False
            skipping = True
            rest = b""
    if rest and not skipping:
        yield number, rest, True
