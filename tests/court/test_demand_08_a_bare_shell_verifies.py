"""Demand 8: a bare shell verifies a bundle without Python and without a network, timestamp included."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from armstrace.evidence.timestamp_answer import answer_in
from court.made_case import copied
from desk.conftest import Armstrace
from desk.made_files import tree
from eval.authority import Authority
from eval.mutations import shell_lines

TOOLS = (
    "find", "sort", "xargs", "sha256sum", "diff", "sed", "awk", "grep", "printf", "openssl", "date", "dirname", "mawk",
    "gawk",
)  # fmt: skip


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, str]:
    """A path with nothing on it but the tools that the README names."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in TOOLS:
        if there := shutil.which(name):
            (folder / name).symlink_to(os.path.realpath(there))
    return {"PATH": str(folder), "HOME": str(tmp_path)}


def test_the_lines_of_the_readme_verify_it(stamped: Path, authority: Authority, bare: dict[str, str]) -> None:
    before = tree(stamped)
    lines = f"ca='{authority.root}'\n" + shell_lines(stamped)
    done = subprocess.run(["/bin/sh", "-c", lines], cwd=stamped, env=bare, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Everything is as it was packed" in done.stdout
    assert "timestamp: " in done.stdout
    assert tree(stamped) == before, "they write nothing"


def test_the_script_is_those_lines_and_runs_from_anywhere(
    stamped: Path, authority: Authority, bare: dict[str, str], tmp_path: Path
) -> None:
    assert shell_lines(stamped).strip() in (stamped / "verify.sh").read_text(encoding="utf-8")
    root = copied(stamped, tmp_path)
    command = ["/bin/sh", str(root / "verify.sh"), os.path.relpath(authority.root, tmp_path)]
    done = subprocess.run(command, cwd=tmp_path, env=bare, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


def test_plain_sha256sum_and_openssl_agree(stamped: Path, authority: Authority) -> None:
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt", "timestamp/SHA256SUMS"):
        subprocess.run(["sha256sum", "--quiet", "--strict", "-c", manifest], cwd=stamped, check=True)
    subprocess.run(["sha512sum", "--quiet", "--strict", "-c", "manifest-sha512.txt"], cwd=stamped, check=True)
    command = ["openssl", "ts", "-verify", "-data", "tagmanifest-sha256.txt", "-in", "timestamp/tagmanifest-sha256.tsr"]
    done = subprocess.run(
        [*command, "-CAfile", authority.root, "-untrusted", "timestamp/chain.pem"],
        cwd=stamped, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Verification: OK" in done.stdout + done.stderr


def test_the_answer_is_kept_whole_with_its_certificates(stamped: Path) -> None:
    folder = stamped / "timestamp"
    done = subprocess.run(
        ["openssl", "ts", "-reply", "-in", "tagmanifest-sha256.tsr", "-text"],
        cwd=folder, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "Status: Granted" in done.stdout
    assert len(answer_in((folder / "tagmanifest-sha256.tsr").read_bytes()).certificates) == 2
    assert (folder / "chain.pem").read_bytes().count(b"BEGIN CERTIFICATE") == 2


def test_the_request_is_what_openssl_reads_and_holds_a_hash_only(stamped: Path) -> None:
    done = subprocess.run(
        ["openssl", "ts", "-query", "-in", "timestamp/tagmanifest-sha256.tsq", "-text"],
        cwd=stamped, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "Hash Algorithm: sha256" in done.stdout
    assert "Nonce: unspecified" in done.stdout
    assert "Certificate required: yes" in done.stdout
    assert (stamped / "timestamp/tagmanifest-sha256.tsq").stat().st_size < 80


def test_without_openssl_and_without_the_library_it_is_said_what_is_missing(
    stamped: Path, armstrace: Armstrace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    unread = armstrace("verify", stamped, "--fixity")
    assert unread.code == 3, "what the library cannot read is not called broken"
    assert "the timestamp was not verified" in unread.out
    assert "Install openssl." in unread.out
    monkeypatch.setitem(sys.modules, "rfc3161_client", None)
    done = armstrace("verify", stamped, "--fixity")
    assert done.code == 3
    assert "Install openssl, or armstrace with the extra `court`" in done.out
