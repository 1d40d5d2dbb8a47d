"""Trace files and tars made for the tests."""

import gzip
import io
import json
import tarfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from armstrace.sources.traces.points import Member

DAY_S = 1_709_596_800


def row(offset_s: float = 10.0, **values: Any) -> list[Any]:
    """Make a row of fourteen elements as readsb writes it."""
    said = {
        "lat": 49.5, "lon": 7.25, "alt": 11000, "gs": 450.5, "track": 90.1, "flags": 0, "climb": -64, "details": None,
        "type": "adsb_icao", "geom": 11275, "geom_rate": None, "ias": None, "roll": None,
    }  # fmt: skip
    return [offset_s, *(said | values).values()]


def content(rows: Sequence[Any], hex_: str = "4b1234", **head: Any) -> bytes:
    """Write a file with readsb's line breaks."""
    said = {"icao": hex_, "r": "TC-ABC", "t": "A332", "dbFlags": 1, "timestamp": DAY_S} | head
    lines = ",\n".join(json.dumps(each, separators=(",", ":")) for each in rows)
    return (json.dumps(said, separators=(",\n", ": "))[:-1] + ',\n"trace":[ \n' + lines + " ]\n }\n").encode()


def member(hex_: str = "4b1234", archive: str = "a", day: date | None = date(2024, 3, 5)) -> Member:
    """Make a member without bytes."""
    return Member(archive, f"traces/{hex_[-2:]}/trace_full_{hex_}.json", hex_, day)


def tar(path: Path, files: Mapping[str, bytes], form: int = tarfile.GNU_FORMAT) -> Path:
    """Write a tar with these files."""
    with tarfile.open(path, "w", format=form) as archive:
        for name, stored in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(stored)
            archive.addfile(entry, io.BytesIO(stored))
    return path


def packed(rows: Sequence[Any], hex_: str = "4b1234", **head: Any) -> bytes:
    """Write a file and pack it as readsb does."""
    return gzip.compress(content(rows, hex_, **head), 9, mtime=0)


def trace_name(hex_: str) -> str:
    """Give the name of a file in a release of adsb.lol."""
    return f"./traces/{hex_[-2:]}/trace_full_{hex_}.json"
