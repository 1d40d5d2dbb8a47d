"""What is kept of pages: made anew where a line of the ledger matters to it, and by one person for all who wait."""

import shutil
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from armstrace.desk.web.desk import Kept, Room
from armstrace.desk.web.resting import CHAINS, EXHIBITS, FINDINGS, READINGS, ROWS
from armstrace.desk.web.views.law import LawAsked, law
from armstrace.desk.web.visitor import Role, Visitor
from armstrace.evidence import ledger
from armstrace.tables.answers import Answers
from desk.made_files import deliveries, write

ME = Visitor("p-1")
OF_ROWS = {"add", "note", "read", "refused", "withdraw", "published", "collect", "flights", "open"}


@pytest.fixture
def room(made: Path, tmp_path: Path) -> Iterator[Room]:
    opened = Room(Path(shutil.copytree(made, tmp_path / "case")), "p-1")
    yield opened
    opened.close()


@pytest.mark.parametrize("quiet", [ROWS, EXHIBITS, FINDINGS, CHAINS, READINGS])
def test_what_changes_rows_is_quiet_for_nothing(quiet: frozenset[str]) -> None:
    assert not quiet & OF_ROWS


def test_what_changes_claims_is_not_quiet_where_claims_are_shown() -> None:
    for quiet in (FINDINGS, CHAINS, READINGS):
        assert not quiet & {"accept", "reject", "correct", "withdraw_judgement"}
    assert not (CHAINS | READINGS) & {"reply", "withdraw_reply", "merge_incidents", "split_incidents"}
    assert "check" not in FINDINGS | CHAINS
    assert "place_on_rung" not in CHAINS
    assert "verify" not in EXHIBITS


def test_tables_stay_open_over_a_judgement_and_not_over_new_rows(room: Room, tmp_path: Path) -> None:
    def asked() -> tuple[int, int]:
        with room.desk(ME) as desk:
            assert law(desk, LawAsked(state="AZE", on=date(2020, 11, 20))).treaties
            return id(desk.case), desk.case.tables.ask("SELECT count(*) FROM transfer")[0][0]

    first, before = asked()
    ledger.append(room.root, "accept", "p-1", claim="claim:x", exhibit="0" * 64)
    assert asked() == (first, before)
    with room.desk(ME) as desk:
        desk.case.read(desk.case.add(write(tmp_path, "r.csv", deliveries())))
    assert asked()[1] == before + 3


def test_who_sees_less_has_tables_of_their_own(room: Room) -> None:
    with room.desk(ME) as desk:
        sha256 = next(each.sha256 for each in desk.case.exhibits() if each.received_name.startswith("incidents"))

    def counted(who: Visitor) -> int:
        with room.desk(who) as desk:
            return int(desk.case.tables.ask("SELECT count(*) FROM incident")[0][0])

    less = Visitor("p-2", Role.READER, hidden=frozenset({sha256}))
    assert [counted(each) for each in (ME, less, ME, less)] == [40, 0, 40, 0]


def test_who_waits_for_a_result_holds_nobody_up(room: Room) -> None:
    """As many as there are places ask for one thing that takes long; somebody else is served meanwhile."""
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> str:
        begun.set()
        assert go_on.wait(20)
        return "made"

    def ask() -> None:
        with room.desk(ME) as desk:
            assert desk.cached("slow", slow) == "made"

    people = [threading.Thread(target=ask) for _ in range(8)]
    for each in people:
        each.start()
    assert begun.wait(20)
    time.sleep(0.05)
    with room.desk(ME) as desk:
        assert desk.cached("quick", lambda: "at once") == "at once"
    go_on.set()
    for each in people:
        each.join(20)
    assert not any(each.is_alive() for each in people)


def test_a_result_that_cannot_be_made_is_tried_again(room: Room) -> None:
    kept = Kept()
    with pytest.raises(ZeroDivisionError):
        kept.get(("x", 1, None), lambda: 1 // 0)
    assert not kept._busy
    assert kept.get(("x", 1, None), lambda: 2) == 2
    assert room.kept is not kept


def test_answers_are_copies_and_have_bounds() -> None:
    answers = Answers()
    answers.keep("q", [(1,), (2,)])
    first = answers.of("q")
    assert first == [(1,), (2,)]
    first.clear()
    assert answers.of("q") == [(1,), (2,)]
    answers.keep("large", [(n,) for n in range(5_000)])
    assert answers.of("large") is None
    for number in range(300):
        answers.keep(number, [(n,) for n in range(1_000)])
    assert answers.of("q") is None
    assert answers.of(299) is not None
