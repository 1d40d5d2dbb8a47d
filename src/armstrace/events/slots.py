"""What the incidents of an event say of it: every value told, by whom, hedged how; values that differ stay so."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from armstrace.events.munitions import told as names_weapon
from armstrace.events.munitions import widens
from armstrace.events.origins import counted
from armstrace.events.sightings import place_name
from armstrace.gazetteer.folding import fold_name
from armstrace.records.events import Origin, Slot, Told
from armstrace.records.kinds import Incident

NAMES = ("date", "place", "weapon", "actor", "target", "deaths")
ABOUT_ACTOR = re.compile(
    r"\b(?:fired|launched|supplied|carried out|responsib\w+|forces|military|army|behind|by|attributed|blam\w+"
    r"|accus\w+)\b",
    re.IGNORECASE,
)
ABOUT_WEAPON = re.compile(
    r"\b(?:munitions?|rockets?|missiles?|weapons?|types?|remnants?|fragments?|consistent with|identified"
    r"|submunitions?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Value:
    """One value as one incident tells it."""

    value: str
    printed: str
    low: int | None = None
    high: int | None = None


def slots(records: Sequence[Incident], origins: Sequence[Origin]) -> tuple[Slot, ...]:
    """Give every slot of which something is told."""
    by_record: dict[str, list[Origin]] = {}
    for origin in origins:
        for key in origin.records:
            by_record.setdefault(key, []).append(origin)
    values = {name: _values(name, records) for name in NAMES}
    return tuple(_slot(name, told, by_record) for name, told in values.items() if told)


def hedges_of(record: Incident, slot: str = "") -> tuple[str, ...]:
    """Give the hedging words of an incident that bear on a slot; without one named, all of them.

    Words about who acted bear on the actor, words about what was used on the weapon, all others on both, on the target
    and on the deaths; none on day and place.
    """
    found = [part.strip() for part in record.hedge.split(";") if part.strip()]
    if slot in {"", "target", "deaths"}:
        return tuple(each for each in found if not slot or not (_actor(each) or _weapon(each)))
    if slot == "actor":
        return tuple(each for each in found if _actor(each) or not _weapon(each))
    if slot == "weapon":
        return tuple(each for each in found if _weapon(each) or not _actor(each))
    return ()


def _actor(words: str) -> bool:
    return bool(ABOUT_ACTOR.search(words))


def _weapon(words: str) -> bool:
    return bool(ABOUT_WEAPON.search(words))


def _values(name: str, records: Iterable[Incident]) -> dict[str, list[tuple[Incident, _Value]]]:
    take = _TAKE[name]
    found: dict[str, list[tuple[Incident, _Value]]] = {}
    for record in records:
        value = take(record)
        if value is not None:
            found.setdefault(value.value, []).append((record, value))
    return found


def _slot(
    name: str, values: dict[str, list[tuple[Incident, _Value]]], by_record: Mapping[str, Sequence[Origin]]
) -> Slot:
    told = tuple(_told(name, value, values, by_record) for value in sorted(values))
    return Slot(name=name, values=tuple(sorted(told, key=_weight)), agree=len(told) == 1 or _agree(name, values))


def _weight(told: Told) -> tuple[int, int, str]:
    """Order values by how many origins and records tell them; this ranks no truth, and equal ones by their words."""
    return -len(told.origins), -len(told.records), told.value


def _told(
    name: str,
    value: str,
    values: dict[str, list[tuple[Incident, _Value]]],
    by_record: Mapping[str, Sequence[Origin]],
) -> Told:
    here = values[value]
    keys = {record.key for record, _ in here}
    supporting = [record for other in values if _supports(name, other, value) for record, _ in values[other]]
    actor = value if name == "actor" else ""
    origin_names = tuple(each.name for each in _origins(keys, by_record))
    # what an origin hedges it does not corroborate
    distinct = counted(_origins((each.key for each in supporting if not hedges_of(each, name)), by_record), actor)
    hedging = counted(_origins((each.key for each in supporting), by_record), actor)
    return Told(
        value=value,
        printed=tuple(sorted({told.printed for _, told in here if told.printed})),
        records=tuple(sorted(keys)),
        origins=origin_names,
        hedges=tuple(sorted({hedge for record, _ in here for hedge in hedges_of(record, name)})),
        low=min((told.low for _, told in here if told.low is not None), default=None),
        high=max((told.high for _, told in here if told.high is not None), default=None),
        corroborated=len(distinct) > 1,
        why=_why(distinct, hedging, origin_names),
    )


def _origins(keys: Iterable[str], by_record: Mapping[str, Sequence[Origin]]) -> list[Origin]:
    """Give the origins of some records, each once, in the order of their names."""
    found = {origin.name: origin for key in keys for origin in by_record.get(key, ())}
    return [found[name] for name in sorted(found)]


def _why(distinct: Sequence[Origin], hedging: Sequence[Origin], named: Sequence[str]) -> str:
    if len(distinct) > 1:
        return f"{_names(distinct)} tell it, as {len(distinct)} distinct origins"
    hedged = [each for each in hedging if each not in distinct]
    told = f"one origin, {distinct[0].name}" if distinct else ""
    if hedged:
        with_hedge = f"{_names(hedged)} {'tell' if len(hedged) > 1 else 'tells'} it with a hedge"
        return f"{told}; {with_hedge}" if told else f"{with_hedge} only"
    return told or (f"no origin is told beyond {' and '.join(named)}" if named else "no origin is told")


def _names(found: Sequence[Origin]) -> str:
    return " and ".join(each.name for each in found)


def _supports(name: str, finer: str, value: str) -> bool:
    """Tell a value that also says the other: a variant of a weapon its family; a submunition never its carrier."""
    if finer == value:
        return True
    if name == "weapon":
        return widens((finer, ""), (value, ""))
    if name == "date":
        return _days(finer)[0] >= _days(value)[0] and _days(finer)[1] <= _days(value)[1]
    return False


def _days(value: str) -> tuple[str, str]:
    """Give the ends of an EDTF value as words that sort as days do."""
    plain = value.rstrip("?~%")
    first, _, last = plain.partition("/")
    return first, f"{last or first}~"


def _agree(name: str, values: dict[str, list[tuple[Incident, _Value]]]) -> bool:
    """Whether all values can be true together."""
    if name == "deaths":
        told = [value for each in values.values() for _, value in each]
        return max(each.low or 0 for each in told) <= min(each.high or 0 for each in told)
    if name == "place":
        return True
    ordered = list(values)
    return all(
        _supports(name, one, other) or _supports(name, other, one)
        for at, one in enumerate(ordered)
        for other in ordered[at + 1 :]
    )


def _date(record: Incident) -> _Value | None:
    when = record.when
    return _Value(when.edtf, when.printed) if when else None


def _place(record: Incident) -> _Value | None:
    printed = record.place_printed or record.area
    return _Value(place_name(printed) or fold_name(printed), printed) if printed else None


def _weapon_told(record: Incident) -> _Value | None:
    if record.weapon:
        return _Value(record.weapon, record.weapon_printed)
    return _Value(record.weapon_printed, record.weapon_printed) if names_weapon(("", record.weapon_printed)) else None


def _actor_told(record: Incident) -> _Value | None:
    return _Value(record.actor, record.actor_printed) if record.actor else None


def _target(record: Incident) -> _Value | None:
    value = record.target or record.target_printed
    return _Value(value, record.target_printed) if value else None


def _deaths(record: Incident) -> _Value | None:
    known = [n for n in (record.deaths_low, record.deaths_best, record.deaths_high) if n is not None]
    if not known:
        return None
    low, high = min(known), max(known)
    best = record.deaths_best
    said = str(low) if low == high else f"{low}-{high}" if best is None else f"{best} ({low}-{high})"
    return _Value(said, "", low, high)


_TAKE: dict[str, Callable[[Incident], _Value | None]] = {
    "date": _date,
    "place": _place,
    "weapon": _weapon_told,
    "actor": _actor_told,
    "target": _target,
    "deaths": _deaths,
}
