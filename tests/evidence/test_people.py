import getpass
import platform
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from armstrace.evidence.clock import stamp
from armstrace.evidence.people import actor, pseudonym
from armstrace.records.errors import ArmstraceError, CaseError


def test_an_id_is_made_once_per_case_and_tells_nothing(tmp_path: Path) -> None:
    cases = [tmp_path / name for name in "ab"]
    for case in cases:
        case.mkdir()
    ids = [actor(case) for case in cases]
    assert ids == [actor(case) for case in cases]
    assert len(set(ids)) == 2
    for each in ids:
        assert re.fullmatch(r"p-[0-9a-f]{6}", each)
        assert getpass.getuser() not in each
        assert platform.node() not in each
    assert (cases[0] / "local" / "person").stat().st_mode & 0o077 == 0


def test_many_at_once_agree_on_one_id(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(actor, [tmp_path] * 40))) == 1


def test_what_the_person_said_goes_before_and_leaves_no_trace(tmp_path: Path) -> None:
    assert actor(tmp_path, "desk-2") == "desk-2"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("said", ["Jane Doe", "jane@example.org", "", "a" * 65, "é", "-a", "a\n", "../a", "\udce9"])
def test_a_name_or_address_is_no_id(said: str) -> None:
    with pytest.raises(CaseError, match="is not an id"):
        pseudonym(said)


def test_a_spoilt_id_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "local").mkdir()
    (tmp_path / "local" / "person").write_bytes(b"\xff jane")
    with pytest.raises(CaseError):
        actor(tmp_path)


def test_no_case_no_id(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="no case folder"):
        actor(tmp_path / "nowhere")


def test_times_are_written_in_utc_and_never_without_a_zone() -> None:
    assert stamp(datetime(2026, 1, 1, 1, 30, tzinfo=timezone(timedelta(hours=4)))) == "2025-12-31T21:30:00Z"
    assert stamp(datetime(2026, 1, 1, tzinfo=UTC)) == "2026-01-01T00:00:00Z"
    with pytest.raises(ArmstraceError, match="time zone"):
        stamp(datetime(2026, 1, 1))  # noqa: DTZ001 - that is the point
