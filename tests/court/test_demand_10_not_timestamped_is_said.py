"""Demand 10: without a timestamp the bundle says so, the request is kept, and it can be sent later or elsewhere."""

import json
import shutil
from pathlib import Path

import pytest

from armstrace.desk.bundles.check import NOT_STAMPED, Trust, verify_bundle
from armstrace.desk.bundles.stamp import Stamping, stamp_bundle
from armstrace.desk.case import Case
from armstrace.evidence import ledger
from armstrace.evidence.timestamp import ask, request_for
from armstrace.records.errors import ArmstraceError, CaseError
from court.made_case import copied, packed
from desk.conftest import Armstrace
from desk.made_files import tree
from eval.authority import Authority

NOBODY = "http://127.0.0.1:9/"


def own(case: Case, tmp_path: Path) -> Path:
    return Path(shutil.copytree(case.root, tmp_path / "case"))


def test_it_is_said_on_the_terminal_in_the_readme_and_by_the_shell(
    case: Case, armstrace: Armstrace, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    done = armstrace("bundle", out, "--case", own(case, tmp_path))
    assert done.code == 0
    assert "Not independently timestamped" in done.out
    assert "NOT INDEPENDENTLY TIMESTAMPED" in (out / "timestamp/README.txt").read_text(encoding="utf-8")
    assert "NOT INDEPENDENTLY TIMESTAMPED" in (out / "verify.sh").read_text(encoding="utf-8")
    assert f"time: {NOT_STAMPED}" in armstrace("verify", out, "--fixity").out


@pytest.mark.parametrize("as_zip", [False, True], ids=["folder", "zip"])
def test_an_authority_out_of_reach_leaves_the_request_and_it_is_sent_later(
    as_zip: bool, case: Case, authority: Authority, armstrace: Armstrace, tmp_path: Path
) -> None:
    root, out = own(case, tmp_path), tmp_path / "out"
    done = armstrace("bundle", out, *["--zip"] * as_zip, "--timestamp", NOBODY, "--case", root)
    assert done.code == 3
    assert "no timestamp: The timestamp authority cannot be asked" in done.err
    assert verify_bundle(out, Trust(fixity_alone=True)).ok
    with authority.served() as url:
        done = armstrace("bundle", out, "--timestamp", url, "--ca", authority.root, "--case", root)
    assert (done.code, done.err) == (0, "asking 127.0.0.1 for a timestamp: it is sent a hash, nothing else\n")
    assert "Timestamped 20" in done.out
    report = verify_bundle(out, Trust(roots=authority.root))
    assert report.ok, report
    assert report.stamped.endswith("by Test authority")
    assert ledger.read_lines(root)[-1].act == "timestamp"
    with authority.served() as url:
        again = armstrace("bundle", out, "--timestamp", url, "--case", root)
    assert again.code == 2
    assert "has a timestamp already" in again.err


def test_an_answer_is_brought_along_from_another_machine(
    plain: Path, authority: Authority, armstrace: Armstrace, tmp_path: Path
) -> None:
    root = copied(plain, tmp_path)
    answer = tmp_path / "answer.tsr"
    answer.write_bytes(authority.answer((root / "timestamp/tagmanifest-sha256.tsq").read_bytes()))
    done = armstrace("bundle", root, "--answer", answer, "--ca", authority.root)
    assert done.code == 0
    assert "no ledger notes it" in done.err
    assert verify_bundle(root, Trust(roots=authority.root)).ok
    wrong = copied(plain, tmp_path / "other")
    answer.write_bytes(authority.answer(request_for("00" * 32)))
    before = tree(wrong)
    told = armstrace("bundle", wrong, "--answer", answer)
    assert told.code == 2
    assert "about other bytes" in told.err
    assert tree(wrong) == before


def test_the_authority_gets_a_hash_and_nothing_else(stamped: Path, authority: Authority) -> None:
    (path, headers, sent) = next(
        each for each in authority.asked if each[2] == (stamped / "timestamp/tagmanifest-sha256.tsq").read_bytes()
    )
    assert path == "/tsr"
    assert set(headers) == {"Host", "Accept-Encoding", "Content-Length", "Content-Type", "Accept"}
    assert len(sent) < 80


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (500, b"", "answers with status 500"),
        (302, b"", "answers with status 302"),
        (200, b"<html>", "no answer of a timestamp authority"),
        (200, b"\x30\x05\x30\x03\x02\x01\x02", "refused"),
        (200, b"\x30" * 5000, "no answer"),
        (200, bytes(2 << 20), "answers with status 200"),
    ],
)
def test_a_wrong_answer_leaves_the_bundle_as_it_was(
    status: int, body: bytes, told: str, plain: Path, authority: Authority, tmp_path: Path
) -> None:
    root = copied(plain, tmp_path)
    before = tree(root)
    with authority.served(status, body) as url, pytest.raises(ArmstraceError, match=told):
        stamp_bundle(root, Stamping(url))
    assert tree(root) == before


def test_through_a_proxy_only_the_proxy_is_spoken_to(authority: Authority) -> None:
    request = request_for("11" * 32)
    with authority.served() as url:
        answer = ask("http://authority.invalid/path?x=1", request, proxy=url.replace("//", "//me:secret@"))
    path, headers, _ = authority.asked[-1]
    assert answer
    assert path == "http://authority.invalid/path?x=1"
    assert headers["Proxy-Authorization"] == "Basic bWU6c2VjcmV0"


@pytest.mark.parametrize("url", ["ftp://x/", "http://", "tsa.example.org", "http://a b/", "http://x:99999/"])
def test_what_is_no_address_is_refused_before_anything_is_written(url: str, case: Case, tmp_path: Path) -> None:
    before = case.root.joinpath("ledger.jsonl").read_bytes()
    with pytest.raises(CaseError, match="no address"):
        packed(case, tmp_path / "out", how=Stamping(url).checked())
    assert case.root.joinpath("ledger.jsonl").read_bytes() == before
    assert not (tmp_path / "out").exists()


def test_a_proxy_over_https_and_words_that_go_together_are_told(armstrace: Armstrace, tmp_path: Path) -> None:
    out, url = tmp_path / "out", "https://authority.invalid/"
    for words, told in (
        (("--timestamp", url, "--proxy", "https://proxy.invalid/"), "spoken to over http"),
        (("--proxy", "http://proxy.invalid/"), "goes with --timestamp"),
        (("--timestamp", url, "--answer", tmp_path / "x"), "not both"),
        (("--timestamp", url, "--ca", __file__), "holds no certificate"),
    ):
        done = armstrace("bundle", out, *words)
        assert done.code == 2
        assert told in done.err
    assert not out.exists()


def test_a_certificate_in_the_bundle_itself_is_said_to_prove_nothing_alone(stamped: Path) -> None:
    report = verify_bundle(stamped, Trust(fixity_alone=True))
    assert report.ok
    assert "compare it with what the authority publishes" in report.remarks[0]
    assert json.loads(json.dumps(report.as_json()))["ok"]


def test_a_sensitive_case_asks_nobody_directly(
    case: Case, authority: Authority, armstrace: Armstrace, tmp_path: Path
) -> None:
    root, out, asked = own(case, tmp_path), tmp_path / "out", len(authority.asked)
    with (root / "case.toml").open("a", encoding="utf-8") as file:
        file.write("sensitive = true\n")
    with authority.served() as url:
        refused = armstrace("bundle", out, "--timestamp", url, "--case", root)
        assert refused.code == 2
        assert "This case is marked sensitive" in refused.err
        assert not out.exists()
        assert len(authority.asked) == asked
        done = armstrace("bundle", out, "--timestamp", "http://authority.invalid/", "--proxy", url, "--case", root)
    assert done.code == 0
    assert authority.asked[-1][0] == "http://authority.invalid/"
    assert "asking authority.invalid for a timestamp through 127.0.0.1" in done.err
