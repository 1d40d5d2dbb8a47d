"""A sentence's counted things with what became of each: own verb, shared verb, or what the noun itself says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from armstrace.reading.article import Sentence
from armstrace.reading.figures.numbers import Number
from armstrace.reading.incidents.named import within
from armstrace.reading.quantities.counted import Counted, counted
from armstrace.reading.quantities.nouns import Kind
from armstrace.reading.quantities.triggers import Trigger, before, behind, chained, find_triggers, loose
from armstrace.reading.scene import Scene
from armstrace.reading.text.view import Span

_NAMES_PEOPLE = frozenset({"demonym", "demonym_plural", "adjective"})
_NEW_CLAUSE = re.compile(r"[;\u2014]|, (?:and|but|while|which|who)\b")


@dataclass(frozen=True, slots=True)
class Item:
    """A number, what it counts, its trigger with how it was reached (behind, before, list, loose), and its list."""

    number: Number
    what: Counted
    trigger: Trigger | None = None
    reached: str = ""
    leads: int | None = None


def items(scene: Scene, sentence: Sentence, numbers: Sequence[Number]) -> list[Item]:
    """Read the counted things of a sentence, lists sharing their verb."""
    seen = scene.article.seen
    if not numbers:
        return []
    triggers = find_triggers(seen, sentence.span)
    found: list[Item] = []
    for index, number in enumerate(numbers):
        limit = numbers[index + 1].start if index + 1 < len(numbers) else sentence.span.end
        what = counted(scene.article, number, limit)
        if what is None or number.kind != "plain":
            continue
        found.append(_own(seen, triggers, Item(number, _people(scene, what))))
    for index in range(len(found) - 1):
        found[index] = _of_all(seen, found[index], found[index + 1])
    for index in range(len(found) - 2, -1, -1):
        found[index] = _from_right(seen, found[index], found[index + 1 : index + 3])
    for index in range(1, len(found)):
        found[index] = _from_left(seen, found[index - 1], found[index], index)
    return [each if each.trigger else _loosely(seen, triggers, each, sentence) for each in found]


def _people(scene: Scene, what: Counted) -> Counted:
    """Read "91 Armenian" and "nine Azerbaijanis" as people."""
    if what.kind.name not in {"thing", ""} or not what.words:
        return what
    last = within(scene.article.states, Span(what.span.end - len(what.words.split()[-1]), what.span.end))
    if last and last[0].kind in _NAMES_PEOPLE:
        return replace(what, kind=Kind("people", "person"))
    return what


def _own(seen: str, triggers: list[Trigger], item: Item) -> Item:
    after = behind(seen, triggers, item.what.span.end)
    if after:
        return replace(item, trigger=after, reached="behind")
    ahead = before(seen, triggers, item.number.start)
    return replace(item, trigger=ahead, reached="before") if ahead else item


_OF_ALL = re.compile(r" of (?:(?:its|the|their|his|her|these|those|about|some) ){0,2}")


def _of_all(seen: str, item: Item, following: Item) -> Item:
    """Read "30 of its 40 tanks": the noun stands behind the whole."""
    if item.what.words or not _OF_ALL.fullmatch(seen, item.number.end, following.number.start):
        return item
    what = Counted(Span(item.number.start, following.what.span.end), following.what.words, following.what.kind)
    return replace(item, what=what)


def _from_left(seen: str, left: Item, item: Item, index: int) -> Item:
    """Take the verb of the list's first item: "destroyed 7 tanks, 6 vehicles and 4 guns"."""
    if item.trigger or not left.trigger:
        return item
    inside = seen[left.what.span.end : item.number.start].strip() == "("
    end = (
        left.trigger.span.end
        if left.reached == "behind" and left.trigger.span.end <= item.number.start
        else left.what.span.end
    )
    aside = inside or re.match(r"[^()]{0,60}\(", seen[left.what.span.end : item.number.start]) is None
    if not aside or not (chained(seen, left.what.span.end, item.number.start) or chained(seen, end, item.number.start)):
        return item
    if left.reached == "behind" and not inside and end != left.what.span.end:
        return item
    return replace(
        item, trigger=left.trigger, reached="list", leads=left.leads if left.leads is not None else index - 1
    )


def _from_right(seen: str, item: Item, following: Sequence[Item]) -> Item:
    """Take the verb behind the last item: "398 soldiers and 31 civilians were killed", and its noun: "91 Armenian"."""
    for right in following:
        if item.trigger or not right.trigger or right.trigger.span.start < right.what.span.end:
            continue
        if chained(seen, item.what.span.end, right.number.start) and not seen[: right.number.start].endswith("("):
            bare = (
                item.what.kind.name in {"", "thing", "people"}
                and right.what.kind.is_person
                and right.reached == "behind"
            )
            what = replace(item.what, kind=right.what.kind) if bare else item.what
            return replace(item, what=what, trigger=right.trigger, reached="right")
    return item


def _loosely(seen: str, triggers: list[Trigger], item: Item, sentence: Sentence) -> Item:
    for trigger in loose(triggers, seen, max(sentence.span.start, item.number.start - 120), item.number.start):
        if trigger.what in {"held", "lived", "deployed"}:
            return replace(item, trigger=trigger, reached="loose")
        if trigger.what in {"fired", "found"} and item.what.kind.is_arms:
            return replace(item, trigger=trigger, reached="loose")
        break
    following = next((t for t in triggers if t.span.start >= item.what.span.end), None)
    if following is None or following.what not in {"lived", "deployed"}:
        return item
    between = seen[item.what.span.end : following.span.start]
    near = len(between) < 40 and not _NEW_CLAUSE.search(between)
    return replace(item, trigger=following, reached="behind") if near else item
