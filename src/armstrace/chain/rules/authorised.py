"""Rung 1a: licences, and states' own reports of them. A licence says what may go, never what went."""

import re
from collections.abc import Iterator

from armstrace.chain.model import Hop, Rung
from armstrace.chain.rules.rule import Against, Aside, Found, Rule, Stands, goes_over, of_hop
from armstrace.chain.rules.times import after_use, maybe_after
from armstrace.chain.scope import Scope
from armstrace.chain.types_named import bears_on
from armstrace.chain.wording import day_of, number_of, say
from armstrace.gazetteer.states import display
from armstrace.records.supply import Licence, Report

_OF_LICENCES = re.compile(r"\b(?:licen[cs]es?|permits?|authori[sz]ations?)\b", re.IGNORECASE)
ENDED = frozenset({"refused", "suspended", "revoked", "cancelled", "expired"})


def licence_words(licence: Licence) -> str:
    """Say what was done to a licence, in its printed words."""
    template = "licence" if licence.number else "licence unnumbered"
    return say(template, act=licence.act, what=_what(licence), when=day_of(licence.date), number=licence.number)


def _what(licence: Licence) -> str:
    called = licence.designation or licence.category
    if _OF_LICENCES.search(called):
        return called
    count = number_of(licence.licences)
    what = say("licences counted", count=count) if count else say("one licence")
    return say("for", what=what, designation=called) if called else what


def issuer_of(licence: Licence) -> str:
    """Name who acted on a licence: as printed, a code by its name."""
    return display(licence.issuer_printed or licence.issuer)


def _granted(scope: Scope, hop: Hop) -> Iterator[Found]:
    for each in _licences(scope, hop):
        if each.act in ENDED:
            continue
        late = after_use(scope, each.date)
        if late:
            yield Aside(key=each.key, kind="later", words=licence_words(each), reason=late)
            continue
        # a licence names goods now and then; one that names none is not told apart by type
        named = ("", each.designation)
        bearing = bears_on(named, scope.wanted(hop))
        yield Stands(
            key=each.key,
            words=licence_words(each),
            slot="licence",
            when=each.date,
            about=each.number or each.key,
            bearing=" ".join(filter(None, (bearing.words if named[1] else "", maybe_after(scope, each.date)))),
            counts=bearing.counts or not named[1],
        )


def _ended(scope: Scope, hop: Hop) -> Iterator[Found]:
    """Take an end before the use as contesting; one after it says nothing against what stood until then."""
    for each in _licences(scope, hop):
        if each.act not in ENDED:
            continue
        late = after_use(scope, each.date)
        if late:
            yield Aside(key=each.key, kind="later", words=licence_words(each), reason=late)
        else:
            yield Against(key=each.key, who=issuer_of(each), words=licence_words(each), kind="licence ended")


def _reported(scope: Scope, hop: Hop) -> Iterator[Found]:
    """Take a state's report of licences as that party's word; refusals contest, counts of criteria say neither."""
    for each in scope.evidence.reports:
        known = each.direction == "licence" and each.status == "reported" and _not_after(scope, each)
        if not known or not goes_over(hop, each.reporter, each.partner):
            continue
        called = each.designation or each.category
        what = number_of(each.items) or _money(each)
        what = say("for", what=what, designation=called) if what and called else what or called
        words = say("reported", direction=each.measure.replace("_", " "), year=each.year, what=what)
        if each.measure == "refusals":
            yield Against(key=each.key, who=each.reporter_printed, words=words, kind="licence ended")
        elif each.measure in {"licences", "licence_money"}:
            yield Stands(key=each.key, words=words, slot="licence", about=called, value=str(each.year))


def _licences(scope: Scope, hop: Hop) -> Iterator[Licence]:
    return (each for each in scope.evidence.licences if goes_over(hop, each.supplier, each.recipient))


def _money(report: Report) -> str:
    if report.amount is None:
        return ""
    return say("money", amount=f"{report.amount:,.0f}", currency=report.currency)


def _not_after(scope: Scope, report: Report) -> bool:
    return scope.first_day is None or report.year <= scope.first_day.year


RULES = (
    Rule("licence granted", Rung.LICENSED, of_hop(_granted)),
    Rule("licence ended", Rung.LICENSED, of_hop(_ended)),
    Rule("licence reported", Rung.LICENSED, of_hop(_reported)),
)
