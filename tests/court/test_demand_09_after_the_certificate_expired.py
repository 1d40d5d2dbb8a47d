"""Demand 9: a timestamp holds after the authority's certificates have expired."""

import hashlib
import subprocess
import time
from datetime import timedelta
from pathlib import Path

from armstrace.desk.bundles.check import Trust, verify_bundle
from armstrace.desk.bundles.stamp import Stamping
from armstrace.desk.case import Case
from armstrace.evidence.timestamp import _by_library, read_answer, request_for
from court.made_case import packed
from eval.authority import made_authority
from eval.mutations import shell_lines
from system_tools import path_of


def test_it_still_verifies(case: Case, tmp_path: Path) -> None:
    path_of("openssl")
    began = time.time()
    packed(case, tmp_path / "before")
    # the certificate has to outlive the packing, however busy the machine is, and then to expire
    lasts = timedelta(seconds=max(4.0, 4 * (time.time() - began)))
    authority, until = made_authority(tmp_path / "authority", lasts=lasts), time.time() + lasts.total_seconds()
    with authority.served() as url:
        root = packed(case, tmp_path / "bundle", how=Stamping(url, root=authority.root.read_bytes())).out
    time.sleep(max(0.0, until - time.time()) + 1.5)
    command = ["openssl", "ts", "-verify", "-data", "tagmanifest-sha256.txt", "-in", "timestamp/tagmanifest-sha256.tsr"]
    done = subprocess.run([*command, "-CAfile", authority.root], cwd=root, capture_output=True, text=True, check=False)
    assert "certificate has expired" in done.stdout + done.stderr, "today it would not"
    report = verify_bundle(root, Trust(roots=authority.root, fixity_alone=True))
    assert report.ok
    assert report.stamped.startswith("timestamped ")
    lines = f"ca='{authority.root}'\n" + shell_lines(root)
    shell = subprocess.run(["/bin/sh", "-c", lines], cwd=root, capture_output=True, text=True, check=False)
    assert shell.returncode == 0, shell.stdout


def test_the_library_holds_the_same(tmp_path: Path) -> None:
    path_of("openssl")
    authority = made_authority(tmp_path / "authority", lasts=timedelta(seconds=2))
    data = tmp_path / "data"
    data.write_bytes(b"some bytes")
    sha256 = hashlib.sha256(b"some bytes").hexdigest()
    answer = authority.answer(request_for(sha256), whole_chain=False)
    chain = read_answer(answer, sha256).chain
    time.sleep(3)
    assert _by_library(answer, data, authority.root.read_bytes(), chain) == ""
    data.write_bytes(b"other bytes")
    assert _by_library(answer, data, authority.root.read_bytes(), chain) != ""
