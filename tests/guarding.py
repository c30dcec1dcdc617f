"""What the tests of guarded queries share: queries that never end, and ways to watch processes."""

import sys
import time
from pathlib import Path

import pytest

from nkgraph.errors import LimitReached
from nkgraph.graph import KnowledgeGraph

MEBIBYTE = 1 << 20

EVERYTHING_WITH_ITSELF = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"

DOUBLED = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(32))

TOO_LONG = {
    "counting a cross product": f"SELECT (COUNT(*) AS ?n) {{ {EVERYTHING_WITH_ITSELF} }}",
    "asking a cross product": (
        f"ASK {{ {EVERYTHING_WITH_ITSELF} FILTER(CONCAT(STR(?a), STR(?i)) = 'never') }}"
    ),
    "constructing a cross product": (
        f"CONSTRUCT {{ ?a ?b ?i }} {{ {EVERYTHING_WITH_ITSELF} "
        "FILTER(CONCAT(STR(?a), STR(?i)) = 'never') }"
    ),
    "paths both ways": (
        "SELECT (COUNT(*) AS ?n) { ?a (!<x:x>|^!<x:x>)*/(!<x:x>|^!<x:x>)*/(!<x:x>|^!<x:x>)* ?b }"
    ),
    "a regular expression on each of many": (
        f"SELECT (COUNT(*) AS ?n) {{ {EVERYTHING_WITH_ITSELF} "
        "FILTER(REGEX(CONCAT(STR(?a), STR(?i)), '(.*a.*){20}(x+x+)+y')) }"
    ),
    "replacing in each of many": (
        f"SELECT (MAX(STRLEN(REPLACE(CONCAT(STR(?a), STR(?i)), '(.*)e(.*)', '$2$1$2'))) AS ?n) "
        f"{{ {EVERYTHING_WITH_ITSELF} }}"
    ),
}

TOO_LARGE = {
    "doubling a text": f"SELECT (STRLEN(?x32) AS ?n) {{ BIND('0123456789' AS ?x0) {DOUBLED} }}",
    "replacing each letter by a text": (
        f"SELECT (STRLEN(REPLACE(?x, '0', '{'0' * 4000}')) AS ?n) "
        f"{{ BIND(REPLACE('{'0' * 1000}', '0', '{'0' * 1000}') AS ?x) }}"
    ),
    "joining all texts": (
        f"SELECT (STRLEN(GROUP_CONCAT(STR(?i); SEPARATOR='{'-' * 4000}')) AS ?n) "
        f"{{ {EVERYTHING_WITH_ITSELF} }}"
    ),
    "sorting a cross product": f"SELECT ?a {{ {EVERYTHING_WITH_ITSELF} }} ORDER BY ?i ?a",
    "distinct rows of a cross product": (
        f"SELECT (COUNT(*) AS ?n) {{ SELECT DISTINCT * {{ {EVERYTHING_WITH_ITSELF} }} }}"
    ),
    "an answer without end": f"SELECT * {{ {EVERYTHING_WITH_ITSELF} }}",
    "triples without end": (
        f"CONSTRUCT {{ ?a ?b ?x }} {{ {EVERYTHING_WITH_ITSELF} BIND(STRUUID() AS ?x) }}"
    ),
}

TOO_DEEP = {
    "groups": f"SELECT * {{ {'{' * 50_000}{'}' * 50_000} }}",
    "brackets": f"SELECT ({'(' * 50_000}1{')' * 50_000} AS ?n) {{}}",
    "negations": f"SELECT ({'!' * 50_000}true AS ?n) {{}}",
    "a long path": f"ASK {{ ?a {'/'.join(['<x:x>'] * 50_000)} ?b }}",
}

# Whoever starts the tests in the background has Ctrl-C ignored, and Python leaves it so.
COMMAND = [
    sys.executable,
    "-c",
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from nkgraph.cli import main; main()",
]


def refused(graph: KnowledgeGraph, text: str, **options: object) -> str:
    with pytest.raises(LimitReached) as caught:
        graph.query(text, **options)  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)
    return str(caught.value)


def children_of(pid: int) -> list[int]:
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    return [int(one) for one in text.split()]


def eventually(is_so: object, what: str) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if is_so():  # type: ignore[operator]
            return
        time.sleep(0.02)
    raise AssertionError(what)
