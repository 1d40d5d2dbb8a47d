"""The sentences that norms and gaps print: templates of data/law_words.toml, filled with records' dates and names."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def law_words() -> Mapping[str, Mapping[str, str]]:
    """Give every template by its group (norm, fact, gap) and name."""
    text = files("armstrace.chain").joinpath("data", "law_words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def said(group: str, name: str, **values: str) -> str:
    """Fill one template.

    >>> said("fact", "signed", signed="2008-12-03")
    'signed 2008-12-03'
    """
    return law_words()[group][name].format(**values)
