"""Check: a weapon's use against the incidents of the case: date, place, weapon, actor, deaths, each on its own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from armstrace.checks.candidates import Candidate, Chosen, candidates, choose
from armstrace.checks.holdings import Held, also_held, held
from armstrace.checks.recorded import rows_sql, weapon_of
from armstrace.checks.registry import Ground
from armstrace.checks.told_slots import (
    NO,
    PART_OF,
    SILENT,
    UNKNOWN,
    YES,
    Judged,
    of_actor,
    of_date,
    of_deaths,
    of_weapon,
    quoted,
    tellers,
)
from armstrace.events.munitions import FAMILY, LIKE_CLASS, SAME, SAME_CLASS, Weapon, relation
from armstrace.events.munitions import UNKNOWN as NOT_TOLD
from armstrace.events.slots import hedges_of
from armstrace.gazetteer.states import display, states
from armstrace.records.claims import Claim, QuantityClaim, WeaponUseClaim
from armstrace.records.findings import Finding, Part, Reading
from armstrace.records.kinds import Incident
from armstrace.records.verdicts import Verdict

NAME = "incident"
VERSION = 1
RANK = 1
LIMITS = (
    "What no incident here tells of may have happened: registers miss attacks, above all those without deaths.",
    "Whether incidents tell of one event is found by place, time, weapon and actor, or judged by a person; see why.",
    "Who says something is told, and how many distinct origins say it; whether it is true is not decided here.",
    "An origin that armstrace's tables do not have is taken for a voice of its own; whose it is, a person has to see.",
    "That a state holds a weapon shows no use of it.",
)
_ONCE = ("in one instance", "once", "one occasion", "single", "only")
_CORE = ("date", "place", "weapon", "actor", "deaths")


def accepts(claim: Claim) -> bool:
    """Answer uses of weapons."""
    return isinstance(claim, WeaponUseClaim)


def lacks(ground: Ground) -> str:
    """Without incidents there is nothing to hold a use against."""
    return "" if ground.recorded.incidents else "There are no incidents in the case to compare this use with."


def leaves(claim: WeaponUseClaim, ground: Ground) -> bool:
    """Leave a claim that no recorded event is near to the documents of the case, if there are any."""
    return bool(claim.date and ground.documents) and not _found(claim, ground)


def check(claim: WeaponUseClaim, ground: Ground) -> Finding:
    """Hold a weapon's use against the events that the incidents of the case tell of, slot by slot.

    An event is meant where it is of the same place (or, without a place, of the same weapon and actor) and of the day
    claimed; else where the day claimed is the day of its report, or where it is the only one within five days with
    that weapon by name. Date: supported where a source gives that day, contradicted where all give others. Weapon:
    supported by the same or a finer name; a submunition that several rockets carry shows none of them, and a class
    shows no model. Actor: supported where somebody by name who is no state and no party to the conflict says so without
    a hedge, or the actor itself does; in part where all hedge it, where only parties, other states or nobody named say
    it, or where sources name different actors.
    Deaths, where the sentence gives them, are held against each value with its bounds. Hedge: in part where the text
    states plainly what its sources hedge. The words of hedges and denials are printed. Other holders of the weapon, the
    opponent included, are listed where a register in the case has them. Silence shows nothing: a use that no incident
    tells of is "not shown" where incidents of that place and time are here, else "cannot tell".
    """
    method = f"checks.{NAME}@{VERSION}"
    base = Finding(claim=claim, check=NAME, method=method, verdict=UNKNOWN, reason="", limits=LIMITS)
    found = _found(claim, ground)
    chosen = choose(claim, found)
    if not chosen.events:
        return _silent(base, claim, (found, chosen), ground)
    records = chosen.records
    parties = _parties(claim, records)
    judged = dict(_slots(claim, chosen, ground, parties))
    verdict = UNKNOWN if claim.denied else _verdict({slot: each.verdict for slot, each in judged.items()})
    holders = held(weapon_of(claim), ground) if claim.weapon else None
    reasons = [each.reason for each in judged.values() if each.reason]
    if claim.denied:
        reasons.insert(0, "The text tells that this is denied.")
    reasons += also_held(holders, claim.actor or "", parties, claim.weapon or "")
    return replace(
        base,
        verdict=verdict,
        reason=" ".join(filter(None, reasons)),
        figure="; ".join(sorted({each.when.edtf for each in records if each.when})) or None,
        unit="date",
        readings=tuple(_reading(each, ground) for each in records),
        slots={slot: each.verdict for slot, each in judged.items()},
        parts=_parts(chosen, holders, claim, parties),
        sql=rows_sql(records),
        beside=tuple(_deaths_claimed(claim, ground)),
    )


def _found(claim: WeaponUseClaim, ground: Ground) -> list[Candidate]:
    return candidates(claim, ground.recorded, ground.own.exhibit if ground.own else "")


def _silent(
    base: Finding, claim: WeaponUseClaim, looked: tuple[Sequence[Candidate], Chosen], ground: Ground
) -> Finding:
    """Say that nothing is recorded that the claim can mean, and what is near."""
    found, chosen = looked
    where = f" at {claim.place}" if claim.place else ""
    what = claim.weapon or claim.weapon_class.replace("_", " ")
    when = f" on {claim.date.edtf}" if claim.date else ""
    words = f"No incident here tells of {what} used{where}{when}."
    beside = chosen.beside or [each for each in found if each.named or each.fits]
    if chosen.beside:
        days = sorted({each.when.edtf for one in beside for each in one.records if each.when})
        words += (
            f" The nearest of that weapon and place are of {', '.join(days)}; which of them is meant cannot be told."
        )
    return replace(
        base,
        verdict=SILENT if found else UNKNOWN,
        reason=f"{words} That shows nothing of whether it happened.",
        readings=tuple(_reading(each, ground) for one in beside[:6] for each in one.records),
    )


def _parties(claim: WeaponUseClaim, records: Iterable[Incident]) -> list[str]:
    """Give the parties to the conflict as the claim and the incidents name them, in that order."""
    codes = [code for each in records for code in (each.actor, each.target, each.state)]
    return [code for code in dict.fromkeys([claim.actor or "", *codes]) if code in states()]


def _slots(
    claim: WeaponUseClaim, chosen: Chosen, ground: Ground, parties: Sequence[str]
) -> Iterator[tuple[str, Judged]]:
    records = chosen.records
    if claim.date:
        yield "date", of_date(claim.date, records)
    if claim.place:
        yield "place", Judged(YES)
    weapon = weapon_of(claim)
    if weapon[1]:
        judged = of_weapon(weapon, records)
        several = len(chosen.events) > 1 or not claim.date
        yield "weapon", Judged(SILENT, judged.reason) if judged.verdict is NO and several else judged
    if claim.actor:
        yield "actor", of_actor(claim.actor, _with_weapon(weapon, records), parties)
    for deaths in _deaths_claimed(claim, ground):
        if len(chosen.events) == 1:
            low, high = _bounds(deaths)
            yield "deaths", of_deaths(low, high, chosen.events[0].event.slot("deaths").values)
    yield from _hedge(claim, _with_weapon(weapon, records))
    if claim.occasions and any(word in claim.occasions.lower() for word in _ONCE) and chosen.events[0].named:
        yield from _occasions(claim, ground)


def _with_weapon(weapon: Weapon, records: Sequence[Incident]) -> Sequence[Incident]:
    """Leave out incidents that name another weapon, be it one munition with this: who names this one is asked."""
    found = [each for each in records if _how(weapon, each) in {SAME, FAMILY, NOT_TOLD, SAME_CLASS, LIKE_CLASS}]
    return found if any(_how(weapon, each) in {SAME, FAMILY} for each in found) else records


def _how(weapon: Weapon, each: Incident) -> str:
    return relation(weapon, (each.weapon, each.weapon_printed)).how


def _bounds(deaths: QuantityClaim) -> tuple[int | None, int | None]:
    low = deaths.min if deaths.min is not None else deaths.value
    high = deaths.max if deaths.max is not None else (None if deaths.comparator in {">", ">="} else deaths.value)
    if deaths.comparator in {"<", "<="}:
        low = None
    return (None if low is None else int(low), None if high is None else int(high))


def _deaths_claimed(claim: WeaponUseClaim, ground: Ground) -> Iterator[QuantityClaim]:
    """Give the number of people killed that the claim's sentence states, where it tells of one use only."""
    if ground.own is None or claim.sentence is None:
        return
    here = [each for each in ground.own.claims if each.sentence == claim.sentence]
    uses = {(each.place, each.date, each.denied) for each in here if isinstance(each, WeaponUseClaim)}
    killed = [
        each for each in here
        if isinstance(each, QuantityClaim) and each.measure == "killed" and each.polarity == "positive"
    ]  # fmt: skip
    if len(uses) == 1 and len(killed) == 1:
        yield killed[0]


def _hedge(claim: WeaponUseClaim, records: Sequence[Incident]) -> Iterator[tuple[str, Judged]]:
    """Hold the hedge of the text against those of its sources, whose words are printed."""
    hedging = {each.key: found for each in records if (found := _bearing(claim, each))}
    if not hedging:
        return
    said = "; ".join(f"{tellers([each])}: {quoted(hedging[each.key])}" for each in records if each.key in hedging)
    plain = [each for each in records if each.key not in hedging]
    if claim.hedge:
        yield "hedge", Judged(YES, f"The text keeps a hedge, \u201c{claim.hedge}\u201d, as its sources do ({said}).")
    elif plain:
        yield "hedge", Judged(YES, f"Some sources hedge ({said}), others do not ({tellers(plain)}).")
    else:
        yield "hedge", Judged(PART_OF, f"The text states plainly what its sources hedge ({said}).")


def _bearing(claim: WeaponUseClaim, each: Incident) -> tuple[str, ...]:
    """Give the hedges that bear on what the claim says: those on the actor only where it names one."""
    slots = ["deaths", *(["actor"] if claim.actor else []), *(["weapon"] if claim.weapon else [])]
    return tuple(dict.fromkeys(hedge for slot in slots for hedge in hedges_of(each, slot)))


def _occasions(claim: WeaponUseClaim, ground: Ground) -> Iterator[tuple[str, Judged]]:
    """Count the events of that weapon and place where the text says that there was one."""
    same = [each for each in _found(replace(claim, date=None), ground) if each.named]
    if len(same) > 1:
        days = sorted({each.when.edtf for one in same for each in one.records if each.when})
        words = f"\u201c{claim.occasions}\u201d: the incidents here tell of {len(same)} events ({', '.join(days)})."
        yield "occasions", Judged(PART_OF, words)


def _verdict(slots: dict[str, Verdict]) -> Verdict:
    core = [verdict for slot, verdict in slots.items() if slot in _CORE]
    if NO in core:
        return NO
    if all(verdict is YES for verdict in slots.values()):
        return YES
    return PART_OF if {YES, PART_OF} & set(core) else UNKNOWN


def _reading(each: Incident, ground: Ground) -> Reading:
    if each.register in ground.recorded.withheld:
        words = "the terms of this register forbid handing its row on; its key leads to it in the case"
        return Reading(edition=each.register, value=None, note=words, records=(each.key,))
    deaths = each.deaths_best if each.deaths_best is not None else each.deaths_low
    told = [
        each.when.edtf if each.when else "",
        each.place_printed or each.area,
        each.weapon_printed or each.weapon,
        display(each.actor) if each.actor else each.actor_printed,
        f"\u201c{each.hedge}\u201d" if each.hedge else "",
        f"deaths {deaths}" if deaths is not None else "",
        f"denied: {each.denial}" if each.denial else "",
    ]
    reported = f"reported {each.reported.edtf}" if each.reported else ""
    return Reading(
        edition=f"{each.origin or 'origin not told'} ({each.register})",
        value="; ".join(part for part in told if part),
        note=reported,
        records=(each.key,),
    )


def _parts(
    chosen: Chosen, holders: Held | None, claim: WeaponUseClaim, parties: Sequence[str]
) -> dict[str, tuple[Part, ...]]:
    found: dict[str, tuple[Part, ...]] = {}
    origins = {each.name: each for one in chosen.events for each in one.event.origins}
    order = [each.key for each in chosen.records]
    found["origins"] = tuple(
        Part(
            label=each.name,
            value=float(len(each.records)),
            unit="incidents",
            note=". ".join(
                (each.kind if each.counts else f"{each.kind}, counts for no origin of its own", *each.folded)
            ),
            records=each.records,
        )
        for each in sorted(origins.values(), key=lambda each: (not each.counts, min(map(order.index, each.records))))
    )
    if holders:
        found["delivered to others"] = holders.parts([claim.actor or ""], parties)
    return found
