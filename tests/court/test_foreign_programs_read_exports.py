"""Exports as the programs read them that they are for; those live in an environment of their own (`make ftm`)."""

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import made_entities
from armstrace.desk.case import Case
from armstrace.desk.exports.exported import Asked, export
from armstrace.dossier.exports.cited import Cited
from armstrace.dossier.exports.ftm import Linked, ftm
from court.made_exports import rich_case

ROOT = Path(__file__).resolve().parents[2]
FOREIGN = ROOT / ".tools/peers/ftm/bin/python"
needs_environment = pytest.mark.skipif(
    not FOREIGN.exists(),
    reason="FollowTheMoney, openpyxl and pybtex are not here: `make ftm` installs them (needs ICU)",
)


def entities(case: Case) -> list[dict[str, Any]]:
    exhibit = replace(case.exhibits()[0], sha256="ab" * 32)
    linked = Linked(cited=[Cited(exhibit=exhibit)], rows=made_entities.rows(), findings=())
    return [json.loads(each) for each in ftm(linked)]


def test_each_entity_is_written_once_and_says_where_it_was_read(case: Case) -> None:
    found = entities(case)
    assert len({each["id"] for each in found}) == len(found)
    for each in found:
        if each["schema"] in {"EconomicActivity", "Event", "Sanction"}:
            assert each["properties"]["proof"] == ["armstrace-exhibit-" + "ab" * 32]
            assert any(words.startswith("read at ") for words in each["properties"]["description"])


def test_doubt_is_kept_and_nobody_is_linked_to_a_deed(case: Case) -> None:
    by_id = {each["id"]: each["properties"] for each in entities(case)}
    first = by_id["armstrace-transfer-1"]
    assert first["summary"][0].split("; ") == [
        "number ordered as printed: (12)",
        "number delivered as printed: 10-12",
        "delivered as printed: 2015/2016",
        "ordered as printed: (2014)",
    ]
    assert (first["startDate"], first["endDate"]) == (["2015"], ["2016"])
    assert any("0.0 to 0.5), which are no price" in each for each in first["description"])
    doubtful = by_id["armstrace-incident-1"]
    assert "date as printed: (2016)" in doubtful["description"]
    assert "hedge: reportedly" in doubtful["description"]
    assert not {"involved", "organizer"} & set(doubtful)
    assert "startDate" not in by_id["armstrace-incident-3"], "an open beginning is no day"
    assert by_id["armstrace-incident-3"]["endDate"] == ["2020-10-31"]


@needs_environment
def test_followthemoney_openpyxl_and_pybtex_take_every_word(
    case: Case, plain: Path, tmp_path: Path, record_property: Any
) -> None:
    rich = rich_case(case.root, tmp_path)
    out = tmp_path / "out"
    out.mkdir()
    for name, file in (("ftm", "case.ftm.json"), ("xlsx", "case.xlsx"), ("bibtex", "case.bib")):
        export(rich, Asked(name, non_commercial=True), out / file)
    text = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in entities(case))
    (out / "made.ftm.json").write_text(text, encoding="utf-8")
    (out / "bundle.ftm.json").write_bytes((plain / "data/ftm/entities.ftm.json").read_bytes())
    done = subprocess.run(
        [FOREIGN, ROOT / "eval/ftm/check.py", out], capture_output=True, text=True, check=False, timeout=300
    )
    told = json.loads(done.stdout)
    assert told["wrong"] == []
    assert (done.returncode, told["entries"]) == (0, len(rich.exhibits()))
    assert told["entities"] > 100
    record_property(
        "measured", f"{told['entities']} entities of {len(told['schemata'])} schemata, {told['cells']} cells"
    )
