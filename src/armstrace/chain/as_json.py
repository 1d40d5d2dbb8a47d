"""A chain as the JSON object that `armstrace chain --json` prints."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from armstrace.chain.model import Chain, RungState
from armstrace.chain.wording import RULES, RUNGS, reply_words, status_words
from armstrace.records.values import Count, When


def chain_json(chain: Chain) -> dict[str, Any]:
    """Give a chain as plain values: dates as EDTF, rungs by their numbers, with the sentences that are printed.

    Each rung carries `said`, the sentences on its status, and `asked_of_them`, those on replies; each placement
    carries the sentence of its rule.
    """
    made: dict[str, Any] = _plain(chain)
    for state, said in zip(chain.rungs, made["rungs"], strict=True):
        said["title"], said["counts"], said["never"] = RUNGS[state.rung]
        said["said"] = list(said_of(state))
        said["asked_of_them"] = list(reply_words(state.replies))
        for placed in said["placements"]:
            placed["rule_words"] = RULES.get(placed["rule"], "")
    return made


def said_of(state: RungState) -> tuple[str, ...]:
    """Say how a rung stands and who contests it."""
    return status_words(state.status, other_stands=any(not each.counts for each in state.placements))


def _plain(value: Any) -> Any:
    if isinstance(value, When):
        return value.edtf
    if isinstance(value, Count):
        return value.printed or [value.low, value.high]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {_name(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | frozenset):
        return [_plain(item) for item in value]
    return value


def _name(key: Any) -> str:
    return key.value if isinstance(key, StrEnum) else str(key)
