"""What bound whom on a day: treaties, rules, embargoes, licences and decisions on record, each to its source."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from armstrace.chain.model import Norm
from armstrace.checks.embargoes.wording import target_words
from armstrace.desk.case import describe
from armstrace.desk.embargoes import also_named, none_on_record, target_named
from armstrace.desk.law import Stood, law_on, may_be_later
from armstrace.desk.web.asking import told
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.views import basis
from armstrace.desk.web.views.leading import of_exhibit, of_key
from armstrace.gazetteer.states import display, states
from armstrace.records.decisions import Decision
from armstrace.records.errors import CaseError
from armstrace.records.supply import Licence

_MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class LawAsked:
    """Which state or group, by code or name (the case's first party where none is said), and which day (today)."""

    state: str = told("", longest=100)
    on: date | None = None


@dataclass(frozen=True, slots=True)
class LawSource:
    """A record that something rests on, and its way to the bytes."""

    key: str
    leads_to: str


@dataclass(frozen=True, slots=True)
class LawNorm:
    """A treaty or rule and how it stood: bound, signatory only, not bound, or not known, with the record's words."""

    instrument: str
    title: str
    standing: str
    words: str
    sources: tuple[LawSource, ...]


@dataclass(frozen=True, slots=True)
class LawEmbargo:
    """An embargo, or request for one, that stood on the day, or may have where not `sure`.

    `addressed` says whether it was addressed to the state asked about: yes, no, or not known.
    """

    number: str
    target: str
    target_words: str
    imposed_by: str
    instrument: str
    force: str
    binds: str
    begins: str
    ends: str
    sure: bool
    addressed: str
    scope: str
    status: str
    disputed: str
    source: str
    exhibit: str
    leads_to: str


@dataclass(frozen=True, slots=True)
class LawAct:
    """A licence act or a decision up to the day; `unsure` says that its date is too coarse to tell, or is missing."""

    date: str
    act: str
    by: str
    about: str
    words: str
    source: str
    unsure: bool
    leads_to: str


@dataclass(frozen=True, slots=True)
class Law:
    """What bound a state on a day, as far as the tables at hand tell; `wrong` and `todo` say what is not right.

    `also` are groups told of with the state's name that embargoes are on; `none` says that no embargo is on record.
    """

    state: str
    name: str
    on: date
    parties: tuple[str, ...]
    treaties: tuple[LawNorm, ...]
    rules: tuple[LawNorm, ...]
    embargoes_on: tuple[LawEmbargo, ...]
    embargoes_for: tuple[LawEmbargo, ...]
    licences: tuple[LawAct, ...]
    licences_total: int
    decisions: tuple[LawAct, ...]
    decisions_total: int
    also: tuple[str, ...]
    none: str
    wrong: str = ""
    todo: str = ""


def law(desk: Desk, asked: LawAsked) -> Law:
    """Say what bound a state on a day: treaties with their standing, rules, embargoes, licences and decisions."""
    held = describe(desk.case.root).get("parties", [])
    parties = tuple(str(each) for each in held) if isinstance(held, list) else ()
    day = asked.on or desk.case.today
    try:
        state = _state(desk, asked.state.strip() or next(iter(parties), ""))
    except CaseError as error:
        return _nothing(asked.state, day, parties, error)
    if not state:
        return _nothing("", day, parties, CaseError("", todo="Name a state and a day."))
    known = desk.cached(("law", state, day), lambda: law_on(desk.case, state, day), basis.rows(desk))
    return Law(
        state=state,
        name=display(state),
        on=day,
        parties=parties,
        treaties=_norms(known.treaties) if state in states() else (),
        rules=_norms(known.rules) if state in states() else (),
        embargoes_on=tuple(map(_embargo, known.embargoes_on)),
        embargoes_for=tuple(map(_embargo, known.embargoes_for)) if state in states() else (),
        licences=tuple(_licence(each, day) for each in known.licences[:_MOST]),
        licences_total=len(known.licences),
        decisions=tuple(_decision(each, day) for each in known.decisions[:_MOST]),
        decisions_total=len(known.decisions),
        also=tuple(name for name, _ in also_named(desk.case, state)),
        none="" if known.embargoes_on else none_on_record(state, day),
    )


def _state(desk: Desk, said: str) -> str:
    return target_named(desk.case, said, "state") if said else ""


def _nothing(said: str, day: date, parties: tuple[str, ...], error: CaseError) -> Law:
    return Law(
        state="", name=said, on=day, parties=parties, treaties=(), rules=(), embargoes_on=(), embargoes_for=(),
        licences=(), licences_total=0, decisions=(), decisions_total=0, also=(), none="",
        wrong=error.what, todo=error.todo,
    )  # fmt: skip


def _norms(norms: Sequence[Norm]) -> tuple[LawNorm, ...]:
    return tuple(
        LawNorm(
            each.instrument,
            each.title,
            each.standing,
            each.words,
            tuple(LawSource(key, of_key(key)) for key in each.basis),
        )
        for each in norms
    )


def _embargo(stood: Stood) -> LawEmbargo:
    each = stood.embargo
    named = json.loads(each.bound) if each.bound else []
    return LawEmbargo(
        number=each.number,
        target=each.target,
        target_words=target_words(each),
        imposed_by=each.imposed_by,
        instrument=each.instrument,
        force=each.force,
        binds=each.binds or ("all states" if "*" in named else ""),
        begins=each.begins.edtf if each.begins else "",
        ends=each.ends.edtf if each.ends else "",
        sure=stood.sure,
        addressed={True: "yes", False: "no", None: "not known"}[stood.addressed],
        scope=each.scope,
        status=each.status,
        disputed=each.disputed,
        source=each.source,
        exhibit=of_exhibit(each.exhibit),
        leads_to=of_key(each.key),
    )


def _licence(each: Licence, day: date) -> LawAct:
    what = ", ".join(filter(None, (each.designation or each.category, each.end_user, each.reason)))
    ends = [display(code) if code else printed for code, printed in _ends(each)]
    return LawAct(
        date=each.date.edtf if each.date else "",
        act=each.act,
        by=display(each.issuer) if each.issuer else each.issuer_printed,
        about=" to ".join(filter(None, ends)),
        words=what,
        source=each.source,
        unsure=may_be_later(each.date, day),
        leads_to=of_key(each.key),
    )


def _ends(each: Licence) -> tuple[tuple[str, str], tuple[str, str]]:
    return (each.supplier, each.supplier_printed), (each.recipient, each.recipient_printed)


def _decision(each: Decision, day: date) -> LawAct:
    named = (("conduct of", each.about), ("supply by", each.supplier), ("to", each.recipient))
    return LawAct(
        date=each.date.edtf if each.date else "",
        act=each.act,
        by=each.body,
        about=", ".join(f"{word} {display(code)}" for word, code in named if code),
        words=" ".join(filter(None, (each.outcome, each.grounds))),
        source=each.source,
        unsure=may_be_later(each.date, day),
        leads_to=of_key(each.key),
    )
