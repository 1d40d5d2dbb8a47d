"""Following the chain of the ledger, and saying which line is the first that does not fit and in what way."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from pathlib import Path

from armstrace.evidence.disk import explained
from armstrace.evidence.folders import LEDGER, require_case
from armstrace.evidence.lines import GENESIS, Line, NotALine, decode
from armstrace.evidence.tail import split_torn


class How(StrEnum):
    """In what way a ledger is not the one that was written."""

    ALTERED = "altered"
    DELETED = "deleted"
    INSERTED = "inserted"
    REORDERED = "reordered"
    TRUNCATED = "truncated"


@dataclass(frozen=True, slots=True)
class Break:
    """The first line (number from 1) that does not fit, how, and what shows it. For DELETED: the line that is gone."""

    line: int
    how: How
    shown_by: str


@dataclass(frozen=True, slots=True)
class Head:
    """How many lines a ledger has and the SHA-256 of the last: kept outside the case, it anchors every line."""

    count: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What following the chain showed: the head of the lines that fit, and the first break.

    Two things are no break. `torn` is the size in bytes of an end that a crash left and nobody accepted. `clock_back`
    numbers the lines dated before the line above them: the clock was set back, or somebody wrote a false date.
    """

    head: Head
    broken: Break | None = None
    torn: int = 0
    clock_back: tuple[int, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether every accepted line is as it was written, as far as the chain can tell."""
        return self.broken is None

    @property
    def words(self) -> str:
        """Say whether it is broken, and where."""
        if self.broken is None:
            return "unbroken"
        return f"broken at line {self.broken.line}: {self.broken.how.value}, {self.broken.shown_by}"


def follow(path: Path) -> tuple[list[Line], ChainReport]:
    """Read the lines of a ledger up to the first that does not fit."""
    with explained(path, "Reading the ledger"):
        whole, torn = split_torn(path.read_bytes() if path.exists() else b"")
    raw_lines = whole.split(b"\n")[:-1]
    lines: list[Line] = []
    broken = None
    for number, raw in enumerate(raw_lines, 1):
        line = _decoded(raw)
        before = lines[-1].sha256 if lines else GENESIS
        if line is None or (line.seq, line.previous) != (number, before):
            broken = _explain(number, before, [_decoded(each) for each in raw_lines])
            break
        lines.append(line)
    back = tuple(later.seq for earlier, later in pairwise(lines) if later.at < earlier.at)
    head = Head(len(lines), lines[-1].sha256 if lines else GENESIS)
    return lines, ChainReport(head, broken, len(torn), back)


def verify_chain(case: Path, anchor: Head | None = None) -> ChainReport:
    r"""Check that every line of a case's ledger stands where and as it was written.

    Each line seals its own bytes (`sum`) and keeps the hash of the line before (`previous`), so one changed byte, a
    line taken out, put in or moved is found and named. What the chain alone cannot see: lines cut off the end, and a
    ledger rewritten from some line to its end by somebody who computes the sums anew. Both are found with an
    `anchor`: a head (count and hash) that was written down, sent or timestamped elsewhere.

    Anybody can check the same without armstrace. In the case folder, with a POSIX shell and sha256sum (`shasum -a 256`
    on a Mac):

        want=$(printf %064d 0); n=0
        while IFS= read -r line; do n=$((n+1)); s=$(printf %s "${line%,\"sum\":*}" | sha256sum)
        case $line in "{\"previous\":\"$want\",\"seq\":$n,"*",\"sum\":\"${s%% *}\"}") ;; *) echo "line $n"; exit 1; esac
        want=$(printf %s "$line" | sha256sum); want=${want%% *}
        done < ledger.jsonl; echo "$n lines, head $want"

    It prints the same count and hash as `head` gives, or the number of the first line that does not fit.

    Raises:
        CaseError: the case folder is not there.
        ArmstraceError: the ledger cannot be read.
    """
    require_case(case)
    lines, report = follow(case / LEDGER)
    if anchor is None or report.broken or anchor == Head(0, GENESIS):
        return report
    if anchor.count > len(lines):
        shown = f"{anchor.count} lines were written down elsewhere, {len(lines)} are left"
        broken = Break(len(lines) + 1, How.TRUNCATED, shown)
    elif lines[anchor.count - 1].sha256 != anchor.sha256:
        broken = Break(anchor.count, How.ALTERED, "its hash, or that of a line before, is not the one kept elsewhere")
    else:
        return report
    return ChainReport(report.head, broken, report.torn, report.clock_back)


def _decoded(raw: bytes) -> Line | None:
    try:
        return decode(raw)
    except NotALine:
        return None


def _explain(number: int, before: str, lines: Sequence[Line | None]) -> Break:
    """Say what happened at line `number`, the first misfit, from all lines; None is one without a fitting sum."""
    line = lines[number - 1]
    if line is None:
        after = lines[number] if number < len(lines) else None
        if after and (after.seq, after.previous) == (number, before):
            return Break(number, How.INSERTED, "the line after it follows on the line before it")
        return Break(number, How.ALTERED, "its bytes do not match its own sum")
    if line.seq == number:
        # its own sum fits, and so does everything before, so it is the line before that has changed with its sum
        return Break(max(number - 1, 1), How.ALTERED, f"line {number} keeps another hash of the line before it")
    seqs = Counter(each.seq for each in lines if each)
    if seqs[line.seq] > 1 or line.seq < number:
        return _intruder(number, line, lines)
    if seqs[number]:
        return Break(number, How.REORDERED, f"line {line.seq} stands in its place")
    return Break(number, How.DELETED, f"line {line.seq} stands in its place and line {number} nowhere")


def _intruder(number: int, line: Line, lines: Sequence[Line | None]) -> Break:
    """Tell which of two lines with one number was put in: the one that no later line keeps the hash of."""
    kept = {each.previous for each in lines if each}
    twins = [place for place, each in enumerate(lines[:number], 1) if each and each.seq == line.seq]
    doubtful = [place for place in twins if (twin := lines[place - 1]) and twin.sha256 not in kept]
    place = doubtful[0] if len(doubtful) == 1 else number
    return Break(place, How.INSERTED, f"there are two lines numbered {line.seq}")
