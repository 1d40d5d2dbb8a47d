"""Search over the whole case."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from armstrace.desk.search.asked import MOST_LETTERS
from armstrace.desk.search.entries import LEDGER_LINE
from armstrace.desk.search.find import Found, Hit, Patience, Wanted, search
from armstrace.desk.search.marks import Snippet
from armstrace.desk.web.asking import told
from armstrace.desk.web.desk import Desk
from armstrace.desk.web.jobs.checking import INDEX
from armstrace.desk.web.jobs.record import new_job
from armstrace.desk.web.paging import Paging, paging
from armstrace.desk.web.views import leading
from armstrace.desk.web.views.jobs import begun
from armstrace.records.errors import CaseError, CustodyBroken

_SIZE = 20
_PAGES = 500
_AT_ONCE = 1_000_000
"""So many bytes of changed tables are taken in while somebody waits; more than that is a work of its own."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of words, marked where it is what was looked for."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class SearchKind:
    """How many things of one kind were found; `more` than were counted; `only` is the query for them alone."""

    kind: str
    number: int
    more: bool
    chosen: bool
    only: str


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One thing that was found: its kind and key, the exhibit it lies in and where, and the words around the marks.

    `start` and `end` are where the first mark stands in the document's text, in code points, null in no document.
    `many` rows say the same. `cut` tells that words stand before those shown. `leads_to` is its page.
    """

    kind: str
    key: str
    exhibit: str
    name: str
    place: str
    start: int | None
    end: int | None
    many: int
    words: tuple[Stretch, ...]
    cut: bool
    leads_to: str


@dataclass(frozen=True, slots=True)
class Searched:
    """What was found, by pages; `wrong` says what is wrong with the query and `todo` what to do.

    `weighed` tells that the best fitting come first, else they come in the order of the case. `current` is false while
    another program takes in what changed.
    """

    q: str
    wrong: str
    todo: str
    kinds: tuple[SearchKind, ...]
    hits: tuple[SearchHit, ...]
    total: int
    more: bool
    paging: Paging
    weighed: bool
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAsked:
    """What to look for, of which kinds (all where none is named), and which page."""

    q: str = told("", longest=4 * MOST_LETTERS)
    kind: tuple[str, ...] = told((), longest=40)
    page: int = told(1, least=1, most=_PAGES)


def searched(desk: Desk, asked: SearchAsked) -> Searched:
    """Find words anywhere in the case, as far as this person may see it."""
    nothing = Searched(asked.q, "", "", (), (), 0, False, paging(0, 1, _SIZE), True, True)
    if not asked.q.strip():
        return nothing
    wanted = Wanted(asked.kind, (asked.page - 1) * _SIZE, _SIZE, hidden=desk.who.hidden)
    try:
        found = search(desk.case.root, asked.q, wanted, Patience(wait=False, most_bytes=_AT_ONCE))
    except CustodyBroken:
        raise
    except CaseError as error:
        return replace(nothing, wrong=error.what, todo=error.todo)
    if not found.current:
        begun(desk, new_job(INDEX, "what is searched", desk.who.by, {}), running=True)
    where = paging(min(found.total.number, _PAGES * _SIZE), asked.page, _SIZE)
    return replace(
        nothing,
        kinds=tuple(_kinds(found, asked)),
        hits=tuple(_hit(each, desk.head.count) for each in found.hits),
        total=found.total.number,
        more=found.total.more,
        paging=where,
        weighed=found.weighed,
        current=found.current,
    )


def _kinds(found: Found, asked: SearchAsked) -> Iterator[SearchKind]:
    for kind, count in found.kinds.items():
        only = urlencode({"q": asked.q, "kind": kind})
        yield SearchKind(kind, count.number, count.more, kind in asked.kind, only)


def _hit(hit: Hit, last: int) -> SearchHit:
    words = None if hit.start is None or hit.end is None else (hit.start, hit.end)
    if hit.kind == LEDGER_LINE:
        leads_to = leading.of_line(int(hit.place.removeprefix("line=")), last)
    else:
        leads_to = leading.of_thing(hit.kind, hit.key, hit.exhibit, words)
    return SearchHit(
        kind=hit.kind,
        key=hit.key,
        exhibit=hit.exhibit,
        name=hit.name,
        place=hit.place,
        start=hit.start,
        end=hit.end,
        many=hit.many,
        words=tuple(_stretches(hit.words)),
        cut=hit.words.start > 0,
        leads_to=leads_to,
    )


def _stretches(words: Snippet) -> Iterator[Stretch]:
    at = 0
    for start, end in words.marks:
        if at < start:
            yield Stretch(words.text[at:start], False)
        yield Stretch(words.text[start:end], True)
        at = end
    if at < len(words.text):
        yield Stretch(words.text[at:], False)
