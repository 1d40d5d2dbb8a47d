"""The gate: of what a language model proposes only exact words of the text pass, and all else is listed with its reason."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from armstrace.reading.article import Article
from armstrace.reading.proposals.prompt import SLOTS, prompts
from armstrace.reading.text.view import Span, view

_MOST_SHOWN = 300
# a quotation such as "the" may stand in thousands of places, and an answer may hold thousands of them
_MOST_PLACES = 500


@dataclass(frozen=True, slots=True)
class Proposal:
    """A claim that a model proposes: a suggestion, never the ground of a verdict.

    `text` is the exact slice from `start` to `end`; `slots` are names with spans of words in its sentence, `emptied`
    the slots whose words do not stand there. `origin` is "model:" and the model's name.
    """

    type: str
    start: int
    end: int
    text: str
    slots: tuple[tuple[str, Span], ...]
    emptied: tuple[str, ...]
    origin: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """What did not pass: the reason, and what the model said, cut at 300 characters.

    `reason` is one of: not in source, not unique, malformed, unknown type, empty.
    """

    reason: str
    said: str


@dataclass(frozen=True, slots=True)
class Proposals:
    """Everything a model answered about a text."""

    accepted: tuple[Proposal, ...] = ()
    rejected: tuple[Rejected, ...] = ()


def propose(article: Article, ask: Callable[[str], str], name: str) -> Proposals:
    """Ask a model about a text; `ask` takes a question and gives the answer, `name` names the model.

    Raises:
        ArmstraceError: what `ask` raises.
    """
    accepted: dict[tuple[str, int, int], Proposal] = {}
    rejected: list[Rejected] = []
    for question in prompts(article):
        for item in _items(ask(question)):
            judged = item if isinstance(item, Rejected) else _judged(article, item, f"model:{name}")
            if isinstance(judged, Proposal) and (judged.type, judged.start, judged.end) not in accepted:
                accepted[judged.type, judged.start, judged.end] = judged
            else:
                rejected.append(judged if isinstance(judged, Rejected) else _rejected("not unique", item))
    return Proposals(tuple(sorted(accepted.values(), key=lambda each: (each.start, each.end))), tuple(rejected))


def proposal_json(proposal: Proposal) -> dict[str, Any]:
    """Give a proposal as a JSON object of the reading schema, marked as a suggestion."""
    slots = {name: [span.start, span.end] for name, span in proposal.slots}
    return {
        "type": proposal.type,
        "start": proposal.start,
        "end": proposal.end,
        "text": proposal.text,
        "slots": slots,
        "emptied": list(proposal.emptied),
        "origin": proposal.origin,
        "suggestion": True,
    }


def _items(answer: str) -> Iterator[Any]:
    """Take an answer apart; one that is no JSON of the form asked for is one malformed item."""
    try:
        told = json.loads(_unfenced(answer))
    except (ValueError, RecursionError):
        yield _rejected("malformed", answer)
        return
    items = told.get("items") if isinstance(told, dict) else None
    if not isinstance(items, list):
        yield _rejected("malformed", answer)
        return
    yield from items


def _unfenced(answer: str) -> str:
    """Take off the marks of a code block, which many models put around JSON."""
    bare = answer.strip()
    if bare.startswith("```") and bare.endswith("```") and "\n" in bare:
        return bare[bare.index("\n") + 1 : -3]
    return bare


def _judged(article: Article, item: Any, origin: str) -> Proposal | Rejected:
    if not _is_well_formed(item):
        return _rejected("malformed", item)
    kind, quote, before = item["type"], view(item["quote"]).strip(), view(item.get("before") or "").strip()
    if kind not in SLOTS:
        return _rejected("unknown type", item)
    if not quote:
        return _rejected("empty", item)
    everywhere = _places(article, quote)
    places = [at for at in everywhere if _follows(article.seen, at, before)] if len(everywhere) > 1 else everywhere
    if len(places) != 1:
        return _rejected("not unique" if everywhere else "not in source", item)
    span = Span(places[0], places[0] + len(quote))
    slots, emptied = _slots(article, span, kind, item.get("slots") or {})
    return Proposal(kind, span.start, span.end, article.words(span), slots, emptied, origin)


def _is_well_formed(item: Any) -> bool:
    if not isinstance(item, dict) or not all(isinstance(item.get(name), str) for name in ("type", "quote")):
        return False
    return isinstance(item.get("before"), str | None) and isinstance(item.get("slots"), dict | None)


def _places(article: Article, quote: str) -> list[int]:
    """Find where a quotation stands, whole words within one block; the first few places of one that is everywhere."""
    found: list[int] = []
    at = article.seen.find(quote)
    for _ in range(_MOST_PLACES):
        if at < 0:
            break
        block = article.block_at(at)
        if _is_whole(article.seen, at, at + len(quote)) and block is not None and at + len(quote) <= block.end:
            found.append(at)
        at = article.seen.find(quote, at + 1)
    return found


def _is_whole(seen: str, start: int, end: int) -> bool:
    """Tell whether no word is cut at either end."""
    cut_before = start > 0 and seen[start - 1].isalnum() and seen[start].isalnum()
    cut_behind = end < len(seen) and seen[end - 1].isalnum() and seen[end].isalnum()
    return not (cut_before or cut_behind)


def _follows(seen: str, at: int, before: str) -> bool:
    if not before:
        return True
    end = at
    while end and seen[end - 1] == " ":
        end -= 1
    return seen.endswith(before, 0, end)


def _slots(
    article: Article, span: Span, kind: str, said: dict[str, Any]
) -> tuple[tuple[tuple[str, Span], ...], tuple[str, ...]]:
    """Find the words of each slot in the sentences of the quotation; the first place of several that are alike."""
    first, last = article.sentence_at(span.start), article.sentence_at(span.end - 1)
    start = first.span.start if first else span.start
    end = last.span.end if last else span.end
    found: dict[str, Span] = {}
    for name, value in said.items():
        words = view(value).strip() if isinstance(value, str) else ""
        at = article.seen.find(words, start, end) if words and name in SLOTS[kind] else -1
        while at >= 0 and not _is_whole(article.seen, at, at + len(words)):
            at = article.seen.find(words, at + 1, end)
        if at >= 0:
            found[name] = Span(at, at + len(words))
    return tuple(found.items()), tuple(str(name)[:_MOST_SHOWN] for name in said if name not in found)


def _rejected(reason: str, item: Any) -> Rejected:
    said = item if isinstance(item, str) else json.dumps(item, ensure_ascii=False)
    return Rejected(reason, said[:_MOST_SHOWN])
