"""Demand 5: lines cut off the end of the ledger are found, though the chain alone cannot see it."""

import subprocess
from pathlib import Path

from armstrace.desk.bundles.check import Trust, verify_bundle
from armstrace.evidence.chain import follow
from court.made_case import copied
from eval.mutations import rewrite_manifests, shell_lines


def cut(root: Path, lines: int) -> None:
    ledger = root / "data/ledger.jsonl"
    ledger.write_bytes(b"".join(ledger.read_bytes().splitlines(keepends=True)[:-lines]))


def test_the_bundle_states_count_and_head(plain: Path, tmp_path: Path) -> None:
    root = copied(plain, tmp_path)
    told = (root / "bag-info.txt").read_text(encoding="utf-8")
    _, report = follow(root / "data/ledger.jsonl")
    assert f"Ledger-Lines: {report.head.count}\nLedger-Head: {report.head.sha256}\n" in told
    cut(root, 2)
    found = verify_bundle(root, Trust())
    assert not found.ok
    assert any("the ledger ends at line" in each for each in found.broken)
    done = subprocess.run(["/bin/sh", "-c", shell_lines(plain)], cwd=root, capture_output=True, text=True, check=False)
    assert "the ledger does not end where bag-info.txt says" in done.stdout


def test_a_tail_cut_with_every_sum_and_word_anew_is_found_by_a_head_kept_elsewhere(plain: Path, tmp_path: Path) -> None:
    _, before = follow(plain / "data/ledger.jsonl")
    root = copied(plain, tmp_path)
    cut(root, 1)
    rewrite_manifests(root)
    assert any("no export" in each for each in verify_bundle(root, Trust()).broken)
    assert any("made anew" in each for each in verify_bundle(root, Trust(anchor=before.head.sha256)).broken)
    assert verify_bundle(plain, Trust(anchor=before.head.sha256, fixity_alone=True)).ok
