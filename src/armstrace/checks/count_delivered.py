"""Check: the number of items of a weapon that was delivered (or ordered)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from armstrace.checks.answers import NOT_RECORDED, OPEN_PERIOD, nothing, parties, route, unknown_period
from armstrace.checks.counting import Counted, EditionCount, Question, counted, near_misses
from armstrace.checks.customs import Between, beside_customs
from armstrace.checks.designations import EVERYTHING, named
from armstrace.checks.editions import RegisterEdition, Slice, editions
from armstrace.checks.judge import distance, stated
from armstrace.checks.orders import from_then_on, orders
from armstrace.checks.registry import Ground
from armstrace.checks.unknown_names import names_in
from armstrace.checks.volumes import rows_sql, volume
from armstrace.checks.windows import Window, window_of
from armstrace.records.claims import Claim, QuantityClaim
from armstrace.records.findings import Finding, Part, Reading
from armstrace.records.verdicts import Verdict
from armstrace.tables.ask import rerunnable

NAME = "count_delivered"
VERSION = 4
_NONE_RECORDED = "None is recorded by SIPRI in this edition, which covers major arms only."


def accepts(claim: Claim) -> bool:
    """Answer claims that count weapons delivered or ordered."""
    return isinstance(claim, QuantityClaim) and claim.measure == "count" and claim.action != "not_trade"


def check(claim: QuantityClaim, ground: Ground) -> Finding:
    """Count the items that SIPRI records as delivered, by designation (or class of weapon), parties and years.

    Rows of exactly the designation named are counted where there are any; its versions (Su-30MK for Su-30) are
    named beside them, and counted where only they are recorded or only with them the number agrees. Nothing that
    merely looks like the name is counted. The lower bound leaves out rows whose number or year SIPRI marks as an
    estimate; the upper bound adds rows of the year before and after whose year is an estimate, and deals that
    straddle the period. The claim is supported where the sum agrees (within 10 % with "about"), partly where only
    the bounds allow it or where a number told as bought in one year is that of a few years from it on or up to it,
    contradicted where the register records otherwise (a number told as bought or sold in some years is supported too
    where so many were delivered of orders dated in them): another number, another year, another supplier or recipient.
    What the register records in all years contradicts no number with an open end ("by 2015") that is lower, what it
    records from a year on none of which only the beginning is told ("deliveries of 12 began in 2012"), and what it
    records of all recipients, or of all suppliers, none that is lower and names no such party. A name beside a
    class of weapon ("Typhoon fighter jets") is what is counted; one that no register lists is not answered by others
    of its class. That none were delivered is supported where no edition records any. Where the register
    records nothing of the kind the answer is "not recorded by SIPRI in this edition". A register of deliveries says
    nothing of orders, and what it lists from their years on is told; small arms and ammunition are outside it, and
    what files of UN Comtrade at hand count of them is told beside.
    """
    base = nothing(claim, NAME, VERSION, "")
    if not claim.designation and (called := _called(claim)):
        if not _is_listed(ground, called):
            told = f"The text names \u201c{called}\u201d, which no register here lists by that name"
            return replace(base, reason=f"{told}; other weapons of its class do not answer for it.")
        claim = replace(claim, designation=called, unit=called)
    what = named(ground.tables, claim.designation, claim.commodity, claim.unit or claim.commodity)
    if what is None:
        word = claim.unit or claim.commodity or "This"
        return replace(base, reason=f"\u201c{word}\u201d is no weapon that the registers here list by that name.")
    window = _window(claim, ground)
    if what.outside:
        asked = Between(parties(claim.subject), parties(claim.object), window)
        return beside_customs(replace(base, reason=what.outside), ground, claim.commodity or "", asked)
    if not parties(claim.subject) and not parties(claim.object):
        return replace(base, reason="The text names neither supplier nor recipient.")
    if claim.period is not None and claim.period.earliest is None and claim.period.latest is None:
        return replace(base, reason=unknown_period(claim.period))
    if claim.action == "planned":
        return replace(base, reason="This speaks of a plan; registers of transfers hold orders and deliveries.")
    usable = _usable(claim, ground, window)
    question = Question.of(claim, what, window)
    if isinstance(usable, str):
        none = claim.value == 0 and what.condition == EVERYTHING and _none_by_volume(base, ground, question)
        return none or replace(base, reason=f"{usable} {_of_orders(claim, ground, question)}".strip())
    question = _as_ordered(claim, ground, question, usable)
    return _finding(base, ground, question, [counted(ground.tables, edition, question) for edition in usable])


_SINCE = re.compile(r"(?:ever )?since .*\d", re.IGNORECASE)


def _window(claim: QuantityClaim, ground: Ground) -> Window | None:
    """Read the years of a claim; deliveries said to have begun in a year are counted from then to publication.

    "None since 2014" leaves open whether the last came in 2014: the years after it are asked for.
    """
    when = claim.period
    if when is not None and when.earliest is not None and not claim.value and _SINCE.match(when.printed):
        first = when.earliest.year
        if (when.earliest.month, when.earliest.day) == (1, 1) and f"{first}" in when.printed:
            when = replace(when, earliest=when.earliest.replace(year=first + 1))
    if when is not None and when.earliest is not None and when.latest is None:
        when = replace(when, latest=max(when.earliest, ground.published))
    return window_of(when, ground.published, default=False)


def _called(claim: QuantityClaim) -> str | None:
    """Give the name that stands beside a class of weapon in the words of a count: "72 Typhoon fighter jets"."""
    _, _, words = claim.text.partition(" ")
    found = names_in(claim.unit, words) if claim.unit and claim.unit in words else []
    return found[0] if len(found) == 1 else None


def _is_listed(ground: Ground, name: str) -> bool:
    listed = named(ground.tables, name, None, None)
    return bool(listed and ground.tables.ask(f"SELECT 1 FROM transfer WHERE {listed.condition} LIMIT 1"))


def _usable(claim: QuantityClaim, ground: Ground, window: Window | None) -> list[RegisterEdition] | str:
    """Choose the editions that list single deliveries (or orders) in the years, or say why there is none."""
    kinds = {"sipri_register"} if claim.action == "ordered" else {"sipri_register", "sipri_deliveries"}
    listing = [edition for edition in editions(ground.tables, ground.published) if edition.kind in kinds]
    if not listing:
        known = "orders" if claim.action == "ordered" else "single deliveries"
        return f"No edition here lists {known}."
    if window is None:
        return listing
    return [edition for edition in listing if edition.covers(window.first, window.last)] or (
        f"No edition here covers {window}. {' '.join(edition.coverage for edition in listing)}"
    )


def _of_orders(claim: QuantityClaim, ground: Ground, question: Question) -> str:
    """Say what is recorded as delivered from the years of an order on, where no edition lists orders by themselves."""
    window = question.window
    if claim.action != "ordered" or window is None:
        return ""
    listing = [each for each in editions(ground.tables, ground.published) if each.kind == "sipri_deliveries"]
    covering = [each for each in listing if each.covers(window.first, window.last)]
    return from_then_on(orders(ground.tables, covering, question, window), question, window)


@dataclass(frozen=True, slots=True)
class _Answer:
    """A verdict with the count that decided it, and the words that go before what was counted."""

    verdict: Verdict
    decided: Counted
    why: str = ""


def _finding(base: Finding, ground: Ground, question: Question, counts: Sequence[EditionCount]) -> Finding:
    claim = base.claim
    if not isinstance(claim, QuantityClaim):
        return base
    answer = _none_claimed(counts) if claim.value == 0 else _answer(claim, counts)
    first = counts[0]
    if answer.verdict is Verdict.CONTRADICTED and not answer.decided.value:
        misses = near_misses(ground.tables, first.edition, question, claim.value)
        answer = replace(
            answer,
            verdict=Verdict.CONTRADICTED if misses else Verdict.NOT_SHOWN,
            why=f"The register records it otherwise: {misses}." if misses else f"N{NOT_RECORDED[1:]}.",
        )
    elif _is_open(claim):
        answer = _as_begun(answer, ground, question, counts)
    elif answer.verdict is Verdict.CONTRADICTED and _may_be_later(claim, answer.decided, ground):
        answer = replace(answer, verdict=Verdict.CANNOT_TELL, why=unknown_period(claim.period))
    elif answer.verdict is Verdict.CONTRADICTED and (side := _unsaid_side(claim, answer.decided)):
        answer = replace(answer, verdict=Verdict.CANNOT_TELL, why=f"The text does not say who {side}; this is of all.")
    elif answer.verdict is Verdict.CONTRADICTED:
        answer = _with_its_deal(answer, claim, ground, question, counts)
    with_versions = any(answer.decided is count.versions for count in counts)
    return replace(
        base,
        verdict=answer.verdict,
        figure=float(answer.decided.value),
        unit="items",
        readings=tuple(_reading(count, question, with_versions=with_versions) for count in counts),
        slots={"value": answer.verdict},
        parts=_parts(first, with_versions=with_versions),
        reason=" ".join(filter(None, (answer.why, _told(claim, answer.decided, question, counts)))),
        sql=answer.decided.sql,
    )


def _answer(claim: QuantityClaim, counts: Sequence[EditionCount]) -> _Answer:
    """Judge by the edition that agrees best, under the very name first, then with its versions."""
    tolerance = 0.1 * stated(claim) if claim.comparator == "~" else 0.0
    exact = [count.exact for count in counts]
    wider = [count.versions for count in counts if count.versions is not None]
    for found, why in ((exact, ""), (wider, "With its versions the number agrees.")):
        for count in found:
            if distance(claim, count.value) <= tolerance and (count.records or not stated(claim)):
                return _Answer(Verdict.SUPPORTED, count, why)
    for count in [*exact, *wider]:
        if (count.records or count.high) and count.low <= stated(claim) <= count.high:
            return _Answer(Verdict.PARTLY, exact[0], "Only the bounds of SIPRI's estimates allow the number.")
    return _Answer(Verdict.CONTRADICTED, exact[0])


def _may_be_later(claim: QuantityClaim, found: Counted, ground: Ground) -> bool:
    """Tell "by 2015", where what came after it is counted too, and "the last in 2024", which is not over."""
    when = claim.period
    if when is None or when.earliest is not None:
        return False
    return stated(claim) <= found.high or (when.latest is not None and when.latest.year >= ground.published.year)


def _is_open(claim: QuantityClaim) -> bool:
    """Tell deliveries of which the text gives only the beginning."""
    when = claim.period
    return bool(claim.value) and when is not None and when.earliest is not None and when.latest is None


def _as_begun(answer: _Answer, ground: Ground, question: Question, counts: Sequence[EditionCount]) -> _Answer:
    """Judge a number of which only the first year is told: more may follow, and some have to be of that year."""
    window = question.window
    if answer.verdict is Verdict.CONTRADICTED:
        return replace(answer, verdict=Verdict.CANNOT_TELL, why=OPEN_PERIOD)
    if answer.verdict is not Verdict.SUPPORTED or window is None:
        return answer
    first = replace(question, window=Window(window.first, window.first))
    begun = [counted(ground.tables, count.edition, first) for count in counts]
    if any(part.high for each in begun for part in (each.exact, each.versions) if part is not None):
        return answer
    why = f"The number agrees; none of them is recorded in {window.first} itself."
    return replace(answer, verdict=Verdict.PARTLY, why=why)


def _unsaid_side(claim: QuantityClaim, found: Counted) -> str:
    """Name the party that a number does without: "Germany supplied 18 tanks" may be of those to one recipient."""
    if not stated(claim) or stated(claim) > found.high:
        return ""
    return "" if claim.subject and claim.object else "received them" if claim.subject else "delivered them"


# years over which a deal said for its first one may have been delivered
_LONGEST_DEAL = 8
_BUYING = re.compile(r"\b(?:bought|buy(?:s|ing)?|purchas\w+|acquir\w+|procur\w+|sold|sells?|selling)\b", re.IGNORECASE)
_DELIVERING = re.compile(
    r"\b(?:deliver\w*|ship(?:ped|s|ments?|ping)|sent|receiv\w+|arriv\w+|transferr?\w*|handed over)\b", re.IGNORECASE
)
_OF_SEVERAL = re.compile(r"\bthe (?:first|last|final|rest)\b", re.IGNORECASE)


def _with_its_deal(
    answer: _Answer, claim: QuantityClaim, ground: Ground, question: Question, counts: Sequence[EditionCount]
) -> _Answer:
    """Say with which years, from the one told or up to it, a number agrees: who "bought" them in it may mean the deal.

    A number told as delivered in that year stays contradicted.
    """
    window = question.window
    verdict = Verdict.PARTLY if _is_of_a_deal(claim, ground) else answer.verdict
    if window is None or window.first != window.last:
        return answer
    years = range(1, _LONGEST_DEAL)
    onwards = [(window.first, window.last + more) for more in years]
    for first, last in [*onwards, *((window.first - more, window.last) for more in years)]:
        wider = replace(question, window=Window(first, last))
        for each in counts:
            found = counted(ground.tables, each.edition, wider)
            sums = [part.value for part in (found.exact, found.versions) if part is not None]
            if any(distance(claim, value) == 0 for value in sums):
                return replace(answer, verdict=verdict, why=f"The number agrees with {wider.window} together.")
    return answer


def _as_ordered(
    claim: QuantityClaim, ground: Ground, question: Question, usable: Sequence[RegisterEdition]
) -> Question:
    """Ask by years of order where a number told as bought or sold in some years is that of orders dated in them."""
    ordered = replace(question, by_order=True)
    if question.window is None or question.ordered or not claim.value or not _is_of_a_deal(claim, ground):
        return question
    asked = [[counted(ground.tables, edition, each) for edition in usable] for each in (question, ordered)]
    as_told, of_orders = (_answer(claim, counts) for counts in asked)
    fits = of_orders.verdict is Verdict.SUPPORTED and distance(claim, of_orders.decided.value) == 0
    return ordered if fits and as_told.verdict is Verdict.CONTRADICTED else question


def _is_of_a_deal(claim: QuantityClaim, ground: Ground) -> bool:
    """Tell a sentence that buys and says of no delivery ("Egypt bought 24 in 2015"), or of the last of several."""
    words = ground.own.text[slice(*claim.sentence)] if ground.own and claim.sentence else claim.text
    return bool(_OF_SEVERAL.search(words) or (_BUYING.search(words) and not _DELIVERING.search(words)))


def _none_claimed(counts: Sequence[EditionCount]) -> _Answer:
    """Judge a claim that there were none: every edition has to agree, and no row with an unknown number may stand."""
    whole = [count.versions or count.exact for count in counts]
    recorded = [count for count in whole if count.records]
    if len(recorded) == len(whole):
        # a register that is sure of no single item does not contradict that there were none
        sure = all(count.some for count in recorded)
        return _Answer(Verdict.CONTRADICTED if sure else Verdict.PARTLY, recorded[0], "Some are recorded.")
    if recorded:
        return _Answer(Verdict.PARTLY, recorded[0], "Editions differ: some record none.")
    if any(count.high for count in whole):
        return _Answer(
            Verdict.PARTLY, whole[0], "None are recorded for certain; rows of uncertain years may belong here."
        )
    return _Answer(Verdict.SUPPORTED, whole[0], _NONE_RECORDED)


def _none_by_volume(base: Finding, ground: Ground, question: Question) -> Finding | None:
    """Answer from tables of TIV whether anything at all was delivered; None where no table holds the two parties."""
    if question.window is None:
        return None
    part = Slice(question.suppliers, question.recipients, question.window.first, question.window.last)
    covering = [e for e in editions(ground.tables, ground.published) if e.covers(part.first, part.last)]
    found = [(edition, sums) for edition in covering if (sums := volume(ground.tables, edition, part)) is not None]
    if not found:
        return None
    readings = tuple(
        Reading(edition=e.label, value=v.value, low=v.low, high=v.high, records=v.records) for e, v in found
    )
    verdict = Verdict.PARTLY
    if len({bool(sums.records) for _, sums in found}) == 1:
        verdict = Verdict.CONTRADICTED if found[0][1].records else Verdict.SUPPORTED
    edition, first = found[0]
    who = route("+".join(question.suppliers), "+".join(question.recipients))
    told = f"{first.value:.0f} million TIV of major arms are recorded" if first.records else "None are recorded"
    return replace(
        base,
        verdict=verdict,
        figure=first.value,
        unit="million TIV",
        readings=readings,
        slots={"value": verdict},
        reason=f"{told}: {who}, {question.window} ({edition.label}).",
        sql=rerunnable(f"SELECT coalesce(sum(tiv_m), 0) AS million_tiv FROM ({rows_sql(edition, part)})"),
    )


def _reading(count: EditionCount, question: Question, *, with_versions: bool) -> Reading:
    chosen = count.versions if with_versions and count.versions else count.exact
    listed = ", ".join(f"{name} {items}" for name, items in chosen.designations[:8])
    listed += ", \u2026" if len(chosen.designations) > 8 else ""
    return Reading(
        edition=count.edition.label,
        value=float(chosen.value),
        low=float(chosen.low),
        high=float(chosen.high),
        estimate=chosen.estimate,
        note=f"{question.what.how}: {listed}" if listed else NOT_RECORDED,
        records=chosen.records,
    )


def _parts(count: EditionCount, *, with_versions: bool) -> dict[str, tuple[Part, ...]]:
    """Name the versions beside a count of exactly the name, or what a count with versions consists of."""
    if count.versions is None:
        return {}
    named_so = {name for name, _ in count.exact.designations}
    parts = tuple(
        Part(label=name, value=float(items), unit="items")
        for name, items in count.versions.designations
        if with_versions or name not in named_so
    )
    return {"counted with its versions" if with_versions else "also recorded": parts}


def _told(claim: QuantityClaim, count: Counted, question: Question, counts: Sequence[EditionCount]) -> str:
    deciding = next((each for each in counts if count in {each.exact, each.versions}), counts[0])
    what = (
        claim.designation
        or _called(claim)
        or claim.unit
        or ("items of major arms" if question.what.condition == EVERYTHING else "items")
    )
    period = str(question.window) if question.window else "all years covered"
    period = f"of orders dated {period}" if question.by_order else period
    who = route(claim.subject, claim.object)
    told = f"{count.value} {what} {claim.action or 'delivered'}, {who}, {period} ({deciding.edition.label})."
    if count.low != count.value or count.high != count.value:
        told += f" SIPRI marks some numbers or years as estimates: between {count.low} and {count.high} is possible."
    return told
