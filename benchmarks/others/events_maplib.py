"""Events as maplib makes them of a data frame: rows, source, look-ups, target.

DuckDB joins the look-ups, as it does for morph-kgc; maplib makes the statements, column by column.
"""

import sys
from pathlib import Path

import duckdb
import polars as pl
from maplib import Model, RDFType, SolutionMappings

rows, source, lookups, target = sys.argv[1:]
NKG = "https://w3id.org/nkgraph/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
ENGLISH = RDFType.Literal(f"{RDF}langString")
COLUMNS = (
    (f"{RDF}type", "kind", RDFType.IRI),
    ("http://www.w3.org/2000/01/rdf-schema#label", "label", ENGLISH),
    (f"{NKG}date", "day", RDFType.Literal("http://id.loc.gov/datatypes/edtf/EDTF")),
    (f"{NKG}earliest", "date", RDFType.Literal(f"{XSD}date")),
    (f"{NKG}latest", "date", RDFType.Literal(f"{XSD}date")),
    (f"{NKG}codedAs", "coded", RDFType.Literal(f"{XSD}string")),
    (f"{NKG}agent", "agent", RDFType.IRI),
    (f"{NKG}target", "target", RDFType.IRI),
    (f"{NKG}place", "place", RDFType.IRI),
)
query = Path(__file__).with_name("events.sql").read_text(encoding="utf-8")
arrow = duckdb.sql(query.format(rows=rows, source=source, lookups=lookups, wanted="true")).arrow()
frame = pl.DataFrame(arrow).with_columns(
    pl.struct(pl.col("label").alias(f"<{RDF}langString>"), pl.lit("en").alias("l")).alias("label"),
    pl.col("day").str.to_date().alias("date"),
)
model = Model()
for predicate, column, kind in COLUMNS:
    pairs = frame.select(pl.col("event").alias("subject"), pl.col(column).alias("object"))
    model.map_triples(
        SolutionMappings(pairs.drop_nulls("object"), {"subject": RDFType.IRI, "object": kind}),
        predicate=predicate,
    )
model.write(target, format="ntriples")
