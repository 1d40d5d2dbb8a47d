"""A bundle as somebody would write it who knows the form and means harm: every sum, hash and count in it holds."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from armstrace.evidence.lines import GENESIS, Line, decode, encode
from eval.mutations import rewrite_manifests

Change = Callable[[list[Line]], list[Line]]


def rewritten(root: Path, change: Change) -> None:
    """Change the lines of a bundle's ledger, chain and seal them anew, and compute every manifest anew."""
    ledger = root / "data/ledger.jsonl"
    lines = change([decode(raw) for raw in ledger.read_bytes().splitlines()])
    sealed, before = [], GENESIS
    for number, line in enumerate(lines, 1):
        raw = encode(Line(number, before, line.at, line.by, line.act, line.payload))
        before = decode(raw).sha256
        sealed.append(raw + b"\n")
    ledger.write_bytes(b"".join(sealed))
    rewrite_manifests(root)


def with_exhibit_named(root: Path, name: str) -> None:
    """Put an exhibit into the ledger whose hash is `name`, kept back by the export so that nobody misses its bytes."""

    def change(lines: list[Line]) -> list[Line]:
        first = next(line for line in lines if line.act == "add")
        reading = next(line for line in lines if line.act == "read")
        added = _with(first, sha256=name, path=f"exhibits/{name[:2]}/{name}", received_name="notes.txt")
        read = _with(reading, exhibit=name, reader="plain_text@1")
        *others, last = lines
        kept_back = [*last.payload["kept_back"], {"sha256": name, "why": "nobody said its licence"}]
        return [*others, added, read, _with(last, kept_back=kept_back)]

    listed = root / "data/leaving.jsonl"
    told = json.loads(listed.read_bytes().splitlines()[0]) | {"sha256": name, "leaves": False}
    listed.write_bytes(listed.read_bytes() + json.dumps(told).encode() + b"\n")
    rewritten(root, change)


def _with(line: Line, **payload: Any) -> Line:
    return Line(line.seq, line.previous, line.at, line.by, line.act, {**line.payload, **payload})
