"""Where in an exhibit a fact stands: "row=12;column=TIV delivery values", "page=3;chars=120-180", "chars=1461-1542"."""

import re
from dataclasses import dataclass, fields
from typing import Any, Self
from urllib.parse import quote, unquote

from armstrace.records.errors import UnreadableValue

_SPAN = re.compile(r"([0-9]{1,15})-([0-9]{1,15})")
_NUMBER = re.compile(r"[0-9]{1,15}")
_SAFE = " ()/?'.,:*&+#@!"


@dataclass(frozen=True, slots=True)
class Place:
    """A place in an exhibit, written so that a program can go back to it and a person can read it.

    `row` counts the physical lines or records of a table from 1, header and preamble included, as a spreadsheet
    does; `column` is the header's own text; `page` counts from 1; `chars` is a half-open range of code points.
    `record` is the id of a web archive's record, without its angle brackets.

    >>> str(Place(row=12, column="TIV delivery values"))
    'row=12;column=TIV delivery values'
    >>> Place.read("page=3;chars=120-180").chars
    (120, 180)
    """

    member: str | None = None
    record: str | None = None
    sheet: str | None = None
    page: int | None = None
    row: int | None = None
    column: str | None = None
    chars: tuple[int, int] | None = None
    point: int | None = None

    def __str__(self) -> str:
        parts = []
        for name in _NAMES:
            value = getattr(self, name)
            if value is None:
                continue
            text = (
                f"{value[0]}-{value[1]}"
                if isinstance(value, tuple)
                else quote(str(value), _SAFE, errors="surrogatepass")
            )
            parts.append(f"{name}={text}")
        return ";".join(parts)

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a place back from its text.

        Raises:
            UnreadableValue: an unknown part or a malformed range.
        """
        values: dict[str, Any] = {}
        known = set(_NAMES)
        for part in filter(None, text.split(";")):
            name, _, value = part.partition("=")
            if name not in known:
                raise UnreadableValue(f"{name!r} is not a part of a place.", where=text, todo=f"Use {sorted(known)}.")
            if name == "chars":
                span = _SPAN.fullmatch(value)
                if not span:
                    raise UnreadableValue(f"{value!r} is not a range of characters.", where=text, todo="Write 120-180.")
                values[name] = (int(span[1]), int(span[2]))
            elif name in {"page", "row", "point"}:
                if not _NUMBER.fullmatch(value):
                    raise UnreadableValue(f"{value!r} is not a number.", where=text, todo=f"Write {name}=12.")
                values[name] = int(value)
            else:
                values[name] = _unquoted(value, text)
        return cls(**values)


_NAMES = tuple(field.name for field in fields(Place))


def _unquoted(value: str, text: str) -> str:
    try:
        return unquote(value, errors="surrogatepass")
    except UnicodeDecodeError as error:
        raise UnreadableValue(f"{value!r} is no text.", where=text, todo="Quote it as UTF-8.") from error
