"""Where a server takes queries, updates and graphs: three addresses, of which one is given.

A server's other addresses are told by the environment, or follow from the one for queries as its
makers chose them:

| queries | updates | graphs (Graph Store Protocol) | as in |
|---|---|---|---|
| …/query | …/update | …/store | oxigraph serve |
| …/sparql, …/sparql-auth | …/sparql-auth | …/sparql-graph-crud-auth | Virtuoso |
| …/NAME/query, …/NAME/sparql | …/NAME/update | …/NAME/data | Apache Jena Fuseki |
| …/repositories/NAME | …/statements | …/rdf-graphs/service | GraphDB, RDF4J |

Any other server takes updates at the same address, and graphs as updates (INSERT DATA). Which of
those with the same paths it is, the `Server` header tells.
"""

import os
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from nkgraph.errors import EndpointError

UPDATE_VARIABLE = "NKGRAPH_ENDPOINT_UPDATE"
GRAPHS_VARIABLE = "NKGRAPH_ENDPOINT_GRAPHS"


class Addresses(NamedTuple):
    """Where a server takes what; no `graphs` where it takes them as updates only."""

    query: str
    update: str
    graphs: str | None


def checked(address: str) -> SplitResult:
    """Return the parts of an address. Raises EndpointError for what is none, or has a password."""
    try:
        parts = urlsplit(address.strip())
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise EndpointError("the endpoint's address is not valid: write http://host:port/path")
    if "@" in parts.netloc:
        from nkgraph.store.credentials import PASSWORD_VARIABLE, USER_VARIABLE

        raise EndpointError(
            "the endpoint's address has a user or a password in it, where others can see it: leave "
            f"it out, and set {USER_VARIABLE} and {PASSWORD_VARIABLE}, or write it into ~/.netrc"
        )
    return parts._replace(fragment="")


def of(query: SplitResult, server: str) -> Addresses:
    """Return the addresses of a server that says in its header what it is.

    Raises EndpointError where the environment tells one that is not valid, or is another host's.
    """
    update, graphs = _found(query, server)
    told_update, told_graphs = _told(UPDATE_VARIABLE, query), _told(GRAPHS_VARIABLE, query)
    if told_update:
        update, graphs = told_update, None
    if told_graphs:
        graphs = told_graphs
    return Addresses(query.geturl(), update, graphs)


def _told(variable: str, query: SplitResult) -> str | None:
    """Return the address that the environment tells, if it tells one.

    What was meant for another server must not go there: a change, or the login of this one, which
    must not go without https either where the queries' address has it.
    """
    said = os.environ.get(variable)
    if not said:
        return None
    address = checked(said)
    if (address.scheme, address.hostname) != (query.scheme, query.hostname):
        raise EndpointError(
            f"{variable} has the address of another server than the store, which is at "
            f"{query.scheme}://{query.netloc}: unset it, or name the same server in both"
        )
    return address.geturl()


def _found(query: SplitResult, server: str) -> tuple[str, str | None]:
    before, _, last = query.path.rpartition("/")

    def beside(path: str) -> str:
        return query._replace(path=path, query="").geturl()

    if server.startswith("Virtuoso"):
        return beside(f"{before}/sparql-auth"), beside(f"{before}/sparql-graph-crud-auth")
    if server.startswith("Oxigraph"):
        return beside(f"{before}/update"), beside(f"{before}/store")
    if last in ("query", "sparql") and ("Fuseki" in server or "Jena" in server):
        return beside(f"{before}/update"), beside(f"{before}/data")
    if before.endswith("/repositories"):
        return beside(f"{query.path}/statements"), beside(f"{query.path}/rdf-graphs/service")
    if last == "query":
        return beside(f"{before}/update"), None
    return query.geturl(), None
