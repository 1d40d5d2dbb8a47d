"""Demand 15: packed again in another folder, time zone, locale and hash seed the bundle is the same bytes."""

import dataclasses
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from armstrace.desk.bundles import parts as bundle_parts
from armstrace.desk.bundles import rebuild as bundle_rebuild
from armstrace.desk.bundles.check import Trust, verify_bundle
from armstrace.desk.case import Case
from armstrace.records.errors import CaseError, CustodyBroken
from armstrace.sources import sipri_deliveries
from court.made_case import copied, packed
from desk.made_files import tree
from eval.mutations import flip_rows_unseen, rewrite_manifests

SETTINGS = (
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "77", "LANG": "tr_TR.UTF-8"},
)
PROGRAM = (sys.executable, "-c", "from armstrace.desk.cli.main import run; run()")


def test_a_zip_made_elsewhere_is_the_same_to_the_byte(case: Case, tmp_path: Path) -> None:
    packed(case, tmp_path / "first.zip", as_zip=True)
    sums = {hashlib.sha256((tmp_path / "first.zip").read_bytes()).hexdigest()}
    for number, settings in enumerate(SETTINGS):
        folder = tmp_path / f"{'deep/' * number}elsewhere {number}"
        shutil.copytree(case.root, folder / "kept")
        # what can be rebuilt is rebuilt: the rows are read from the exhibits again
        for table in (folder / "kept/tables").glob("*/*.parquet"):
            table.unlink()
        for words in (("read",), ("bundle", "../again.zip", "--zip", "--again")):
            done = subprocess.run(
                [*PROGRAM, *words],
                cwd=folder / "kept",
                env={**os.environ, **settings},
                capture_output=True,
                check=False,
            )
            assert done.returncode == 0 or done.stderr.startswith(b"set aside"), done
        sums.add(hashlib.sha256((folder / "again.zip").read_bytes()).hexdigest())
    assert len(sums) == 1


def test_folder_and_zip_hold_the_same(case: Case, tmp_path: Path) -> None:
    one = packed(case, tmp_path / "one")
    two = packed(case, tmp_path / "two.zip", as_zip=True, again=True)
    assert one.tag_manifest == two.tag_manifest
    assert packed(case, tmp_path / "three", again=True).tag_manifest == one.tag_manifest
    assert tree(tmp_path / "three") == tree(tmp_path / "one")


def test_after_something_else_happened_the_last_export_is_not_packed_again(case: Case, tmp_path: Path) -> None:
    own = Case(Path(shutil.copytree(case.root, tmp_path / "case")), "p-1")
    own.read(own.add(tmp_path / "case/case.toml"))
    with pytest.raises(CaseError, match="gone on since its last export"):
        packed(own, tmp_path / "out", again=True)


def test_everything_is_read_and_asked_again_in_folder_and_zip(case: Case, plain: Path, tmp_path: Path) -> None:
    before = tree(plain)
    report = verify_bundle(plain, Trust())
    assert report.ok, report
    assert report.rebuilt == report.exhibits >= 3
    assert report.findings >= 2
    assert report.differing == report.changed == ()
    assert tree(plain) == before, "a bundle is looked at, never written"
    again = verify_bundle(packed(case, tmp_path / "b.zip", as_zip=True, again=True).out, Trust())
    assert (again.ok, again.rebuilt, again.findings) == (True, report.rebuilt, report.findings)


def test_flipped_rows_under_manifests_made_anew_are_found_by_doing_it_again(plain: Path, tmp_path: Path) -> None:
    assert flip_rows_unseen(plain, 6, tmp_path / "copy") == 6


def test_altered_rows_under_manifests_made_anew_are_named(plain: Path, tmp_path: Path) -> None:
    root = copied(plain, tmp_path)
    (path,) = (root / "data/tables/transfer").glob("*.parquet")
    table = pq.read_table(path)
    at = table.schema.get_field_index("tiv_m")
    field = table.schema.field(at)
    pq.write_table(table.set_column(at, field, pa.array([999.0, *table.column("tiv_m").to_pylist()[1:]])), path)
    rewrite_manifests(root)
    report = verify_bundle(root, Trust())
    assert report.damaged == report.broken == ()
    assert any("stored rows of transfer" in each for each in report.differing)


def test_findings_under_manifests_made_anew_are_not_those_of_the_ledger(plain: Path, tmp_path: Path) -> None:
    root = copied(plain, tmp_path)
    (path,) = (root / "data/tables/finding").glob("*.json")
    path.write_bytes(path.read_bytes().replace(b'"verdict":"supported"', b'"verdict":"contradicted"'))
    rewrite_manifests(root)
    assert any("no line of the ledger knows these findings" in each for each in verify_bundle(root, Trust()).broken)


def test_another_reader_or_library_is_told_apart_from_broken_custody(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = sipri_deliveries.read
    monkeypatch.setattr(sipri_deliveries, "read", lambda *given: list(original(*given))[:-1])
    report = verify_bundle(plain, Trust())
    assert not report.ok, "the same reader and libraries, other rows"
    assert any("the same reader gives other rows of transfer" in each for each in report.differing)
    made = bundle_parts.made_with().replace(b'"duckdb": "', b'"duckdb": "0.')
    for module in (bundle_parts, bundle_rebuild):
        monkeypatch.setattr(module, "made_with", lambda: made)
    told = verify_bundle(plain, Trust())
    assert told.ok
    assert told.differing == ()
    assert any("duckdb" in each for each in told.changed)
    assert any("other rows of transfer" in each for each in told.changed)


def test_another_version_of_a_reader_breaks_nothing(plain: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sipri_deliveries, "SOURCE", dataclasses.replace(sipri_deliveries.SOURCE, version=99))
    report = verify_bundle(plain, Trust())
    assert report.ok
    assert any("here sipri_deliveries@99" in each for each in report.changed)


def test_a_table_of_other_bytes_with_the_same_rows_is_told(plain: Path, tmp_path: Path) -> None:
    root = copied(plain, tmp_path)
    (path,) = (root / "data/tables/transfer").glob("*.parquet")
    pq.write_table(pq.read_table(path), path, compression="none")
    rewrite_manifests(root)
    report = verify_bundle(root, Trust())
    assert report.ok
    assert any(each.startswith(f"data/tables/transfer/{path.name}: another file") for each in report.changed)


def test_what_is_no_longer_what_was_written_is_not_bundled(case: Case, tmp_path: Path) -> None:
    own = Case(Path(shutil.copytree(case.root, tmp_path / "case")), "p-1")
    (path,) = (own.root / "tables/finding").glob("*.json")
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"supported", b"contradicted"))
    with pytest.raises(CustodyBroken, match="No line of the ledger knows these findings"):
        packed(own, tmp_path / "out")
    path.write_bytes(whole)
    register = next(each.path for each in own.exhibits() if each.received_name == "deliveries.csv")
    register.chmod(0o644)
    register.write_bytes(register.read_bytes() + b"\n")
    with pytest.raises(CustodyBroken, match="not as it was received"):
        packed(own, tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["data/made-with.json", "data/leaving.jsonl"])
def test_a_bundle_that_a_stranger_wrote_is_broken_and_no_fault_of_ours(name: str, plain: Path, tmp_path: Path) -> None:
    root = copied(plain, tmp_path)
    for content in (b"[1]\n", b"{\n", b"\xff", b""):
        (root / name).write_bytes(content)
        rewrite_manifests(root)
        assert not verify_bundle(root, Trust()).ok
