"""What became of a file's rows: where they stand while it is read, and how many they are."""

from typing import NamedTuple

CANONICAL, REJECTS, ROWS = "canonical", "rejects", "rows"
"""What the tables are called: canonical rows, refused rows, and the file's rows as cells."""


class Counts(NamedTuple):
    """What became of a file's rows; `read` is the sum of the others."""

    read: int
    taken: int
    refused: int
    left_out: int
    """By the mapping's `where`: what the dataset has beside what is wanted of it."""
    repeated: int
    """Rows with the identifier of an earlier row."""
    filtered: int
    """Outside of the focus."""
