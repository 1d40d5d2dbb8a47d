"""Demand 18: an export is a line in the ledger before it is packed; so is what came of it, and the receipt."""

import shutil
from pathlib import Path

from armstrace.desk.case import Case
from armstrace.evidence import ledger
from armstrace.evidence.chain import follow
from desk.conftest import Armstrace


def test_the_export_is_the_last_line_that_is_packed(case: Case, armstrace: Armstrace, tmp_path: Path) -> None:
    root = Path(shutil.copytree(case.root, tmp_path / "case"))
    out = tmp_path / "out"
    assert armstrace("bundle", out, "--to", "the registry of the court", "--case", root).code == 0
    packed, _ = follow(out / "data/ledger.jsonl")
    assert packed[-1].act == "export"
    assert packed[-1].payload["to"] == "the registry of the court"
    assert len(packed[-1].payload["kept_back"]) + packed[-1].payload["leaving"] == len(case.exhibits())
    lines = ledger.read_lines(root)
    assert lines[: len(packed)] == tuple(packed)
    (after,) = lines[len(packed) :]
    assert (after.act, after.payload["line"]) == ("exported", packed[-1].seq)
    assert str(tmp_path) not in (out / "data/ledger.jsonl").read_text(encoding="ascii")

    sha256 = str(after.payload["tag_manifest_sha256"])
    done = armstrace("bundle", out, "--receipt", sha256.upper(), "--case", root)
    assert done.code == 0
    assert f"line {packed[-1].seq} of the ledger" in done.out
    assert ledger.read_lines(root)[-1].act == "receipt"
    other = armstrace("bundle", out, "--receipt", "0" * 64, "--case", root)
    assert other.code == 4
    assert "another tag manifest" in other.err
    assert armstrace("bundle", out, "--receipt", "abc", "--case", root).code == 2
