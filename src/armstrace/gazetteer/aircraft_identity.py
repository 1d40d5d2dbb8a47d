"""Which aircraft, under which registration, type and operator, an address meant on a day, as several sources assert it.

Fleets are given new addresses, aircraft are sold, databases overwrite what was right: so an assertion counts for the
days it is made for, the better dated ones before the others, and where equally good ones differ none is chosen. What
was not chosen is shown as a conflict with its source; nothing is overwritten.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from armstrace.records.kinds import Identity

_FIELDS = ("registration", "typecode", "operator")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A value of a field that was not taken, or not alone good enough to be: who asserts it, by record key."""

    field: str
    value: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Identified:
    """What is known of an address on a day; "" where nothing is, or where equally good assertions differ.

    `military` is True or False where all that say it agree. `restricted` gathers what any assertion says; `keys` are
    the records that the values rest on.
    """

    registration: str = ""
    typecode: str = ""
    operator: str = ""
    military: bool | None = None
    restricted: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    keys: tuple[str, ...] = ()


def identity_of(address: str, day: date, assertions: Iterable[Identity]) -> Identified:
    """Weigh what is asserted of an address for a day.

    Args:
        address: six hex digits; "~" in front is no ICAO address and is never identified.
        day: the UTC day.
        assertions: of any aircraft, in any order; the result does not depend on the order.
    """
    said = sorted((one for one in assertions if one.hex == address.lower()), key=lambda one: one.key)
    graded = [(grade, one) for one in said if (grade := _grade(one, day)) > 0]
    values: dict[str, str] = {}
    keys: set[str] = set()
    conflicts: list[Conflict] = []
    for field in _FIELDS:
        value, rests_on, differing = _weighed(field, graded)
        values[field] = value
        keys.update(rests_on)
        conflicts.extend(differing)
    told = {one.military for _, one in graded if one.military is not None}
    return Identified(
        registration=values["registration"],
        typecode=values["typecode"],
        operator=values["operator"],
        military=told.pop() if len(told) == 1 else None,
        restricted=tuple(sorted({word for one in said for word in one.restricted.split()})),
        conflicts=tuple(conflicts),
        keys=tuple(sorted(keys)),
    )


def _grade(one: Identity, day: date) -> int:
    """Grade an assertion for a day: 3 certainly meant, 2 perhaps, 1 not dated, 0 meant for other days."""
    if one.valid is None:
        return 1
    first, last = one.valid.earliest, one.valid.latest
    if (first is not None and day < first) or (last is not None and day > last):
        return 1 if one.valid.qualifier else 0
    return 2 if one.valid.qualifier or first is None else 3


def _weighed(field: str, graded: Sequence[tuple[int, Identity]]) -> tuple[str, list[str], list[Conflict]]:
    """Give a field's value, the keys it rests on, and the values that differ."""
    by_value: dict[str, list[tuple[int, str, str]]] = {}
    for grade, one in graded:
        printed = getattr(one, field)
        if printed:
            by_value.setdefault(_comparable(printed), []).append((grade, printed, one.key))
    if not by_value:
        return "", [], []
    best = max(grade for given in by_value.values() for grade, _, _ in given)
    leading = [value for value, given in by_value.items() if any(grade == best for grade, _, _ in given)]
    conflicts = [
        Conflict(field, min(printed for _, printed, _ in given), tuple(sorted(key for _, _, key in given)))
        for value, given in sorted(by_value.items())
        if len(leading) > 1 or value != leading[0]
    ]
    if len(leading) > 1:
        return "", [], conflicts
    given = by_value[leading[0]]
    return min(printed for grade, printed, _ in given if grade == best), [key for _, _, key in given], conflicts


def _comparable(printed: str) -> str:
    """Compare registrations and designators without hyphens and capitals: 4K-AZ101 is 4KAZ101."""
    return re.sub(r"[^0-9A-Z]", "", printed.upper())
