"""By which name and from which page a request comes: a name that was pointed at this machine gets no answer."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from armstrace.desk.web.problems import Refused
from armstrace.evidence.names import visible

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def check_host(headers: Mapping[str, str], allowed: frozenset[str]) -> None:
    """Let only requests in that name this server by one of its own names, with its port.

    Raises:
        Refused: another name was used, as a page elsewhere does that points its own name at this machine.
    """
    host = headers.get("host", "").lower()
    if host not in allowed:
        raise Refused(
            f"This page is not served as {visible(host[:100])!r}.",
            where="Host",
            todo="Open the address that `armstrace serve` printed; other names are given with --name.",
        )


def check_origin(
    method: str, headers: Mapping[str, str], schemes: frozenset[str] = frozenset({"http", "https"})
) -> None:
    """Let an act in only from a page of this server itself, that came by one of these schemes.

    Raises:
        Refused: the browser says that another page sent it, or does not say who did.
    """
    if method in SAFE:
        return
    host = headers.get("host", "").lower()
    origin = urlsplit(headers.get("origin", ""))
    if origin.scheme not in schemes or origin.netloc.lower() != host:
        raise Refused("This did not come from a page of this server.", where="Origin", todo="Do it on the page itself.")
    if headers.get("sec-fetch-site", "same-origin") != "same-origin":
        raise Refused("Another page sent this.", where="Sec-Fetch-Site", todo="Do it on the page itself.")


def names_of(host: str, port: int, others: tuple[str, ...] = ()) -> frozenset[str]:
    """Give the names, with the port, by which a server may be asked."""
    own = {"127.0.0.1", "localhost", "[::1]"} if host in LOOPBACK else {f"[{host}]" if ":" in host else host}
    return frozenset({f"{name}:{port}".lower() for name in own} | {each.lower() for each in others})
