"""Where the page of a thing is, by what it is."""

from urllib.parse import urlencode

from armstrace.desk.search.entries import CLAIM, EXHIBIT, LEDGER_LINE, PASSAGE, SET_ASIDE
from armstrace.desk.web.showing import quoted


def of_words(exhibit: str, start: int, end: int) -> str:
    """Give the address of words in a document: a half-open range of its text."""
    return f"/words/{quoted(exhibit)}?{urlencode({'start': start, 'end': end})}"


def of_key(key: str) -> str:
    """Give the address of a record, finding, surge or event: what it rests on, down to the bytes."""
    return f"/why/{quoted(key)}"


def of_exhibit(sha256: str) -> str:
    """Give the address of an exhibit."""
    return f"/exhibits/{quoted(sha256)}"


def of_line(seq: int, last: int) -> str:
    """Give the address of a line of the ledger, which is shown by pages, the newest first; `last` is the newest."""
    return f"/ledger?page={1 + (last - seq) // 50}#line-{seq}"


def of_thing(kind: str, key: str, exhibit: str, words: tuple[int, int] | None) -> str:
    """Give the address of a thing that was found; `words` are where it stands in a document, None where in none."""
    if kind in {PASSAGE, CLAIM} and words is not None:
        return of_words(exhibit, *words)
    if kind in {EXHIBIT, LEDGER_LINE, SET_ASIDE} and exhibit:
        return of_exhibit(exhibit)
    return of_key(key) if key else "/ledger"
