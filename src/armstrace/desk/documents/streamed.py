"""JSON whose long arrays are made while they are written, so that no memory holds them."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any


class Streamed:
    """An array of JSON whose elements are made anew whenever they are gone through.

    >>> list(Streamed(lambda: (2 * n for n in range(3))))
    [0, 2, 4]
    """

    def __init__(self, make: Callable[[], Iterable[Any]]) -> None:
        self._make = make

    def __iter__(self) -> Iterator[Any]:
        """Make the elements."""
        return iter(self._make())


def json_pieces(value: Any, encoder: json.JSONEncoder, depth: int = 0) -> Iterator[str]:
    """Give JSON piece by piece, to the letter as the encoder would give it for plain lists.

    Arrays are streamed where they are members of an object, or elements of such an array.

    >>> "".join(json_pieces({"a": Streamed(lambda: "bc")}, json.JSONEncoder()))
    '{"a": ["b", "c"]}'
    """
    if isinstance(value, Streamed):
        elements = (json_pieces(each, encoder, depth + 1) for each in value)
        yield from _enclosed("[]", elements, encoder, depth)
    elif isinstance(value, dict) and any(isinstance(each, Streamed) for each in value.values()):
        yield from _enclosed("{}", _members(value, encoder, depth + 1), encoder, depth)
    elif not encoder.indent:
        yield encoder.encode(value)
    else:
        # no string of JSON has a line end in it
        for piece in encoder.iterencode(value):
            yield piece.replace("\n", _line_end(encoder, depth))


def _members(value: dict[str, Any], encoder: json.JSONEncoder, depth: int) -> Iterator[Iterator[str]]:
    for name, each in value.items():
        yield _member(encoder.encode(name) + encoder.key_separator, each, encoder, depth)


def _member(name: str, value: Any, encoder: json.JSONEncoder, depth: int) -> Iterator[str]:
    yield name
    yield from json_pieces(value, encoder, depth)


def _enclosed(brackets: str, parts: Iterable[Iterator[str]], encoder: json.JSONEncoder, depth: int) -> Iterator[str]:
    first = True
    for part in parts:
        yield (brackets[0] if first else encoder.item_separator) + _line_end(encoder, depth + 1)
        yield from part
        first = False
    yield brackets if first else _line_end(encoder, depth) + brackets[1]


def _line_end(encoder: json.JSONEncoder, depth: int) -> str:
    return "\n" + " " * int(encoder.indent) * depth if encoder.indent else ""
