"""Check: a state's relation to a treaty on a date."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from armstrace.checks.registry import Ground
from armstrace.checks.treaties.acts import Standing, standings
from armstrace.checks.treaties.wording import standing_words, two_readings
from armstrace.gazetteer.states import display
from armstrace.gazetteer.treaties import treaties
from armstrace.records.claims import Claim, TreatyClaim
from armstrace.records.findings import Finding, Reading
from armstrace.records.values import When
from armstrace.records.verdicts import Verdict
from armstrace.tables.ask import literal, rerunnable

NAME = "treaty_status"
VERSION = 1
LIMITS = (
    "A treaty table gives acts and dates; whether a state kept a treaty, and what its reservations mean, is not in it.",
    "Consent to be bound and entry into force for the state are different days; both are shown.",
)


def accepts(claim: Claim) -> bool:
    """Answer claims about one state and one treaty."""
    return isinstance(claim, TreatyClaim) and claim.claimed_status != "treaty_content"


def check(claim: TreatyClaim, ground: Ground) -> Finding:
    """Look up what a state had done about a treaty by the day the sentence speaks of, else by publication.

    A state is called a party from the day it expressed consent to be bound (ratification, acceptance, approval,
    accession, succession) until a withdrawal takes effect; the day the treaty entered into force for it is computed
    from the treaty's own article and shown. The press uses "signatory" in two ways, signed or bound: that a state is
    one is supported under either, that it is none only under both, and in part under one. A withdrawal that was
    notified and has not taken effect supports "has withdrawn" in part. A date in the claim is compared at the precision
    both sides have; "since 2010" must name the year of the consent or of the entry into force. An act missing from a
    table shows that nothing was done only up to the table's as_of date; after it, cannot tell.
    """
    method = f"checks.{NAME}@{VERSION}"
    base = Finding(claim=claim, check=NAME, method=method, verdict=Verdict.CANNOT_TELL, reason="", limits=LIMITS)
    if not claim.state or not claim.treaty_id:
        return replace(base, reason="The text does not say which state or which treaty is meant.")
    day = _day(claim, ground.published)
    found = standings(ground.tables, claim.treaty_id, claim.state, day)
    known = treaties().get(claim.treaty_id)
    name = known.name if known else claim.treaty_id
    if not found:
        told = f"No table of the {name} is among the sources of this check"
        told = f"{told}: what {display(claim.state)} did about it cannot be told."
        return replace(base, reason=f"{told} See {known.page}." if known else told)
    answers = [(standing, *_answer(claim, standing, ground.published)) for standing in found]
    standing, verdict, slots = next((a for a in answers if a[1] is not Verdict.CANNOT_TELL), answers[0])
    return replace(
        base,
        verdict=verdict,
        figure=_figure(standing),
        unit="date",
        readings=tuple(_reading(s) for s in found),
        slots=slots,
        reason=_reason(claim, standing, verdict, name),
        sql=rerunnable(
            "SELECT state, action, how, date_printed, edition FROM commitment\n"
            f"WHERE treaty = {literal(claim.treaty_id)} AND state = {literal(claim.state)}"
        ),
    )


def _day(claim: TreatyClaim, published: date) -> date:
    """Choose the day to look at: the one the sentence speaks of, else publication."""
    if claim.as_of is not None and claim.as_of.latest is not None and claim.as_of.latest <= published:
        return claim.as_of.latest
    return published


def _figure(standing: Standing) -> dict[str, str | None]:
    """Give the dates on record, as far as they lie before the day asked about."""

    def upto(when: When | None) -> str | None:
        return when.edtf if when is not None and when.by(standing.day) is not False else None

    figure = {
        "signature": upto(standing.signature),
        "consent": upto(standing.consent),
        "in_force": upto(standing.in_force),
        "as_of": standing.as_of.edtf if standing.as_of else None,
    }
    later = {"provisional": standing.provisional, "withdrawal_notified": standing.notified}
    later["withdrawal"] = standing.withdrawal
    return figure | {name: edtf for name, when in later.items() if (edtf := upto(when)) is not None}


def _reading(standing: Standing) -> Reading:
    as_of = standing.as_of.edtf if standing.as_of else "an unknown day"
    note = "" if standing.covers else f"unknown after {as_of}"
    if not standing.known:
        note = "this table does not know the state"
    return Reading(
        edition=standing.edition, value=_figure(standing), note=note, records=tuple(act.key for act in standing.acts)
    )


def _answer(claim: TreatyClaim, standing: Standing, published: date) -> tuple[Verdict, dict[str, Verdict]]:
    """Judge one edition's standing: the status first, then a date that the text gives."""
    status = _status_verdict(claim, standing)
    slots = {"status": status}
    dated = _date_verdict(claim, standing, published)
    if dated is None or status not in {Verdict.SUPPORTED, Verdict.PARTLY}:
        return status, slots
    slots["date"] = dated
    return (dated if dated is not Verdict.SUPPORTED else status), slots


def _status_verdict(claim: TreatyClaim, standing: Standing) -> Verdict:
    signed, bound = standing.signed, standing.bound
    match claim.claimed_status:
        case "party" | "member":
            return _of([bound])
        case "not_party":
            return _of([_not(bound)])
        case "withdrawn":
            return _of([standing.left, standing.gave_notice])
        case "signatory":
            return _of([signed]) if claim.action == "signature" else _of([signed, bound], either=True)
        case "not_signatory":
            return _of([_not(signed)]) if claim.action == "signature" else _of([_not(signed), _not(bound)])
    return Verdict.CANNOT_TELL


def _not(fact: bool | None) -> bool | None:
    return None if fact is None else not fact


def _of(facts: Sequence[bool | None], *, either: bool = False) -> Verdict:
    """Turn the readings of a sentence into a verdict: all must hold, or one where `either` will do."""
    if (either and any(facts)) or all(facts):
        return Verdict.SUPPORTED
    if all(fact is False for fact in facts):
        return Verdict.CONTRADICTED
    if True in facts and False in facts:
        return Verdict.PARTLY
    return Verdict.CANNOT_TELL


def _date_verdict(claim: TreatyClaim, standing: Standing, published: date) -> Verdict | None:
    """Compare a stated date with the act's: they agree where the days they may mean overlap."""
    if claim.date is None:
        return None
    dates = [when for when in _dated_acts(claim, standing) if when is not None]
    if not dates:
        return Verdict.CANNOT_TELL
    said = claim.date.beginning() if _is_since(claim, published) else claim.date
    return Verdict.SUPPORTED if any(said.overlaps(when) for when in dates) else Verdict.CONTRADICTED


def _dated_acts(claim: TreatyClaim, standing: Standing) -> list[When | None]:
    """Give the acts that a date in the claim may be the date of."""
    if claim.claimed_status == "withdrawn" or claim.action == "withdrawal":
        return [standing.notified, standing.withdrawal]
    if claim.action == "signature":
        return [standing.signature]
    if claim.action in {"ratification", "accession"}:
        return [standing.consent]
    if claim.claimed_status == "signatory":
        return [standing.signature, standing.consent, standing.in_force]
    return [standing.consent, standing.in_force]


def _is_since(claim: TreatyClaim, published: date) -> bool:
    """Tell "since 2009", which runs to the day the sentence speaks of, from a period in which an act took place."""
    if claim.action == "since":
        return True
    when = claim.date
    if when is None or when.earliest is None:
        return False
    ends = {None, published, claim.as_of.latest if claim.as_of else published}
    return when.latest in ends and when.earliest != when.latest


def _reason(claim: TreatyClaim, standing: Standing, verdict: Verdict, name: str) -> str:
    """Say what is on record, and which reading of the words decides."""
    sentences = [standing_words(claim.state or "", name, standing)]
    if claim.claimed_status in {"signatory", "not_signatory"} and claim.action != "signature":
        sentences.append(two_readings(standing))
    if verdict is Verdict.CANNOT_TELL:
        sentences.append("The dates on record are too coarse, or end too early, to tell.")
    return " ".join(sentences)
