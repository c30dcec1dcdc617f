"""North Korea's economy and external relations as a knowledge graph that keeps every source."""

__version__ = "0.1.0"
