"""Demand 17: checking the exhibits of a case again leaves date, result and actor in the ledger."""

import re
import shutil
from pathlib import Path

from armstrace.desk.case import Case
from armstrace.evidence import ledger
from desk.conftest import Armstrace


def test_each_check_is_a_line_with_date_result_and_actor(case: Case, armstrace: Armstrace, tmp_path: Path) -> None:
    root = Path(shutil.copytree(case.root, tmp_path / "case"))
    assert armstrace("verify", "--case", root).code == 0
    whole = ledger.read_lines(root)[-1]
    assert whole.act == "verify"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", whole.at)
    assert whole.by == ledger.read_lines(root)[-1].by != ""
    assert whole.payload["exhibits"] == {"ok": len(case.exhibits())}
    victim = next((root / "exhibits").glob("*/*"))
    victim.chmod(0o644)
    victim.write_bytes(b"changed")
    assert armstrace("verify", "--case", root).code == 4
    assert ledger.read_lines(root)[-1].payload["wrong"][0]["path"].endswith(victim.name)
