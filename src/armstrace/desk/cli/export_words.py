"""What `armstrace export` is asked, and what it says."""

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from armstrace.desk.bundles.receipt import keep_receipt
from armstrace.desk.case import Case
from armstrace.desk.cli.outputs import output
from armstrace.desk.cli.show import as_json, line, plain
from armstrace.desk.exports.exported import BESIDE, Asked, Exported
from armstrace.desk.exports.formats import FORMATS
from armstrace.evidence.names import visible
from armstrace.records.errors import CaseError

_SHOWN = 20


def asked(words: Sequence[str], to: str, *, non_commercial: bool) -> tuple[Asked, Path]:
    """Read the words of the command: a format first, a file to write last, what goes into it between them.

    Raises:
        CaseError: one of them is missing or not known, or nothing can be written there.
    """
    if len(words) < 2:
        raise CaseError(
            "A format and a file to write are needed.",
            todo=f"Write `armstrace export FORMAT [KIND|DOCUMENT|KEY]... OUT`; formats are {', '.join(FORMATS)}.",
        )
    named, *between, last = words
    if named not in FORMATS:
        alike = get_close_matches(named, FORMATS, 1)
        raise CaseError(
            f"{visible(named)!r} is no format of an export.",
            todo=(f"Did you mean {alike[0]}? " if alike else "") + f"Formats are {', '.join(FORMATS)}.",
        )
    out = Path(last)
    if last == "-":
        raise CaseError(
            "An export goes into a file: what did not leave is listed beside it.", where="-", todo="Name a file."
        )
    output(out, "OUT")
    return Asked(named, tuple(between), to, non_commercial), out


def keep_receipt_of(case: Case, words: Sequence[str], receipt: str) -> None:
    """Note what a receiver computed of a file that was handed on."""
    if words:
        raise CaseError("A receipt is noted alone.", where="--receipt", todo="Leave the other words out.")
    number = keep_receipt(case, receipt)
    line(f"the receipt is that of the export in line {number} of the ledger")


def tell(done: Exported, *, json: bool) -> None:
    """Say what was handed on, what was done to it, what stayed and why."""
    if json:
        as_json(done.as_json())
        return
    counted = (
        ", ".join(f"{rows:,} {kind}" for kind, rows in done.rows.items()) or f"{len(done.content.exhibits)} exhibits"
    )
    line(f"Wrote {plain(str(done.out))}: {counted}.")
    for each in done.files:
        line(f"  {each.sha256}  {plain(each.name)}")
    for remark in done.content.remarks:
        line(plain(remark))
    left_out = done.content.left_out
    for sentence in left_out[:_SHOWN]:
        line(plain(sentence))
    if len(left_out) > _SHOWN:
        line(f"and {len(left_out) - _SHOWN} more did not leave: {plain(BESIDE)} beside the export lists all.")
    line(f"The ledger keeps this export in line {done.line.seq}.")
