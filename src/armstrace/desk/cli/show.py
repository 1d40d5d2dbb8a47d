"""How results look to a person: tables on standard output, remarks on standard error."""

import json
import sys
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from armstrace.desk.cli.saying import quiet, screen
from armstrace.desk.documents.streamed import json_pieces
from armstrace.evidence.names import visible

if TYPE_CHECKING:
    from armstrace.records.errors import ArmstraceError

_STYLES = {
    "supported": "green",
    "partly": "yellow",
    "contradicted": "red",
    "not_shown": "magenta",
    "cannot_tell": "cyan",
}
_SIGNS = {
    "supported": "\u2713",
    "partly": "\u25d0",
    "contradicted": "\u2717",
    "not_shown": "\u2205",
    "cannot_tell": "?",
}
_UNBROKEN = 100_000


def verdict(value: str) -> str:
    """Write a verdict with its sign and colour: never colour alone."""
    return f"[{_STYLES[value]}]{_SIGNS[value]} {value.replace('_', ' ')}[/]"


def plain(text: str) -> str:
    """Write foreign text so that it can play no tricks on a terminal."""
    from rich.markup import escape

    return escape(visible(text))


def words(text: str) -> str:
    """Write foreign prose on one line, whatever lines it stood on."""
    return plain(" ".join(text.split()))


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], title: str = "") -> None:
    """Print a table; numbers stand to the right. Into a pipe each row is one line, however long."""
    from rich.table import Table

    drawn = Table(header_style="bold", box=None, pad_edge=False)
    for index, name in enumerate(columns):
        cells = [row[index] for row in rows if row[index]]
        numeric = bool(cells) and all(cell.replace(".", "", 1).replace(",", "").strip().isdigit() for cell in cells)
        drawn.add_column(name, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        drawn.add_row(*row)
    if title:
        line(title)
    _print(drawn)


def line(text: str = "") -> None:
    """Print one line, with rich's marks; only a terminal breaks it."""
    _print(text)


def remark(text: str) -> None:
    """Say something beside the result, unless only results are wanted; foreign text in it must be `visible` already."""
    if not quiet():
        warn(text)


def warn(text: str) -> None:
    """Say something beside the result that nobody may miss, such as what was set aside."""
    sys.stderr.write("\n".join(map(visible, text.split("\n"))) + "\n")


def said(error: "ArmstraceError") -> str:
    """Write an error for a terminal: what, where and what to do, each on a line of its own."""
    return "\n".join(map(visible, str(error).split("\n")))


def as_json(value: Any) -> None:
    """Print JSON for a program."""
    pieces = json_pieces(value, _encoder(indent=2))
    # some at a time: the claims of a book are hundreds of megabytes of JSON
    while some := "".join(islice(pieces, 10_000)):
        sys.stdout.write(_escaped(some))
    sys.stdout.write("\n")


def json_text(value: Any, indent: int | None = None) -> str:
    """Write JSON that the encoding of standard output can hold: a lone surrogate is its escape, as JSON has it."""
    return _escaped(_encoder(indent).encode(value))


def _encoder(indent: int | None) -> json.JSONEncoder:
    ascii_only = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    return json.JSONEncoder(ensure_ascii=ascii_only, indent=indent)


def _escaped(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()


def _print(what: Any) -> None:
    """Let rich draw, and write it ourselves: rich has a way of its own with a reader who has gone."""
    console = screen(width=None if sys.stdout.isatty() else _UNBROKEN)
    with console.capture() as drawn:
        console.print(what)
    sys.stdout.write("".join(row.rstrip() + "\n" for row in drawn.get().split("\n")[:-1]))
