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


def test_a_process_that_fails_is_not_started_again_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.long_run._CHILD", "no number")
    with pytest.raises(ChildProcessError, match="An act failed"):
        run(tmp_path / "case", acts=2, kills=0, seed=2020)
