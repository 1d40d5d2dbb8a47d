"""Archives of aircraft traces as exhibits: release tars of readsb's day folders, their parts, and single trace files.

Publisher: whoever runs the receivers' server, as adsb.lol does. What flew is read by `armstrace flights read`, which
looks into archives without unpacking them; here an archive is known for what it is, and its day is said.
"""

import re
from collections.abc import Iterator

from armstrace.records.errors import UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Edition, Readable
from armstrace.records.origin import read_key
from armstrace.records.sources import ReadOptions, Source
from armstrace.records.values import When

SOURCE = Source(
    name="trace_archive",
    title="Archive of aircraft traces (readsb, tar1090)",
    publisher="The server that wrote it, such as adsb.lol",
    url="https://github.com/wiedehopf/readsb/blob/dev/README-json.md",
    licence="That of the archive; adsb.lol's database is under the ODbL 1.0, its feeders' data CC0",
    kinds=("edition",),
    covers="Positions of aircraft that receivers heard, for the UTC days of the archive",
    limits=(
        "Where and when there was no receiver nothing is recorded; an empty stretch is no proof that nobody flew.",
        "Addresses, callsigns and positions are what the aircraft sent or seemed to send; any can be wrong or made up.",
        "Registration and type are as the server's database had them on that day, and may be wrong.",
        "The archive does not say what was on board.",
    ),
)
_TAR_MAGIC, _AT = b"ustar", 257
_PART = re.compile(r".*\.tar\.(?:[a-z]{2,3}|[0-9]{2,4})", re.DOTALL)
_TRACE = re.compile(r"trace_full_~?[0-9a-f]{6}\.json(?:\.gz)?")
_DAY = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})[.-]?([0-9]{2})[.-]?([0-9]{2})(?![0-9])")


def recognises(head: bytes, name: str) -> int:
    """Tell a trace file by its name, an archive by its first bytes, a later part of one only by its name."""
    if _TRACE.fullmatch(name):
        return 2
    if head[_AT : _AT + len(_TAR_MAGIC)] == _TAR_MAGIC:
        return 2 if b"trace" in head[:_AT] or b"heatmap" in head[:_AT] or "readsb" in name else 1
    return 1 if _PART.fullmatch(name) else 0


def read(exhibit: Exhibit, options: ReadOptions) -> Iterator[Readable]:
    """Yield one edition, with the day that the archive's name says."""
    found = _DAY.search(exhibit.received_name)
    day = "-".join(found.groups()) if found else ""
    yield Edition(
        key=read_key(Edition.KIND, exhibit.sha256, ""),
        exhibit=exhibit.sha256,
        place="",
        item="",
        reader=SOURCE.reader,
        register=SOURCE.name,
        label=options.edition or f"aircraft traces, {exhibit.received_name}",
        covers=_when(day),
        assumptions="The day is the one in the file's name." if _when(day) else "",
    )


def _when(day: str) -> When | None:
    try:
        return When.read(day) if day else None
    except UnreadableValue:
        return None
