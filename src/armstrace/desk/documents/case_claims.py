"""The claims of all documents of a case, as they stand, and finding one of them by its key."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from armstrace.desk.documents.days import keep_day
from armstrace.desk.documents.document import ReadDocument, Text, documents, load_text, read_document
from armstrace.desk.documents.was_read import Step
from armstrace.desk.intake import Case
from armstrace.evidence.names import visible
from armstrace.records.errors import CaseError
from armstrace.records.exhibits import Exhibit
from armstrace.records.judgements import KIND, Judged, Judgement

SHORTEST = 8
_PREFIX = re.compile(rf"(?:{KIND}:)?([0-9a-f]{{1,24}})", re.IGNORECASE)
_WORDS_SHOWN = 60


@dataclass(frozen=True, slots=True)
class CaseClaims:
    """What all documents of a case claim; `unread` names those that could not be read, with the reason."""

    documents: tuple[ReadDocument, ...]
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a key stands for: a claim of a document, or a judgement whose words are no claim any more."""

    mine: ReadDocument
    claim: Judged | None
    judgement: Judgement | None

    @property
    def key(self) -> str:
        """The whole key."""
        return self.claim.key if self.claim else self.judgement.claim if self.judgement else ""

    @property
    def words(self) -> str:
        """The words it is about."""
        return self.claim.claim.text if self.claim else self.judgement.words if self.judgement else ""


def case_claims(case: Case, published: date | None = None, *, parse: bool = True) -> CaseClaims:
    """Read the claims of every document of a case; `published` is for those whose day nobody gave."""
    found, unread = [], []
    for exhibit in documents(case):
        try:
            found.append(read_document(case, _text(case, exhibit, published), parse=parse))
        except CaseError as error:
            unread.append(f"{exhibit.received_name}: {error.what} {error.todo}")
    return CaseClaims(tuple(found), tuple(unread))


def read_one(
    case: Case, exhibit: Exhibit, published: date | None, *, parse: bool = True, step: Step | None = None
) -> ReadDocument:
    """Read the claims of one document; a day that is given is kept for the next time.

    Raises:
        CaseError: the exhibit is no document, or its day is not known.
    """
    document = load_text(case, exhibit, published)
    if published is not None:
        keep_day(case, exhibit, published)
    return read_document(case, document, parse=parse, step=step)


def choose(claims: CaseClaims, prefix: str) -> Chosen:
    """Find a claim by its key or the beginning of it.

    Raises:
        CaseError: the prefix is none, too short, or fits no claim or several; those are named.
    """
    shown, given = visible(prefix), _PREFIX.fullmatch(prefix.strip())
    if not given:
        raise CaseError(f"{shown!r} is not the key of a claim.", todo="`armstrace claims` in the case lists the keys.")
    if len(given[1]) < SHORTEST:
        todo = f"Give at least {SHORTEST} characters of its key."
        raise CaseError(f"{shown!r} is too short to find a claim by.", todo=todo)
    wanted = f"{KIND}:{given[1].lower()}"
    fitting = [each for each in _all(claims) if each.key.startswith(wanted)]
    if not fitting:
        unread = "".join(f" Not read: {visible(each)}" for each in claims.unread)
        todo = f"`armstrace claims` in the case lists the keys.{unread}"
        raise CaseError(f"{shown!r} is the beginning of no claim's key.", todo=todo)
    if len(fitting) > 1:
        listed = "".join(f"\n    {each.key} {visible(_short(each.words))!r}" for each in fitting)
        todo = "Give more characters of the key."
        raise CaseError(f"{shown!r} fits {len(fitting)} claims:{listed}", todo=todo)
    return fitting[0]


def _text(case: Case, exhibit: Exhibit, published: date | None) -> Text:
    try:
        return load_text(case, exhibit, None)
    except CaseError:
        if published is None:
            raise
        keep_day(case, exhibit, published)
        return load_text(case, exhibit, published)


def _all(claims: CaseClaims) -> Iterator[Chosen]:
    for mine in claims.documents:
        yield from (Chosen(mine, each, each.judgement) for each in mine.claims)
        yield from (Chosen(mine, None, judgement) for judgement in mine.homeless)


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _WORDS_SHOWN else flat[:_WORDS_SHOWN] + "\u2026"
