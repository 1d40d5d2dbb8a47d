"""What is kept of surges and events: used as long as it holds, made anew when it does not, and verified row by row."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from armstrace.desk.case import Case
from armstrace.desk.incidents.event_rows import event_of, row_of, rows_sha256
from armstrace.desk.incidents.kept_events import FILE, FOLDER, HASH, grouped_anew, kept_events
from armstrace.desk.incidents.verify_events import compare_events
from armstrace.desk.judgements.incidents import events_of, merge, withdraw
from armstrace.desk.private_case import temporary_case
from armstrace.desk.surges.kept import compare_surges, keep
from armstrace.events.grouping import Grouped
from desk.conftest import Armstrace

WHY = "read against both reports"


def table(case: Case) -> Path:
    return case.root / FOLDER / FILE


def rewrite(path: Path, change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]], sha256: str = "") -> None:
    """Write a table anew with other rows, under the words it had, as somebody with such a program could."""
    held = pq.read_table(path)
    rows = pa.Table.from_pylist(change(held.to_pylist()), held.schema.remove_metadata())
    said = {**held.schema.metadata, **({HASH.encode(): sha256.encode()} if sha256 else {})}
    pq.write_table(rows.replace_schema_metadata(said), path)


def test_an_event_comes_back_from_its_row_as_it_was(told: Case) -> None:
    events = grouped_anew(told).events
    assert len(events) > 10
    assert tuple(event_of(row_of(each)) for each in events) == events
    assert events_of(told).events == events
    assert [row["key"] for row in pq.read_table(table(told), columns=["key"]).to_pylist()] == [e.key for e in events]


def test_events_are_grouped_once_and_anew_when_incidents_or_judgements_change(
    told: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = events_of(told).events
    asked: list[Case] = []

    def counted(case: Case) -> Grouped:
        asked.append(case)
        return grouped_anew(case)

    monkeypatch.setattr("armstrace.desk.incidents.kept_events.grouped_anew", counted)
    assert events_of(told).events == before
    assert not asked
    one, other = before[0], before[-1]
    made = merge(told, [one.key], [other.key], WHY)
    merged = events_of(told).events
    assert (len(asked), len(merged)) == (1, len(before) - 1)
    withdraw(told, made.number, "an error")
    assert events_of(told).events == before
    assert len(asked) == 2
    kept = kept_events(told)
    assert kept is not None
    assert kept.of(other.inputs[:1]) == (other,)
    assert kept.named(other.key[:20]) == (other,)
    assert kept.of([]) == kept.named("event:none") == ()


def test_more_than_most_wait_and_a_case_for_one_command_keeps_nothing(told: Case) -> None:
    assert kept_events(told, most=3) is None
    assert kept_events(told) is not None
    assert kept_events(told, most=3) is not None, "what is kept is used, however large"
    with temporary_case() as private:
        assert kept_events(private) is None
        assert events_of(private).events == ()


def test_verify_groups_again_and_names_altered_foreign_and_missing_events(told: Case, armstrace: Armstrace) -> None:
    assert compare_events(told).wrong == compare_events(told).stale == (), "nothing is kept yet"
    first, second, *_ = events_of(told).events
    assert armstrace("verify", "--case", told.root).code == 0

    def altered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{**rows[0], "denials": "[]", "links": '[["x"]]'}, *rows[2:], {**rows[1], "key": "event:" + "0" * 24}]

    rewrite(table(told), altered)
    told_by = " ".join(compare_events(told).wrong)
    assert "their rows are not those that were written" in told_by
    assert f"events altered, as grouping again shows: {first.key}" in told_by
    assert f"events missing, as grouping again shows: {second.key}" in told_by
    assert f"events foreign, as grouping again shows: event:{'0' * 24}" in told_by
    assert armstrace("verify", "--case", told.root).code == 4
    table(told).unlink()
    assert events_of(told).events[0] == first
    assert armstrace("verify", "--case", told.root).code == 0
    (table(told).parent / "more.parquet").write_bytes(b"")
    assert "more.parquet is foreign" in compare_events(told).wrong[0]


def test_a_hash_put_right_by_hand_does_not_hide_a_false_row(told: Case) -> None:
    events_of(told)
    rewrite(table(told), lambda rows: rows[1:])
    rewrite(table(told), lambda rows: rows, rows_sha256(pq.read_table(table(told)).to_pylist()))
    (wrong,) = compare_events(told).wrong
    assert wrong.startswith("events missing, as grouping again shows")


def test_events_that_wait_to_be_grouped_again_break_nothing(told: Case, armstrace: Armstrace) -> None:
    before = events_of(told).events
    merge(told, before[0].inputs[:1], before[1].inputs[:1], WHY)
    done = armstrace("verify", "--case", told.root, "--json")
    assert done.code == 0
    assert "groups them anew" in json.loads(done.out)["stale"][0]
    table(told).write_bytes(b"PAR1 nonsense")
    assert "damaged" in compare_events(told).wrong[0]
    assert events_of(told).events != before, "what cannot be read is made anew"
    assert compare_events(told).wrong == ()


def surge(number: int, told: str = "surge") -> dict[str, Any]:
    return {"key": f"surge:{number:024d}", "told": told, "method": "x@1", "synthetic": False}


def test_surges_altered_foreign_missing_and_exchanged_are_named(case: Case) -> None:
    one, other = (keep(case, surge(n), {"seed": 1}) for n in (1, 2))
    folder = case.root / "tables" / "surge"
    first, second = (folder / f"{key.partition(':')[2]}.json" for key in (one, other))
    assert compare_surges(case).wrong == compare_surges(case).missing == ()
    content = first.read_bytes()
    first.write_bytes(second.read_bytes())
    (wrong,) = compare_surges(case).wrong
    assert f"tables/surge/{first.name} was altered" in wrong, "the hash of another surge is none of this one"
    first.write_bytes(content)
    (folder / f"{'9' * 24}.json").write_bytes(content)
    (wrong,) = compare_surges(case).wrong
    assert "is foreign" in wrong
    (folder / f"{'9' * 24}.json").unlink()
    second.unlink()
    (missing,) = compare_surges(case).missing
    assert f"tables/surge/{second.name} is missing" in missing
    keep(case, surge(1, "no surge"), {"seed": 1})
    first.write_bytes(content)
    (stale,) = compare_surges(case).stale
    assert "of an earlier run" in stale
