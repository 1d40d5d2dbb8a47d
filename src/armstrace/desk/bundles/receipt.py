"""What happened to a bundle after it was packed, as lines in the ledger: a timestamp that came later, a receipt."""

from armstrace.desk.bundles.bundle import EXPORTED
from armstrace.desk.bundles.stamp import Sealed
from armstrace.desk.exports.exported import EXPORTED_FILE
from armstrace.desk.intake import Case
from armstrace.evidence import ledger
from armstrace.evidence.names import visible
from armstrace.records.errors import CaseError, CustodyBroken


def keep_stamp(case: Case, tag_manifest: str, sealed: Sealed) -> bool:
    """Note a timestamp that came after the export; give whether the case knows that bundle."""
    if tag_manifest not in _exports(case):
        return False
    ledger.append(case.root, "timestamp", case.by, tag_manifest_sha256=tag_manifest, timestamp=sealed.as_json())
    return True


def keep_receipt(case: Case, said: str) -> int:
    """Note what a receiver says to have computed; give the line of the export that it is of.

    Raises:
        CaseError: it is no SHA-256, or nothing was exported.
        CustodyBroken: it is that of no export; the line is written all the same.
    """
    sha256 = said.strip().lower()
    if len(sha256) != 64 or set(sha256) - set("0123456789abcdef"):
        raise CaseError(f"{visible(said)!r} is no SHA-256.", where="--receipt", todo="Give its 64 hexadecimal digits.")
    exports = _exports(case)
    if not exports:
        raise CaseError("Nothing was exported from this case.", where="--receipt", todo="Name another with --case.")
    line = exports.get(sha256, 0)
    ledger.append(case.root, "receipt", case.by, tag_manifest_sha256=sha256, line=line)
    if not line:
        raise CustodyBroken(
            "The receiver has another tag manifest or file than any that left this case.",
            where=sha256,
            todo="Ask for the bundle back and verify it; the difference is in the ledger.",
        )
    return line


def _exports(case: Case) -> dict[str, int]:
    """Give the line of the export for each tag manifest that left, and for each single file."""
    found = {}
    for line in ledger.read_lines(case.root):
        if line.act == EXPORTED:
            found[str(line.payload["tag_manifest_sha256"])] = int(line.payload["line"])
        elif line.act == EXPORTED_FILE:
            found |= {str(each["sha256"]): int(line.payload["line"]) for each in line.payload["files"]}
    return found
