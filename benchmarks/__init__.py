"""What nkgraph costs, beside what people would use instead: `make bench`, `make bench-full`.

    python -m benchmarks                    quick: smaller tables, fewer rounds, minutes
    python -m benchmarks --full             what docs/benchmarks.md and the README show
    python -m benchmarks --only merging     one work
    python -m benchmarks --against FILE     and what became slower than in a saved run

A work (`works/`) says what is to be done, by which ways (ours, and those of others) and what we
aim at. `running` does it, round after round, each way once a round, so that whatever else the
machine does falls on all of them; `measuring` looks at each process as a whole. What was measured
is a result (`results`), from which `reporting` makes tables and `plotting` a picture, and which
`comparing` holds against another.
"""
