"""The documents of a case beside each other: quotations found, events compared, a text against itself."""

import json
from pathlib import Path
from typing import Any

import pytest

from armstrace.desk.case import Case
from armstrace.desk.documents import reading
from armstrace.reading.article import Article
from armstrace.reading.read import claims_in
from armstrace.records.claims import Claim, StatementClaim, WeaponUseClaim
from armstrace.records.values import When
from desk.conftest import Armstrace
from desk.made_files import PUBLISHED, write

QUOTE = "We hold the road and Armenia will not take it back this year"
SPEECH = f"The minister spoke for an hour. {QUOTE}, the minister said in the end.\n"
STORY = (
    f"\u201c{QUOTE.replace('Armenia', 'Azerbaijan')}\u201d, the minister said.\n\n"
    "A Smerch rocket hit Barda on October 28, 2020.\n\n"
    "Turkish President Recep Tayyip Erdo\u011fan wrote to the Turkish prime minister, Erdo\u011fan.\n"
)
REPORT = "A Smerch rocket hit Barda on October 30, 2020.\n"


def made_claims(article: Article) -> list[Claim]:
    """Read what finders for statements and weapons would."""
    found: list[Claim] = []
    text = article.text
    if "\u201c" in text:
        start, end = text.index("\u201c"), text.index("\u201d") + 1
        found.append(
            StatementClaim(
                start=start, end=end, text=text[start:end], content=((start, end),), speaker="the minister",
                quote_kind="direct",
            )
        )  # fmt: skip
    for day in ("28", "30"):
        words = f"A Smerch rocket hit Barda on October {day}, 2020"
        if words in text:
            at = text.index(words)
            found.append(
                WeaponUseClaim(
                    start=at, end=at + len(words), text=words, weapon="Smerch", weapon_class="mlrs", place="Barda",
                    date=When.read(f"2020-10-{day}"),
                )
            )  # fmt: skip
    return [*found, *claims_in(article)]


@pytest.fixture
def told(case: Case, armstrace: Armstrace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    monkeypatch.setattr(reading, "claims_in", made_claims)
    for name, text in (("speech.txt", SPEECH), ("report.txt", REPORT)):
        armstrace("add", write(tmp_path, name, text), "--case", case.root)
    assert armstrace("claims", "--case", case.root, "--published", "2020-11-01").code == 0
    story = write(tmp_path, "story.txt", STORY)
    page = tmp_path / "page.html"
    done = armstrace("check", story, "--published", PUBLISHED, "--case", case.root, "--json", "--html", page)
    assert done.code == 0, done.err
    assert "beside \u201cTurkish President Recep Tayyip Erdo\u011fan\u201d" in page.read_text(encoding="utf-8")
    assert armstrace("verify", "--case", case.root).code == 0
    findings: list[dict[str, Any]] = json.loads(done.out)["findings"]
    return findings


def test_the_documents_of_a_case_answer_for_each_other(
    told: list[dict[str, Any]], case: Case, armstrace: Armstrace
) -> None:
    by_check = {finding["check"]: finding for finding in told}
    quotation, event = by_check["quotation"], by_check["event_date"]
    assert quotation["verdict"] == "contradicted"
    assert "\u201cArmenia\u201d there, \u201cAzerbaijan\u201d here" in quotation["reason"]
    assert event["verdict"] == "partly"  # neither text names an actor, so it may be another strike
    assert "report.txt (published 2020-11-01) has 2020-10-30 in Barda" in event["reason"]
    for finding in (quotation, event):
        why = armstrace("why", finding["key"], "--case", case.root)
        assert why.code == 0
        assert "record passage:" in why.out
        assert case.tables.ask(finding["sql"].partition("\n")[2])
    assert by_check["office"]["verdict"] in {"supported", "contradicted"}
    assert by_check["internal"]["verdict"] == "contradicted"
    assert [claim["text"] for claim in by_check["internal"]["beside"]] == [
        "Turkish President Recep Tayyip Erdo\u011fan"
    ]
