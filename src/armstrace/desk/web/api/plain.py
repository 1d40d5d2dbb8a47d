"""Views as plain JSON values."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from armstrace.records.values import Count, When


def plain(value: Any) -> Any:
    """Give a view as plain values: dates as ISO 8601 or EDTF, enums by their values, dataclasses by their fields."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, When):
        return value.edtf
    if isinstance(value, Count):
        return value.printed or f"{value.low}-{value.high}"
    if isinstance(value, datetime | date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return value


def as_bytes(value: Any) -> bytes:
    """Write a view as JSON; a lone surrogate becomes its escape, for UTF-8 has none."""
    text = json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", "backslashreplace")
