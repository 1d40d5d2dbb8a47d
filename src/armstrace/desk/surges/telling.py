"""What was found of series, for a program: plain JSON with every row behind it."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, is_dataclass
from datetime import date
from typing import Any

from armstrace.desk.surges.find import Found
from armstrace.dossier.surges.words import OPPORTUNITY
from armstrace.gazetteer.synthetic_marks import WATERMARK


def found_json(found: Found) -> dict[str, Any]:
    """Give a surge as JSON, with its key, the movements behind it and what stands beside it."""
    return {
        "key": found.surge.key,
        **plain(asdict(found.surge)),
        **({"watermark": WATERMARK} if found.surge.synthetic else {}),
        "by_archive_alone": plain(found.by_archive),
        "landings": plain(found.landings),
        "beside": plain(found.beside),
        "supports": OPPORTUNITY,
    }


def plain(value: Any) -> Any:
    """Turn records into what JSON holds: days as text, no number for what is none."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, str) or value is None:
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Iterable):
        return [plain(each) for each in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
