"""Rung 5: who used it, as incidents and texts tell it, with every hedge. That a state holds the type shows no user."""

import re
from collections.abc import Iterator

from armstrace.chain.model import Rung
from armstrace.chain.rules.rule import Against, Aside, Found, Rule, Stands, of_use
from armstrace.chain.rules.texts import stands, texts_of_use
from armstrace.chain.rules.type_used import denying, of_weapon_alone, told_by
from armstrace.chain.scope import Scope
from armstrace.chain.wording import say
from armstrace.events.slots import hedges_of
from armstrace.gazetteer.states import display

_SUPPLIED = re.compile(r"\b(?:suppl(?:y|ie[ds]|ying)|deliver\w*|s(?:ell|elling|old|ale)|export\w*)\b", re.IGNORECASE)
_USED = re.compile(
    r"\b(?:us(?:e|ed|es|ing)|fir(?:e|ed|ing)|launch\w*|hit|struck|strikes?|attack\w*|shell\w*|bomb\w*|target\w*|kill\w*"
    r"|carried out|responsib\w+|behind|blam\w+|accus\w+|forces|military|army)\b",
    re.IGNORECASE,
)


def _incidents(scope: Scope) -> Iterator[Found]:
    for use in scope.uses:
        for each in use.incidents:
            if each.actor == scope.user:
                yield Stands(
                    key=each.key,
                    words=each.actor_printed or display(each.actor),
                    slot="actor",
                    when=each.when,
                    hedge="; ".join(hedges_of(each, "actor")),
                    about=use.about,
                    value=each.actor,
                    bearing=use.bearing,
                    counts=use.counts,
                )


def _others(scope: Scope) -> Iterator[Found]:
    """Another actor told of for an event for which the user asked about is told too."""
    for use in scope.uses:
        for each in use.incidents:
            if each.actor and each.actor != scope.user and use.counts:
                words = say("tells another", other=each.actor_printed or display(each.actor))
                kind = f"another actor:{each.actor}"
                yield Against(key=each.key, who=told_by(each), words=words, kind=kind, retold=True)


def _denials(scope: Scope) -> Iterator[Found]:
    for each in denying(scope):
        # where another is told of as the user, it is that one's denial
        of_user = each.actor in {"", scope.user}
        if _of_supply_alone(each.denial):
            yield Aside(key=each.key, kind="denial", words=each.denial, reason=say("denies a supply"))
        elif of_user and not of_weapon_alone(each.denial):
            yield Against(key=each.key, who=told_by(each), words=each.denial, kind="denial", retold=True)
    for text in texts_of_use(scope):
        if text.claim.denied and text.claim.actor == scope.user:
            who = text.claim.source or say("text checked")
            words = say("excerpt", words=" ".join(text.claim.text.split()))
            yield Against(key=text.finding.key, who=who, words=words, kind="denial", retold=True)


def _of_supply_alone(denial: str) -> bool:
    """Tell a denial that speaks of having supplied something and of nobody's having used it."""
    return bool(_SUPPLIED.search(denial)) and not _USED.search(denial)


def _texts(scope: Scope) -> Iterator[Found]:
    for text in texts_of_use(scope):
        if text.claim.actor == scope.user and not text.claim.denied:
            yield from stands(scope, text, "actor", scope.user)


RULES = (
    Rule("actor of an incident", Rung.USER, of_use(_incidents)),
    Rule("actor of a text", Rung.USER, of_use(_texts)),
    Rule("another actor told", Rung.USER, of_use(_others)),
    Rule("use denied", Rung.USER, of_use(_denials)),
)
