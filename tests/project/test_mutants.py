"""What puts faults in: a room whose run breaks off is no room without faults left."""

import pytest

from bench.mutants import __main__ as mutants


def test_a_run_that_breaks_off_stops_the_page(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def breaks(room: str, _take: int) -> None:
        raise SystemExit(f"The tests of {room} fail without any fault")

    monkeypatch.setattr(mutants, "run", breaks)
    with pytest.raises(ChildProcessError, match="The run of chain broke off"):
        mutants.apart("chain", 1)
    assert "fail without any fault" in capfd.readouterr().err


def test_a_run_that_comes_through_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutants, "run", lambda _room, _take: None)
    mutants.apart("chain", 1)
