"""How a treaty stood for one state on the day, or between the days, of its act."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from armstrace.chain.law_words import said
from armstrace.chain.model import Norm
from armstrace.checks.treaties.acts import Standing
from armstrace.gazetteer.states import display, states
from armstrace.gazetteer.treaties import treaty
from armstrace.records.values import When

StandingsOf = Callable[[str, str, date], Sequence[Standing]]
"""Gives what the tables at hand say of a treaty and a state on a day, the best one first."""


_NO_STATES = frozenset({"contested", "non_state", "organisation", "territory"})


@dataclass(frozen=True, slots=True)
class Holder:
    """A state whose act is asked about, on the days from `first` to `last`; `targets` are those it supplied for."""

    state: str
    first: date | None
    last: date | None
    targets: tuple[str, ...] = ()

    @property
    def days(self) -> str:
        """The day, or the first and the last, as ISO 8601 writes them."""
        days = [day.isoformat() for day in (self.first, self.last) if day]
        return "/".join(dict.fromkeys(days))


def treaty_norm(treaty_id: str, holder: Holder, standings: StandingsOf) -> Norm:
    """Say how a treaty stood for a state: bound, signatory only, not bound, or not known."""
    known = treaty(treaty_id)
    named = {"state": display(holder.state), "treaty": known.name, "title": known.name}
    if holder.first is None or holder.last is None:
        return _made(treaty_id, holder, "not known", said("norm", "no_day", **named))
    found = [_best(standings, treaty_id, holder.state, day) for day in dict.fromkeys((holder.first, holder.last))]
    first, last = found[0], found[-1]
    if first is None or last is None:
        words = said("norm", "no_table", day=holder.days, depositary=known.depositary, **named)
        return _made(treaty_id, holder, "not known", words)
    words = _told(first, holder.state, named)
    if word_of(first) != word_of(last):
        between = said("norm", "between", first=first.day.isoformat(), last=last.day.isoformat())
        return _made(
            treaty_id, holder, "not known", f"{words} {_told(last, holder.state, named)} {between}", first, last
        )
    return _made(treaty_id, holder, word_of(first), words, first)


def word_of(standing: Standing) -> str:
    """Give one of the four words for how a state stood; a provisional application binds as far as it reaches."""
    if not standing.known:
        return "not known"
    if standing.left:
        return "not bound"
    if standing.force or standing.applied:
        return "bound"
    if standing.force is None:
        return "not known"
    if standing.bound:
        return "not bound"
    return {True: "signatory only", False: "not bound", None: "not known"}[standing.signed]


def _best(standings: StandingsOf, treaty_id: str, state: str, day: date) -> Standing | None:
    found = standings(treaty_id, state, day)
    return found[0] if found else None


def _told(standing: Standing, state: str, named: dict[str, str]) -> str:
    facts = ", ".join(_facts(standing, state))
    table = standing.edition
    if standing.as_of is not None and standing.as_of.edtf not in table:
        table = said("norm", "table", edition=table, as_of=standing.as_of.edtf)
    return said("norm", "treaty", day=standing.day.isoformat(), facts=facts, table=table, **named)


def _facts(standing: Standing, state: str) -> list[str]:
    if not standing.known:
        return [said("fact", "unknown")]
    facts = []
    if standing.signed:
        facts.append(said("fact", "signed", signed=_edtf(standing.signature)))
    if standing.consenting is not None and standing.done(standing.consenting):
        name = "consented_by" if standing.how else "consented"
        facts.append(said("fact", name, how=standing.how, consented=_edtf(standing.consent)))
        if standing.in_force is not None:
            since = "in_force" if standing.force or standing.left else "in_force_later"
            facts.append(said("fact", since, since=standing.in_force.edtf))
    if standing.applied:
        facts.append(said("fact", "provisional", since=_edtf(standing.provisional)))
    if standing.notified is not None and standing.gave_notice:
        facts.append(said("fact", "notice", notified=standing.notified.edtf))
    if standing.withdrawal is not None and standing.gave_notice:
        facts.append(said("fact", "withdrew" if standing.left else "withdrawing", left=standing.withdrawal.edtf))
    if facts:
        return facts
    if _kind(state) in _NO_STATES:
        return [said("fact", "no_state")]
    return [said("fact", "none" if standing.covers else "no_act")]


def _kind(code: str) -> str:
    known = states().get(code)
    return known.kind if known else ""


def _edtf(when: When | None) -> str:
    return when.edtf if when is not None else "on an unknown day"


def _made(treaty_id: str, holder: Holder, standing: str, words: str, *told: Standing) -> Norm:
    keys = dict.fromkeys(act.key for each in told for act in each.acts)
    return Norm(
        instrument=treaty_id,
        title=treaty(treaty_id).name,
        state=holder.state,
        day=holder.first,
        standing=standing,
        words=words,
        basis=tuple(keys),
    )
