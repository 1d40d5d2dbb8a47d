"""Rung 7: deaths and what was hit, as incidents of the use tell it. The type of the weapon never stands here."""

from collections.abc import Iterator

from armstrace.chain.model import Rung
from armstrace.chain.rules.rule import Found, Rule, Stands, of_use
from armstrace.chain.scope import Scope, Use
from armstrace.chain.wording import say
from armstrace.events.slots import hedges_of
from armstrace.records.kinds import Incident


def deaths_told(each: Incident) -> str:
    """Give the deaths an incident tells of, with their bounds; "" where it tells none."""
    known = [n for n in (each.deaths_low, each.deaths_best, each.deaths_high) if n is not None]
    if not known:
        return ""
    low, high, best = min(known), max(known), each.deaths_best
    if low == high:
        return str(low)
    return f"{low}-{high}" if best is None else f"{best} ({low}-{high})"


def _deaths(scope: Scope) -> Iterator[Found]:
    for use in scope.uses:
        for each in use.incidents:
            count = deaths_told(each)
            if count:
                civilians = each.civilian_deaths
                template = "deaths" if civilians is None else "deaths of civilians"
                words = say(template, count=count, civilians=civilians)
                yield _stands(use, each, "deaths", (words, count))


def _targets(scope: Scope) -> Iterator[Found]:
    for use in scope.uses:
        for each in use.incidents:
            if each.target_printed:
                yield _stands(use, each, "target", (each.target_printed, each.target or each.target_printed))


def _stands(use: Use, each: Incident, slot: str, said: tuple[str, str]) -> Stands:
    words, value = said
    return Stands(
        key=each.key,
        words=words,
        slot=slot,
        when=each.when,
        hedge="; ".join(hedges_of(each, slot)),
        about=f"{use.about} {slot}",
        value=value,
        bearing=use.bearing,
        counts=use.counts,
    )


RULES = (
    Rule("deaths told", Rung.HARM, of_use(_deaths)),
    Rule("target told", Rung.HARM, of_use(_targets)),
)
