"""A document of a case: its text, its day, its claims as they stand, and how checks see it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from armstrace.checks.documents import CaseDocument
from armstrace.desk.at_hand.readings import Wanted, reading_of
from armstrace.desk.documents.days import day_said, keep_day
from armstrace.desk.documents.was_read import Step, WasRead
from armstrace.desk.intake import Case
from armstrace.desk.judgements.claims import standing
from armstrace.records.claims import Claim
from armstrace.records.errors import CaseError
from armstrace.records.exhibits import Exhibit
from armstrace.records.judgements import Judged, Judgement, State, judged, keyed
from armstrace.records.kinds import Document, Passage
from armstrace.records.passages import document_text
from armstrace.tables.ask import literal
from armstrace.tables.stored import StoredRecords


@dataclass(frozen=True)
class Text:
    """A document as it is read: its passages, what it says of itself, and the day it was published.

    The passages can be gone through again and again; only who asks for the text has it in memory whole.
    """

    exhibit: Exhibit
    passages: Iterable[Passage]
    about: Document | None
    published: date
    published_assumed: bool

    @cached_property
    def text(self) -> str:
        """The text as readers and claims see it."""
        return document_text(self.passages)


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document with what was read of it: judgements on its claims by their keys, and those that fit none any more."""

    document: Text
    was_read: WasRead
    laid: Mapping[str, Judged] = field(default_factory=dict)
    homeless: tuple[Judgement, ...] = ()

    @property
    def claims(self) -> Iterator[Judged]:
        """Each claim as it stands, in the order of the text; made anew each time."""
        read = keyed(self.document.exhibit.sha256, self.was_read.claims)
        stand: Iterable[Judged] = (self.laid.get(each.key) or Judged(each) for each in read)
        if any(each.machine for each in self.laid.values()):  # one that was corrected may stand elsewhere
            stand = sorted(stand, key=lambda each: (each.claim.start, each.claim.end))
        yield from stand

    @property
    def standing_claims(self) -> tuple[Claim, ...]:
        """The claims that nobody rejected."""
        return tuple(each.claim for each in self.claims if each.state is not State.REJECTED)


def documents(case: Case) -> list[Exhibit]:
    """Give the exhibits that are documents with text, in the order they came in."""
    with_text = {row[0] for row in case.tables.ask("SELECT DISTINCT exhibit FROM passage")}
    return [exhibit for exhibit in case.exhibits() if exhibit.sha256 in with_text]


def keep_days(case: Case, exhibits: Iterable[Exhibit], day: date) -> None:
    """Write down the day of publication of those exhibits that are documents."""
    known = {exhibit.sha256 for exhibit in documents(case)}
    for exhibit in exhibits:
        if exhibit.sha256 in known:
            keep_day(case, exhibit, day)


def passages_of(case: Case, exhibit: Exhibit) -> StoredRecords[Passage]:
    """Give the passages of a document in reading order, none for an exhibit that is none."""
    return StoredRecords(case.root, Passage, exhibit.sha256)


def load_text(case: Case, exhibit: Exhibit, published: date | None) -> Text:
    """Take a document's passages out of the tables.

    A day that is not given is the one last given for this document in the case, else the one printed in it.

    Raises:
        CaseError: the exhibit is no document, or its date is neither given nor printed in it.
    """
    passages = passages_of(case, exhibit)
    if not passages.exist:
        raise CaseError(
            "This exhibit is no document with text.",
            where=repr(exhibit.received_name),
            todo="Name a text, Markdown, HTML or PDF file; registers go behind --against.",
        )
    about = _about(case, exhibit)
    printed = about.published.latest if about and about.published else None
    day = published or day_said(case, exhibit) or printed
    if day is None:
        raise CaseError(
            "The day of publication is not known.",
            where=repr(exhibit.received_name),
            todo="Give it with --published 2020-11-20; dates without a year are read against it.",
        )
    assumed = published is not None or day != printed
    return Text(exhibit, passages, about, day, assumed)


def read_document(case: Case, document: Text, *, parse: bool = True, step: Step | None = None) -> ReadDocument:
    """Read a document's claims, with the weapon names that the case's registers know, and lay judgements on them."""
    return as_judged(case, document, reading_of(case, wanted_of(case, document, parse=parse), step))


def wanted_of(case: Case, document: Text, *, parse: bool = True) -> Wanted:
    """Say what a reading of a document rests on."""
    names = frozenset(row[0] for row in case.tables.ask("SELECT DISTINCT designation FROM transfer"))
    return Wanted(document.exhibit.sha256, document.passages, document.published, names, parse)


def as_judged(case: Case, document: Text, was_read: WasRead) -> ReadDocument:
    """Lay the judgements that stand by now on what was read of a document."""
    sha256 = document.exhibit.sha256
    laid, homeless = judged(keyed(sha256, was_read.claims), standing(case, sha256))
    return ReadDocument(document, was_read, _in_place(document, laid), tuple(homeless))


def _in_place(document: Text, laid: Mapping[str, Judged]) -> Mapping[str, Judged]:
    """Ask again for corrections whose words do not stand where the text as it is read now would have them."""
    return {
        key: each
        if each.machine is None or document.text[each.claim.start : each.claim.end] == each.claim.text
        else Judged(replace(each.keyed, claim=each.machine), State.JUDGE_AGAIN, each.judgement)
        for key, each in laid.items()
    }


def seen_by_checks(mine: ReadDocument) -> CaseDocument:
    """Give a document that was read as checks see it."""
    document = mine.document
    title = document.about.title if document.about else ""
    return CaseDocument(
        document.exhibit.sha256,
        document.exhibit.received_name,
        title,
        document.published,
        lambda: document.passages,
        lambda: mine.standing_claims,
    )


def other_document(case: Case, exhibit: Exhibit) -> CaseDocument:
    """Give another document of the case as checks see it, read only when one of them asks."""
    about = _about(case, exhibit)
    printed = about.published.latest if about and about.published else None
    day = day_said(case, exhibit) or printed

    def claims() -> tuple[Claim, ...]:
        return read_document(case, load_text(case, exhibit, None)).standing_claims if day else ()

    title = about.title if about else ""
    return CaseDocument(exhibit.sha256, exhibit.received_name, title, day, lambda: passages_of(case, exhibit), claims)


def _about(case: Case, exhibit: Exhibit) -> Document | None:
    return next(iter(case.tables.records(Document, f"WHERE exhibit = {literal(exhibit.sha256)}")), None)
