"""Demand 1: hash, size, name and kind are written down before any program looks into a file."""

import hashlib

from armstrace import __version__
from armstrace.desk.case import Case
from armstrace.evidence import ledger


def test_the_line_of_intake_stands_before_that_of_any_reader(case: Case) -> None:
    lines = ledger.read_lines(case.root)
    for exhibit in case.exhibits():
        (added,) = [line for line in lines if line.act == "add" and line.payload["sha256"] == exhibit.sha256]
        later = [line.seq for line in lines if line.payload.get("exhibit") == exhibit.sha256]
        assert later
        assert added.seq < min(later)
        assert added.payload["size"] == exhibit.path.stat().st_size
        assert {"received_name", "media_type", "received_at"} <= set(added.payload)
        assert added.payload["tool"] == f"armstrace {__version__}"
        assert hashlib.sha256(exhibit.path.read_bytes()).hexdigest() == exhibit.sha256
