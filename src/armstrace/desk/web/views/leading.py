"""Where the page of a thing is, by what it is."""

from urllib.parse import urlencode

from armstrace.desk.search.entries import CLAIM, EXHIBIT, LEDGER_LINE, PASSAGE, SET_ASIDE
from armstrace.desk.web.showing import quoted


def of_words(exhibit: str, start: int, end: int, item: str = "") -> str:
    """Give the address of words in a document: a half-open range of its text, and the claim or finding they are of."""
    asked = {"start": start, "end": end, **({"item": item} if item else {})}
    return f"/words/{quoted(exhibit)}?{urlencode(asked)}"


def of_document(exhibit: str, item: str = "") -> str:
    """Give the address of a document with its claims, one of them or its finding opened."""
    return f"/documents/{quoted(exhibit)}" + (f"?{urlencode({'item': item})}" if item else "")


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
        return of_words(exhibit, *words, key if kind == CLAIM else "")
    if kind in {EXHIBIT, LEDGER_LINE, SET_ASIDE} and exhibit:
        return of_exhibit(exhibit)
    return of_key(key) if key else "/ledger"
