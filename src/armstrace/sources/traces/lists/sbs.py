"""BaseStation messages to rows: each position joined to what the same aircraft said last before it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from armstrace.sources.traces.arrays import Bytes, Flags, Floats, Ints, Longs, Texts
from armstrace.sources.traces.lists.delimited import Layout, addresses, callsigns, coded, halves, numbers_of, table_of
from armstrace.sources.traces.lists.gathered import Part, wanted
from armstrace.sources.traces.lists.lines import BLOCK, Bad, Block, bad_line, blocks, by_row
from armstrace.sources.traces.lists.table import Rows
from armstrace.sources.traces.points import GEOMETRIC_ALTITUDE

FRESH_S, CALLSIGN_S = 30.0, 900.0
"""How long what was said of altitude, speed and climb is joined to later positions, and how long a callsign is."""
_NAMES = (
    "kind", "type", "session", "aircraft", "hex", "flight", "made_date", "made_time", "logged_date", "logged_time",
    "callsign", "altitude", "speed", "track", "lat", "lon", "climb", "squawk", "alert", "emergency", "ident", "ground",
)  # fmt: skip
_LAYOUT = Layout(
    _NAMES,
    numbers=("type", "speed", "track", "lat", "lon", "climb"),
    texts=("kind", "hex", "made_date", "made_time", "logged_date", "logged_time", "callsign", "altitude", "ground"),
)
_OTHER = (b"SEL,", b"ID,", b"AIR,", b"STA,", b"CLK,")
_DATE = r"^[0-9]{4}[/-](?:0[1-9]|1[0-2])[/-](?:0[1-9]|[12][0-9]|3[01])$"
_TIME = r"^(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,6})?$"
_SURFACE = 2
_IMPOSSIBLE = "The kind, the address, the time or the position is none that a message can have."


@dataclass(frozen=True, slots=True)
class Messages:
    """Messages in any order: NaN, b"" where one does not say a value; `point` is -1 for one that was given before."""

    address: Longs
    time_s: Floats
    lat: Floats
    lon: Floats
    alt_ft: Floats
    geometric: Flags
    speed_kt: Floats
    track_deg: Floats
    climb_fpm: Floats
    ground: Flags
    callsign: Texts
    point: Longs


def whole(
    source: Path | str | bytes, hexes: Collection[str] | None = None, utc_offset_h: float = 0.0
) -> Iterator[Part]:
    """Yield what could not be read, then all positions, each joined to earlier messages wherever they stand."""
    found: list[Messages] = []
    none = positions(_together([]))
    for messages, bad, stopped in _messages(source, wanted(hexes), utc_offset_h * 3600, BLOCK):
        found.append(messages)
        yield Part(none, bad, stopped)
    yield Part(positions(_together(found)))


def parts(
    source: Path | str | bytes,
    hexes: Collection[str] | None = None,
    utc_offset_h: float = 0.0,
    size: int = BLOCK,
) -> Iterator[Part]:
    """Yield the positions of a file part by part; what each aircraft said last is carried from part to part."""
    carried = _together([])
    for messages, bad, stopped in _messages(source, wanted(hexes), utc_offset_h * 3600, size):
        both = _ordered(_together([carried, messages]))
        yield Part(positions(both), bad, stopped)
        carried = _last_said(both)


def _messages(
    source: Path | str | bytes, only: Longs | None, offset_s: float, size: int
) -> Iterator[tuple[Messages, tuple[Bad, ...], str]]:
    for block in blocks(source, size):
        table, numbers, bad = table_of(block, _LAYOUT, lambda line: "other" if line.startswith(_OTHER) else "")
        messages, wrong = _read(table, numbers, offset_s)
        if wrong.any():
            bad += _wrong_lines(block, numbers[wrong])
        if only is not None:
            messages = _taken(messages, np.isin(messages.address, only))
        yield messages, by_row(*block.bad, *bad), block.stopped


def _wrong_lines(block: Block, numbers: Longs) -> list[Bad]:
    printed = block.text.split(b"\n")
    return [bad_line(int(one), _IMPOSSIBLE, printed[one - block.first], block.member) for one in numbers]


def _read(table: pa.Table, numbers: Longs, offset_s: float) -> tuple[Messages, Flags]:
    """Turn columns into messages, and mark the lines that are none."""
    kind, kind_at = coded(table, "kind")
    words, address_at = coded(table, "hex")
    signs, sign_at = coded(table, "callsign")
    grounds, ground_at = coded(table, "ground")
    number, lat, lon = (numbers_of(table, one) for one in ("type", "lat", "lon"))
    made, logged = (_moments(table, one) for one in ("made", "logged"))
    alt, geometric = _altitudes(table)
    messages = Messages(
        address=np.append(addresses(words), -1)[address_at],
        time_s=np.where(np.isnan(made), logged, made) - offset_s,
        lat=lat,
        lon=lon,
        alt_ft=alt,
        geometric=geometric,
        speed_kt=numbers_of(table, "speed"),
        track_deg=numbers_of(table, "track"),
        climb_fpm=numbers_of(table, "climb"),
        ground=(number == _SURFACE) | np.array([*(one in {b"-1", b"1"} for one in grounds), False])[ground_at],
        callsign=np.append(callsigns(signs), np.zeros(1, "S8"))[sign_at],
        point=numbers - 1,
    )
    with np.errstate(invalid="ignore"):
        placed = (np.abs(lat) <= 90) & (np.abs(lon) <= 180)
        known = np.array([*(one == b"MSG" for one in kind), False])[kind_at] & (number >= 1) & (number <= 8)
    good = known & (messages.address >= 0) & ~np.isnan(messages.time_s) & (placed | (np.isnan(lat) & np.isnan(lon)))
    return _taken(messages, good), ~good


def _moments(table: pa.Table, which: str) -> Floats:
    """Read a date and a time of day, NaN where they are not written year, month, day and 24 hours."""
    date, time = (pc.fill_null(table.column(f"{which}_{part}"), b"").combine_chunks() for part in ("date", "time"))
    good = pc.and_(pc.match_substring_regex(date, _DATE), pc.match_substring_regex(time, _TIME))
    days, day_at = _coded_days(date)
    first_day = pc.binary_join_element_wise("1970-01-01", pc.if_else(good, time, b"00:00:00").cast(pa.string()), " ")
    seconds = first_day.cast(pa.timestamp("us")).cast(pa.int64())
    known = np.asarray(good.to_numpy(zero_copy_only=False), np.bool_)
    told: Floats = np.where(known, days[day_at] + np.asarray(seconds.to_numpy(), np.float64) / 1e6, np.nan)
    return told


def _coded_days(date: pa.Array) -> tuple[Floats, Ints]:
    encoded = date.dictionary_encode()
    days = [_midnight(one.decode("ascii", "replace").replace("/", "-")) for one in encoded.dictionary.to_pylist()]
    return np.array(days, np.float64), np.asarray(encoded.indices.to_numpy(zero_copy_only=False), np.int32)


def _midnight(printed: str) -> float:
    try:
        return float(np.datetime64(printed, "s").astype(np.int64))
    except ValueError:
        return float("nan")


def _altitudes(table: pa.Table) -> tuple[Floats, Flags]:
    """Read altitudes; "H" behind one says that it is above the ellipsoid."""
    words, at = coded(table, "altitude")
    feet, geometric = [], []
    for word in words:
        digits = word.removesuffix(b"H")
        plain = digits.removeprefix(b"-").isdigit() and len(digits) <= 7
        feet.append(float(digits) if plain else float("nan"))
        geometric.append(plain and digits != word)
    return np.array([*feet, np.nan])[at], np.array([*geometric, False])[at]


def positions(messages: Messages) -> Rows:
    """Give the positions among messages, each with what its aircraft said last before it."""
    said = _ordered(messages)
    starts = _starts(said.address)
    fresh = {
        "alt_ft": _before(~np.isnan(said.alt_ft), said.time_s, starts, FRESH_S),
        "speed_kt": _before(~np.isnan(said.speed_kt), said.time_s, starts, FRESH_S),
        "track_deg": _before(~np.isnan(said.track_deg), said.time_s, starts, FRESH_S),
        "climb_fpm": _before(~np.isnan(said.climb_fpm), said.time_s, starts, FRESH_S),
    }
    named = _before(said.callsign != b"", said.time_s, starts, CALLSIGN_S)
    here = np.flatnonzero(~np.isnan(said.lat) & (said.point >= 0))
    taken = {name: _value(getattr(said, name), at[here]) for name, at in fresh.items()}
    alt_at, ground = fresh["alt_ft"][here], said.ground[here]
    geometric = np.where(alt_at >= 0, said.geometric[alt_at], False) & ~ground
    flags: Bytes = np.where(geometric, GEOMETRIC_ALTITUDE, 0).astype(np.uint8)
    return Rows(
        address=said.address[here],
        time_s=said.time_s[here],
        said_s=said.time_s[here],
        lat=said.lat[here],
        lon=said.lon[here],
        alt_ft=halves(np.where(ground, np.nan, taken["alt_ft"])),
        geom_ft=halves(np.where(geometric, taken["alt_ft"], np.nan)),
        speed_kt=halves(taken["speed_kt"]),
        track_deg=halves(taken["track_deg"]),
        climb_fpm=halves(np.where(ground, np.nan, taken["climb_fpm"])),
        ground=ground,
        flags=flags,
        source=np.zeros(len(here), np.uint8),
        callsign=np.where(named[here] >= 0, said.callsign[named[here]], b"").astype("S8"),
        point=said.point[here],
    )


def _last_said(said: Messages) -> Messages:
    """Keep of ordered messages those that later positions can be joined to, marked as given."""
    if not len(said.address):
        return said
    ends = np.r_[_starts(said.address)[1:] != _starts(said.address)[:-1], True]
    starts = _starts(said.address)
    keep = np.zeros(len(ends), np.bool_)
    for has in (said.alt_ft, said.speed_kt, said.track_deg, said.climb_fpm):
        at = _before(~np.isnan(has), said.time_s, starts, CALLSIGN_S)[ends]
        keep[at[at >= 0]] = True
    at = _before(said.callsign != b"", said.time_s, starts, CALLSIGN_S)[ends]
    keep[at[at >= 0]] = True
    keep &= said.time_s >= said.time_s.max() - CALLSIGN_S
    kept = _taken(said, keep)
    return replace(kept, point=np.full(len(kept.point), -1))


def _before(has: Flags, time_s: Floats, starts: Longs, most_s: float) -> Longs:
    """For each row, where the last row of its aircraft stands that has a value, no older than `most_s`; else -1."""
    at = np.maximum.accumulate(np.where(has, np.arange(len(has)), -1)) if len(has) else np.zeros(0, np.int64)
    old = time_s - time_s[at] > most_s if len(has) else np.zeros(0, np.bool_)
    found: Longs = np.where((at < starts) | old, -1, at)
    return found


def _value(values: Floats, at: Longs) -> Floats:
    taken: Floats = np.where(at >= 0, values[at], np.nan)
    return taken


def _starts(address: Longs) -> Longs:
    """For each row of sorted addresses, where its aircraft's rows begin."""
    new = np.r_[True, address[1:] != address[:-1]] if len(address) else np.zeros(0, np.bool_)
    begun: Longs = np.maximum.accumulate(np.where(new, np.arange(len(address)), 0)) if len(address) else address
    return begun


def _ordered(said: Messages) -> Messages:
    return _taken(said, np.lexsort((said.point, said.time_s, said.address)))


def _taken(said: Messages, which: Flags | Longs) -> Messages:
    return Messages(*(getattr(said, one.name)[which] for one in fields(Messages)))


def _together(found: Sequence[Messages]) -> Messages:
    if found:
        return Messages(*(np.concatenate([getattr(one, f.name) for one in found]) for f in fields(Messages)))
    number = dict.fromkeys(("address", "point"), np.int64) | dict.fromkeys(("geometric", "ground"), np.bool_)
    kinds = {one.name: number.get(one.name, np.float64) for one in fields(Messages)}
    return Messages(**{name: np.zeros(0, "S8" if name == "callsign" else kind) for name, kind in kinds.items()})
