"""The documents of a case as checks see them: texts with their claims, each leading back to its passages."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from armstrace.records.claims import Claim
from armstrace.records.kinds import Passage
from armstrace.records.passages import document_text


@dataclass(frozen=True)
class CaseDocument:
    """One document: its exhibit, the name it was received under, what it calls itself, the day it was published.

    Its passages and claims are read when a check first asks for them; claims that a person rejected are not among
    them, and there are none where the day of publication is not known.
    """

    exhibit: str
    name: str
    title: str
    published: date | None
    read_passages: Callable[[], Iterable[Passage]]
    read_claims: Callable[[], Sequence[Claim]]

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Its passages in reading order."""
        return tuple(self.read_passages())

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Its claims in the order of the text."""
        return tuple(self.read_claims())

    @cached_property
    def text(self) -> str:
        """Its text, in which the offsets of claims count."""
        return document_text(self.passages)

    @property
    def called(self) -> str:
        """How a finding names it: "report.txt (published 2020-11-01)"."""
        return f"{self.name} (published {self.published.isoformat()})" if self.published else self.name

    def records(self, start: int, end: int) -> tuple[str, ...]:
        """Give the keys of the passages that a span of the text stands in."""
        return tuple(
            passage.key
            for passage in self.passages
            if passage.start < end and start < passage.start + len(passage.text) and passage.text.strip()
        )
