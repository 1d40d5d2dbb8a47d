"""Demand 4: any edit, deletion, insertion or reordering of the ledger is found and the line named, by a shell too."""

import hashlib
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from armstrace.desk.bundles.check import Trust, verify_bundle
from court.made_case import copied
from eval.mutations import rewrite_manifests, shell_lines

Lines = list[bytes]


def _edited(lines: Lines) -> Lines:
    return [*lines[:2], lines[2].replace(b'"act"', b'"acT"'), *lines[3:]]


def _resealed(lines: Lines) -> Lines:
    """Change a line and compute its own sum anew, as somebody who knows the form would."""
    told = json.loads(lines[2])
    del told["sum"]
    told["at"] = "2020-01-01T00:00:00Z"
    body = json.dumps(told, separators=(",", ":"))[:-1]
    return [*lines[:2], f'{body},"sum":"{hashlib.sha256(body.encode()).hexdigest()}"}}\n'.encode(), *lines[3:]]


CHANGES: dict[str, tuple[Callable[[Lines], Lines], int]] = {
    "edited": (_edited, 3),
    "edited and sealed anew": (_resealed, 3),
    "deleted": (lambda lines: [*lines[:2], *lines[3:]], 3),
    "inserted": (lambda lines: [*lines[:3], lines[1], *lines[3:]], 4),
    "reordered": (lambda lines: [*lines[:2], lines[3], lines[2], *lines[4:]], 3),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_ledger_is_found_and_the_line_named(name: str, plain: Path, tmp_path: Path) -> None:
    change, line = CHANGES[name]
    root = copied(plain, tmp_path)
    lines = shell_lines(plain)
    ledger = root / "data/ledger.jsonl"
    ledger.write_bytes(b"".join(change(ledger.read_bytes().splitlines(keepends=True))))
    # all sums anew: what is left to tell is the chain itself
    rewrite_manifests(root)
    report = verify_bundle(root, Trust())
    assert not report.ok
    assert report.damaged == ()
    assert report.chain.startswith(f"broken at line {line}")
    done = subprocess.run(["/bin/sh", "-c", lines], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    # a line that was sealed anew shows in the next one, to a reader of one line after the other
    named = line + 1 if "anew" in name else line
    assert f"line {named} of the ledger" in done.stdout


@pytest.mark.parametrize(
    "change", [lambda held: held + b'{"act":"add"}', lambda held: held[:5] + b"\0" + held[5:]], ids=["tail", "nul"]
)
def test_bytes_that_a_shell_passes_over_are_found(
    change: Callable[[bytes], bytes], plain: Path, tmp_path: Path
) -> None:
    root = copied(plain, tmp_path)
    ledger = root / "data/ledger.jsonl"
    ledger.write_bytes(change(ledger.read_bytes()))
    # all sums anew, but for what bag-info.txt says of the lines that a shell reads
    told = (root / "bag-info.txt").read_text(encoding="utf-8")
    rewrite_manifests(root, info=told)
    assert not verify_bundle(root, Trust()).ok
    done = subprocess.run(["/bin/sh", "-c", shell_lines(plain)], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "the ledger holds more than its lines" in done.stdout
