"""Check: a rank among suppliers, customers, exporters or importers of major arms."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from armstrace.checks.answers import PART_OF_A_YEAR, WORLD, names, nothing, outside_arms, parties, unknown_period
from armstrace.checks.editions import RegisterEdition, Slice, editions
from armstrace.checks.registry import Ground
from armstrace.checks.tiv_share import EVEN_SPLIT
from armstrace.checks.volumes import (
    FEW_MISSING,
    LARGEST_FIRST,
    PartyVolume,
    by_party,
    missing_suppliers,
    missing_words,
    party_sql,
    rows_sql,
)
from armstrace.checks.windows import Window, window_of
from armstrace.gazetteer.states import display
from armstrace.records.claims import Claim, QuantityClaim
from armstrace.records.findings import Finding, Part, Reading
from armstrace.records.verdicts import Verdict
from armstrace.tables.ask import Tables, rerunnable

NAME = "rank"
VERSION = 1
SHOWN = 5


def accepts(claim: Claim) -> bool:
    """Answer claims of a rank in somebody's imports or exports, or the world's."""
    return isinstance(claim, QuantityClaim) and claim.comparator == "ordinal" and claim.measure.startswith("share_of_")


def check(claim: QuantityClaim, ground: Ground) -> Finding:
    """Rank the parties by the volume of major arms delivered in the period, in SIPRI trend-indicator values (TIV).

    Suppliers are ranked among all suppliers of the recipient, customers among all recipients of the supplier, exporters
    and importers among all of the world; parties of equal volume share the better rank. The claim is supported where
    some edition that covers the years gives the claimed rank ("among the three largest": that rank or better),
    contradicted where none does. Where only estimates exist (a classic trade register, or tables of suppliers missing)
    the bounds decide: a rank that they leave open is supported in part at best. Unknown suppliers are counted in the
    volumes but not ranked.
    """
    base = nothing(claim, NAME, VERSION, outside_arms(claim) or "")
    window = window_of(claim.period, ground.published)
    if base.reason or window is None:
        return replace(base, reason=base.reason or unknown_period(claim.period))
    if window.partial:
        return replace(base, reason=PART_OF_A_YEAR)
    side, ranked, part = _question(claim, window)
    if not ranked or not claim.subject or not claim.object:
        return replace(base, reason="The text does not say who is ranked, or among whom.")
    found = _rankings(ground, part, side, ranked)
    if not found:
        return replace(base, reason=f"No edition here covers {window} with the totals that a ranking needs.")
    first = found[0]
    verdict = _verdict(claim, found)
    return replace(
        base,
        verdict=verdict,
        figure=first.reading.value,
        unit="rank by TIV of major arms",
        readings=tuple(each.reading for each in found),
        slots={"value": verdict},
        parts={"ranking, million TIV": _shown(first.order)} if first.order else {},
        reason=f"{_told(claim, first, ranked, window)} {window.note}".strip(),
        sql=rerunnable(party_sql(first.edition, part, side) or ""),
    )


@dataclass(frozen=True, slots=True)
class _Ranking:
    """One edition's order of known parties, the reading it gives, and the best and worst rank its bounds allow."""

    edition: RegisterEdition
    order: tuple[PartyVolume, ...]
    reading: Reading
    possible: range


def _question(claim: QuantityClaim, window: Window) -> tuple[str, tuple[str, ...], Slice]:
    """Say which side is ranked, who of it, and among which transfers."""
    suppliers, recipients = parties(claim.subject), parties(claim.object)
    if claim.measure == "share_of_imports":
        side = "supplier" if suppliers else "recipient"
    else:
        side = "recipient" if recipients else "supplier"
    if side == "supplier":
        return side, suppliers, Slice((), recipients, window.first, window.last)
    return side, recipients, Slice(suppliers, (), window.first, window.last)


def _rankings(ground: Ground, part: Slice, side: str, ranked: tuple[str, ...]) -> list[_Ranking]:
    """Rank in every edition that covers the years; exact orders stand before estimated ones."""
    found = []
    for edition in editions(ground.tables, ground.published):
        missing = missing_suppliers(ground.tables, edition, part, side)
        if not edition.covers(part.first, part.last) or len(missing) > FEW_MISSING:
            continue
        if rows_sql(edition, part, side) is not None:
            found.append(_ranking(ground.tables, edition, part, (side, ranked, missing)))
    return sorted(found, key=lambda each: each.reading.estimate)


def _ranking(
    tables: Tables, edition: RegisterEdition, part: Slice, asked: tuple[str, tuple[str, ...], tuple[str, ...]]
) -> _Ranking:
    side, ranked, missing = asked
    sql = rows_sql(edition, part, side)
    order = tuple(each for each in by_party(tables, edition, part, side) if each.code)
    own = [each for each in order if each.code in ranked]
    estimate = edition.estimate or bool(missing)
    notes = [EVEN_SPLIT] if edition.estimate else []
    notes += [f"{missing_words(missing)}: ranks may be worse."] if missing else []
    if len(own) < len(ranked):
        notes.insert(0, "No deliveries are recorded in these years.")
    reading = Reading(
        edition=edition.label,
        value=float(max(_place(order, each) for each in own)) if len(own) == len(ranked) else None,
        estimate=estimate,
        note=" ".join(notes),
        records=tuple(row[0] for row in tables.ask(f"SELECT key FROM ({sql}) {LARGEST_FIRST}")),
    )
    possible = _possible(order, own, len(missing)) if reading.value is not None else range(0)
    return _Ranking(edition, order, reading, possible)


def _place(order: Sequence[PartyVolume], own: PartyVolume) -> int:
    return 1 + sum(each.value > own.value for each in order)


def _possible(order: Sequence[PartyVolume], own: Sequence[PartyVolume], missing: int) -> range:
    """Give the ranks that the volumes' bounds allow for the last of the ranked parties."""
    best = max(1 + sum(each.low > one.high for each in order) for one in own)
    worst = max(1 + sum(each.high > one.low for each in order if each is not one) for one in own)
    return range(best, worst + missing + 1)


def _verdict(claim: QuantityClaim, found: Sequence[_Ranking]) -> Verdict:
    if not any(each.order for each in found):
        return Verdict.NOT_SHOWN
    exact = [each for each in found if not each.reading.estimate and each.order]
    if exact:
        return Verdict.SUPPORTED if any(_holds(claim, each.reading.value) for each in exact) else Verdict.CONTRADICTED
    allowed = [[_holds(claim, float(rank)) for rank in each.possible] for each in found if each.order]
    if any(each and all(each) for each in allowed):
        return Verdict.SUPPORTED
    if any(_holds(claim, each.reading.value) for each in found):
        return Verdict.PARTLY
    return Verdict.CANNOT_TELL if any(map(any, allowed)) else Verdict.CONTRADICTED


def _holds(claim: QuantityClaim, rank: object) -> bool:
    if not isinstance(rank, float):
        return False
    if claim.value is not None:
        return rank == claim.value
    return claim.max is not None and rank <= claim.max


def _told(claim: QuantityClaim, first: _Ranking, ranked: tuple[str, ...], window: Window) -> str:
    who = names("+".join(ranked))
    among = "exporters" if claim.measure == "share_of_exports" else "importers"
    if WORLD not in {claim.subject, claim.object}:
        side = claim.measure == "share_of_imports"
        among = f"suppliers of {names(claim.object)}" if side else f"recipients of {names(claim.subject)}"
    place = f"number {first.reading.value:.0f}" if isinstance(first.reading.value, float) else "not recorded"
    leading = ", ".join(f"{display(each.code)} {each.value:.0f}" for each in first.order[:3]) or "nobody"
    verb = "are" if len(ranked) > 1 else "is"
    return (
        f"{who} {verb} {place} among {among} of major arms in {window} ({first.edition.label}); "
        f"leading, in million TIV: {leading}."
    )


def _shown(order: Sequence[PartyVolume]) -> tuple[Part, ...]:
    return tuple(Part(label=display(each.code), value=each.value, unit="million TIV") for each in order[:SHOWN])
