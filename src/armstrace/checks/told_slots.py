"""One slot of a claim against what an event's incidents tell of it: a verdict and a sentence with the reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from armstrace.checks.same_event import agree
from armstrace.events.munitions import (
    DIFFERENT,
    FAMILY,
    LIKE_CLASS,
    OTHER_CLASS,
    PART,
    SAME,
    SAME_CLASS,
    Relation,
    Weapon,
    key_of,
    nearest,
    relation,
    several_carriers,
    told,
    widens,
)
from armstrace.events.slots import hedges_of
from armstrace.events.tellers import COMPILER, MEDIUM, ORGANISATION, of_incident, register_name
from armstrace.gazetteer.states import display
from armstrace.records.events import Told
from armstrace.records.kinds import Incident
from armstrace.records.values import When
from armstrace.records.verdicts import Verdict

YES, NO, PART_OF, SILENT, UNKNOWN = (
    Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.PARTLY, Verdict.NOT_SHOWN, Verdict.CANNOT_TELL
)  # fmt: skip
MOST_DEATHS = 10**6
_APART = frozenset({ORGANISATION, MEDIUM, COMPILER})


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict on one slot and the reason for it."""

    verdict: Verdict
    reason: str = ""


def quoted(words: Iterable[str]) -> str:
    """Put words in quotation marks, each once."""
    return listed(f"\u201c{each}\u201d" for each in dict.fromkeys(words))


def listed(words: Iterable[str]) -> str:
    """Write a list for a sentence.

    >>> listed(["a", "b", "c"]), listed(["a"])
    ('a, b and c', 'a')
    """
    *first, last = [*words] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def tellers(records: Iterable[Incident]) -> str:
    """Name who tells of incidents, each once, in the order of the rows."""
    return listed(dict.fromkeys(each.origin or register_name(each.register) for each in records))


def of_weapon(claimed: Weapon, records: Sequence[Incident]) -> Judged:
    """Judge the weapon: the same or a finer name supports it; a part shows no whole, a class no model."""
    naming = [each for each in records if told((each.weapon, each.weapon_printed))]
    if not naming:
        return Judged(SILENT, "No source here names the weapon.")
    relations = {each.key: relation(claimed, (each.weapon, each.weapon_printed)) for each in naming}
    best = nearest(relations.values())
    fitting = [each for each in naming if relations[each.key].how == best.how]
    words = f"{quoted(each.weapon_printed or each.weapon for each in fitting)} as told by {tellers(fitting)}"
    sure = [each for each in fitting if not hedges_of(each, "weapon")]
    if best.how in {SAME, FAMILY, SAME_CLASS} and not sure:
        hedges = quoted(hedge for each in fitting for hedge in hedges_of(each, "weapon"))
        return Judged(PART_OF, f"The weapon is {words}, with a hedge: {hedges}.")
    if best.how == FAMILY:
        finer = any(widens((each.weapon, each.weapon_printed), claimed) for each in sure)
        return Judged(YES if finer else PART_OF, f"The weapon is {words}{'' if finer else ', less exactly'}.")
    if best.how == SAME or (best.how == SAME_CLASS and not key_of(claimed)):
        return Judged(YES, f"The weapon is {words}.")
    if best.how == PART:
        return Judged(PART_OF, f"The weapon is {words}. {_part(fitting, best)}")
    if best.how in {SAME_CLASS, LIKE_CLASS}:
        return Judged(PART_OF, f"The weapon is {words}: the class agrees, the model is not told.")
    if best.how in {DIFFERENT, OTHER_CLASS}:
        return Judged(NO, f"The weapon is {words}: {best.reason}.")
    return Judged(UNKNOWN, f"The weapon is {words}; whether that is what the text names is not known.")


def _part(records: Sequence[Incident], best: Relation) -> str:
    """Say that rocket and submunition are one munition, and which other rockets carry the submunition."""
    carriers = several_carriers((records[0].weapon, records[0].weapon_printed))
    if carriers:
        return f"It is carried by {listed(carriers)}: it shows none of them."
    return f"{best.reason}: they are one munition and no two findings."


def of_actor(claimed: str, records: Sequence[Incident], parties: Iterable[str]) -> Judged:
    """Judge the actor: supported where somebody who is no party says so without a hedge, or the actor itself does."""
    naming = [each for each in records if each.actor]
    if not naming:
        printed = quoted(each.actor_printed for each in records if each.actor_printed)
        return Judged(SILENT, f"No source here says who used force{': ' + printed if printed else ''}.")
    same = [each for each in naming if each.actor == claimed]
    others = [each for each in naming if each.actor != claimed]
    told_others = listed(dict.fromkeys(display(each.actor) for each in others))
    if not same:
        words = f"The actor is {told_others} as told by {tellers(others)}, not {display(claimed)}"
        if any(apart(each) and not hedges_of(each, "actor") for each in others):
            return Judged(NO, f"{words}.")
        return Judged(UNKNOWN, f"{words}; nobody apart from the parties says so without a hedge.")
    said = f"The actor is {display(claimed)} as told by {tellers(same)}"
    hedges = quoted(hedge for each in same for hedge in hedges_of(each, "actor"))
    words = f"{said}, in the words {hedges}" if hedges else said
    denial = _denials(records)
    sure = [each for each in same if not hedges_of(each, "actor")]
    if others:
        return Judged(PART_OF, f"{words}; {told_others} as told by {tellers(others)}.{denial}")
    if not sure:
        return Judged(PART_OF, f"{words}.{denial}")
    if not any(apart(each) for each in sure):
        named = {one.party for each in sure for one in of_incident(each).tellers}
        who = "parties to the conflict" if named <= set(parties) else "parties, other states or nobody named"
        return Judged(PART_OF, f"{words}; only {who} say so without a hedge ({tellers(sure)}).{denial}")
    return Judged(YES, f"{words}.{denial}")


def apart(each: Incident) -> bool:
    """Tell what somebody by name says who is no state and no party; of itself a party may be believed.

    Who is allied with whom is not known here, so a third state is as little apart as a party is.
    """
    return any(one.kind in _APART or one.party == each.actor for one in of_incident(each).tellers)


def _denials(records: Iterable[Incident]) -> str:
    denials = quoted(each.denial for each in records if each.denial)
    return f" Denied: {denials}." if denials else ""


def of_date(claimed: When, records: Sequence[Incident]) -> Judged:
    """Judge the date by those incidents that tell one; the day of a report is no date of the event."""
    dated = [each for each in records if each.when]
    agreeing = [each for each in dated if each.when and agree(claimed, each.when)]
    days = ", ".join(sorted({each.when.edtf for each in dated if each.when}))
    if not dated:
        return Judged(SILENT, "No source here gives its date.")
    if not agreeing:
        return Judged(NO, f"{tellers(dated)} give {days} as its date.{_report_day(claimed, dated)}")
    finest = [each for each in agreeing if each.when and _within(each.when, claimed)]
    if not finest:
        return Judged(PART_OF, f"{tellers(agreeing)} give {days}, which leaves the day open.")
    if len(agreeing) < len(dated):
        return Judged(PART_OF, f"Sources differ on its date: {days}.")
    return Judged(YES, f"{tellers(finest)} give {days} as its date.")


def _within(one: When, other: When) -> bool:
    if not (one.earliest and one.latest and other.earliest and other.latest):
        return False
    return other.earliest <= one.earliest and one.latest <= other.latest


def _report_day(claimed: When, records: Iterable[Incident]) -> str:
    reporting = [each for each in records if reported_on(each, claimed)]
    if not reporting:
        return ""
    return f" The {claimed.edtf} of the text is the day of the report of {tellers(reporting)}, not of the event."


def reported_on(each: Incident, when: When) -> bool:
    """Tell an incident whose report, not the event, is of that day."""
    return (
        each.reported is not None
        and when.precision == "day"
        and each.reported.earliest == each.reported.latest == when.earliest
        and not (each.when and agree(each.when, when))
    )


def of_deaths(low: int | None, high: int | None, values: Sequence[Told]) -> Judged:
    """Judge a number of deaths, `low` to `high` as the text bounds it, against every value with its bounds."""
    if not values:
        return Judged(SILENT, "No source here gives a number of deaths.")
    numbers = "; ".join(f"{each.value} ({listed(each.origins)})" for each in values)
    least, most = low or 0, MOST_DEATHS if high is None else high
    near = [each for each in values if (each.low or 0) <= most and (each.high or 0) >= least]
    if not near:
        return Judged(NO, f"Deaths told: {numbers}.")
    if len(near) < len(values) or any(each.hedges for each in near):
        return Judged(PART_OF, f"Sources differ, or hedge, on the deaths: {numbers}.")
    return Judged(YES, f"Deaths told: {numbers}.")
