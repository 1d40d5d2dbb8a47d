"""Notations that somebody else wrote, read so that whatever is wrong with them is a ValueError."""

import json
import tomllib
from typing import Any

_DEEP = "it nests more deeply than anything that means something"


def json_of(told: str | bytes) -> Any:
    """Read JSON.

    Raises:
        ValueError: it is none, or nests too deeply for any reader.

    >>> json_of('{"a": [1]}')
    {'a': [1]}
    """
    try:
        return json.loads(told)
    except RecursionError as error:
        raise ValueError(_DEEP) from error


def toml_of(told: bytes) -> dict[str, Any]:
    """Read TOML, which is UTF-8.

    Raises:
        ValueError: it is none, or nests too deeply for any reader.

    >>> toml_of(b'a = [1]')
    {'a': [1]}
    """
    try:
        return tomllib.loads(told.decode("utf-8"))
    except RecursionError as error:
        raise ValueError(_DEEP) from error
