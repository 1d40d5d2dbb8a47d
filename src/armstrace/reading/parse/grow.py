"""Parsing a text: our sentences, the model's words and dependencies."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from armstrace.gazetteer.mentions import Mention
from armstrace.reading.parse.model import language
from armstrace.reading.parse.stand_ins import Written, written
from armstrace.reading.parse.tree import Tree, Word
from armstrace.reading.text.view import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

# longer than any sentence of prose; the parser's time and memory grow with it
_MOST_WORDS = 400
_BATCH = 256


def grow(seen: str, sentences: Sequence[Span], states: Sequence[Mention] = ()) -> Tree:
    """Parse the sentences of a view, each on its own, into one tree; offsets are those of the view.

    The names of `states` are parsed as words of their kind (see stand_ins), each one word of the tree.

    Raises:
        CaseError: spaCy or the model is missing or not as published.
    """
    nlp = language()
    pieces = (_written(seen, span, states) for span in sentences)
    docs: list[tuple[Written, Doc]] = []
    while some := list(islice(pieces, _BATCH)):
        made = (nlp.make_doc(each.text) for each in some)
        short = (doc if len(doc) <= _MOST_WORDS else doc[:_MOST_WORDS].as_doc() for doc in made)
        docs += zip(some, nlp.pipe(_one_sentence(short), batch_size=_BATCH), strict=True)
    return _tree(seen, docs)


def _written(seen: str, span: Span, states: Sequence[Mention]) -> Written:
    first = bisect_left(states, span.start, key=lambda state: state.start)
    after = bisect_left(states, span.end, lo=first, key=lambda state: state.start)
    return written(seen, span, [state for state in states[first:after] if state.end <= span.end])


def _one_sentence(docs: "Iterable[Doc]") -> "Iterator[Doc]":
    """Keep the parser from cutting what our own rules hold to be one sentence."""
    for doc in docs:
        for token in doc:
            token.is_sent_start = token.i == 0
        yield doc


def _tree(seen: str, docs: "Iterable[tuple[Written, Doc]]") -> Tree:
    words: list[Word] = []
    sentences: list[tuple[int, int]] = []
    for text, doc in docs:
        base = len(words)
        words += _words(seen, text, doc, base)
        sentences.append((base, len(words)))
    return Tree(words, sentences)


def _words(seen: str, text: Written, doc: "Doc", base: int) -> Iterator[Word]:
    """Give the words of one sentence with the slices of the view that they stand for."""
    kept = {token.i: base + number for number, token in enumerate(token for token in doc if not token.is_space)}
    for token in doc:
        if token.i not in kept:
            continue
        head = token.head
        while head.i not in kept and head.head.i != head.i:
            head = head.head
        span = text.origin(token.idx, token.idx + len(token.text))
        printed = seen[span.start : span.end]
        yield Word(
            kept[token.i],
            span.start,
            span.end,
            printed,
            token.lemma_.lower() if printed == token.text else printed.lower(),
            token.pos_,
            token.tag_,
            token.dep_,
            kept.get(head.i, kept[token.i]),
            token.ent_type_,
        )
