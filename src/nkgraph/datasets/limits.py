"""How much of a file is read before it counts as an attack or a mistake."""

UNPACKED_BYTES = 16 << 30
"""16 GiB: above every table that the publishers ship, below what fills a disk unnoticed."""

UNPACKED_RATIO = 250
"""How many times larger than its archive a file may be: tables pack 5 to 60 times smaller, a bomb
a thousand times."""

RATIO_FROM_BYTES = 64 << 20
"""64 MiB: below this a high ratio does no harm, and a small file of equal rows has one."""

ARCHIVE_MEMBERS = 1000
"""More files than that in an archive are no dataset."""

LINE_BYTES = 1 << 20
"""1 MiB: no row of the tables read is a tenth of that."""

LINES_IN_ONE_ROW = 500
"""How many lines a quoted text may span; past that its closing mark is missing."""

COLUMNS = 1000
"""Above every table known; DuckDB reads more, slowly."""

SAMPLE_BYTES = 256 << 10
SAMPLE_LINES = 200
"""What recognition looks at: enough to see how wide rows are and what stands in each column."""

CONTROL_SHARE = 0.01
"""Above this share of control characters in its sample a file is no text."""

REFUSED_BY_DUCKDB = 100_000
"""How many rows with misplaced quotation marks are listed before the file is refused whole."""
