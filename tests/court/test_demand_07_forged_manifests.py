"""Demand 7: who changes a file and computes every manifest anew is found: the timestamp is about the old one."""

import hashlib
import subprocess
from pathlib import Path

from armstrace.desk.bundles.check import Trust, verify_bundle
from court.made_case import copied
from eval.authority import Authority, made_authority
from eval.mutations import rewrite_manifests, shell_lines


def forge(root: Path) -> None:
    """Change something that no other file follows from."""
    page = root / "certificates/custodian.txt"
    page.write_bytes(page.read_bytes().replace(b"Nobody has signed", b"Somebody signed"))
    rewrite_manifests(root)


def test_a_forged_bundle_no_longer_fits_its_timestamp(stamped: Path, authority: Authority, tmp_path: Path) -> None:
    root = copied(stamped, tmp_path)
    trust = Trust(roots=authority.root)
    assert verify_bundle(root, trust).ok
    forge(root)
    report = verify_bundle(root, trust)
    assert report.damaged == ()
    assert any("timestamp does not hold" in each for each in report.broken)
    lines = f"ca='{authority.root}'\n" + shell_lines(stamped)
    done = subprocess.run(["/bin/sh", "-c", lines], cwd=root, capture_output=True, text=True, check=False)
    assert "WRONG: the timestamp does not hold" in done.stdout
    assert done.returncode != 0


def test_without_a_timestamp_a_hash_kept_elsewhere_tells(plain: Path, tmp_path: Path) -> None:
    kept = hashlib.sha256((plain / "tagmanifest-sha256.txt").read_bytes()).hexdigest()
    root = copied(plain, tmp_path)
    forge(root)
    assert verify_bundle(root, Trust(fixity_alone=True)).ok, "fixity alone cannot know"
    assert not verify_bundle(root, Trust(anchor=kept)).ok
    assert verify_bundle(plain, Trust(anchor=kept)).ok


def test_a_page_forged_with_all_manifests_is_another_than_the_program_writes(plain: Path, tmp_path: Path) -> None:
    root = copied(plain, tmp_path)
    forge(root)
    report = verify_bundle(root, Trust())
    assert any(each.startswith("certificates/custodian.txt") for each in report.differing)


def test_a_timestamp_of_another_authority_is_not_trusted(stamped: Path, tmp_path: Path) -> None:
    stranger = made_authority(tmp_path / "stranger")
    report = verify_bundle(stamped, Trust(roots=stranger.root, fixity_alone=True))
    assert any("timestamp does not hold" in each for each in report.broken)
