"""The gazetteer's own tables: CSV files inside the package, each row with the source it was taken from."""

from functools import cache

from armstrace.gazetteer.own_tables import own_rows
from armstrace.gazetteer.plugged import OPEN, with_added


def shipped_rows(name: str) -> list[dict[str, str]]:
    """Give the rows of a table that armstrace ships, header names as keys; a table of names with what plug-ins add.

    Args:
        name: a file of the folder `gazetteer/data`, such as "states.csv".
    """
    own = own_rows(name)
    return with_added(name, own) if name in OPEN else own


def was_shipped(name: str, sha256: str) -> bool:
    """Whether bytes of this hash are a table that some version of armstrace has shipped under this name.

    Older tables stay listed in data/shipped_tables.csv, so that a case reads the same for as long as it is kept.
    """
    return (name, sha256) in _ever_shipped()


@cache
def _ever_shipped() -> frozenset[tuple[str, str]]:
    return frozenset((row["table"], row["sha256"]) for row in shipped_rows("shipped_tables.csv"))
