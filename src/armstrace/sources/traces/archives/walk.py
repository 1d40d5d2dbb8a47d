"""The trace files of archives: day folders, release tars whole or in parts, single files; nothing is unpacked.

Written from adsb.lol's releases of 2023 to 2026 and readsb's own folders: `traces/34/trace_full_4b1234.json` in a tree
of days (`YYYY/MM/DD`), in a tar named for its day (`v2024.03.05-planes-readsb-prod-0.tar`), or live.
"""

import os
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import NamedTuple

from armstrace.records.errors import UnreadableValue
from armstrace.sources.traces.archives.parts import OpenBinary, Parts, first_part, is_tar, local
from armstrace.sources.traces.archives.tar import entries
from armstrace.sources.traces.points import Member

Files = Callable[[str], Iterable[tuple[str, int]]]
"""Gives the files below a folder with their sizes, names with "/"; NotADirectoryError where it is a file.

A link or a special file has size -1, and the name of a link to a folder ends in "/".
"""

MOST_STORED = 64 << 20
"""A day of one aircraft has at most some 2 MB as stored."""
MOST_PROBLEMS = 1000
_USUAL = re.compile(rb"\./traces/([0-9a-f]{2})/trace_full_(~?[0-9a-f]{6})\.json")
_TRACE = re.compile(r"(?:(?:^|.*/)([0-9a-fA-F]{2})/|(?:^|.*/))trace_full_(~?[0-9a-fA-F]{6})\.json(?:\.gz)?", re.DOTALL)
_DAY = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})([/.-])([0-9]{2})\2([0-9]{2})(?![0-9])")
_COMPRESSED = re.compile(r".*\.(?:tar\.(?:gz|bz2|xz|zst|lz4|lzma|lzo)|tgz|tbz2?|txz|zip|7z)", re.DOTALL | re.IGNORECASE)
_IGNORED = ("trace_recent", "heatmap", "acas", ".gitkeep", "LICENSE", "README")


class Problem(NamedTuple):
    """What of an archive was not read, and why; `name` is "" where it is about the archive."""

    archive: str
    name: str
    reason: str


@dataclass(slots=True)
class DaySeen:
    """The trace files of one day in one archive, of all aircraft: folders that hold any (of 256), files, bytes."""

    folders: set[str] = field(default_factory=set)
    files: int = 0
    stored: int = 0


@dataclass(slots=True)
class Seen:
    """What a walk came across: the days, what was passed over by kind, and what could not be read."""

    days: dict[tuple[str, date | None], DaySeen] = field(default_factory=dict)
    ignored: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)

    def tell(self, archive: str, name: str, reason: str) -> None:
        """Note a problem; hostile archives have millions, of which the first thousand are listed."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(archive, name, reason))
        else:
            self.ignored["problems beyond the first thousand"] += 1

    def day(self, archive: str, day: date | None) -> DaySeen:
        """Give the account of one day of an archive."""
        return self.days.setdefault((archive, day), DaySeen())


def local_files(folder: str) -> Iterator[tuple[str, int]]:
    """Give what lies below a folder of this machine, in the order of names; links are not followed."""
    with os.scandir(folder) as found:
        listed = sorted(found, key=lambda entry: entry.name)
    for entry in listed:
        if entry.is_dir(follow_symlinks=False):
            for name, size in local_files(entry.path):
                yield f"{entry.name}/{name}", size
        elif entry.is_file(follow_symlinks=False):
            yield entry.name, entry.stat(follow_symlinks=False).st_size
        else:
            yield entry.name + ("/" if entry.is_dir() else ""), -1


def walk(
    archives: Iterable[str],
    *,
    hexes: Collection[str] | None = None,
    open_binary: OpenBinary = local,
    files: Files = local_files,
    seen: Seen | None = None,
) -> Iterator[Member]:
    """Yield the trace files of archives, of these aircraft only where `hexes` are given; no data are read.

    An archive is a folder, a tar, the first part of a split one (the others are found; they may be named too), or a
    single trace file. `seen` is filled on the way; what cannot be read is noted there and the walk goes on.
    """
    chosen = None if hexes is None else frozenset(each.lower() for each in hexes)
    seen = Seen() if seen is None else seen
    for archive in dict.fromkeys(first_part(each) if is_tar(each) else each for each in archives):
        try:
            if is_tar(archive):
                yield from _of_tar(archive, chosen, open_binary, seen)
            else:
                yield from _of_path(archive, chosen, open_binary, files, seen)
        except OSError as error:
            seen.tell(archive, "", f"It cannot be opened or read on: {error.strerror or error}.")


def load(member: Member, open_binary: OpenBinary = local) -> bytes:
    """Give the bytes of a member as stored.

    Raises:
        OSError: the archive cannot be opened or read.
        UnreadableValue: the archive ends before the member does, or the member is too large for a trace.
    """
    if is_tar(member.archive):
        with Parts(member.archive, open_binary) as parts:
            return stored_in(parts, member)
    alone = _last(member.archive) == member.name
    with open_binary(member.archive if alone else f"{member.archive.rstrip('/')}/{member.name}") as file:
        # a file may have grown since it was listed, and an unbuffered one may give less than it has
        content = file.read(min(member.size, MOST_STORED) + 1)
        while len(content) > member.size and len(content) <= MOST_STORED and (more := file.read(1 << 20)):
            content += more
    if len(content) > MOST_STORED:
        raise _too_large(member)
    return content


def stored_in(parts: Parts, member: Member) -> bytes:
    """Give the bytes of a member from its opened archive."""
    if member.size > MOST_STORED:
        raise _too_large(member)
    content = parts.read_at(member.offset, member.size)
    if len(content) != member.size:
        raise UnreadableValue("The archive ends before this file does.", where=f"{member.archive}: {member.name}")
    return content


def day_of(path: str) -> date | None:
    """Give the day that a path names last, as in 2024/03/05/traces or v2024.03.05-planes; None where it names none."""
    for year, _, month, day in reversed(_DAY.findall(path)):
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None


def _last(path: str) -> str:
    return path.replace(os.sep, "/").rpartition("/")[2]


def _too_large(member: Member) -> UnreadableValue:
    return UnreadableValue(
        f"The file has more than {MOST_STORED >> 20} MiB, which no trace has.",
        where=f"{member.archive}: {member.name}",
    )


def _of_tar(archive: str, chosen: frozenset[str] | None, open_binary: OpenBinary, seen: Seen) -> Iterator[Member]:
    """Yield the trace files of a tar."""
    day = day_of(archive)
    account = seen.day(archive, day)
    usual = _USUAL.fullmatch
    with Parts(archive, open_binary) as parts:
        for name, regular, offset, size in entries(parts, lambda name, reason: seen.tell(archive, name, reason)):
            found = usual(name) if regular else None
            folder, hex_ = found.groups() if found else _unusual(archive, name, regular, seen)
            if not hex_:
                continue
            account.folders.add(folder.decode())
            account.files += 1
            account.stored += size
            address = hex_.decode()
            if chosen is None or address in chosen:
                yield Member(archive, name.decode("utf-8", "backslashreplace"), address, day, offset, size)


def _unusual(archive: str, name: bytes, regular: bool, seen: Seen) -> tuple[bytes, bytes]:
    """Give folder and address of a trace file that is not where adsb.lol puts it; else note what was passed over."""
    text = name.decode("utf-8", "backslashreplace")
    found = _TRACE.fullmatch(text)
    if found is None:
        seen.ignored[_kind(text) if regular else "folders, links and special files"] += 1
    elif text.startswith("/") or ".." in text.split("/"):
        seen.tell(archive, text, "The name leads out of the archive: the file is not read.")
    elif not regular:
        seen.tell(archive, text, "This is a link or a special file, not a trace: it is not followed.")
    else:
        return (found[1] or "").lower().encode(), found[2].lower().encode()
    return b"", b""


def _of_path(
    archive: str, chosen: frozenset[str] | None, open_binary: OpenBinary, files: Files, seen: Seen
) -> Iterator[Member]:
    """Yield the trace files below a folder, those of the tars in it too, or the one file that the path is."""
    try:
        listed = iter(files(archive))
        first = next(listed, None)
    except NotADirectoryError:
        yield from _alone(archive, chosen, open_binary, seen)
        return
    tars: dict[str, None] = {}
    for name, size in chain([first] if first else [], listed):
        found = _TRACE.fullmatch(name)
        if size < 0:
            _unfollowed(archive, name, seen, wanted=bool(found) or is_tar(name))
            continue
        if found is None:
            if is_tar(name):
                tars[f"{archive.rstrip('/')}/{first_part(name)}"] = None
            else:
                seen.ignored[_kind(name)] += 1
            continue
        account, day = _account(archive, name.rpartition("/")[0], seen)
        account.folders.add((found[1] or "").lower())
        account.files += 1
        account.stored += size
        hex_ = found[2].lower()
        if chosen is None or hex_ in chosen:
            yield Member(archive, name, hex_, day, 0, size)
    for tar in tars:
        yield from _of_tar(tar, chosen, open_binary, seen)


def _unfollowed(archive: str, name: str, seen: Seen, *, wanted: bool) -> None:
    """Note a link or a special file in a folder: data may lie behind it that nobody would miss."""
    if name.endswith("/"):
        seen.tell(archive, name, "This is a link to a folder: it is not followed. Name it as an archive of its own.")
    elif wanted:
        seen.tell(archive, name, "This is a link or a special file, not a trace: it is not followed.")
    else:
        seen.ignored["folders, links and special files"] += 1


def _account(archive: str, folder: str, seen: Seen) -> tuple[DaySeen, date | None]:
    day = day_of(f"{archive}/{folder}")
    return seen.day(archive, day), day


def _alone(archive: str, chosen: frozenset[str] | None, open_binary: OpenBinary, seen: Seen) -> Iterator[Member]:
    """Yield the member that a single file is, whatever its name."""
    if _COMPRESSED.fullmatch(archive):
        seen.tell(archive, "", "The archive is compressed as a whole: unpack the compression, the tar itself may stay.")
        return
    name = _last(archive)
    found = _TRACE.fullmatch(name)
    hex_ = found[2].lower() if found else ""
    with open_binary(archive) as file:
        size = file.seek(0, os.SEEK_END)
    account, day = _account(archive, "", seen)
    account.files += 1
    account.stored += size
    if chosen is None or not hex_ or hex_ in chosen:
        yield Member(archive, name, hex_, day, 0, size)


def _kind(name: str) -> str:
    """Say in a word what kind of file is passed over."""
    return next((kind for kind in _IGNORED if kind in name), "other files")
