"""How the rules that a route asks about stood for each state on the day of its act: supplier, recipient or user.

The day of a supplier's act is the day D of its decision where one is named, else the first day of the use; that of
recipient and user are the days of the use. Nothing here says that a rule was kept or broken.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from io import StringIO

from armstrace.chain.embargo_norms import embargo_norms
from armstrace.chain.law_words import said
from armstrace.chain.model import Asked, Norm, Route
from armstrace.chain.treaty_norms import Holder, StandingsOf, treaty_norm
from armstrace.gazetteer.states import display
from armstrace.gazetteer.unions import member
from armstrace.records.decisions import Embargo
from armstrace.records.values import When

EMBARGO = "embargo"
"""Stands among a route's instruments for every embargo on record that is on the recipient or the user."""

OF_A_USE: tuple[tuple[str, str], ...] = (
    ("GC-1949", "user"),
    ("AP1-1977", "user"),
    ("CUSTOM-IHL", "user"),
    ("GENOCIDE-1948", "user"),
)
"""What is asked of every use where no route is named: the law of war that bound who used the weapon."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule that is no treaty of the gazetteer: custom, law of a union, or a standard (data/norms.csv)."""

    id: str
    title: str
    binds: str
    begins: When
    words: str


def norms_of(
    asked: Asked, route: Route | None, standings: StandingsOf, embargoes: Sequence[Embargo]
) -> tuple[Norm, ...]:
    """Give how each instrument of a route stood for whom it is asked of, each once, in the route's order.

    Without a route the law of war that bound the user. `standings(treaty, state, day)` gives what the treaty tables at
    hand say (checks.treaties.acts.standings of a case), the best one first.
    """
    found: dict[tuple[str, str, date | None, str], Norm] = {}
    for instrument, whose in route.instruments if route else OF_A_USE:
        for holder in _holders(asked, whose):
            for norm in _norms(instrument, holder, standings, embargoes):
                found.setdefault((norm.instrument, norm.state, norm.day, norm.words), norm)
    return tuple(found.values())


def _norms(instrument: str, holder: Holder, standings: StandingsOf, embargoes: Sequence[Embargo]) -> Iterator[Norm]:
    if instrument == EMBARGO:
        yield from embargo_norms(holder, embargoes)
    elif instrument in rules():
        yield _of_rule(rules()[instrument], holder)
    else:
        yield treaty_norm(instrument, holder, standings)


def _holders(asked: Asked, whose: str) -> Iterator[Holder]:
    """Give the states an instrument is asked of, each with the first and last day of its act and the targets of it."""
    last = asked.hops[-1].recipient if asked.hops else ""
    user = asked.user or last
    if whose == "user":
        yield _holder(user, asked.when, ())
        return
    for hop in asked.hops:
        targets = tuple(dict.fromkeys((hop.recipient, user)))
        if whose == "supplier":
            yield _holder(hop.supplier, asked.decided.get(hop.number) or _first(asked.when), targets)
        else:
            yield _holder(hop.recipient, asked.when, targets)


def _holder(state: str, when: When | None, targets: tuple[str, ...]) -> Holder:
    first = when.earliest or when.latest if when else None
    last = when.latest or when.earliest if when else None
    return Holder(state, first, last, targets)


def _first(when: When | None) -> When | None:
    day = when.earliest or when.latest if when else None
    return When.day(day) if day else None


@cache
def rules() -> Mapping[str, _Rule]:
    """Give the rules that are no treaties of the gazetteer, by id."""
    text = files("armstrace.chain").joinpath("data", "norms.csv").read_text(encoding="utf-8")
    return {
        row["id"]: _Rule(row["id"], row["title"], row["binds"], When.read(row["begins"]), row["words"])
        for row in csv.DictReader(StringIO(text))
    }


def rule_norms(holder: Holder) -> tuple[Norm, ...]:
    """Give how each rule that is no treaty stood for a state: custom, law of a union, standards."""
    return tuple(_of_rule(rule, holder) for rule in rules().values())


def _of_rule(rule: _Rule, holder: Holder) -> Norm:
    named = {"state": display(holder.state), "title": rule.title, "words": rule.words}
    if holder.first is None or holder.last is None:
        return _made(rule, holder, "not known", said("norm", "no_day", **named))
    named |= {"day": holder.days, "union": rule.binds}
    if rule.begins.by(holder.first) is not True:
        return _made(rule, holder, "not bound", said("norm", "not_yet", **named))
    if rule.binds in {"custom", "nobody"}:
        standing = "bound" if rule.binds == "custom" else "not bound"
        return _made(rule, holder, standing, said("norm", "custom", **named))
    belongs = {member(rule.binds, holder.state, day) for day in (holder.first, holder.last)}
    if belongs == {True}:
        return _made(rule, holder, "bound", said("norm", "member", **named))
    if belongs == {False}:
        return _made(rule, holder, "not bound", said("norm", "no_member", **named))
    return _made(rule, holder, "not known", said("norm", "membership_unknown", **named))


def _made(rule: _Rule, holder: Holder, standing: str, words: str) -> Norm:
    return Norm(
        instrument=rule.id, title=rule.title, state=holder.state, day=holder.first, standing=standing, words=words
    )
