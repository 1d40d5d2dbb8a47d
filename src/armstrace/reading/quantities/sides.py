"""Who acts and who is counted or loses, for one counted thing."""

import re
from dataclasses import dataclass

from armstrace.reading.article import Sentence
from armstrace.reading.quantities.items import Item
from armstrace.reading.quantities.triggers import find_triggers
from armstrace.reading.scene import Scene
from armstrace.reading.text.view import Span

_OWN = re.compile(r" of (?:its|their|his|her|our) ")
_FROM = re.compile(r" (?:captured |seized |taken |lost )?(?:from|belonging to|of|in service with) (?:the )?(?=[A-Z])")
_OWNED = frozenset(
    {"personnel", "equipment_holdings", "count", "population", "incidents", "munitions_fired", "munitions_found"}
)
_ACTS = frozenset(
    {
        "killed",
        "wounded",
        "casualties",
        "captured",
        "arrested",
        "displaced",
        "destroyed",
        "fired",
        "held",
        "found",
        "deployed",
        "lost",
    }
)
_NOUNS = re.compile(r"depots?|arsenal|fleet|inventory|population|community", re.IGNORECASE)
_MADE = re.compile(r"-(?:made|built|supplied|produced|designed)\b")


@dataclass(frozen=True, slots=True)
class Sides:
    """Who acts and who is counted; `shared` where the item before it in a list handed them on."""

    subject: str | None
    object: str | None
    shared: bool = False


def sides(scene: Scene, sentence: Sentence, item: Item, measure: str, before: Sides) -> Sides:
    """Work out subject and object of a counted thing from its noun phrase, its verb's frame and the list before it."""
    inside = [] if _MADE.search(item.what.words) else scene.named(Span(item.number.end, item.what.span.end))
    named = inside[0] if inside else _owner(scene, sentence, item)
    actor = before.subject if before.shared and before.subject else _actor(scene, sentence, item)
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
    near = scene.named(Span(sentence.span.start, item.number.start))
    return near[0] if near else None


def _loser(scene: Scene, sentence: Sentence, item: Item, actor: str | None, before: Sides) -> str | None:
    """Say who lost equipment where its noun does not: "from X", the list before, or the only other side."""
    match = _FROM.match(scene.article.seen, item.what.span.end, item.what.span.end + 30)
    if match:
        named = scene.named(Span(match.end(), match.end() + 12))
        if named:
            return named[0]
    if before.object and before.object != actor:
        return before.object
    return scene.enemy(actor, sentence)


def _actor(scene: Scene, sentence: Sentence, item: Item) -> str | None:
    """Say who acts: the subject of the trigger's frame, else that of the deed earlier in the sentence."""
    trigger = item.trigger
    if trigger is None:
        return _carrier(scene, item)
    if trigger.what not in _ACTS:
        return None
    seen = scene.article.seen
    if trigger.what == "held" and _NOUNS.fullmatch(seen[trigger.span.start : trigger.span.end]):
        near = [name for name in scene.named(Span(sentence.span.start, item.number.start)) if name != "SUN"]
        return near[-1] if near else None
    found = _subject(scene, trigger.span.start, item)
    if found is not None or item.reached == "behind":
        return found
    for earlier in reversed(find_triggers(seen, Span(sentence.span.start, trigger.span.start))):
        found = _subject(scene, earlier.span.start, item) if earlier.what in {"fired", "destroyed", "killed"} else None
        if found:
            return found
    return None


def _carrier(scene: Scene, item: Item) -> str | None:
    """Give who does what is counted, where the verb is no trigger: "X carried out four attacks"."""
    tree = scene.article.tree
    index = tree.at(item.what.span.end - 1) if tree else None
    if tree is None or index is None or item.what.kind.name != "incident":
        return None
    verb = next((word for word in tree.ancestors(index) if word.pos == "VERB"), None)
    return _subject(scene, verb.start, item) if verb else None


def _subject(scene: Scene, offset: int, item: Item) -> str | None:
    frame = scene.frame(offset)
    if frame is None or frame.subject is None:
        return None
    if frame.subject.start <= item.number.start < frame.subject.end:
        return None
    return scene.actor(frame.subject)
