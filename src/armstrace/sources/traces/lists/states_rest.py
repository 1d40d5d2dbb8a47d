"""Answers of OpenSky's REST service to columns: one snapshot of state vectors a line, as the service sends it."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa

from armstrace.sources.traces.lists.lines import Bad, Block, bad_line

NUMBERS = {
    "lat": 6,
    "lon": 5,
    "velocity": 9,
    "heading": 10,
    "vertrate": 11,
    "baroaltitude": 7,
    "geoaltitude": 13,
    "lastposupdate": 3,
}
"""Where the numbers stand in a vector of the service's documentation, by the names of the tables' columns."""
_LENGTHS = range(17, 19)


def snapshots(block: Block) -> tuple[pa.Table, list[int], list[Bad]]:
    """Read the snapshots of a block: the columns of all their vectors, the line of each, what could not be read."""
    vectors: list[tuple[float, list[Any]]] = []
    lines: list[int] = []
    bad: list[Bad] = []
    for number, line in enumerate(block.text.split(b"\n"), start=block.first):
        if not line.strip():
            continue
        try:
            time, states = _snapshot(line)
        except ValueError as error:
            bad.append(bad_line(number, str(error), line, block.member))
            continue
        for vector in states:
            if _is_vector(vector):
                vectors.append((time, vector))
                lines.append(number)
            else:
                bad.append(bad_line(number, "A vector of this snapshot is none.", repr(vector)[:200].encode()))
    return _table(vectors), lines, bad


def _snapshot(line: bytes) -> tuple[float, Sequence[Any]]:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError) as error:
        message = "The line is no JSON."
        raise ValueError(message) from error
    time, states = (told.get("time"), told.get("states")) if isinstance(told, dict) else (None, None)
    if time is None or not _is_number(time) or not isinstance(states, list | None):
        message = "The line is no snapshot of state vectors with its time."
        raise ValueError(message)
    return float(time), states or []


def _is_vector(vector: Any) -> bool:
    return (
        isinstance(vector, list)
        and len(vector) in _LENGTHS
        and isinstance(vector[0], str)
        and isinstance(vector[1], str | None)
        and isinstance(vector[8], bool)
        and all(vector[at] is None or _is_number(vector[at]) for at in NUMBERS.values())
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15


def _table(vectors: Sequence[tuple[float, list[Any]]]) -> pa.Table:
    columns: dict[str, pa.Array] = {"time": pa.array([time for time, _ in vectors], pa.float64())}
    for name, at in NUMBERS.items():
        columns[name] = pa.array(_floats(vectors, at), pa.float64())
    texts = {"icao24": [vector[0] for _, vector in vectors], "callsign": [vector[1] or "" for _, vector in vectors]}
    for name, said in texts.items():
        columns[name] = pa.array([one.encode("utf-8", "replace") for one in said], pa.binary())
    columns["onground"] = pa.array([b"true" if vector[8] else b"false" for _, vector in vectors], pa.binary())
    columns["positionsource"] = pa.array([_received(vector) for _, vector in vectors], pa.float64())
    return pa.table(columns)


def _floats(vectors: Sequence[tuple[float, list[Any]]], at: int) -> Iterator[float | None]:
    return (None if vector[at] is None else float(vector[at]) for _, vector in vectors)


def _received(vector: list[Any]) -> float | None:
    """Give how a position was received; older answers have two truth values before it."""
    said = vector[-1] if isinstance(vector[16], bool) else vector[16]
    return float(said) if _is_number(said) else None
