"""Who belonged to a union of states on a day: the European Union and the OSCE (until 1994 the CSCE).

The table is data/union_members.csv, each row with a source of data/law_sources.csv; both unions are in it whole.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache

from armstrace.gazetteer.shipped_tables import shipped_rows

_Spell = tuple[date, date | None]


def unions() -> tuple[str, ...]:
    """Give the codes of the unions whose members are known here.

    >>> unions()
    ('European Union', 'OSCE')
    """
    return tuple(_spells())


def member(union: str, state: str, day: date) -> bool | None:
    """Tell whether a state belonged to a union on a day; None where the union's members are not known here.

    >>> member("OSCE", "AZE", date(1992, 2, 28)), member("OSCE", "ISR", date(2020, 10, 4))
    (True, False)
    >>> member("European Union", "GBR", date(2020, 2, 1)), member("NATO", "TUR", date(2020, 2, 1))
    (False, None)
    """
    spells = _spells().get(union)
    if spells is None:
        return None
    return any(since <= day and (until is None or day <= until) for since, until in spells.get(state, ()))


@cache
def _spells() -> Mapping[str, Mapping[str, list[_Spell]]]:
    found: dict[str, dict[str, list[_Spell]]] = {}
    for row in shipped_rows("union_members.csv"):
        until = date.fromisoformat(row["until"]) if row["until"] else None
        spell = (date.fromisoformat(row["since"]), until)
        found.setdefault(row["union"], {}).setdefault(row["state"], []).append(spell)
    return found
