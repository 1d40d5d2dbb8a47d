"""Rows and citations as Markdown to read and paste; foreign words can start no markup, link or HTML in it."""

import re
from collections.abc import Iterator

from armstrace.dossier.exports.cells import shown
from armstrace.dossier.exports.cited import reference
from armstrace.dossier.exports.sheet import Content, Sheet

_MARKS = re.compile(r"([\\`*_{}\[\]<>#!|~$@:&^])|(?<=www)\.|^([-+=]|\d+[.)])", re.IGNORECASE)


def markdown(content: Content) -> Iterator[str]:
    """Write a page in pieces: a table for each kind, then the exhibits and what stayed."""
    yield f"# {escaped(content.title)}\n\n"
    for remark in content.remarks:
        yield f"- {escaped(remark)}\n"
    for sheet in content.sheets:
        yield f"\n## {escaped(sheet.kind)}\n\n"
        yield from _table(sheet)
    yield "\n## Exhibits\n\n"
    for each in content.exhibits:
        yield f"- {escaped(reference(each))}\n"
    yield "\n## What is not here\n\n"
    yield from (f"- {escaped(each)}\n" for each in content.left_out or ("Nothing was left out.",))


def _table(sheet: Sheet) -> Iterator[str]:
    columns = _used(sheet)
    yield "| " + " | ".join(map(escaped, columns)) + " |\n"
    yield "|" + "---|" * len(columns) + "\n"
    for row in sheet.rows():
        yield "| " + " | ".join(escaped(shown(row[name])) for name in columns) + " |\n"


def _used(sheet: Sheet) -> tuple[str, ...]:
    """Leave out columns in which no row says anything."""
    empty = set(sheet.columns)
    for row in sheet.rows():
        empty -= {name for name in empty if row[name] not in (None, "")}
    return tuple(name for name in sheet.columns if name not in empty)


def escaped(words: str) -> str:
    r"""Write foreign words on one line with every mark of Markdown, its tables, bare addresses and HTML escaped.

    >>> print(escaped("a|b <img src=x> [c](javascript:d)"), escaped("1. www.example.org"))
    a\|b \<img src=x\> \[c\](javascript\:d) 1\. www\.example.org
    """
    return _MARKS.sub(_with_mark, " ".join(words.split()))


def _with_mark(found: re.Match[str]) -> str:
    return f"{found[0][:-1]}\\{found[0][-1]}"
