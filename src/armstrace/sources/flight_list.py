"""The flights that a case takes over from a dataset of movements: one line of JSON each, written by armstrace itself.

Written by `armstrace flights read --case`. The first line says what was asked of which archives; then come the archives
by day, what could have been seen at airfields by day, the movements, and the members that they rest on with the hash
of each. The archives themselves stay where they are.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from armstrace.gazetteer.synthetic_marks import WATERMARK
from armstrace.records.errors import SourceChanged, UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Coverage, Edition, Movement, Readable
from armstrace.records.origin import derived_key, read_key
from armstrace.records.place import Place
from armstrace.records.sources import ReadOptions, SetAside, Source
from armstrace.records.values import When

FORMAT = 1
SOURCE = Source(
    name="flight_list",
    title="Landings and take-offs derived from aircraft traces",
    publisher="armstrace, from the archives that the list names",
    url="https://github.com/wiedehopf/readsb/blob/dev/README-json.md",
    licence="That of the archives; adsb.lol's database is under the ODbL 1.0",
    kinds=("edition", "coverage", "movement"),
    version=2,
    covers="The movements asked for, on the days of the archives, as far as receivers heard the aircraft",
    limits=(
        "A landing shows that an aircraft came, with the probability printed; it does not show what was on board.",
        "A movement is derived, not observed: the airfield is the likeliest of those listed, never a certainty.",
        "Where and when nobody received anything, nothing follows: no coverage is not zero.",
        "Aircraft whose owners asked not to be shown are left out unless the case names them.",
        "Addresses, callsigns and positions are what aircraft sent or seemed to send; they can be wrong or made up.",
    ),
)
_TEXTS = (
    "event", "hex", "registration", "operator", "callsign", "airfield", "icao", "time_utc", "time_earliest",
    "time_latest", "tier", "basis", "inputs",
)  # fmt: skip
_OF_ARCHIVE = ("folders", "files", "files_read", "points_read")
_OF_FIELD = ("aircraft", "low_aircraft")


def recognises(head: bytes, name: str) -> int:  # noqa: ARG001  # a file is known by what it holds, not by its name
    """Tell the list by its first words."""
    return 2 if head.startswith(b'{"armstrace_flights":') else 0


def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
    """Yield the edition, then coverage and movements in the order of the list; what does not hold is set aside.

    Raises:
        SourceChanged: the list is of another version.
    """
    with exhibit.path.open(encoding="utf-8", errors="backslashreplace") as file:
        head = _object(file.readline())
        if head is None or head.get("armstrace_flights") != FORMAT:
            raise SourceChanged(
                "This list of flights is of another version of armstrace.",
                where=repr(exhibit.received_name),
                todo="Make it again with `armstrace flights read --case`.",
            )
        method = str(head.get("method", ""))
        yield _edition(head, exhibit, options)
        for number, line in enumerate(file, 2):
            found = _record(line, number, exhibit, method)
            if found is not None:
                yield found


def _edition(head: Mapping[str, Any], exhibit: Exhibit, options: ReadOptions) -> Edition:
    place = str(Place(row=1))
    archives = ", ".join(str(each) for each in head.get("archives", []))
    made_up = f"{WATERMARK}: none of this took place. " if head.get("synthetic") else ""
    asked = json.dumps(head.get("asked", {}), sort_keys=True, ensure_ascii=False)
    return Edition(
        key=read_key(Edition.KIND, exhibit.sha256, place),
        exhibit=exhibit.sha256,
        place=place,
        item="",
        reader=SOURCE.reader,
        register=SOURCE.name,
        label=options.edition or f"flights from {archives}",
        assumptions=f"{made_up}Asked for: {asked}. Airfields: {head.get('editions', {}).get('airfields', '')}.",
    )


def _record(line: str, number: int, exhibit: Exhibit, method: str) -> Readable | None:
    """Read one line; members are kept in the list and give no record."""
    place = str(Place(row=number))
    told = _object(line) or {}
    try:
        for word, make in _MAKERS.items():
            if word in told:
                return make(told[word], (exhibit.sha256, place, method))
        if "member" in told:
            return None
    except (KeyError, TypeError, ValueError, UnreadableValue) as error:
        return SetAside(
            exhibit.sha256, place, SOURCE.reader, f"A value does not hold: {_said(error)}", line.strip()[:500]
        )
    return SetAside(exhibit.sha256, place, SOURCE.reader, "This line is none of a list of flights.", line.strip()[:500])


def _object(line: str) -> dict[str, Any] | None:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def _said(error: Exception) -> str:
    return error.what if isinstance(error, UnreadableValue) else f"{error}."


At = tuple[str, str, str]
"""Where a line stands: exhibit, place, and the method of the list."""


def _movement(told: Mapping[str, Any], at: At) -> Movement:
    exhibit, place, method = at
    texts = {name: _text(told[name]) for name in _TEXTS}
    rank, probability = int(told["rank"]), float(told["probability"])
    motion = _text(told["kind"])
    if not 0 <= probability <= 1 or motion not in {"landing", "takeoff"}:
        raise ValueError(f"{motion!r} with probability {probability}")
    item = f"event={texts['event']};rank={rank}"
    return Movement(
        key=derived_key(Movement.KIND, texts["inputs"].split(), item),
        exhibit=exhibit,
        place=place,
        item=item,
        reader=SOURCE.reader,
        rank=rank,
        motion=motion,
        day=When.read(texts["time_utc"][:10]),
        probability=probability,
        method=method,
        typecode=_text(told.get("typecode", "")),
        **texts,
    )


def _archive(told: Mapping[str, Any], at: At) -> Coverage:
    return _coverage(told, at, archive=_text(told["archive"]))


def _field(told: Mapping[str, Any], at: At) -> Coverage:
    return _coverage(told, at, airfield=_text(told["airfield"]))


def _coverage(told: Mapping[str, Any], at: At, *, archive: str = "", airfield: str = "") -> Coverage:
    exhibit, place, _ = at
    numbers = dict.fromkeys((*_OF_ARCHIVE, *_OF_FIELD)) | {
        name: int(told[name]) for name in (_OF_ARCHIVE if archive else _OF_FIELD)
    }
    low = told.get("lowest_ft")
    return Coverage(
        key=read_key(Coverage.KIND, exhibit, place),
        exhibit=exhibit,
        place=place,
        item="",
        reader=SOURCE.reader,
        day=When.read(_text(told["day"])) if told["day"] else None,
        archive=archive,
        airfield=airfield,
        lowest_ft=None if low is None else float(low),
        **numbers,
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


_MAKERS: Mapping[str, Callable[[Any, At], Readable]] = {
    "movement": _movement,
    "of_archive": _archive,
    "of_airfield": _field,
}
