"""A page inside a web archive is a document like any other: its claims lead back to the record and its characters."""

import json
from datetime import date
from pathlib import Path

from armstrace.desk.documents.article import check_document
from armstrace.desk.documents.document import load_text
from armstrace.desk.dossiers.page import built_at, dossier_of
from armstrace.desk.dossiers.resolve import resolve
from armstrace.records.passages import original_place
from court.light_case import light_case
from desk.conftest import Armstrace
from desk.made_files import PUBLISHED, SUPPORTED, article_and_register
from made_warc import packed, pages, response, wacz

ARMS = "https://news.example/arms"


def archived(words: str) -> bytes:
    """Pack two pages, the second with words that its markup spells in a way of its own."""
    page = "<html><head><title>Who arms whom</title></head><body><article><h1>Who arms whom</h1>"
    body = f"{page}<p>{words.replace(' 60 ', ' &#54;0&nbsp;')}</p></article></body></html>"
    front = b"<html><body><p>A front page of few words.</p></body></html>"
    return packed([response(1, "https://news.example/", front), response(2, ARMS, body.encode())])


def test_claims_lead_back_into_the_archive(tmp_path: Path, armstrace: Armstrace) -> None:
    case = light_case(tmp_path / "case")
    folder = tmp_path / "in"
    folder.mkdir()
    _, register = article_and_register(folder)
    case.read(case.add(register))
    for name, content in (
        ("a.warc.gz", archived(SUPPORTED)),
        (
            "a.wacz",
            wacz({"archive/a.warc.gz": archived(SUPPORTED), "pages/pages.jsonl": pages("https://news.example/arms")}),
        ),
    ):
        (folder / name).write_bytes(content)
        exhibit = case.add(folder / name)
        case.read(exhibit)
        checked = check_document(case, load_text(case, exhibit, date.fromisoformat(PUBLISHED)))
        assert [finding.claim.text for finding in checked.findings]
        dossier = dossier_of(case, checked, built_at())
        resolve(case, checked, dossier)
        claims = [finding.claim for finding in checked.findings]
        passages = list(checked.document.passages)
        places = [str(place) for each in claims for place in original_place(passages, each.start, each.end)]
        assert places
        assert all("record=urn:uuid:00000000-0000-4000-8000-000000000002;chars=" in place for place in places)
        assert all(place.startswith("member=") == name.endswith(".wacz") for place in places)
        done = armstrace("check", folder / name, "--published", PUBLISHED, "--json", "--case", case.root)
        why = armstrace("why", json.loads(done.out)["findings"][0]["key"], "--case", case.root)
        assert (why.code, "record=urn:uuid" in why.out) == (0, True), why
