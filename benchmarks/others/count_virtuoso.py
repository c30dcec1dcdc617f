"""Counts by Virtuoso, asked over HTTP: file with its address, file with the graph's IRI."""

import csv
import sys
import urllib.parse
import urllib.request
from pathlib import Path

from count_query import QUERY, found
from telling import tell_lines

address, source = (Path(name).read_text(encoding="utf-8") for name in sys.argv[1:])
asked = urllib.parse.urlencode({"query": QUERY, "default-graph-uri": source})
request = urllib.request.Request(f"{address}?{asked}", headers={"Accept": "text/csv"})
with urllib.request.urlopen(request) as answer:
    lines = answer.read().decode().splitlines()
tell_lines(found((a, t, year, int(count)) for a, t, year, count in list(csv.reader(lines))[1:]))
