"""Threat 11: back-dating and wrong clocks are shown: whose clock it was, and what cannot have been at that time."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from armstrace.desk.collecting import brought
from armstrace.desk.collecting.collect import Wish, collect_page
from armstrace.desk.collecting.minimum import Collection, collections_of
from armstrace.desk.intake import Case
from armstrace.evidence import clock, ledger
from armstrace.evidence.collected import Way
from armstrace.evidence.exhibits import add_file
from armstrace.evidence.warc import VERSION
from court.light_case import light_case
from made_warc import PAGE, packed, record, response
from made_web import answer, served

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
HERE = Way(private=frozenset({"127.0.0.1"}))


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return light_case(tmp_path / "case")


def only(case: Case, exhibit: str) -> Collection:
    return next(each for each in collections_of(case) if each.exhibit == exhibit)


def at(moment: datetime) -> Callable[[], datetime]:
    return lambda: moment


@pytest.mark.parametrize(
    ("ahead", "told"),
    [
        (0, ""),
        (30, ""),
        (3600, "The server's clock is 3,600 seconds ahead of this machine's."),
        (-86_400, "The server's clock is 86,400 seconds behind this machine's."),
    ],
)
def test_a_clock_that_differs_from_the_servers_is_told(ahead: int, told: str, case: Case) -> None:
    said = f"Date: {format_datetime(NOON + timedelta(seconds=ahead), usegmt=True)}"
    with served({"/page": answer("200 OK", PAGE.encode(), said)}) as web:
        found = collect_page(case, web.url(), Wish(HERE, clock=at(NOON)))
    assert found.remarks == ((told,) if told else ())
    assert only(case, found.exhibits["page"].sha256).remarks == ((told,) if told else ())


def test_whose_clock_it_was_stands_in_the_ledger_and_in_the_archive(case: Case) -> None:
    with served({"/page": answer("200 OK", PAGE.encode())}) as web:
        found = collect_page(case, web.url(), Wish(HERE))
    line = ledger.read_lines(case.root)[-1]
    assert line.payload["clock_source"] == clock.clock_source()
    archive = found.exhibits["warc"].path.read_bytes()
    assert archive.startswith(VERSION.encode())
    assert f"clock: {clock.clock_source()}".encode() in archive


@pytest.mark.parametrize("in_step", [True, False, None])
def test_whether_the_clock_is_kept_in_step_is_said_as_the_system_says_it(
    in_step: bool | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "_in_step", lambda: in_step)
    words = {True: "is kept in step with", False: "does not keep it in step", None: "does not say whether"}
    assert words[in_step] in clock.clock_source()


def test_a_time_claimed_before_it_came_is_shown_as_claimed(case: Case, tmp_path: Path) -> None:
    """What was kept late cannot show that it was there early: intake and claim stand side by side."""
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    exhibit = add_file(case.root, page, clock=at(NOON), received_name="page.html", by=case.by)
    brought.note_saved(case, exhibit, "https://news.example/a", "2020-10-28T09:30:00Z")
    told = only(case, exhibit.sha256).told
    assert "as is said at 2020-10-28T09:30:00Z" in told
    assert "It came into the case at 2026-11-20T12:00:00Z; nobody vouches for a time before that." in told


def test_a_time_claimed_after_it_came_is_called_wrong(case: Case, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    exhibit = add_file(case.root, page, clock=at(NOON), received_name="page.html", by=case.by)
    brought.note_saved(case, exhibit, "https://news.example/a", "2026-11-20T12:00:01Z")
    assert "later than it came into the case" in only(case, exhibit.sha256).told


def test_an_archive_of_the_future_is_called_wrong(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    late = response(1, "https://news.example/a", PAGE.encode(), WARC_Date="2031-01-01T00:00:00Z")
    path.write_bytes(packed([late, record("resource", 2, b"x")]))
    exhibit = case.add(path)
    outcome = case.read(exhibit)
    assert outcome.set_aside
    (reason,) = case.tables.ask("SELECT reason FROM set_aside WHERE item = 'notice=later'")[0]
    assert "dated later than the archive came into the case: 1" in reason
    assert "later than it came into the case" in only(case, exhibit.sha256).told
