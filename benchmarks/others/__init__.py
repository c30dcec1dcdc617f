"""Scripts that are measured: each does a work as people would do it, run by its path."""
