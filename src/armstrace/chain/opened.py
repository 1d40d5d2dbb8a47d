"""What opens another explanation: records that show it possible. Each opener looks at one explanation of one rung."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from armstrace.chain.bearing import rows_of_type
from armstrace.chain.model import Hop, Placement, Rung
from armstrace.chain.rules.harm import deaths_told
from armstrace.chain.rules.ordered import goods
from armstrace.chain.rules.rule import Against
from armstrace.chain.scope import Scope
from armstrace.chain.tellings import cited_list
from armstrace.chain.types_named import weapon_name
from armstrace.chain.wording import day_of, listed, say
from armstrace.events.munitions import Weapon, key_of, several_carriers
from armstrace.gazetteer.identities.lookalikes import lookalikes_of
from armstrace.gazetteer.states import display
from armstrace.records.kinds import Incident, Remnant, Transfer

_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Opened:
    """What shows an explanation possible, and the records it is from."""

    because: str
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands on a rung and against it, for openers."""

    scope: Scope
    hop: Hop | None
    placements: tuple[Placement, ...]
    against: tuple[Against, ...]


Opener = Callable[[Standing], Opened | None]


def _ended(here: Standing) -> Opened | None:
    found = [each for each in here.against if each.kind == "licence ended"]
    return _because("because ended", found, words="; ".join(each.words for each in found))


def _local(here: Standing) -> Opened | None:
    """Rows of this rung, or of the type this hop is asked for, that were made where they went."""
    if here.hop is None:
        return None
    sides = (here.hop.supplier, here.hop.recipient)
    placed = {each.key for each in here.placements}
    rows = [
        each
        for each in _rows(here)
        if each.local_production and ((each.supplier, each.recipient) == sides or each.key in placed)
    ]
    return _because("because local", rows, rows=_named(rows))


def _passed_on(here: Standing) -> Opened | None:
    """Rows of the type that went on from the recipient of this hop, or from the holder."""
    holder = here.hop.recipient if here.hop else here.scope.user
    rows = [each for each in _rows(here) if each.supplier == holder and each.recipient != holder]
    onward = {(hop.supplier, hop.recipient) for hop in here.scope.asked.hops}
    return _delivered([each for each in rows if (each.supplier, each.recipient) not in onward])


def _opponent(here: Standing) -> Opened | None:
    opponents = here.scope.asked.opponents
    rows = [each for each in _rows(here) if each.recipient in opponents and _came_before(here, each)]
    named = [
        each for each in here.against if each.kind.partition(":")[2] in opponents and each.kind.startswith("another")
    ]
    return _delivered(rows) or _because(
        "because named",
        named,
        words=listed(dict.fromkeys(say("named by", who=each.who, words=each.words) for each in named)),
    )


def _other_supplier(here: Standing) -> Opened | None:
    user, supplier = here.scope.user, here.hop.supplier if here.hop else ""
    rows = [each for each in _rows(here) if each.recipient == user and each.supplier not in {supplier, ""}]
    if not rows:
        return None
    by = dict.fromkeys(each.supplier for each in rows)
    words = "; ".join(
        say("because delivered", who=display(user), rows=_named([row for row in rows if row.supplier == each], each))
        for each in by
    )
    return Opened(words, tuple(each.key for each in rows))


def _carriers(here: Standing) -> Opened | None:
    found = [(each, several_carriers(each)) for each in _weapons(here)]
    words = [
        say("because carriers", weapon=weapon_name(weapon), carriers=listed(carriers))
        for weapon, carriers in found
        if carriers
    ]
    return Opened("; ".join(words), _keys(here.placements)) if words else None


def _lookalike(here: Standing) -> Opened | None:
    remnants = [record for record in _records(here) if isinstance(record, Remnant)]
    names = [name for each in remnants for name in _candidates(each)]
    if names:
        return Opened(say("because candidates", names=listed(names)), tuple(each.key for each in remnants))
    found = [(each, lookalikes_of(key_of(each))) for each in _weapons(here) if key_of(each)]
    words = [
        say("because alike", weapon=weapon_name(weapon), other=other.name)
        for weapon, others in found
        for other, _ in others
    ]
    return Opened("; ".join(dict.fromkeys(words)), ()) if words else None


def _candidates(remnant: Remnant) -> Iterable[str]:
    """Give the candidates that nothing excludes, where there are several."""
    left = [str(name) for name, _, excluded in cited_list(remnant.candidates) if not excluded]
    return left if len(left) > 1 else []


def _moved(here: Standing) -> Opened | None:
    last = here.scope.last_day
    remnants = [
        each
        for each in _records(here)
        if isinstance(each, Remnant) and (each.found is None or last is None or each.found.by(last) is not True)
    ]
    return _because("because found", remnants, when=listed(day_of(each.found) for each in remnants))


def _hedged(here: Standing) -> Opened | None:
    found = [each for each in here.placements if each.hedge and each.counts]
    hedges = dict.fromkeys(say("excerpt", words=each.hedge) for each in found)
    return _because("because hedged", found, hedges=listed(hedges))


def _false(here: Standing) -> Opened | None:
    denials = [each for each in here.against if each.kind == "denial"]
    if denials:
        return _because("because denied", denials, words="; ".join(dict.fromkeys(each.words for each in denials)))
    opponents = set(here.scope.asked.opponents)
    alone = here.placements and all(each.party in opponents for each in here.placements)
    return Opened(say("because parties alone"), _keys(here.placements)) if alone else None


def _other_event(here: Standing) -> Opened | None:
    found = [each for each in here.scope.apart if each.kind == "incident"]
    words = dict.fromkeys(each.reason.rstrip(".") for each in found)
    return _because("because other event", found, words="; ".join(words))


def _fighters(here: Standing) -> Opened | None:
    found = [
        each
        for each in _records(here)
        if isinstance(each, Incident)
        and each.civilian_deaths is not None
        and (each.deaths_high or each.deaths_best or each.deaths_low or 0) > each.civilian_deaths
    ]
    words = dict.fromkeys(
        say("deaths of civilians", count=deaths_told(each), civilians=each.civilian_deaths) for each in found
    )
    return _because("because not civilian", found, words="; ".join(words))


def _component(here: Standing) -> Opened | None:
    return Opened(say("because component"), ()) if here.hop is not None and here.hop.what == "component" else None


OPENERS: Mapping[tuple[Rung, str], Opener] = MappingProxyType(
    {
        (Rung.LICENSED, "lapsed or refused"): _ended,
        (Rung.DELIVERED, "licensed production"): _local,
        (Rung.DELIVERED, "other end user"): _passed_on,
        (Rung.HELD, "sold on"): _passed_on,
        (Rung.TYPE_USED, "look-alike"): _lookalike,
        (Rung.TYPE_USED, "shared submunition"): _carriers,
        (Rung.TYPE_USED, "remnant moved or older"): _moved,
        (Rung.TYPE_USED, "hedge"): _hedged,
        (Rung.USER, "opponent"): _opponent,
        (Rung.USER, "false claim"): _false,
        (Rung.USER, "hedge"): _hedged,
        (Rung.ITEM, "other supplier"): _other_supplier,
        (Rung.ITEM, "licensed copy"): _local,
        (Rung.ITEM, "retransfer"): _passed_on,
        (Rung.ITEM, "component only"): _component,
        (Rung.HARM, "other attack"): _other_event,
        (Rung.HARM, "fighters among the dead"): _fighters,
        (Rung.HARM, "hedge"): _hedged,
    }
)
"""What opens which explanation; those that no record can open stay "not examined"."""


def _weapons(here: Standing) -> Sequence[Weapon]:
    """Give the types in question: those that stand here, else the one asked about."""
    values = dict.fromkeys(each.value for each in here.placements if each.slot == "weapon")
    return [(value, value) for value in values] or list(here.scope.types)


def _rows(here: Standing) -> list[Transfer]:
    wanted = here.scope.wanted(here.hop) if here.hop is not None else here.scope.weapon
    types = (wanted,) if any(wanted) else here.scope.types if here.hop is None or here.hop.what != "component" else ()
    found = {each.key: each for weapon in types for each in rows_of_type(here.scope, weapon)}
    found |= {
        each.key: each for placed in here.placements if isinstance(each := here.scope.records.get(placed.key), Transfer)
    }
    return [*found.values()]


def _came_before(here: Standing, row: Transfer) -> bool:
    day = here.scope.first_day
    return day is None or row.delivered is None or row.delivered.by(day) is not False


def _records(here: Standing) -> list[object]:
    found = (here.scope.records.get(each.key) for each in here.placements)
    return [each for each in found if each is not None]


def _delivered(rows: Sequence[Transfer]) -> Opened | None:
    if not rows:
        return None
    by = dict.fromkeys(each.recipient for each in rows)
    words = [
        say("because delivered", who=display(each), rows=_named([row for row in rows if row.recipient == each]))
        for each in by
    ]
    return Opened("; ".join(words), tuple(each.key for each in rows))


def _named(rows: Sequence[Transfer], supplier: str = "") -> str:
    said = dict.fromkeys(
        say("delivered", what=goods(each.number_delivered, each.designation), when=day_of(each.delivered))
        for each in rows
    )
    words = "; ".join([*said][:_SHOWN])
    if len(said) > _SHOWN:
        words = say("and others", words=words, count=len(said) - _SHOWN)
    return say("from", rows=words, supplier=display(supplier)) if supplier else words


def _keys(found: Iterable[Placement]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.key for each in found))


def _because(template: str, found: Sequence[object], **values: object) -> Opened | None:
    """Say what opened an explanation, None where nothing was found."""
    keys = tuple(dict.fromkeys(str(getattr(each, "key", "")) for each in found))
    return Opened(say(template, **values), keys) if found else None
