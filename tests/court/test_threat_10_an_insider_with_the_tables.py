"""Threat 10: who can write into a case's tables changes nothing unseen; a head kept elsewhere guards the ledger."""

import json
import shutil
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from armstrace.desk.case import Case
from armstrace.desk.verify import verify_folder
from armstrace.evidence import ledger
from armstrace.evidence.chain import How, verify_chain
from armstrace.evidence.lines import GENESIS, Line, decode, encode

EDITS: dict[str, str] = {
    "a value changed": "SELECT * REPLACE (concat(key, 'x') AS key) FROM {} LIMIT 1",
    "a row deleted": "SELECT * FROM {} OFFSET 1",
    "a row added twice": "FROM {} UNION ALL SELECT * FROM (FROM {} LIMIT 1)",
    "all rows gone": "FROM {} WHERE false",
}


def copied(case: Case, folder: Path) -> Path:
    return Path(shutil.copytree(case.root, folder / "case"))


def edited(path: Path, sql: str) -> None:
    """Change a table by SQL and store it with the words about whose it is that it had."""
    form = pq.read_schema(path)
    changed = duckdb.sql(sql.replace("{}", f"read_parquet('{path}')"))
    assert changed is not None
    plain = changed.to_arrow_table().cast(form.remove_metadata())
    pq.write_table(plain.replace_schema_metadata(form.metadata), path)


@pytest.mark.parametrize("what", EDITS)
def test_rows_edited_by_sql_are_found_in_every_table(what: str, case: Case, tmp_path: Path) -> None:
    root = copied(case, tmp_path)
    kinds = sorted({path.parent.name for path in (root / "tables").glob("*/*.parquet")})
    assert {"transfer", "document", "passage", "edition", "commitment"} <= set(kinds)
    one_each = {kind: max((root / "tables" / kind).glob("*.parquet")) for kind in kinds}
    for path in one_each.values():
        edited(path, EDITS[what])
    report = verify_folder(root)
    assert not report.ok
    told = " ".join(report.differing)
    assert len({path.name for path in one_each.values()}) == len(report.differing)
    assert {kind for kind in kinds if kind in told} == set(kinds), told


def test_a_table_of_the_case_as_it_is_says_nothing(case: Case, tmp_path: Path) -> None:
    assert verify_folder(copied(case, tmp_path)).ok


def test_a_finding_edited_on_the_disk_is_found(case: Case, tmp_path: Path) -> None:
    root = copied(case, tmp_path)
    (path,) = (root / "tables" / "finding").glob("*.json")
    told = json.loads(path.read_bytes())
    told["findings"][0]["verdict"] = "contradicted"
    path.write_text(json.dumps(told), encoding="utf-8")
    report = verify_folder(root)
    assert not report.ok
    assert any(path.name in each for each in report.differing)


def test_a_ledger_written_anew_with_the_tables_is_found_by_a_head_kept_elsewhere(case: Case, tmp_path: Path) -> None:
    before = ledger.head(case.root)
    root = copied(case, tmp_path)
    path = min((root / "tables" / "transfer").glob("*.parquet"))
    edited(path, EDITS["a row deleted"])
    lines = [decode(raw) for raw in (root / "ledger.jsonl").read_bytes().splitlines()]
    sealed, last = [], GENESIS
    for line in lines:
        payload = {**line.payload, "licence": "own work"} if line.act == "add" else line.payload
        raw = encode(Line(line.seq, last, line.at, line.by, line.act, payload))
        last = decode(raw).sha256
        sealed.append(raw + b"\n")
    (root / "ledger.jsonl").write_bytes(b"".join(sealed))
    assert verify_chain(root).ok, "the chain alone cannot know"
    broken = verify_chain(root, anchor=before).broken
    assert broken is not None
    assert broken.how is How.ALTERED
