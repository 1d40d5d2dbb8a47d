"""Check: the date of an event or of a weapon's use against the other documents of the case."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from armstrace.checks.documents import CaseDocument
from armstrace.checks.registry import Ground
from armstrace.checks.same_event import Dated, Event, agree, alike, dated, distinct, near, same_actor, sameness
from armstrace.gazetteer.states import display
from armstrace.records.claims import Claim, WeaponUseClaim
from armstrace.records.findings import Finding, Reading
from armstrace.records.values import When
from armstrace.records.verdicts import Verdict
from armstrace.tables.ask import literals, rerunnable

NAME = "event_date"
VERSION = 1
LIMITS = (
    "Documents may rest on one another: that several say the same does not make them independent.",
    "Whether two texts tell of one event is judged by its kind, place and date only; look at their words.",
)


@dataclass(frozen=True, slots=True)
class _Beside:
    """What one other document tells of such an event."""

    document: CaseDocument
    claim: Event
    when: When
    agrees: bool
    same: bool | None = True


def accepts(claim: Claim) -> bool:
    """Answer events and uses of weapons that have a date."""
    return bool(dated([claim]))


def lacks(ground: Ground) -> str:
    """Without another document in the case there is nothing to hold it against."""
    return "" if ground.documents else "There is no other document in the case to compare its date with."


def check(claim: Event, ground: Ground) -> Finding:
    """Compare the date of an event or of a weapon's use with what other documents of the case tell of it.

    Comparable is a claim of the same kind of event (for weapons the same class, or the same name) at the same place,
    or by the same actor where neither names a place. Dates agree where the days they leave open overlap, each at the
    precision it has. Supported where other documents agree, contradicted where the only such event a document tells of
    lies at most 45 days off, or on the same day of another year, and both texts identify it: by one number of victims,
    by its being the only one ("the agreement"), by a further name in both, or for strikes by actor, place and weapon
    within five days. In part where only a name is shared of what happens again and again, where documents differ among
    themselves, or agree on the date and name another actor. What is hedged, or told as a rumour or as false, has no
    date. Events that nothing identifies, events further apart, documents that tell of several, and texts that tell
    of the other date too show nothing: these are other events. A day of publication is never taken for the day of an
    event; where a claim's date is the day another document was published, the finding says so.
    """
    base = Finding(
        claim=claim,
        check=NAME,
        method=f"checks.{NAME}@{VERSION}",
        verdict=Verdict.CANNOT_TELL,
        reason="",
        limits=LIMITS,
    )
    mine = ground.own.text if ground.own else ""
    if not dated([claim], mine):
        return replace(base, reason="The text tells of it as a rumour, or as false.")
    (own,) = dated([claim])
    if not ground.documents:
        return replace(base, reason="There is no other document in the case to compare this date with.")
    beside = [found for document in ground.documents if (found := _beside(own, document, ground.own))]
    if not beside:
        place = f" at {claim.place}" if claim.place else ", and the text names no place"
        undated = ", ".join(document.name for document in ground.documents if document.published is None)
        how = f"{undated} (`armstrace add` takes it with --published)."
        unread = f" Not read for it, since the day of publication is not known: {how}" if undated else ""
        return replace(base, reason=f"No other document of the case tells of one such event{place}.{unread}")
    unknown = [each for each in beside if each.same is False]
    beside = [each for each in beside if each.same is not False]
    if not beside:
        told = " ".join(_difference(own, each) for each in unknown)
        return replace(base, reason=f"{told} That may be another event: nothing in both texts identifies it.")
    slots = _slots(claim, beside)
    readings = tuple(map(_reading, beside))
    keys = [key for reading in readings for key in reading.records]
    return replace(
        base,
        verdict=_verdict(slots),
        reason=_reason(own, beside, slots),
        readings=readings,
        slots=slots,
        figure="; ".join(dict.fromkeys(each.when.edtf for each in beside)),
        unit="date",
        sql=rerunnable(f"SELECT exhibit, place, text FROM passage WHERE key IN {literals(keys)}"),
    )


def _beside(own: Dated, document: CaseDocument, mine: CaseDocument | None) -> _Beside | None:
    """Find what a document tells of the event: a claim that agrees, else the only one that is near."""
    similar = [each for each in dated(document.claims, document.text) if alike(own.claim, each.claim)]
    agreeing = [each for each in similar if agree(own.when, each.when)]
    if agreeing:
        best = min(agreeing, key=lambda each: (same_actor(own.claim, each.claim) is False, each.claim.start))
        return _Beside(document, best.claim, best.when, agrees=True)
    close = [each for each in similar if near(own.when, each.when) and not _told_here(each, mine)]
    several = any(getattr(each.claim, "occasions", None) for each in [own, *similar])
    if not close or several or distinct([each.when for each in close]) > 1:
        return None
    return _Beside(document, close[0].claim, close[0].when, agrees=False, same=sameness(own, close[0]))


def _told_here(other: Dated, mine: CaseDocument | None) -> bool:
    """Tell an event that the text checked has too, under its own date: it is another one than the claim's."""
    return mine is not None and any(
        alike(each.claim, other.claim) and agree(each.when, other.when) for each in dated(mine.claims, mine.text)
    )


def _slots(claim: Event, beside: Sequence[_Beside]) -> dict[str, Verdict]:
    agreeing = [each for each in beside if each.agrees]
    differing = [each for each in beside if not each.agrees]
    sure = any(each.same for each in differing) and not agreeing
    date = Verdict.SUPPORTED if not differing else Verdict.CONTRADICTED if sure else Verdict.PARTLY
    slots = {"date": date}
    if claim.place:
        slots["place"] = Verdict.SUPPORTED
    if isinstance(claim, WeaponUseClaim):
        slots["weapon"] = Verdict.SUPPORTED
    actors = {same_actor(claim, each.claim) for each in agreeing} - {None}
    if actors:
        slots["actor"] = Verdict.CONTRADICTED if actors == {False} else Verdict.SUPPORTED
    return slots


def _verdict(slots: dict[str, Verdict]) -> Verdict:
    if slots["date"] is Verdict.SUPPORTED and slots.get("actor") is Verdict.CONTRADICTED:
        return Verdict.PARTLY
    return slots["date"]


def _reading(each: _Beside) -> Reading:
    claim = each.claim
    told = [each.when.edtf, claim.place or "", display(claim.actor) if claim.actor else "", claim.text]
    return Reading(
        edition=each.document.called,
        value="; ".join(" ".join(part.split()) for part in told if part),
        note=f"characters {claim.start}-{claim.end}",
        records=each.document.records(claim.start, claim.end),
    )


def _reason(own: Dated, beside: Sequence[_Beside], slots: dict[str, Verdict]) -> str:
    sentences = []
    agreeing = [each for each in beside if each.agrees]
    if agreeing:
        count = f"{len(agreeing)} other document{'s' if len(agreeing) > 1 else ''} of the case"
        names = ", ".join(each.document.called for each in agreeing)
        sentences.append(f"{count} tell{'' if len(agreeing) > 1 else 's'} of it under a date that agrees: {names}.")
        sources = {each.claim.source for each in agreeing}
        if own.claim.source and sources == {own.claim.source}:
            sentences.append(f"All of them rest on the same source, {own.claim.source}.")
        if all(each.when.precision != "day" for each in agreeing) and own.when.precision == "day":
            sentences.append("None of them gives the day.")
    sentences += [_difference(own, each) for each in beside if not each.agrees]
    if any(each.same is None for each in beside):
        sentences.append("Unless that is another event, one of the dates is wrong.")
    if slots.get("actor") is Verdict.CONTRADICTED:
        named = " and ".join(dict.fromkeys(display(each.claim.actor or "") for each in agreeing if each.claim.actor))
        sentences.append(f"As actor they name {named}, not {display(own.claim.actor or '')}.")
    return " ".join(sentences)


def _difference(own: Dated, each: _Beside) -> str:
    words = " ".join(each.claim.text.split())
    where = f" in {each.claim.place}" if each.claim.place else ""
    told = f"{each.document.called} has {each.when.edtf}{where}: \u201c{words}\u201d."
    published = each.document.published
    if published and own.when.earliest == own.when.latest == published:
        told += (
            f" The date here, {published.isoformat()}, is the day that document was published, not the day it gives "
            "for the event."
        )
    return told
