"""Reading the deals of a sentence."""

from collections.abc import Iterator

from armstrace.reading.article import Sentence
from armstrace.reading.scene import Scene
from armstrace.reading.text.view import Span
from armstrace.reading.trades.by_noun import by_adjective, by_going, by_noun
from armstrace.reading.trades.by_refusal import by_refusal
from armstrace.reading.trades.by_role import by_role
from armstrace.reading.trades.by_verb import by_verb
from armstrace.reading.trades.deal import Deal
from armstrace.reading.trades.heads import Head, find_heads
from armstrace.reading.trades.rows import in_a_row


def deals(scene: Scene, sentence: Sentence, before: Deal | None = None) -> tuple[Deal, ...]:
    """Read the deals of one sentence; `before` is the last one read, for parties that only it names."""
    key = (sentence.span.start, before)
    if key not in scene.told:
        scene.told[key] = tuple(_read(scene, sentence, before))
    return scene.told[key]


def _read(scene: Scene, sentence: Sentence, before: Deal | None) -> Iterator[Deal]:
    heads = find_heads(scene.article, sentence.span)
    done: list[Span] = []
    yield from by_adjective(scene, sentence)
    for refused in by_refusal(scene, sentence, before):
        done.append(refused.span)
        yield refused
    for head in sorted(heads, key=lambda head: (head.kind == "noun", head.span.start)):
        if any(other.start <= head.span.start < other.end for other in done):
            continue
        deal = _deal(scene, sentence, head, before)
        if deal is not None:
            done.append(deal.span)
            before = deal
            yield deal
            for more in in_a_row(scene, sentence, head, deal):
                done.append(more.span)
                yield more


def _deal(scene: Scene, sentence: Sentence, head: Head, before: Deal | None) -> Deal | None:
    if head.kind == "role":
        return by_role(scene, sentence, head)
    if head.kind == "noun":
        return by_noun(scene, sentence, head)
    if head.kind == "went":
        return by_going(scene, sentence, head)
    return by_verb(scene, sentence, head, before)
