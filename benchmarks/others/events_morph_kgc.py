"""Events as morph-kgc makes them by an RML mapping: rows, source, look-ups, target.

DuckDB joins the look-ups into a Parquet file, which morph-kgc reads much faster than text. Then
morph-kgc's own command takes over.
"""

import os
import sys
from pathlib import Path

import duckdb

rows, source, lookups, target = sys.argv[1:]
CONFIGURATION = f"""
[CONFIGURATION]
output_file: {target}
output_format: N-TRIPLES
na_values: None
logging_level: WARNING
[events]
mappings: {Path(__file__).with_name("events.rml.ttl")}
"""
query = Path(__file__).with_name("events.sql").read_text(encoding="utf-8")
duckdb.sql(
    f"COPY ({query.format(rows=rows, source=source, lookups=lookups, wanted='true')}) "
    "TO 'events.parquet' (FORMAT parquet)"
)
Path("morph.ini").write_text(CONFIGURATION, encoding="utf-8")
os.execv(sys.executable, [sys.executable, "-m", "morph_kgc", "morph.ini"])
