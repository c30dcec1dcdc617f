"""The events of one actor as a DuckDB script makes them: rows, source, look-ups, store, actor.

It keeps the actor's rows as Parquet, writes the events as N-Quads and loads them into Oxigraph.
"""

import sys
from pathlib import Path

import duckdb
import pyoxigraph

rows, source, lookups, store, actor = sys.argv[1:]
NKG = "https://w3id.org/nkgraph/ontology#"
XSD = "http://www.w3.org/2001/XMLSchema#"
LINES = (
    ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "'<' || kind || '>'"),
    ("http://www.w3.org/2000/01/rdf-schema#label", "'\"' || label || '\"@en'"),
    (f"{NKG}date", "'\"' || day || '\"^^<http://id.loc.gov/datatypes/edtf/EDTF>'"),
    (f"{NKG}earliest", f"'\"' || day || '\"^^<{XSD}date>'"),
    (f"{NKG}latest", f"'\"' || day || '\"^^<{XSD}date>'"),
    (f"{NKG}codedAs", "'\"' || coded || '\"'"),
    (f"{NKG}agent", "'<' || agent || '>'"),
    (f"{NKG}target", "'<' || target || '>'"),
    (f"{NKG}place", "'<' || place || '>'"),
)
terms = ", ".join(
    f"'<' || event || '> <{predicate}> ' || {value} || ' <{source}> .'"
    for predicate, value in LINES
)
wanted = f"column07 = '{actor}' OR column17 = '{actor}'"
query = Path(__file__).with_name("events.sql").read_text(encoding="utf-8")
with duckdb.connect() as connection:
    connection.execute(
        f"CREATE TEMP TABLE events AS "
        f"{query.format(rows=rows, source=source, lookups=lookups, wanted=wanted)}"
    )
    connection.execute("COPY events TO 'events.parquet' (FORMAT parquet)")
    connection.execute(
        f"COPY (SELECT concat_ws(chr(10), {terms}) FROM events) TO 'events.nq' "
        "(FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER '\x02')"
    )
loaded = pyoxigraph.Store(store)
loaded.bulk_load(path="events.nq", format=pyoxigraph.RdfFormat.N_QUADS)
loaded.flush()
