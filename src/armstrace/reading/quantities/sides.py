"""Who acts and who is counted or loses, for one counted thing."""

import re
from dataclasses import dataclass

from armstrace.reading.article import Sentence
from armstrace.reading.parties import Party
from armstrace.reading.quantities.items import Item
from armstrace.reading.quantities.scene import REACH, Scene
from armstrace.reading.quantities.triggers import find_triggers
from armstrace.reading.text.view import Span

_OWN = re.compile(r" of (?:its|their|his|her|our) ")
_FROM = re.compile(r" (?:captured |seized |taken |lost )?(?:from|of|belonging to|by|in service with) (?:the )?")
_OWNED = frozenset({"personnel", "equipment_holdings", "count", "population", "incidents", "munitions_fired", "munitions_found"})
_ACTS = frozenset({"killed", "wounded", "casualties", "captured", "arrested", "displaced", "destroyed", "fired", "held", "found", "deployed"})
_OF_STRIKES = re.compile(r"\b(?:strikes?|attacks?|shelling|bombardment|bombing|raid|fire|offensive|forces|troops|missiles?|rockets?|drones?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sides:
    """Who acts and who is counted; `shared` where the item before it in a list handed them on."""

    subject: str | None
    object: str | None
    shared: bool = False


def sides(scene: Scene, sentence: Sentence, item: Item, measure: str, before: Sides) -> Sides:
    """Work out subject and object of a counted thing from its noun phrase, its verb's frame and the list before it."""
    inside = scene.parties.within(Span(item.number.end, item.what.span.end))
    named = inside[0].name if inside else _owner(scene, sentence, item)
    actor = _actor(scene, sentence, item) if before.subject is None else before.subject
    if measure in _OWNED:
        return Sides(named if named and measure != "munitions_found" else actor, None)
    if item.trigger and item.trigger.what == "lost" and measure in {"equipment_losses", "killed"}:
        return Sides(None, named or actor)
    if named is None and measure == "equipment_losses":
        named = _loser(scene, sentence, item, actor, before)
    elif named is None and before.shared and item.what.kind.name != "civil":
        named = before.object
    return Sides(actor if actor != named else None, named)


def _owner(scene: Scene, sentence: Sentence, item: Item) -> str | None:
    """Read "398 of its soldiers": the party that the pronoun stands for."""
    if not _OWN.match(scene.article.seen, item.number.end, item.number.end + 12):
        return None
    near = scene.parties.before(item.number.start, sentence.span.start)
    subject = next((party for party in reversed(near) if party.kind != "body"), None)
    return subject.name if subject else None


def _loser(scene: Scene, sentence: Sentence, item: Item, actor: str | None, before: Sides) -> str | None:
    """Say who lost equipment where its noun does not: "from X", the list before, or the only other side."""
    match = _FROM.match(scene.article.seen, item.what.span.end, item.what.span.end + 30)
    if match and not match.group().strip().startswith("by"):
        named = scene.parties.within(Span(match.end(), match.end() + 12))
        if named:
            return named[0].name
    if before.object and before.object != actor:
        return before.object
    return scene.enemy(actor, sentence)


def _actor(scene: Scene, sentence: Sentence, item: Item) -> str | None:
    """Say who acts: the subject of the trigger's frame, else that of the deed earlier in the sentence."""
    if item.trigger is None or item.trigger.what not in _ACTS:
        return None
    found = _subject(scene, sentence, item.trigger.span.start, item)
    if found is not None or item.reached == "behind":
        return found.name if found else None
    for trigger in reversed(find_triggers(scene.article.seen, Span(sentence.span.start, item.trigger.span.start))):
        if trigger.what in {"fired", "destroyed"}:
            found = _subject(scene, sentence, trigger.span.start, item)
            if found:
                return found.name
    return None


def _subject(scene: Scene, sentence: Sentence, offset: int, item: Item) -> Party | None:
    frame = scene.frame(offset)
    if frame is None or frame.subject is None:
        return None
    if frame.subject.start <= item.number.start < frame.subject.end:
        return None
    return scene.resolved(frame.subject, max(sentence.span.start - REACH // 2, 0))
