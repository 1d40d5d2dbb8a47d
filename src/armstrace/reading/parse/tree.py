"""Words, their parts of speech and who depends on whom, as plain values: nothing behind this file knows spaCy."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from armstrace.reading.text.view import Span


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its place in the text, and in the sentence; `head` is the index of the word it depends on (or itself).

    `lemma` is in small letters; `pos` and `dep` as in the English models of spaCy (Universal tags, ClearNLP labels);
    `entity` is the model's own guess at a name (PERSON, ORG, GPE ...), "" for none.
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str = ""


class Tree:
    """All words of a text in order, sentence by sentence; every index is into `words`."""

    def __init__(self, words: Sequence[Word], sentences: Sequence[tuple[int, int]]) -> None:
        """Take the words and, for each sentence, the index of its first word and of the word after its last."""
        self.words = tuple(words)
        self.sentences = tuple(sentences)
        self._starts = [word.start for word in self.words]

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        found: list[list[int]] = [[] for _ in self.words]
        for word in self.words:
            if word.head != word.index:
                found[word.head].append(word.index)
        return tuple(tuple(children) for children in found)

    @cached_property
    def _extents(self) -> tuple[tuple[int, int], ...]:
        """Work out each subtree's first and last word from the leaves up: one pass, however deep the sentence."""
        low = list(range(len(self.words)))
        high = list(range(len(self.words)))
        for index in self._upwards():
            head = self.words[index].head
            low[head], high[head] = min(low[head], low[index]), max(high[head], high[index])
        return tuple(zip(low, high, strict=True))

    def _upwards(self) -> list[int]:
        """List the words so that each comes after all words that depend on it."""
        order: list[int] = [word.index for word in self.words if word.head == word.index]
        for index in order:
            order.extend(self._children[index])
        return order[::-1]

    def children(self, index: int, *deps: str) -> list[Word]:
        """Give the words that depend on a word, in order; only those with one of `deps` where given."""
        found = (self.words[child] for child in self._children[index])
        return [word for word in found if not deps or word.dep in deps]

    def head(self, index: int) -> Word:
        """Give the word that a word depends on; the root of a sentence depends on itself."""
        return self.words[self.words[index].head]

    def extent(self, index: int) -> tuple[int, int]:
        """Give the first and last word of everything that depends on a word, itself included."""
        return self._extents[index]

    def span(self, index: int) -> Span:
        """Give the span of everything that depends on a word, itself included."""
        first, last = self._extents[index]
        return Span(self.words[first].start, self.words[last].end)

    def subtree(self, index: int) -> Iterator[Word]:
        """Give a word and everything that depends on it, in no particular order."""
        todo = [index]
        while todo:
            at = todo.pop()
            yield self.words[at]
            todo.extend(self._children[at])

    def ancestors(self, index: int) -> Iterator[Word]:
        """Give the words above a word, nearest first."""
        at = index
        while (head := self.words[at].head) != at:
            yield self.words[head]
            at = head

    def at(self, offset: int) -> int | None:
        """Give the index of the word that covers an offset of the text, None between words."""
        index = bisect_right(self._starts, offset) - 1
        return index if index >= 0 and offset < self.words[index].end else None

    def within(self, span: Span) -> tuple[int, int]:
        """Give the range of words (first, after the last) that begin inside a span."""
        return bisect_right(self._starts, span.start - 1), bisect_right(self._starts, span.end - 1)

    def sentence_of(self, index: int) -> tuple[int, int]:
        """Give the range of words of the sentence that holds a word."""
        position = bisect_right(self.sentences, (index, len(self.words) + 1)) - 1
        return self.sentences[max(position, 0)]
