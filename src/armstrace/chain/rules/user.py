"""Rung 5: who used it, as incidents and texts tell it, with every hedge. That a state holds the type shows no user."""

from collections.abc import Iterator

from armstrace.chain.model import Rung
from armstrace.chain.rules.rule import Against, Found, Rule, Stands, of_use
from armstrace.chain.rules.texts import stands, texts_of_use
from armstrace.chain.rules.type_used import denying, of_weapon_alone, told_by
from armstrace.chain.scope import Scope
from armstrace.chain.wording import say
from armstrace.events.slots import hedges_of
from armstrace.gazetteer.states import display


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
        if not of_weapon_alone(each.denial):
            yield Against(key=each.key, who=told_by(each), words=each.denial, kind="denial", retold=True)
    for text in texts_of_use(scope):
        if text.claim.denied and text.claim.actor == scope.user:
            who = text.claim.source or say("text checked")
            words = say("excerpt", words=" ".join(text.claim.text.split()))
            yield Against(key=text.finding.key, who=who, words=words, kind="denial", retold=True)


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
