"""A short long run: what `make long` does 100,000 times, with kills, in a few seconds."""

import sys
from pathlib import Path

import pytest

from bench.long_run import run


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL belongs to Unix")
def test_nothing_accepted_is_lost_in_a_short_long_run(tmp_path: Path) -> None:
    ran = run(tmp_path / "case", acts=240, kills=3, seed=2020)
    assert (ran.kills, ran.lost, ran.chain_holds) == (3, 0, True)
    assert ran.told >= 237
    assert ran.lines > ran.told
