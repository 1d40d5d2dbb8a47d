"""How the embargoes on a recipient stood for a supplier on the day of its act: mandatory, a request, or not to it."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date

from armstrace.chain.law_words import said
from armstrace.chain.model import Norm
from armstrace.chain.treaty_norms import Holder
from armstrace.checks.embargoes.wording import target_words
from armstrace.gazetteer.states import display
from armstrace.gazetteer.unions import member, unions
from armstrace.records.decisions import Embargo, in_force
from armstrace.records.values import When

_FROM = re.compile(r"\barms (?:to and )?from\b", re.IGNORECASE)
UNNAMED = "?"
"""Stands among the addressees for others that an embargo addresses without naming them."""


def addressed(embargo: Embargo, state: str, day: date) -> bool | None:
    """Tell whether an embargo is addressed to a state: to all, to it by name, or to a union it belonged to that day.

    None where nothing tells: nobody is named, or others are addressed too whom the embargo does not name.
    """
    named: list[str] = json.loads(embargo.bound) if embargo.bound else []
    if "*" in named or state in named:
        return True
    belongs = [member(union, state, day) for union in named if union in unions()]
    if any(belongs):
        return True
    return None if not named or UNNAMED in named else False


def embargo_norms(holder: Holder, embargoes: Sequence[Embargo]) -> Iterator[Norm]:
    """Say for each embargo on those a state supplied for how it stood for the state; that none is on record, too."""
    named = ", ".join(map(display, holder.targets))
    if holder.first is None or holder.last is None:
        words = said("norm", "no_day", state=display(holder.state), title=named)
        yield _made("embargo", named, holder, "not known", words)
        return
    days = (holder.first, holder.last)
    told = [each for each in embargoes if _is_about(each, holder) and _may_stand(each, days)]
    for embargo in sorted(told, key=_order):
        standing, words = _stands(embargo, holder.state, days)
        title = embargo.instrument or embargo.imposed_by
        yield _made(embargo.number or embargo.key, title, holder, standing, words, embargo.key)
    if not told:
        words = said("norm", "embargo_none", target=named, day=holder.days)
        yield _made("embargo", named, holder, "not known", words)


def _is_about(embargo: Embargo, holder: Holder) -> bool:
    """Tell an embargo on those supplied, or one on the supplier that covers arms from it too."""
    return embargo.target in holder.targets or (embargo.target == holder.state and bool(_FROM.search(embargo.scope)))


def _may_stand(embargo: Embargo, days: tuple[date, date]) -> bool:
    return any(in_force(embargo, day) is not False for day in days)


def _order(embargo: Embargo) -> tuple[str, date, str]:
    begins = embargo.begins.earliest if embargo.begins and embargo.begins.earliest else date.min
    return embargo.target, begins, embargo.key


def _stands(embargo: Embargo, state: str, days: tuple[date, date]) -> tuple[str, str]:
    name = "embargo_request" if embargo.force == "request" else "embargo_mandatory"
    words = said(
        "norm",
        name,
        title=embargo.instrument,
        by=embargo.imposed_by,
        target=target_words(embargo),
        begins=_edtf(embargo.begins, "an unknown day"),
        ends=_edtf(embargo.ends, "no end on record"),
        binds=embargo.binds or "those not named here",
        scope=_open(embargo.scope),
        status=_open(embargo.status),
    )
    if embargo.disputed:
        words += " " + said("norm", "disputed", disputed=_open(embargo.disputed))
    to_it = {addressed(embargo, state, day) for day in days}
    if to_it == {False}:
        return "not bound", f"{words} {said('norm', 'embargo_not_addressed', state=display(state))}"
    if to_it != {True}:
        day = days[0].isoformat()
        return "not known", f"{words} {said('norm', 'embargo_addressee_unknown', state=display(state), day=day)}"
    if embargo.force == "request":
        return "not bound", words
    sure = all(in_force(embargo, day) for day in days) and not embargo.disputed
    return "bound" if sure else "not known", words


def _open(words: str) -> str:
    """Take the full stop off printed words, as the template has one."""
    return words.rstrip(". ") or "not said here"


def _edtf(when: When | None, unknown: str) -> str:
    return when.edtf if when else unknown


def _made(instrument: str, title: str, holder: Holder, standing: str, words: str, *basis: str) -> Norm:
    return Norm(
        instrument=instrument,
        title=title,
        state=holder.state,
        day=holder.first,
        standing=standing,
        words=words,
        basis=basis,
    )
