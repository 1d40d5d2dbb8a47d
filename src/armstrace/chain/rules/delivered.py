"""Rung 2: deliveries in registers, documents and states' reports. What was delivered is shown held or used nowhere."""

from collections.abc import Iterator

from armstrace.chain.bearing import of_figure
from armstrace.chain.mirror_sides import CUSTOMS
from armstrace.chain.model import Hop, Rung
from armstrace.chain.rules.ordered import goods, stands
from armstrace.chain.rules.rule import Against, Aside, Found, Rule, Stands, goes_over, of_hop
from armstrace.chain.rules.times import after_use, maybe_after
from armstrace.chain.scope import Scope
from armstrace.chain.types_named import Bearing, bears_on, weapon_name
from armstrace.chain.wording import day_of, number_of, say
from armstrace.events.munitions import named_weapon, told
from armstrace.records.claims import QuantityClaim, TradeClaim
from armstrace.records.findings import Finding
from armstrace.records.supply import Report
from armstrace.records.values import When
from armstrace.records.verdicts import Verdict

BORNE_OUT = frozenset({Verdict.SUPPORTED, Verdict.PARTLY})
_NO_GOODS = {"nil": "report nil", "withheld": "report withheld", "none": "report none"}


def _rows(scope: Scope, hop: Hop) -> Iterator[Found]:
    for each in scope.evidence.transfers:
        if goes_over(hop, each.supplier, each.recipient) and each.delivered is not None:
            what = goods(each.number_delivered, each.designation, each.description)
            words = say("delivered", what=what, when=day_of(each.delivered))
            yield stands(scope, hop, each, words, each.delivered)


def _aggregates(scope: Scope, hop: Hop) -> Iterator[Found]:
    for each in scope.evidence.flows:
        if not goes_over(hop, each.supplier, each.recipient) or each.value.high <= 0:
            continue
        template = "aggregate" if each.category else "aggregate whole"
        value = each.value.printed or each.value.value
        words = say(template, category=each.category, year=each.year, value=value)
        when = When.years_of(each.year, each.year, printed=str(each.year))
        late = after_use(scope, when)
        if late:
            yield Aside(key=each.key, kind="later", words=words, reason=late)
            continue
        wanted = scope.wanted(hop)
        asked = told(wanted)
        bearing = say("aggregate no type", wanted=weapon_name(wanted)) if asked else say("aggregate only")
        yield Stands(
            key=each.key,
            words=words,
            slot="aggregate",
            when=when,
            bearing=" ".join(filter(None, (bearing, maybe_after(scope, when)))),
            counts=not asked,
            about=each.category,
            value=str(each.year),
        )


def _documents(scope: Scope, hop: Hop) -> Iterator[Found]:
    for each in scope.evidence.supplies:
        if each.what == "delivery" and goes_over(hop, each.supplier, each.recipient):
            words = each.text or say("delivered", what=goods(each.items, each.designation), when=day_of(each.when))
            yield stands(scope, hop, each, words, each.when)


def _reports(scope: Scope, hop: Hop) -> Iterator[Found]:
    for each in scope.evidence.reports:
        if each.status != "reported" or not _of_goods(each, hop) or each.partner == "*":
            continue
        called = each.designation or each.category
        what = say("items", count=number_of(each.items), designation=called) if each.items else called
        words = say("reported", direction=each.direction, year=each.year, what=what)
        when = When.years_of(each.year, each.year, printed=str(each.year))
        late = after_use(scope, when)
        if late:
            yield Aside(key=each.key, kind="later", words=words, reason=late)
            continue
        if each.register == CUSTOMS:
            bearing = _of_customs(scope, hop)
        else:
            bearing = bears_on((named_weapon(each.designation), called), scope.wanted(hop))
        yield Stands(
            key=each.key,
            words=words,
            slot=each.direction,
            when=when,
            about=called,
            value=str(each.year),
            bearing=" ".join(filter(None, (bearing.words, maybe_after(scope, when)))),
            counts=bearing.counts,
        )


def _of_customs(scope: Scope, hop: Hop) -> Bearing:
    """Say that what customs count is of no type: "rifles" of their codes are hunting rifles too."""
    wanted = scope.wanted(hop)
    if told(wanted):
        return Bearing(counts=False, words=say("customs no type", wanted=weapon_name(wanted)))
    return Bearing(counts=True, words=say("customs only"))


def _no_goods(scope: Scope, hop: Hop) -> Iterator[Found]:
    for each in scope.evidence.reports:
        if each.status in _NO_GOODS and _of_goods(each, hop):
            words = say(_NO_GOODS[each.status], direction=each.direction, year=each.year)
            yield Aside(key=each.key, kind="no goods reported", words=words, reason=say("no report"))


def _of_goods(report: Report, hop: Hop) -> bool:
    """Tell a report of goods between the two sides of a hop, or one by either side of its whole trade."""
    sides = {"export": (hop.supplier, hop.recipient), "import": (hop.recipient, hop.supplier)}.get(report.direction)
    return sides is not None and report.reporter == sides[0] and report.partner in {sides[1], "*"}


def figures(scope: Scope, hop: Hop) -> Iterator[Finding]:
    """Give the findings on what went over a hop."""
    for each in scope.evidence.findings:
        claim = each.claim
        if isinstance(claim, TradeClaim):
            sides = claim.supplier, claim.recipient
        elif isinstance(claim, QuantityClaim) and claim.action != "not_trade":
            sides = claim.subject, claim.object
        else:
            continue
        if hop.supplier in (sides[0] or "").split("+") and hop.recipient in (sides[1] or "").split("+"):
            yield each


def _figures(scope: Scope, hop: Hop) -> Iterator[Found]:
    for each in figures(scope, hop):
        words = " ".join(each.claim.text.split())
        if getattr(each.claim, "denied", False):
            continue
        if each.verdict not in BORNE_OUT:
            reason = say("not borne out", verdict=each.verdict.words)
            yield Aside(key=each.key, kind="text", words=words, reason=reason, records=each.records)
            continue
        bearing = of_figure(scope, hop, each)
        yield Stands(
            key=each.key,
            words=words,
            slot="figure",
            when=getattr(each.claim, "period", None),
            hedge=str(getattr(each.claim, "hedge", None) or ""),
            records=each.records,
            bearing=bearing.words,
            counts=bearing.counts,
            about=each.key,
        )


def _denied(scope: Scope, hop: Hop) -> Iterator[Found]:
    for each in figures(scope, hop):
        if isinstance(each.claim, TradeClaim) and each.claim.denied:
            who = each.claim.source or say("text checked")
            words = say("excerpt", words=" ".join(each.claim.text.split()))
            yield Against(key=each.key, who=who, words=words, kind="denial", retold=True)
    for fact in scope.evidence.supplies:
        if fact.denial and fact.what in {"contract", "delivery"} and goes_over(hop, fact.supplier, fact.recipient):
            who = fact.origin or fact.register
            yield Against(key=fact.key, who=who, words=fact.denial, kind="denial", retold=True)


RULES = (
    Rule("delivery in a register", Rung.DELIVERED, of_hop(_rows)),
    Rule("aggregate in a register", Rung.DELIVERED, of_hop(_aggregates)),
    Rule("delivery told", Rung.DELIVERED, of_hop(_documents)),
    Rule("delivery reported", Rung.DELIVERED, of_hop(_reports)),
    Rule("no delivery reported", Rung.DELIVERED, of_hop(_no_goods)),
    Rule("figure of a text", Rung.DELIVERED, of_hop(_figures)),
    Rule("delivery denied", Rung.DELIVERED, of_hop(_denied)),
)
