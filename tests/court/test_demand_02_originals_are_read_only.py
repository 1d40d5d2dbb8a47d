"""Demand 2: stored originals are named by their content and read-only."""

import stat

from armstrace.desk.case import Case


def test_stored_originals_are_named_by_their_hash_and_can_not_be_written(case: Case) -> None:
    for exhibit in case.exhibits():
        assert exhibit.path == case.root / "exhibits" / exhibit.sha256[:2] / exhibit.sha256
        assert stat.S_IMODE(exhibit.path.stat().st_mode) == 0o444
