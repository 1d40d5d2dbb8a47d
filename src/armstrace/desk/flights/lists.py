"""What the lists of flights in a case say of themselves: which aircraft were read, whose, whether all is made up."""

import re

from armstrace.gazetteer.synthetic_marks import WATERMARK, is_synthetic
from armstrace.tables.ask import Tables

_OPERATOR = re.compile(r'"operator": "([A-Z0-9]*)"')
_EDITIONS = "SELECT assumptions FROM edition WHERE register = 'flight_list'"


def all_were_read(tables: Tables) -> bool:
    """Whether all aircraft of some archives were read, so that it is known what could have been seen."""
    return any('"hexes": []' in said or '"others": true' in said for (said,) in tables.ask(_EDITIONS))


def operators_read(tables: Tables) -> set[str]:
    """Give the operators whose movements the lists hold, "" for all."""
    return {match[1] if (match := _OPERATOR.search(said)) else "" for (said,) in tables.ask(_EDITIONS)}


def made_up_flights(tables: Tables) -> bool:
    """Whether movements are made up: a list says so, or a registration does."""
    return any(said.startswith(WATERMARK) for (said,) in tables.ask(_EDITIONS)) or is_synthetic(
        name for (name,) in tables.ask("SELECT DISTINCT registration FROM movement")
    )
