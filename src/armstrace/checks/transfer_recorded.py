"""Check: whether a register records any delivery of a named weapon from one state to another."""

import re
from dataclasses import replace

from armstrace.checks.answers import LIMITS as OF_REGISTERS
from armstrace.checks.answers import NOT_RECORDED, parties, route, unknown_period
from armstrace.checks.counting import Question
from armstrace.checks.customs import Between, beside_customs
from armstrace.checks.designations import Named, folded, named
from armstrace.checks.editions import RegisterEdition, editions
from armstrace.checks.orders import Orders, doubted, from_then_on, is_order, may_be_order, orders
from armstrace.checks.orders import listed as orders_listed
from armstrace.checks.registry import Ground
from armstrace.checks.told_slots import listed
from armstrace.checks.unknown_names import names_in
from armstrace.checks.windows import Window, window_of
from armstrace.gazetteer.weapon_classes import find_weapon_classes
from armstrace.records.claims import Claim, TradeClaim
from armstrace.records.findings import Finding, Part, Reading
from armstrace.records.verdicts import Verdict
from armstrace.tables.ask import Row, Tables, literal, rerunnable

NAME = "transfer_recorded"
VERSION = 4
SHOWN = 6
LIMITS = (
    *OF_REGISTERS,
    "It records transfers, not sales: whether something was sold, given or lent is another question.",
    "SIPRI compiles from UNROCA, companies and the press: it is one origin, and none beside what it compiles from.",
)
_FIGURE = re.compile(
    r"%|[$\u20ac\u00a3]|\b(?:per ?cent|million|billion|TIV)\b|"
    r"\b(?:most|nearly all|almost all|quarters?|fifths?|tenths?) of\b|"
    r"\b(?:largest|biggest|main|top|primary|leading|principal|chief|second|third|half|majority|bulk)\b[^,;]*"
    r"\b(?:supplier|source|customer|buyer|recipient|exporter|importer|of)\b",
    re.IGNORECASE,
)
_TELLING = re.compile(r"\d|[A-Za-z]{4}")
_ARMS = re.compile(
    r"\b(?:arms|weapon\w*|armaments?|munitions?|military (?:equipment|hardware|material|supplies|systems?))\b|\d",
    re.IGNORECASE,
)


def accepts(claim: Claim) -> bool:
    """Answer claims that arms went from one state to another; oil and advice are for other tables.

    A share, a rank or a sum in the same words is a claim of its own, with its own check.
    """
    if not isinstance(claim, TradeClaim) or _FIGURE.search(claim.text):
        return False
    return bool(claim.designation or find_weapon_classes(claim.commodity) or _ARMS.search(claim.commodity))


def check(claim: TradeClaim, ground: Ground) -> Finding:
    """Look for deliveries of the named weapon between the two states in every SIPRI register that covers the years.

    Supported where a row of that designation (or class of weapon) exists, in part where a number in the same words is
    not supported; "not recorded by SIPRI in this edition"
    where none does: the register's silence shows nothing, and less where it was exported for other parties. What was
    ordered in a year is looked for among the orders dated in it, and what was bought or sold where no delivery is;
    what is recorded as delivered from then on is told where no order is. Where
    rows of exactly that designation exist, its versions are named apart. Each side of the route, the weapon and,
    where the text gives one, the time have a verdict of their own. Registers record transfers, not sales. A
    list of classes of weapon ("tanks and frigates") is answered by each, in part where only some are recorded. A
    sentence that calls a transfer possible, suspended, blocked or denied is not answered by past deliveries: they
    are listed, and the answer is "cannot tell". Small arms, ammunition and other equipment outside SIPRI's
    definition of major arms cannot be told from it; where files of UN Comtrade are at hand, what customs count under
    the codes of small arms or ammunition between the two is told beside, and answers nothing.
    """
    found = [_check(each, ground) for each in _each_kind(claim)]
    return found[0] if len(found) == 1 else _of_several(claim, found)


_AND = re.compile(r",? (?:and|but|as well as)(?: also)? |, ")


def _each_kind(claim: TradeClaim) -> list[TradeClaim]:
    """Ask for each of "tanks and frigates" by itself, where every part of the list is a class of weapon."""
    pieces = [] if claim.designation else _AND.split(claim.commodity)
    classes = [{named.class_id for named in find_weapon_classes(piece)} for piece in pieces]
    several = len(pieces) > 1 and all(classes) and not set.intersection(*classes)
    return [replace(claim, commodity=piece) for piece in pieces] if several else [claim]


def _of_several(claim: TradeClaim, found: list[Finding]) -> Finding:
    """Answer a list of weapons by all of them: supported where each is, partly where some are."""
    verdicts = {finding.verdict for finding in found}
    verdict = next(iter(verdicts))
    if len(verdicts) > 1:
        verdict = Verdict.PARTLY if Verdict.SUPPORTED in verdicts else Verdict.CANNOT_TELL
    told = (f"{_goods(finding)}: {finding.reason}" for finding in found)
    deciding = next((finding for finding in found if finding.readings), found[0])
    return replace(
        deciding,
        claim=claim,
        verdict=verdict,
        reason=" ".join(told),
        readings=tuple(reading for finding in found for reading in finding.readings),
        slots=dict.fromkeys(deciding.slots, verdict),
        parts={},
    )


def _goods(finding: Finding) -> str:
    words = finding.claim.commodity if isinstance(finding.claim, TradeClaim) else ""
    return f"{words[:1].upper()}{words[1:]}"


def _check(claim: TradeClaim, ground: Ground) -> Finding:
    method = f"checks.{NAME}@{VERSION}"
    base = Finding(claim=claim, check=NAME, method=method, verdict=Verdict.CANNOT_TELL, reason="", limits=LIMITS)
    claim = _with_known_name(claim, ground.tables)
    what = _what(claim, ground.tables)
    if what is None:
        words = f"\u201c{claim.commodity}\u201d is no weapon that registers list by that name"
        return replace(base, reason=_of_route(claim, f"{words}; this register cannot tell."))
    if what.outside:
        classes = find_weapon_classes(claim.commodity)
        asked = Between(parties(claim.supplier), parties(claim.recipient), _years(claim, ground))
        silent = replace(base, reason=_of_route(claim, what.outside))
        return beside_customs(silent, ground, classes[0].class_id if classes else "", asked)
    if not parties(claim.supplier) and not parties(claim.recipient):
        return replace(base, reason="The text names neither supplier nor recipient.")
    unknown = [] if claim.designation else names_in(claim.commodity, claim.text)
    if unknown:
        told = f"The text names \u201c{unknown[0]}\u201d, which no register here lists by that name"
        return replace(base, reason=_of_route(claim, f"{told}; other weapons of its class do not answer for it."))
    if claim.period is not None and claim.period.earliest is None and claim.period.latest is None:
        return replace(base, reason=_of_route(claim, unknown_period(claim.period)))
    window = _years(claim, ground)
    question = Question(what, parties(claim.supplier), parties(claim.recipient), window)
    listing = [each for each in editions(ground.tables, ground.published) if each.kind != "sipri_tiv"]
    usable = [each for each in listing if window is None or each.covers(window.first, window.last)]
    if not usable:
        return replace(base, reason=_of_route(claim, _none_listed(window, listing)))
    if window is not None and is_order(claim) and any(_is_asked(each, question) for each in usable):
        return _of_order(base, claim, orders(ground.tables, usable, question, window), (question, window))
    return _answer(base, claim, ground.tables, (usable, question))


def _none_listed(window: Window | None, listing: list[RegisterEdition]) -> str:
    """Say that single deliveries are listed nowhere here, or not for these years, and which years there are."""
    if not listing:
        return "No edition here lists single deliveries for these years: SIPRI's deliveries or trade register would."
    told = " ".join(each.coverage for each in listing)
    return f"No edition here lists single deliveries for these years ({window}). {told}"


def _years(claim: TradeClaim, ground: Ground) -> Window | None:
    return window_of(claim.period, ground.published, default=False)


def _of_route(claim: TradeClaim, reason: str) -> str:
    """Say first who is meant to have supplied whom: one sentence may name several, each with a finding."""
    if not parties(claim.supplier) and not parties(claim.recipient):
        return reason
    who = route(claim.supplier, claim.recipient)
    return f"{who[0].upper()}{who[1:]}: {reason}"


def _with_known_name(claim: TradeClaim, tables: Tables) -> TradeClaim:
    """Ask for the one name in the words of the goods where a register lists it; else leave the claim as it is."""
    names = [] if claim.designation else names_in(claim.commodity, claim.text)
    if len(names) != 1 or not _TELLING.search(names[0]):
        return claim
    listed = named(tables, names[0], None, None)
    known = listed and tables.ask(f"SELECT 1 FROM transfer WHERE {listed.condition} LIMIT 1")
    return replace(claim, designation=names[0]) if known else claim


def _what(claim: TradeClaim, tables: Tables) -> Named | None:
    classes = find_weapon_classes(claim.commodity)
    class_id, printed = (classes[0].class_id, classes[0].printed) if classes else (None, claim.commodity)
    by_class = named(tables, None, class_id, printed) if claim.designation else None
    by_name = named(tables, claim.designation, class_id, printed)
    if by_class and by_name and by_class.outside:
        # "Kalashnikov rifles": the register's silence on a class outside it is no answer
        return by_name if tables.ask(f"SELECT 1 FROM transfer WHERE {by_name.condition} LIMIT 1") else by_class
    return by_name


def _answer(base: Finding, claim: TradeClaim, tables: Tables, asked: tuple[list[RegisterEdition], Question]) -> Finding:
    usable, question = asked
    found = [(edition, _rows(tables, edition, question)) for edition in usable]
    who = route(claim.supplier, claim.recipient)
    recorded = next(((edition, rows) for edition, rows in found if rows), None)
    if recorded is None and not any(_is_asked(each, question) for each in usable):
        names = listed(each.label for each in usable)
        words = f"{claim.designation or claim.commodity}, {who}: {names} was exported for other parties"
        return replace(base, reason=f"{words[0].upper()}{words[1:]}, so that its silence tells nothing of these.")
    if recorded is None and question.window is not None and may_be_order(claim):
        ordered = orders(tables, usable, question, question.window)
        if any(each.dated for each in ordered):
            return _of_order(base, claim, ordered, (question, question.window))
    if recorded is None:
        verdict, reason = Verdict.NOT_SHOWN, f"{claim.designation or claim.commodity}, {who}: {NOT_RECORDED}."
    else:
        exact, versions = _split(recorded[1], question.what)
        verdict, reason = Verdict.SUPPORTED, f"{who}: {_listed(exact or versions)} ({recorded[0].label})."
    verdict, reason = _as_told(claim, verdict, reason)
    return replace(
        base,
        verdict=verdict,
        reason=reason,
        readings=tuple(_reading(edition, rows, question.what) for edition, rows in found),
        slots=_slots(verdict, claim, question),
        parts=_parts(recorded[1], question.what) if recorded else {},
        sql=rerunnable(f"SELECT designation, number_delivered_printed, delivered_printed {_from(usable[0], question)}"),
    )


def _is_asked(edition: RegisterEdition, question: Question) -> bool:
    return edition.asked_of(question.suppliers, question.recipients)


def _as_told(claim: TradeClaim, verdict: Verdict, reason: str) -> tuple[Verdict, str]:
    """Answer "cannot tell" where the text does not say itself that it happened; what is listed goes beside."""
    reason = f"{reason[0].upper()}{reason[1:]}"
    if claim.denied:
        told = "The text says that this is denied or disputed, and no register tells who is right. What it lists:"
    elif claim.status != "asserted":
        told = f"The text calls this {claim.status}; a register lists what was delivered."
    else:
        return verdict, reason
    return Verdict.CANNOT_TELL, f"{told} {reason}"


def _of_order(base: Finding, claim: TradeClaim, found: list[Orders], asked: tuple[Question, Window]) -> Finding:
    """Answer what was ordered in some years: by the years of order, else by what was delivered from then on."""
    question, window = asked
    who = route(claim.supplier, claim.recipient)
    dated = next((each for each in found if each.dated), None)
    later = from_then_on(found, question, window)
    if dated is not None:
        verdict, reason = Verdict.SUPPORTED, f"{who}: {orders_listed(dated.dated)} ({dated.edition.label})."
    elif any(each.edition.kind == "sipri_register" for each in found):
        reason = f"{claim.designation or claim.commodity}, {who}, ordered {window}: {NOT_RECORDED}. {later}".strip()
        verdict = Verdict.NOT_SHOWN
    else:
        why = f"Whether it was ordered then ({window}) cannot be told: no edition here lists orders by themselves."
        verdict, reason = Verdict.CANNOT_TELL, f"{why} {later or _none_since(claim, window)}"
    verdict, reason = _as_told(claim, verdict, reason)
    return replace(
        base,
        verdict=verdict,
        reason=reason,
        readings=tuple(
            Reading(
                edition=each.edition.label,
                value=orders_listed(each.dated or each.later) or None,
                note="" if each.dated or each.later else NOT_RECORDED,
                records=tuple(row[0] for row in each.dated or each.later),
            )
            for each in found
        ),
        slots=_slots(verdict, claim, question),
    )


def _none_since(claim: TradeClaim, window: Window) -> str:
    who = route(claim.supplier, claim.recipient)
    return f"No delivery from {window.first} on is recorded: {claim.designation or claim.commodity}, {who}."


def _slots(verdict: Verdict, claim: TradeClaim, question: Question) -> dict[str, Verdict]:
    """Give the verdict of each part: a row has all of them, and where there is none no single part is to blame."""
    asked = {
        "supplier": bool(question.suppliers),
        "recipient": bool(question.recipients),
        "weapon": True,
        "period": claim.period is not None and question.window is not None,
    }
    return {slot: verdict for slot, given in asked.items() if given}


def _from(edition: RegisterEdition, question: Question) -> str:
    return (
        f"FROM transfer\nWHERE edition = {literal(edition.label)} AND {question.who} AND {question.what.condition}\n"
        f"  AND delivered_latest IS NOT NULL AND {question.touching}"
    )


def _rows(tables: Tables, edition: RegisterEdition, question: Question) -> list[Row]:
    """List the deliveries, the largest by volume first: key, designation, number and year with their doubt, number."""
    number = doubted("number_delivered_printed", "number_delivered_estimate")
    year = doubted("delivered_printed", "delivered_qualifier <> ''")
    return tables.ask(
        f"SELECT key, rtrim(designation, ' -'), {number}, {year}, number_delivered_high\n"
        f"{_from(edition, question)}\nORDER BY tiv_m DESC, place, key"
    )


def _split(rows: list[Row], what: Named) -> tuple[list[Row], list[Row]]:
    """Tell the rows of exactly the name from those of its versions."""
    exact = [row for row in rows if folded(row[1]) == what.exact]
    return exact, [row for row in rows if folded(row[1]) != what.exact]


def _listed(rows: list[Row]) -> str:
    told = "; ".join(f"{number} {name} ({when})" for _, name, number, when, _ in rows[:SHOWN])
    return f"{told}; and {len(rows) - SHOWN} more" if len(rows) > SHOWN else told


def _reading(edition: RegisterEdition, rows: list[Row], what: Named) -> Reading:
    exact, versions = _split(rows, what)
    shown = exact or versions
    return Reading(
        edition=edition.label,
        value=_listed(shown) or None,
        note="" if shown else NOT_RECORDED,
        records=tuple(row[0] for row in shown),
    )


def _parts(rows: list[Row], what: Named) -> dict[str, tuple[Part, ...]]:
    exact, versions = _split(rows, what)
    if not exact or not versions:
        return {}
    totals: dict[str, int] = {}
    for _, name, _, _, items in versions:
        totals[name] = totals.get(name, 0) + (items or 0)
    ordered = sorted(totals.items(), key=lambda pair: (-pair[1], pair[0]))
    return {"also recorded": tuple(Part(label=name, value=float(items), unit="items") for name, items in ordered)}
