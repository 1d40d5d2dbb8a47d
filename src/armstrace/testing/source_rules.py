"""The rules that every source keeps, each a function of a reader with a sample."""

import csv
import json
import os
import time
from io import StringIO
from pathlib import Path

from armstrace.desk.dossiers.reopened import Seen, seen_at, stands
from armstrace.desk.intake import Case
from armstrace.desk.private_case import PrivateCase, private_folder
from armstrace.plug_ins.found import FOREIGN, said
from armstrace.records.errors import ArmstraceError, SourceChanged
from armstrace.records.kinds import RECORD_TYPES, Movement, Readable
from armstrace.records.origin import read_key
from armstrace.records.place import Place
from armstrace.records.sources import SetAside, Source
from armstrace.sources.registry import HEAD_BYTES
from armstrace.testing.failing import NotHeld, hold
from armstrace.testing.held import Held, lines
from armstrace.testing.hostile import KIB, behind_the_header, hostile
from armstrace.testing.watch import watched

SECONDS = 5.0
"""Of the processor, for one hostile file of 64 KiB: a hundred times what the slowest of ours takes."""
MOST_ASIDE = 128 * KIB
"""Letters of one piece that was set aside; the beginning is enough, since its place is kept."""
JUNK = "\u202e\x07 not what stood here"
_STRANGERS = (
    (b"A Title\n\nOnce upon a time there was a text.\n", "story.txt"),
    (b"first,second\n1,2\n", "table.csv"),
    (b'{"hello": ["world"]}', "data.json"),
    (b"<!doctype html><html><body><p>Hello</p></body></html>", "page.html"),
    (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "paper.pdf"),
    (b"PK\x03\x04" + b"\0" * 60, "archive.zip"),
)


def says_what_it_is(source: Source) -> None:
    """It says who publishes what, what it covers, on what terms, and in whole sentences what it cannot show."""
    for name in ("name", "title", "publisher", "licence", "covers"):
        hold(getattr(source, name).strip(), f"SOURCE.{name} is empty")
    hold(source.url.startswith("https://"), "SOURCE.url is no https:// address")
    hold(source.limits, "SOURCE.limits is empty: every source says what it cannot show")
    hold(all(each.endswith(".") for each in source.limits), "each of SOURCE.limits is a sentence with its full stop")
    unknown = set(source.kinds) - {kind.KIND for kind in RECORD_TYPES}
    hold(source.kinds and not unknown, f"SOURCE.kinds names no kind of record: {sorted(unknown)}")
    hold(source.version >= 1, "SOURCE.version counts from 1")


def knows_its_own_and_no_stranger(held: Held) -> None:
    """It claims its sample from the first bytes and the name, and no other file in earnest."""
    sure = held.reader.recognises(held.sample.read_bytes()[:HEAD_BYTES], held.name)
    hold(sure in {1, 2}, f"it does not recognise its own sample: {sure!r}")
    for content, name in _STRANGERS:
        other = held.reader.recognises(content, name)
        hold(other in {0, 1} or name.endswith(held.sample.suffix), f"it takes {name} for its own: {other!r}")
    for what, content in hostile(held.sample.read_bytes(), 4 * KIB):
        hold(held.reader.recognises(content, held.name) in {0, 1, 2}, f"recognises() says neither 0, 1 nor 2 of {what}")


def same_bytes_same_records(held: Held) -> None:
    """Reading twice gives the same records, wherever the file lies, each under the key that follows from its place."""
    first = held.read()
    hold(first, "it reads nothing out of its sample")
    hold(lines(first) == lines(held.read()), "reading the sample twice gives other records")
    hold(lines(first) == lines(held.read_bytes(held.sample.read_bytes())), "the records depend on where the file lies")
    keys = [record.key for record in first]
    hold(len(keys) == len(set(keys)), "two records have the same key: give them an `item` of their own")
    for record in first:
        if isinstance(record, Movement):  # derived elsewhere, and handed on under its own key
            continue
        due = read_key(record.KIND, record.exhibit, record.place, record.item)
        hold(record.key == due, f"the key of {record.place} is not read_key(kind, exhibit, place, item)")


def says_where_and_who(held: Held) -> None:
    """Every record names its exhibit, its place in a form that can be read again, and its reader."""
    sha256 = held.exhibit().sha256
    for record in held.read():
        hold(record.reader == held.source.reader, f"{record.place}: its reader is {record.reader!r}")
        hold(record.exhibit == sha256, f"{record.place}: it is of another exhibit")
        hold(str(Place.read(record.place)) == record.place, f"{record.place!r} is not written as a place is")
        announced = isinstance(record, SetAside) or record.KIND in held.source.kinds
        hold(announced, f"{record.KIND} is not among SOURCE.kinds")


def places_lead_back(held: Held) -> None:
    """At the place of every record the file is opened again, and what is `..._printed` stands there.

    What a file says once for all its rows, above them or elsewhere, need only stand somewhere in it.
    """
    with private_folder() as folder:
        case = PrivateCase(folder, "p-kit")
        try:
            _lead_back(held, case)
        finally:
            case.tables.close()


def _lead_back(held: Held, case: Case) -> None:
    exhibit, records = held.exhibit(), held.read()
    seen = seen_at(case, exhibit, {record.place for record in records if record.place})
    whole = Seen(held.sample.read_text(encoding="utf-8", errors="replace"))
    for record in records:
        if not record.place:
            continue
        hold(record.place in seen, f"the file has no {record.place}")
        for name, value in _printed(record):
            there = stands(value, seen[record.place]) or stands(value, whole)
            hold(there, f"{record.place}: {name} {value!r} does not stand there")


def _printed(record: Readable) -> list[tuple[str, str]]:
    names = [name for name in record.__slots__ if name.endswith("_printed")]
    return [(name, str(getattr(record, name))) for name in names if getattr(record, name)]


def bad_lines_are_set_aside(held: Held) -> None:
    """Of a table spoilt row by row nothing vanishes: a row is read, set aside with its reason, or all refused."""
    if held.sample.suffix != ".csv":
        return
    whole = held.sample.read_text(encoding="utf-8", errors="replace")
    rows = list(csv.reader(StringIO(whole, newline="")))
    places = {record.place: Place.read(record.place).row for record in held.read()}
    numbers = sorted({row for row in places.values() if row and row <= len(rows)})
    for number in [*numbers[:4], *numbers[-4:]]:
        spoilt = [[JUNK for _ in row] if at == number else row for at, row in enumerate(rows, 1)]
        _nothing_vanishes(held, spoilt, number, set(numbers))


def _nothing_vanishes(held: Held, spoilt: list[list[str]], number: int, rows: set[int]) -> None:
    text = StringIO()
    csv.writer(text).writerows(spoilt)
    try:
        records = held.read_bytes(text.getvalue().encode())
    except ArmstraceError:
        return
    told = {Place.read(record.place).row for record in records}
    hold(number in told, f"row {number} was spoilt and is neither read nor set aside")
    lost = sorted(rows - told)
    hold(not lost, f"row {number} was spoilt, and rows {lost} are neither read nor set aside")
    for record in records:
        if isinstance(record, SetAside):
            hold(record.reason.strip(), f"{record.place} was set aside without a reason")


def a_new_column_is_refused(held: Held) -> None:
    """A table with one column more is refused by name before any record is given: nobody knows what it means."""
    if held.sample.suffix != ".csv":
        return
    rows = list(csv.reader(StringIO(held.sample.read_text(encoding="utf-8", errors="replace"), newline="")))
    refused: list[str] = []
    for number in range(min(len(rows), 40)):
        text = StringIO()
        csv.writer(text).writerows([*row, "Unheard-of column"] if at == number else row for at, row in enumerate(rows))
        try:
            held.read_bytes(text.getvalue().encode())
        except SourceChanged as error:
            refused.append(str(error))
    hold(any("Unheard-of column" in each for each in refused), "a new column is not refused by SourceChanged, by name")


def keeps_to_itself(held: Held) -> None:
    """While it recognises and reads it opens no socket, writes no file and starts no program."""
    held.read()  # what a library does once, when it is loaded, is not the reader's doing
    exhibit, content = held.exhibit(), held.sample.read_bytes()
    with watched() as seen:
        held.reader.recognises(content[:HEAD_BYTES], held.name)
        list(held.reader.read(exhibit, held.options))
    hold(not seen, f"while it read: {'; '.join(seen[:3])}")


def hostile_is_bounded(held: Held, size: int = 64 * KIB) -> None:
    """Hostile bytes give records, pieces set aside or a refusal in words, in bounded time and length."""
    for what, content in hostile(held.sample.read_bytes(), size):
        _bounded(held, what, content)


def long_lines_grow_evenly(held: Held, size: int = 64 * KIB) -> None:
    """Four times as long a line takes some four times as long, where it takes long at all."""
    sample = held.sample.read_bytes()
    for filler in (b'"', b",", b"1 ", b"a"):
        small, large = (behind_the_header(sample, filler, length) for length in (size, 4 * size))
        once = min(_bounded(held, "a long line", small) for _ in range(2))
        much = min(_bounded(held, "a longer line", large) for _ in range(2))
        hold(much < 0.5 or much < 8 * once, f"{filler!r}: four times the bytes take {once:.2f} s, then {much:.2f} s")


def _bounded(held: Held, what: str, content: bytes) -> float:
    begun = time.process_time()
    try:
        records = held.read_bytes(content)
    except ArmstraceError:
        records = []
    except FOREIGN as error:
        raise NotHeld(f"{what}: the reader breaks: {said(error)}") from error
    spent = time.process_time() - begun
    hold(spent < SECONDS, f"{what}: {spent:.1f} s of the processor for {len(content):,} bytes")
    long = max((len(each.printed) for each in records if isinstance(each, SetAside)), default=0)
    hold(long <= MOST_ASIDE, f"{what}: a piece of {long:,} letters was set aside; keep the beginning")
    return spent


def records_are_those_pinned(held: Held) -> None:
    """The records are those of expected*.jsonl, which PIN=1 writes and a person reads before committing it."""
    expected = held.sample.with_name(held.sample.stem.replace("sample", "expected", 1) + ".jsonl")
    now = lines(held.read())
    if os.environ.get("PIN"):
        expected.write_text("".join(f"{line}\n" for line in now), encoding="utf-8")
    hold(expected.exists(), f"{expected.name} is missing: run PIN=1 pytest, then read it")
    pinned = [line for line in expected.read_text(encoding="utf-8").split("\n") if line]
    hold([json.loads(line) for line in now] == [json.loads(line) for line in pinned], f"not those of {expected.name}")


def samples_in(folder: Path) -> list[Path]:
    """Give the samples of a folder: the files named sample*."""
    return sorted(path for path in folder.glob("sample*") if path.is_file())
