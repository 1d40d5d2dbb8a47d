"""T18: no private person becomes an entity; bylines, free texts and the owners of private aircraft are left out."""

import json
from pathlib import Path

from armstrace.desk.case import Case, open_case
from armstrace.desk.exports.exported import Asked, export
from court.made_exports import rich_case
from desk.made_files import write

BYLINE = "Ada Invented"


def test_no_person_is_in_the_entities_of_a_case(case: Case, tmp_path: Path) -> None:
    rich = rich_case(case.root, tmp_path)
    page = (
        f"<html><head><title>A report</title><meta name='author' content='{BYLINE}'></head>"
        f"<body><article><p>{'Rockets fell on the town. ' * 30}</p></article></body></html>"
    )
    exhibit = rich.add(write(tmp_path, "page.html", page), licence="CC BY 4.0")
    rich.read(exhibit)
    assert [row["author"] for row in rich.tables.rows("document", document_keys(rich))].count(BYLINE) == 1
    export(open_case(rich.root, "p-1"), Asked("ftm"), tmp_path / "e.ftm.json")
    lines = (tmp_path / "e.ftm.json").read_text(encoding="utf-8").splitlines()
    entities = [json.loads(each) for each in lines]
    allowed = {
        "Document", "HyperText", "PlainText", "Pages", "Table", "Image", "Package", "Note", "EconomicActivity", "Event",
        "Sanction", "Airplane", "PublicBody", "Organization",
    }  # fmt: skip
    assert {each["schema"] for each in entities} <= allowed
    assert BYLINE not in "".join(lines)
    (incident,) = (each for each in entities if "Near" in each["properties"].get("location", ()))
    assert "It fell at" not in json.dumps(incident), "free text may name anybody"


def document_keys(case: Case) -> list[str]:
    return [str(row[0]) for row in case.tables.ask("SELECT key FROM document")]
