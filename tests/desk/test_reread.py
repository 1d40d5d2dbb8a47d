"""Many exhibits are read again by several processes, and what that shows is what one process shows."""

import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from armstrace.desk import reread
from armstrace.desk.bundles.bundle import Wish, bundle
from armstrace.desk.bundles.check import Trust, verify_bundle
from armstrace.desk.case import Case, open_case
from armstrace.desk.verify import verify_case
from desk.made_files import write


def test_two_processes_find_what_one_finds_in_a_case_and_in_its_bundle(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reread, "_FEW", 3)
    for number in range(3):
        text = write(tmp_path, f"{number}.txt", f"Text {number}.\n\nIt was a fine day.\n")
        case.read(case.add(text, licence="own work"))
    packed = bundle(case, tmp_path / "bundle", Wish()).out
    whole = verify_bundle(packed, Trust(), workers=2)
    assert whole.ok
    assert whole.rebuilt > 3
    assert whole == verify_bundle(packed, Trust())
    root = Path(shutil.copytree(case.root, tmp_path / "copy"))
    for path in sorted((root / "tables" / "passage").glob("*.parquet"))[::2]:
        pq.write_table(pq.read_table(path).slice(1), path)
    altered = verify_case(open_case(root, "p-1"), workers=2)
    assert len(altered.differing) == 2
    assert altered.differing == verify_case(open_case(root, "p-1")).differing
