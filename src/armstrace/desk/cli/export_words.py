"""What `armstrace export` says."""

from collections.abc import Sequence

from armstrace.desk.bundles.receipt import keep_receipt
from armstrace.desk.case import Case
from armstrace.desk.cli.show import as_json, line, plain
from armstrace.desk.exports.exported import BESIDE, Exported
from armstrace.records.errors import CaseError

_SHOWN = 20


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
    line(f"Beside it stands {plain(BESIDE)}: what did not leave, and why.")
    for remark in done.content.remarks:
        line(plain(remark))
    left_out = done.content.left_out
    for sentence in left_out[:_SHOWN]:
        line(plain(sentence))
    if len(left_out) > _SHOWN:
        line(f"and {len(left_out) - _SHOWN} more did not leave: {plain(BESIDE)} beside the export lists all.")
    line(f"The ledger keeps this export in line {done.line.seq}.")
