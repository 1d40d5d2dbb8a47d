"""Withdrawing an exhibit: bytes and tables go, the hash stays, and everything that rested on it says so."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from armstrace.desk.bundles.check import Trust, verify_bundle
from armstrace.desk.case import Case, open_case
from armstrace.desk.verify import verify_folder
from armstrace.desk.withdrawal import withdraw as withdrawal
from armstrace.evidence import custody, ledger
from armstrace.records.errors import CaseError
from court.made_case import made_case
from desk.conftest import Armstrace
from desk.made_files import deliveries, write

WHY = "the source asked for it"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return made_case(tmp_path_factory.mktemp("withdrawal"))


@pytest.fixture
def case(made: Case, tmp_path: Path) -> Iterator[Case]:
    opened = open_case(Path(shutil.copytree(made.root, tmp_path / "case")), "p-1")
    yield opened
    opened.tables.close()


def _named(case: Case, name: str) -> str:
    return next(each.sha256 for each in case.exhibits() if each.received_name == name)


def _findings(case: Case) -> dict[str, Any]:
    path = next((case.root / "tables/finding").glob("*.json"))
    told: dict[str, Any] = json.loads(path.read_bytes())
    return told


def test_the_bytes_go_the_hash_stays_and_the_findings_fall(case: Case, armstrace: Armstrace) -> None:
    register = _named(case, "deliveries.csv")
    before = _findings(case)
    fallen = [each for each in before["findings"] if any(key.startswith("transfer:") for key in each["records"])]
    assert fallen
    assert fallen[0]["verdict"] == "supported"
    bytes_of = case.exhibit(register).path.read_bytes()
    done = armstrace("withdraw", register[:12], "--reason", "consent", "--why", WHY, "--case", case.root)
    assert (done.code, done.err) == (0, "")
    everything = b"".join(path.read_bytes() for path in case.root.rglob("*") if path.is_file())
    assert bytes_of not in everything
    assert b"Kestrel" not in everything
    assert register.encode() in (case.root / "ledger.jsonl").read_bytes()
    after = _findings(case)
    assert {each["verdict"] for each in after["findings"] if each["check"] == fallen[0]["check"]} != {"supported"}
    note = next(each for each in after["notes"] if register[:12] in each)
    assert "consent was withdrawn" in note
    assert f"{fallen[0]['key']} (supported)" in note


def test_reading_verifying_and_why_cope(case: Case, armstrace: Armstrace, tmp_path: Path) -> None:
    register = _named(case, "deliveries.csv")
    finding = next(f for f in _findings(case)["findings"] if any(k.startswith("transfer:") for k in f["records"]))
    armstrace("withdraw", register, "--reason", "erasure", "--why", WHY, "--case", case.root)
    assert armstrace("read", "--case", case.root).code == 3, "nobody can read the photograph"
    report = verify_folder(case.root, "p-1")
    assert report.ok, report
    assert (report.unlisted, report.missing, report.stale, report.unread) == ((), (), (), ())
    for key in (finding["key"], register, register[:12]):
        told = armstrace("why", key, "--case", case.root)
        assert told.code == 0
        assert "a duty to erase" in " ".join(told.out.split())
    assert "supported" in armstrace("why", finding["key"], "--case", case.root).out
    assert armstrace("case", "show", "--case", case.root).code == 0
    assert armstrace("dossier", "article.txt", "--case", case.root, "--out", tmp_path / "page.html").code == 0
    assert register[:12] in (tmp_path / "page.html").read_text(encoding="utf-8")
    again = armstrace("withdraw", register, "--reason", "erasure", "--why", WHY, "--case", case.root)
    assert again.code == 2
    assert "withdrawn" in again.err


def test_the_same_bytes_are_not_taken_in_again(case: Case, armstrace: Armstrace, tmp_path: Path) -> None:
    path = write(tmp_path, "deliveries.csv", deliveries())
    armstrace("withdraw", "deliveries.csv", "--reason", "unlawful", "--why", WHY, "--case", case.root)
    for words in ((), ("--in-place",)):
        done = armstrace("add", path, *words, "--case", case.root)
        assert done.code == 3
        assert "were withdrawn from this case" in done.err
    assert not (case.root / "tables/transfer").exists() or not list((case.root / "tables/transfer").iterdir())


def test_a_bundle_lists_a_tombstone_by_hash_alone(case: Case, armstrace: Armstrace, tmp_path: Path) -> None:
    register = _named(case, "deliveries.csv")
    armstrace("withdraw", register, "--reason", "consent", "--why", WHY, "--case", case.root)
    assert armstrace("bundle", tmp_path / "out", "--non-commercial", "--case", case.root).code == 0
    report = verify_bundle(tmp_path / "out", Trust())
    assert report.ok, report
    assert not report.open or all("never read" in each for each in report.open), report.open
    lines = [json.loads(line) for line in (tmp_path / "out/data/leaving.jsonl").read_bytes().splitlines()]
    told = next(each for each in lines if each["sha256"] == register)
    assert set(told) == {"sha256", "leaves", "why", "cited"}
    assert told["leaves"] is False
    assert "withdrawn" in told["why"]
    assert "deliveries.csv" not in (tmp_path / "out/LICENCES.txt").read_text(encoding="utf-8")


def test_a_document_goes_with_its_findings_and_its_judgements(case: Case, armstrace: Armstrace) -> None:
    claim = _findings(case)["findings"][0]["claim"]["key"]
    assert armstrace("accept", claim, "--why", "read it", "--case", case.root).code == 0
    told = armstrace("withdraw", "article.txt", "--reason", "mistake", "--why", WHY, "--case", case.root, "--json")
    assert told.code == 0
    assert len(json.loads(told.out)["findings"]) >= 2
    assert not list((case.root / "tables/finding").glob("*.json"))
    assert json.loads(armstrace("case", "show", "--json", "--case", case.root).out)["claims"]["accepted"] == 0
    assert verify_folder(case.root, "p-1").ok
    assert armstrace("dossier", "--case", case.root).code == 2


def test_copies_that_left_are_named(case: Case, armstrace: Armstrace, tmp_path: Path) -> None:
    armstrace("bundle", tmp_path / "out", "--non-commercial", "--to", "the registry", "--case", case.root)
    done = armstrace("withdraw", "deliveries.csv", "--reason", "consent", "--why", WHY, "--case", case.root)
    assert done.code == 3
    assert "to the registry" in done.err
    kept = armstrace("withdraw", "photo.jpg", "--reason", "consent", "--why", WHY, "--case", case.root)
    assert kept.code == 0, "it never left"


def test_rows_and_findings_that_left_in_a_file_are_named(case: Case, armstrace: Armstrace, tmp_path: Path) -> None:
    said = ("--non-commercial", "--to", "the newsroom", "--case", case.root)
    assert armstrace("export", "csv", "transfer", tmp_path / "out.csv", *said).code == 0
    assert armstrace("export", "markdown", "finding", tmp_path / "out.md", *said).code == 0
    done = armstrace("withdraw", "deliveries.csv", "--reason", "consent", "--why", WHY, "--case", case.root)
    assert done.code == 3
    assert "csv file of" in done.err
    assert "to the newsroom" in done.err
    quoted = armstrace("withdraw", "article.txt", "--reason", "consent", "--why", WHY, "--case", case.root)
    assert quoted.code == 3
    assert "markdown file of" in quoted.err
    kept = armstrace("withdraw", "photo.jpg", "--reason", "consent", "--why", WHY, "--case", case.root)
    assert kept.code == 0, "it never left"


def test_a_file_outside_the_case_is_left_and_named(case: Case, armstrace: Armstrace, tmp_path: Path) -> None:
    path = write(tmp_path, "outside.txt", "It lay outside the case.\n")
    armstrace("add", path, "--in-place", "--case", case.root)
    done = armstrace("withdraw", "outside.txt", "--reason", "mistake", "--why", WHY, "--case", case.root)
    assert done.code == 3
    assert str(path) in done.err
    assert path.exists()
    assert verify_folder(case.root, "p-1").ok


@pytest.mark.parametrize(("reason", "why"), [("", WHY), ("because", WHY), ("consent", " ")])
def test_a_withdrawal_needs_a_class_and_words(case: Case, reason: str, why: str) -> None:
    before = len(ledger.read_lines(case.root))
    with pytest.raises(CaseError):
        withdrawal.withdraw(case, "deliveries.csv", reason, why)
    assert len(ledger.read_lines(case.root)) == before


def test_a_crash_after_the_line_is_finished_when_the_case_is_opened(
    case: Case, monkeypatch: pytest.MonkeyPatch, armstrace: Armstrace
) -> None:
    register = _named(case, "deliveries.csv")
    path = case.exhibit(register).path

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(withdrawal, "clear", killed)
        with pytest.raises(KeyboardInterrupt):
            withdrawal.withdraw(case, register, "erasure", WHY)
    case.tables.close()
    assert path.exists()
    open_case(case.root, "p-1").tables.close()
    assert not path.exists()
    assert register in custody.withdrawn(case.root)
    assert not list((case.root / "tables/transfer").glob("*"))
    assert not list((case.root / "tables/finding").glob("*"))
    report = verify_folder(case.root, "p-1")
    assert report.ok, report
    assert report.missing, "the article waits to be checked again"
    assert armstrace("check", "article.txt", "--case", case.root).code in {0, 2}
