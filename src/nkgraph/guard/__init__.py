"""Queries that are ended when they take too long or too much: in a process of their own."""

from nkgraph.guard.limits import Limits
from nkgraph.guard.readers import limited

__all__ = ["Limits", "limited"]
