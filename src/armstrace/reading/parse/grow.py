"""Parsing a text: our sentences, the model's words and dependencies."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from armstrace.reading.parse.model import language
from armstrace.reading.parse.tree import Tree, Word
from armstrace.reading.text.view import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

# longer than any sentence of prose; the parser's time and memory grow with it
_MOST_WORDS = 400


def grow(seen: str, sentences: Sequence[Span]) -> Tree:
    """Parse the sentences of a view, each on its own, into one tree; offsets are those of the view.

    Raises:
        CaseError: spaCy or the model is missing or not as published.
    """
    return next(grow_many([(seen, sentences)]))


def grow_many(texts: Iterable[tuple[str, Sequence[Span]]], batch: int = 256) -> Iterator[Tree]:
    """Parse texts one after the other, lazily and in order."""
    nlp = language()
    for seen, sentences in texts:
        docs: list[tuple[int, Doc]] = []
        pieces = ((nlp.make_doc(seen[span.start : span.end]), span.start) for span in sentences)
        while some := list(islice(pieces, batch)):
            starts = [start for _, start in some]
            short = (doc if len(doc) <= _MOST_WORDS else doc[:_MOST_WORDS].as_doc() for doc, _ in some)
            docs += zip(starts, nlp.pipe(_one_sentence(short), batch_size=batch), strict=True)
        yield _tree(docs)


def _one_sentence(docs: "Iterable[Doc]") -> "Iterator[Doc]":
    """Keep the parser from cutting what our own rules hold to be one sentence."""
    for doc in docs:
        for token in doc:
            token.is_sent_start = token.i == 0
        yield doc


def _tree(docs: "Iterable[tuple[int, Doc]]") -> Tree:
    words: list[Word] = []
    sentences: list[tuple[int, int]] = []
    for start, doc in docs:
        base = len(words)
        kept = {token.i: base + number for number, token in enumerate(t for t in doc if not t.is_space)}
        for token in doc:
            if token.i not in kept:
                continue
            head = token.head
            while head.i not in kept and head.head.i != head.i:
                head = head.head
            words.append(
                Word(
                    kept[token.i],
                    start + token.idx,
                    start + token.idx + len(token.text),
                    token.text,
                    token.lemma_.lower(),
                    token.pos_,
                    token.tag_,
                    token.dep_,
                    kept.get(head.i, kept[token.i]),
                    token.ent_type_,
                )
            )
        sentences.append((base, len(words)))
    return Tree(words, sentences)
