"""Check: who held an office of a state on a day."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from armstrace.checks.registry import Ground
from armstrace.gazetteer.offices import KNOWN_UNTIL, Term, citation_of, holders, in_office, office_words, terms_of
from armstrace.gazetteer.states import display
from armstrace.records.claims import Claim, OfficeClaim
from armstrace.records.findings import Finding, Reading
from armstrace.records.verdicts import Verdict

NAME = "office"
VERSION = 1
LIMITS = (
    "The table of offices ships with armstrace and is not complete: a person or term missing from it shows nothing.",
    "It does not know who acted for a holder, and whether a holding was rightful is not its question.",
)
# texts give a title for some weeks after an office is left, and before it is taken up
_CHANGE = timedelta(days=60)
_WILL = r"(?:will|would|shall|is to|was to|due to|set to|about to|expected to|likely to|prepares? to) (?:\w+ )?"
_AFTER = re.compile(
    rf"[^.;]{{0,60}}?\b{_WILL}(?:take (?:up )?(?:the |his |her )?office"
    r"|take over|be sworn|become|assume|be inaugurated)\b"
)
_BEFORE = re.compile(rf"\b{_WILL}(?:become|be|be sworn in as|be inaugurated as|take office as)(?: the)? ?$")


def accepts(claim: Claim) -> bool:
    """Answer claims that call a person the holder of an office."""
    return isinstance(claim, OfficeClaim)


def check(claim: OfficeClaim, ground: Ground) -> Finding:
    """Look up who held the office on the day the sentence speaks of, else on the day of publication.

    Supported where the table has the person in that office on the day, contradicted where it has somebody else there
    or says that the office was abolished, and has the person named in another time or office. Where the sentence names
    an earlier time, a title that fits only the day of publication is supported in part: the press gives the title of
    today to what somebody said before. "Former" is supported where a term had ended and no other runs; "then" without
    a date, where the person ever held the office. Where a term of that person began or ended within 60 days of the day
    it is so in part. Who "will take office" is not said to hold it. Of a person whom the table does not know
    it says "not shown", and "cannot tell" where it does not know the office in that time,
    where the day lies within the precision of a change,
    or after the day up to which the table is known.
    """
    base = Finding(
        claim=claim,
        check=NAME,
        method=f"checks.{NAME}@{VERSION}",
        verdict=Verdict.CANNOT_TELL,
        reason="",
        limits=LIMITS,
    )
    known = terms_of(claim.state, claim.office)
    if to_come(claim, ground.own.text if ground.own else ""):
        return replace(base, reason=f"The text says that {claim.person} will hold the office, not that it is held.")
    if not known:
        where = f"{office_words(claim.office)} of {display(claim.state)}"
        return replace(base, reason=f"The table of offices that ships with armstrace has no {where}.")
    days = _days(claim, ground.published)
    people = holders(claim.person, claim.state)
    verdict, reason = _answer(claim, known, people, days, ground.published)
    readings = tuple(_reading(term) for term in _shown(known, people, days))
    figure = "; ".join(dict.fromkeys(reading.value for reading in readings if isinstance(reading.value, str)))
    return replace(
        base, verdict=verdict, reason=reason, readings=readings, figure=figure or None, slots={"office": verdict}
    )


def to_come(claim: OfficeClaim, text: str) -> bool:
    """Tell a title that its sentence gives to one who will take office."""
    if not claim.sentence or not text:
        return False
    start, end = claim.sentence
    after = _AFTER.match(text, claim.end, min(end, claim.end + 120))
    return bool(after or _BEFORE.search(text[max(start, claim.start - 60) : claim.start]))


def about_then(claim: OfficeClaim, day: date) -> bool:
    """Tell whether a term of the person in the office runs on a day, or began or ended at most 60 days from it."""
    return _changed(terms_of(claim.state, claim.office), holders(claim.person, claim.state), [day])


def _changed(known: Sequence[Term], people: Sequence[str], days: Sequence[date]) -> bool:
    first, last = min(days) - _CHANGE, max(days) + _CHANGE
    own = [term for term in known if term.holder in people]
    return any(
        (term.since.earliest or date.min) <= last and (term.until is None or (term.until.latest or date.max) >= first)
        for term in own
    )


def _days(claim: OfficeClaim, published: date) -> list[date]:
    """Give the first and last day the sentence speaks of, else the day of publication."""
    when = claim.as_of
    if when is None or when.earliest is None or when.latest is None or when.earliest > published:
        return [published]
    return sorted({when.earliest, min(when.latest, published)})


def _answer(
    claim: OfficeClaim, known: Sequence[Term], people: Sequence[str], days: Sequence[date], published: date
) -> tuple[Verdict, str]:
    where = f"{office_words(claim.office)} of {display(claim.state)}"
    on = f"on {days[-1].isoformat()}" if len(days) == 1 else f"between {days[0].isoformat()} and {days[-1].isoformat()}"
    told = _told(known, days, where, on)
    if not people:
        verdict = Verdict.NOT_SHOWN if told else Verdict.CANNOT_TELL
        return verdict, f"The table of offices does not know {claim.person}. {told}".strip()
    if claim.tense == "former":
        return _former(claim, known, people, days[-1], where)
    if claim.tense == "then" and claim.as_of is None:
        return _ever(claim, known, people, where)
    there = in_office(known, people, days)
    if there:
        return Verdict.SUPPORTED, f"{claim.person} was {where} {on}, as the table of offices has it."
    if not told:
        return Verdict.CANNOT_TELL, f"The table of offices does not tell who was {where} {on}."
    if there is None:
        return Verdict.CANNOT_TELL, f"What the table knows of {claim.person} is too coarse to tell. {told}"
    reason = f"{told} {_terms_words(known, people, where, claim.person)}"
    if claim.as_of is not None and in_office(known, people, [published]):
        return Verdict.PARTLY, f"{reason} The title is that of the day of publication, {published.isoformat()}."
    near = _changed(known, people, days)
    return (Verdict.PARTLY, f"{reason} That is within {_CHANGE.days} days.") if near else (Verdict.CONTRADICTED, reason)


def _told(known: Sequence[Term], days: Sequence[date], where: str, on: str) -> str:
    """Say who the table has in office on the days, "" where it has nobody for sure."""
    certain = [term for term in known if all(term.covers(day) for day in days)]
    if not certain:
        certain = [term for term in known if any(term.covers(day) for day in days)] if len(days) > 1 else []
    if any(not term.holder for term in certain):
        return f"There was no {where} {on}: the office had been abolished."
    names = list(dict.fromkeys(term.holder for term in certain))
    return f"The table of offices has {' and '.join(names)} as {where} {on}." if names else ""


def _terms_words(known: Sequence[Term], people: Sequence[str], where: str, person: str) -> str:
    own = [term for term in known if term.holder in people]
    if not own:
        return f"It has no term of {person} as {where}."
    spans = [f"{term.since.edtf} to {term.until.edtf if term.until else 'today'}" for term in own]
    return f"{person} was {where} from {', '.join(spans)}."


def _former(
    claim: OfficeClaim, known: Sequence[Term], people: Sequence[str], day: date, where: str
) -> tuple[Verdict, str]:
    own = [term for term in known if term.holder in people]
    words = _terms_words(known, people, where, claim.person)
    now = in_office(known, people, [day])
    ended = any(term.until and term.until.by(day) for term in own)
    if ended and now is False:
        return Verdict.SUPPORTED, words
    if now and not ended:
        return Verdict.CONTRADICTED, f"{words} The term was not over on {day.isoformat()}."
    return (Verdict.CANNOT_TELL if own else Verdict.NOT_SHOWN), words


def _ever(claim: OfficeClaim, known: Sequence[Term], people: Sequence[str], where: str) -> tuple[Verdict, str]:
    ever = any(term.holder in people for term in known)
    words = _terms_words(known, people, where, claim.person)
    return (Verdict.SUPPORTED if ever else Verdict.NOT_SHOWN), words


def _shown(known: Sequence[Term], people: Sequence[str], days: Sequence[date]) -> list[Term]:
    return [term for term in known if term.holder in people or any(term.covers(day) for day in days)]


def _reading(term: Term) -> Reading:
    until = term.until.edtf if term.until else f"open on {KNOWN_UNTIL.isoformat()}"
    return Reading(
        edition=f"table of offices, {term.key}",
        value=f"{term.holder or 'no such office'}, {term.since.edtf} to {until}",
        note=citation_of(term.source),
    )
