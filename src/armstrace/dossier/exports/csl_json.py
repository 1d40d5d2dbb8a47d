"""Citations of exhibits as CSL-JSON, which reference managers (Zotero, pandoc, citeproc) read."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from armstrace.dossier.exports.cited import Cited, one_line
from armstrace.records.values import When

_IMAGES = ("image/",)


def csl_json(cited: Iterable[Cited]) -> str:
    """Write citations as one CSL-JSON file, in the order given.

    Format: citation-style-language/schema, csl-data.json 1.0.2.
    """
    return json.dumps([csl_item(each) for each in cited], ensure_ascii=False, indent=1) + "\n"


def csl_item(cited: Cited) -> dict[str, Any]:
    """Give one citation as an item of CSL-JSON; what is not known is left out."""
    said = {
        "id": cited.name,
        "type": _type(cited),
        "title": cited.title,
        "author": [{"literal": cited.author}] if cited.author else [],
        "publisher": cited.publisher,
        "version": cited.version,
        "issued": csl_date(cited.issued) if cited.issued else {},
        "URL": one_line(cited.address),
        "accessed": _day(cited.exhibit.received_at[:10]),
        "archive_location": f"sha256:{cited.exhibit.sha256}",
        "note": "; ".join(cited.notes),
    }
    return {name: value for name, value in said.items() if value}


def _type(cited: Cited) -> str:
    if cited.is_data:
        return "dataset"
    if cited.exhibit.media_type.startswith(_IMAGES):
        return "graphic"
    return "webpage" if cited.url else "document"


def csl_date(when: When) -> dict[str, Any]:
    """Give a date at the precision it has: a year stays a year, an open end its words, doubt is "circa".

    >>> csl_date(When.read("2014-09")), csl_date(When.read("(2016)"))
    ({'date-parts': [[2014, 9]]}, {'date-parts': [[2016]], 'circa': True})
    >>> csl_date(When.read("2015/2019")), csl_date(When.read("2015/.."))
    ({'date-parts': [[2015], [2019]]}, {'literal': '2015-01-01/..'})
    """
    doubt = {"circa": True} if when.qualifier else {}
    first, last = when.earliest, when.latest
    if first is None or last is None:
        return {"literal": when.edtf.rstrip("?~%"), **doubt}
    if when.precision != "interval":
        return {"date-parts": [_parts(first, ("year", "month", "day").index(when.precision) + 1)], **doubt}
    length = _precision(first, last)
    return {"date-parts": [_parts(first, length), _parts(last, length)], **doubt}


def _day(text: str) -> dict[str, Any]:
    try:
        return {"date-parts": [_parts(date.fromisoformat(text), 3)]}
    except ValueError:
        return {"literal": one_line(text)} if text else {}


def _precision(first: date, last: date) -> int:
    """Tell with how many parts both ends of an interval can be written and still mean the same days."""
    after = last + timedelta(days=1) if last < date.max else date(1, 1, 1)
    if first.day != 1 or after.day != 1:
        return 3
    return 1 if (first.month, after.month) == (1, 1) else 2


def _parts(day: date, length: int) -> list[int]:
    return [day.year, day.month, day.day][:length]
