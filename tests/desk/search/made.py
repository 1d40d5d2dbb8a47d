"""Small cases to search: documents and tables are written as readers write them."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from armstrace.desk.intake import Case
from armstrace.evidence import ledger
from armstrace.records.kinds import Passage
from armstrace.records.origin import read_key
from armstrace.tables.write import write


def document(case: Case, folder: Path, name: str, texts: Sequence[str]) -> str:
    """Take a document with these paragraphs into a case; give its hash."""
    path = folder / name
    path.write_text("\n\n".join(texts), encoding="utf-8")
    exhibit = case.add(path)
    case.read(exhibit)
    case.tables.close()
    return exhibit.sha256


def bring(root: Path, sha256: str, name: str) -> None:
    """Write into the ledger that a file came in, whose bytes nobody will ask for."""
    path = f"exhibits/{sha256[:2]}/{sha256}"
    at = "2026-11-23T05:00:00.000000Z"
    ledger.append(
        root,
        "add",
        "p-1",
        sha256=sha256,
        path=path,
        size=1,
        media_type="text/plain",
        received_name=name,
        received_at=at,
    )


def passages(root: Path, name: str, texts: Sequence[str]) -> str:
    """Write a table of passages for a hash that the ledger may or may not know; give the hash."""
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    rows, start = [], 0
    for text in texts:
        place = f"chars={start}-{start + len(text)}"
        key = read_key(Passage.KIND, sha256, place)
        rows.append(Passage(key, sha256, place, "", "plain_text@1", "paragraph", start, text, "[]", 0, ""))
        start += len(text) + 2
    write(root, sha256, rows, synced=False)
    return sha256
