"""Whether something came before the use, or before a decision, as far as its date can tell."""

from datetime import date, timedelta

from armstrace.chain.model import Hop
from armstrace.chain.rules.rule import goes_over
from armstrace.chain.scope import Scope, moment
from armstrace.chain.types_named import bears_on, weapon_of
from armstrace.chain.wording import day_of, say
from armstrace.events.munitions import Weapon
from armstrace.records.values import When


def after_use(scope: Scope, when: When | None) -> str:
    """Say that something lies after the first day of the use; "" where it does not, or where no day is asked about."""
    day = scope.first_day
    return say("after the use", day=day) if day and when and when.by(day) is False else ""


def maybe_after(scope: Scope, when: When | None) -> str:
    """Say that something may lie after the first day of the use: the year of the use alone does not tell."""
    day = scope.first_day
    return say("maybe after the use", when=day_of(when), day=day) if day and when and when.by(day) is None else ""


def decision_day(scope: Scope, hop: Hop) -> tuple[When | None, str]:
    """Give the day D of a supplier's decision and a sentence on where it comes from.

    A person names it; else it is the first licence or order of the hop, else the first day of the use.
    """
    named = scope.asked.decided.get(hop.number)
    if named is not None:
        return named, say("D named", day=day_of(named))
    found = _first(hop, scope)
    if found is not None:
        return found[0], say(found[1], day=day_of(found[0]))
    day = scope.first_day
    if day is None:
        return None, say("no day D")
    return When.day(day), say("D by use", day=day)


def before(when: When | None, decided: When | None) -> bool | None:
    """Tell whether something was known before a decision; None where nobody says when it was."""
    if when is None:
        return None
    if decided is None or decided.earliest is None or decided.earliest == date.min:
        return False
    return bool(when.by(decided.earliest - timedelta(days=1)))


def _first(hop: Hop, scope: Scope) -> tuple[When, str] | None:
    """Find the first licence or order of a hop, of the type asked about where one is."""
    e, wanted = scope.evidence, scope.wanted(hop)

    def of_hop(supplier: str, recipient: str, weapon: Weapon) -> bool:
        return goes_over(hop, supplier, recipient) and bears_on(weapon, wanted).counts

    found = [
        (each.date, "D by licence")
        for each in e.licences
        if each.act == "granted"
        and of_hop(each.supplier, each.recipient, ("", each.designation) if each.designation else wanted)
    ]
    found += [
        (each.ordered, "D by order") for each in e.transfers if of_hop(each.supplier, each.recipient, weapon_of(each))
    ]
    found += [
        (each.when, "D by order")
        for each in e.supplies
        if each.what == "contract" and of_hop(each.supplier, each.recipient, weapon_of(each))
    ]
    dated = [(when, template) for when, template in found if when is not None and when.earliest is not None]
    return min(dated, key=lambda pair: (moment(pair[0]), pair[1], pair[0].printed), default=None)
