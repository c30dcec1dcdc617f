"""The same answers from every kind of store: memory, disk, `oxigraph serve` and Virtuoso."""
