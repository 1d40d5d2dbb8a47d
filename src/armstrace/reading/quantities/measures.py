"""Which measure a counted thing is of, from the noun and from what became of it."""

from armstrace.reading.quantities.nouns import Kind
from armstrace.reading.quantities.triggers import MEASURES

_OF_ARMS = {
    "killed": "equipment_losses",
    "destroyed": "equipment_losses",
    "lost": "equipment_losses",
    "captured": "equipment_losses",
    "found": "munitions_found",
    "held": "equipment_holdings",
    "fired": "munitions_fired",
}
_OF_PERSONS = {"lost": "killed", "captured": "captured", "lived": "population", "held": "population"}
_OF_THINGS = {"destroyed": "destroyed", "lost": "count", "captured": "count"}
_ALONE = {"incident": "incidents", "time": "duration", "length": "distance", "area": "area", "armed": "personnel"}


def measure_of(kind: Kind, became: str | None) -> str | None:
    """Give the measure, None where a number without a noun hangs on nothing that counts."""
    if kind.name == "":
        return MEASURES.get(became or "") or {"captured": "captured", "lived": "population"}.get(became or "")
    if kind.name in {"time", "length", "area"}:
        return _ALONE[kind.name]
    if kind.measure and became not in {"wounded", "missing", "captured", "arrested", "displaced"}:
        return kind.measure
    if kind.is_person:
        return _of_persons(kind, became)
    if kind.is_arms:
        return _of_arms(kind, became)
    if kind.name == "incident":
        return "incidents"
    if kind.name == "thing" and became in {"killed", "wounded", "casualties", "missing"}:
        return MEASURES[became]
    return _OF_THINGS.get(became or "", "count")


def _of_persons(kind: Kind, became: str | None) -> str:
    if became in MEASURES:
        return MEASURES[became]
    if kind.name == "armed" and became not in {"lost", "captured"}:
        return "personnel"
    return _OF_PERSONS.get(became or "", kind.measure or "count")


def _of_arms(kind: Kind, became: str | None) -> str:
    if kind.name == "munition" and became in {"destroyed", "killed"}:
        return "destroyed"
    if kind.name == "weapon" and became == "fired" and kind.unit.lower() not in {"drone", "uav"}:
        return "count"
    return _OF_ARMS.get(became or "", "count")
