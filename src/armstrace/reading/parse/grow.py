"""Parsing a text: our sentences, the model's words and dependencies."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice
from typing import TYPE_CHECKING, Any

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
_ATTRIBUTES: list[int | str] = ["LENGTH", "SPACY", "LEMMA", "POS", "TAG", "DEP", "HEAD", "ENT_TYPE"]
# heads are counted from the word itself, backwards ones as the complement to 2 ** 64
_SIGN = 1 << 63


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
        # the first word begins a sentence (1), no other one does (-1)
        yield doc.from_array(["SENT_START"], _starts(len(doc)))


def _starts(size: int) -> Any:
    import numpy as np  # noqa: PLC0415 # comes with spaCy, for those who ask for the parse

    return np.array([[1], *[[-1]] * (size - 1)][:size], dtype="int64").astype("uint64").reshape(size, 1)


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
    # one array of all words is several times as fast as asking each word
    read = doc.to_array(_ATTRIBUTES).tolist()
    names = doc.vocab.strings
    ends = list(accumulate(row[0] + row[1] for row in read))
    places = [(end - row[0] - row[1], end - row[1]) for end, row in zip(ends, read, strict=True)]
    printed = [text.text[start:end] for start, end in places]
    heads = [number + (row[6] if row[6] < _SIGN else row[6] - 2 * _SIGN) for number, row in enumerate(read)]
    kept = {at: base + number for number, at in enumerate(at for at, word in enumerate(printed) if not word.isspace())}
    for at, index in kept.items():
        head = heads[at]
        while head not in kept and heads[head] != head:
            head = heads[head]
        span = text.origin(*places[at])
        words = seen[span.start : span.end]
        lemma, pos, tag, dep, entity = (names[read[at][column]] for column in (2, 3, 4, 5, 7))
        yield Word(
            index,
            span.start,
            span.end,
            words,
            lemma.lower() if words == printed[at] else words.lower(),
            pos,
            tag,
            dep,
            kept.get(head, index),
            entity,
        )
