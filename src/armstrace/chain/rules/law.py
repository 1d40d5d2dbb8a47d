"""Question L: who found, alleged or denied a legal name for the use. Software characterises nothing."""

import re
from collections.abc import Iterator

from armstrace.chain.model import Rung
from armstrace.chain.rules.rule import Against, Aside, Found, Rule, Stands, of_use
from armstrace.chain.scope import Scope
from armstrace.chain.spots import same_spot
from armstrace.chain.types_named import weapon_name
from armstrace.chain.wording import day_of, say
from armstrace.events.munitions import told
from armstrace.gazetteer.folding import fold_name
from armstrace.gazetteer.states import display
from armstrace.records.claims import Claim, TreatyClaim
from armstrace.records.decisions import Decision

BODIES = frozenset({"court", "international_court", "un_body"})
_DENIES = frozenset({"denied", "rejected"})
_HEDGED = re.compile(
    r"\b(?:reasonable (?:grounds|basis)|likely (?:to )?amounts?|m(?:ay|ight|ay well) (?:have )?amount(?:ed)?"
    r"|may have)\b",
    re.IGNORECASE,
)
"""A body that says no more than this establishes nothing: its standard is not that of a finding of fact."""
_OF_THE_USE = frozenset({"use", "crime"})


def decision_words(each: Decision) -> str:
    """Say who decided what and when, in the decision's printed words."""
    return say("decision", body=each.body, when=day_of(each.date), words=_words(each))


def _words(each: Decision) -> str:
    return "; ".join(dict.fromkeys(filter(None, (each.outcome, each.grounds)))) or each.norm or say("no words")


def _decisions(scope: Scope) -> Iterator[tuple[Decision, str]]:
    """Give the decisions on how the user's arms were used, each with why it is not of this use, "" where it is."""
    suppliers = {"", *(hop.supplier for hop in scope.asked.hops)}
    for each in scope.evidence.decisions:
        if each.about == scope.user and each.subject in _OF_THE_USE and each.supplier in suppliers:
            yield each, _not_of_use(scope, each)


def _not_of_use(scope: Scope, each: Decision) -> str:
    """Say why a decision is not one that gives this use a legal name, or denies it one; "" where it is.

    Who denies the use need not name the rule that it would have broken.
    """
    if each.subject != "crime" and not each.norm and each.act not in _DENIES:
        return say("no norm")
    day = scope.first_day
    if day is not None and each.date is not None and each.date.latest is not None and each.date.latest < day:
        return say("before the use")
    if not scope.asked.place or (each.where and same_spot(scope.asked.place, each.where)):
        return _not_of_weapon(scope, each)
    if not each.where:
        return say("place not told")
    wider = any(same_spot(area, each.where) for area in scope.areas)
    return say("place wider", where=each.where) if wider else say("other place", where=each.where)


def _not_of_weapon(scope: Scope, each: Decision) -> str:
    """Say that nothing ties a decision to the weapon asked about: neither its words nor a use told of at its place."""
    wanted = weapon_name(scope.weapon) if told(scope.weapon) else ""
    if fold_name(wanted) in fold_name(decision_words(each)):
        return ""
    places = {one.place_printed for use in scope.uses if use.counts for one in use.incidents}
    anywhere = bool(scope.asked.place) or not each.where
    if places and (anywhere or any(same_spot(place, each.where) for place in places if place)):
        return ""
    return say("weapon not named", wanted=wanted)


def _found(scope: Scope) -> Iterator[Found]:
    for each, why in _decisions(scope):
        if each.act == "found" and each.body_kind in BODIES:
            day = each.date.edtf if each.date else say("undated")
            yield _stands(each, why, None if _HEDGED.search(_words(each)) else (each.body, day))


def _alleged(scope: Scope) -> Iterator[Found]:
    for each, why in _decisions(scope):
        if each.act in {"alleged", "reported"} or (each.act == "found" and each.body_kind not in BODIES):
            yield _stands(each, why, None)
        elif each.act in {"asked", "decided"}:
            reason = say("no finding", act=each.act)
            yield Aside(key=each.key, kind="decision", words=decision_words(each), reason=reason)


def _stands(each: Decision, why: str, established: tuple[str, str] | None) -> Found:
    """Put a decision on L; one that is surely of another time or place only beside it."""
    words = decision_words(each)
    if why in {say("no norm"), say("before the use"), say("other place", where=each.where)}:
        return Aside(key=each.key, kind="decision", words=words, reason=why)
    return Stands(
        key=each.key,
        words=words,
        slot=each.subject,
        when=each.date,
        hedge="; ".join(dict.fromkeys(found.group() for found in _HEDGED.finditer(_words(each)))),
        established=established,
        about=each.key,
        bearing=why,
        counts=not why,
    )


def _denied(scope: Scope) -> Iterator[Found]:
    for each, why in _decisions(scope):
        if each.act in _DENIES:
            if why:
                yield Aside(key=each.key, kind="decision", words=decision_words(each), reason=why)
            else:
                words = say("said on", words=_words(each).rstrip("."), when=day_of(each.date))
                yield Against(key=each.key, who=each.body, words=words, kind="denial")


def _treaties(scope: Scope) -> Iterator[Found]:
    """Show what texts say of treaties, for every state that a sentence names beside one of this chain."""
    found = [each for each in scope.evidence.findings if isinstance(each.claim, TreatyClaim)]
    parties = set(scope.asked.parties)
    near = {_sentence(each.claim) for each in found if getattr(each.claim, "state", None) in parties}
    for each in found:
        if _sentence(each.claim) in near and isinstance(each.claim, TreatyClaim):
            words = " ".join(each.claim.text.split())
            reason = say("treaty", state=display(each.claim.state or ""), verdict=each.verdict.words)
            yield Aside(key=each.key, kind="treaty", words=words, reason=reason, records=each.records)


def _sentence(claim: Claim) -> tuple[int, int]:
    return claim.sentence or (claim.start, claim.end)


RULES = (
    Rule("finding of a body", Rung.LAW, of_use(_found)),
    Rule("legal name alleged", Rung.LAW, of_use(_alleged)),
    Rule("legal name denied", Rung.LAW, of_use(_denied)),
    Rule("standing towards a treaty", Rung.LAW, of_use(_treaties)),
)
