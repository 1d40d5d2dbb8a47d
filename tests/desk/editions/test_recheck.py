"""A claim checked again: on the day of publication, as it was kept, and today; each difference with its reason."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from armstrace.desk.case import Case
from armstrace.evidence import ledger
from desk.conftest import Armstrace
from desk.made_files import ARTICLE, PUBLISHED, Row, deliveries, write

BORNE_OUT: tuple[Row, ...] = (("Israel", "Azerbaijan", 2016, 60.0), ("Russia", "Azerbaijan", 2017, 40.0))
REVISED: tuple[Row, ...] = (("Israel", "Azerbaijan", 2016, 20.0), ("Russia", "Azerbaijan", 2017, 80.0))
EARLY, LATE, LATER = "5 May 2020 1:02:03 PM", "5 May 2023 1:02:03 PM", "5 May 2024 1:02:03 PM"


class InCase:
    """A case with an article in it, and the commands on it."""

    def __init__(self, case: Case, armstrace: Armstrace, folder: Path) -> None:
        self.case, self.armstrace, self.folder = case, armstrace, folder
        self.article = write(folder, "article.txt", ARTICLE)

    def add(self, name: str, rows: tuple[Row, ...], generated: str) -> None:
        register = write(self.folder, name, deliveries(rows, generated=generated))
        self.do("add", register)

    def check(self) -> None:
        self.do("check", self.article, "--published", PUBLISHED)

    def do(self, *words: object) -> str:
        done = self.armstrace(*words, "--case", self.case.root)
        assert done.code == 0, done.err
        return done.out

    def recheck(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Give the document, and what is told of the share of sixty percent."""
        (told,) = json.loads(self.do("recheck", "--json"))
        (share,) = [each for each in told["claims"] if each["check"] == "import_share"]
        return told, share


@pytest.fixture
def here(case: Case, armstrace: Armstrace, tmp_path: Path) -> InCase:
    return InCase(case, armstrace, tmp_path)


def verdicts(share: dict[str, Any]) -> tuple[str | None, ...]:
    return tuple(share[which] for which in ("on_day", "with_undated", "kept", "today"))


def test_what_did_not_change_is_the_same_on_every_day(here: InCase) -> None:
    here.add("early.csv", BORNE_OUT, EARLY)
    here.check()
    told, share = here.recheck()
    assert verdicts(share) == ("supported",) * 4
    assert not share["differs"]
    assert share["why_not_as_kept"] == share["why_not_as_on_the_day"] == []
    assert told["document"]["published"] == PUBLISHED
    assert "0 verdicts are not those kept" in here.do("recheck")


def test_an_edition_later_than_the_text_says_nothing_of_its_day(here: InCase) -> None:
    here.add("late.csv", BORNE_OUT, LATE)
    here.check()
    told, share = here.recheck()
    assert (share["on_day"], share["kept"], share["today"]) == (None, "supported", "supported") or (
        share["on_day"] == "cannot_tell"
    )
    assert [each["name"] for each in told["existed"]["later"]] == ["late.csv"]
    assert share["why_not_as_on_the_day"] == [
        "It rests on SIPRI deliveries, generated 5 May 2023, 2010–2022, which is later than that day."
    ]


def test_an_undated_edition_is_told_apart(here: InCase) -> None:
    here.add("undated.csv", BORNE_OUT, "")
    here.check()
    told, share = here.recheck()
    assert share["with_undated"] == share["kept"] == share["today"] == "supported"
    assert share["on_day"] != "supported"
    assert [each["name"] for each in told["existed"]["undated"]] == ["undated.csv"]
    (why,) = share["why_not_as_on_the_day"]
    assert why.endswith("which does not tell its day.")
    assert "with the undated" in here.do("recheck")


def test_after_a_new_edition_the_verdict_kept_is_not_todays_and_the_reason_is_told(here: InCase) -> None:
    here.add("early.csv", BORNE_OUT, EARLY)
    here.check()
    lines = len(ledger.read_lines(here.case.root))
    here.case.tables.close()
    here.add("late.csv", REVISED, LATE)
    told, share = here.recheck()
    assert share["on_day"] == share["kept"] == "supported"
    assert share["today"] != "supported" or share["why_not_as_kept"]
    assert any("generated 5 May 2023" in why and "too (20.0)" in why for why in share["why_not_as_kept"])
    assert share["differs"]
    # checking again keeps nothing: the lines since are those of the file taken in
    acts = [line.act for line in ledger.read_lines(here.case.root)[lines:]]
    assert "check" not in acts
    assert {each["name"] for each in told["existed"]["later"]} == {"late.csv"}
    assert "not as kept" in here.do("recheck")


def test_what_changes_between_two_editions_is_told_with_the_findings_it_changes(here: InCase) -> None:
    here.add("late.csv", BORNE_OUT, LATE)
    here.check()
    here.case.tables.close()
    here.add("later.csv", REVISED, LATER)
    told = json.loads(here.do("diff", "late.csv", "later.csv", "--json"))
    (share,) = [each for each in told["findings"] if "60 percent" in each["claim"]]
    assert (share["old"]["verdict"], share["old"]["figure"]) == ("supported", 60.0)
    assert (share["new"]["verdict"], share["new"]["figure"]) == ("contradicted", 20.0)
    assert share["differs"]
    assert not any(each["differs"] for each in told["findings"] if "Cluster" in each["claim"])
    page = here.do("diff", "SIPRI deliveries, generated 5 May 2023, 2010–2022", "later.csv", "--rows", "1")
    assert f"1 of {len(told['findings'])} are others under the newer edition" in page
    assert "TIV of what was delivered 60.0 → 20.0" in page
    assert json.loads(here.do("diff", "late.csv", "later.csv", "--no-findings", "--json"))["findings"] == []
    by_path = here.do("diff", here.folder / "late.csv", here.folder / "later.csv")
    assert "TIV of what was delivered" in by_path


def test_a_file_that_the_case_does_not_have_is_refused(here: InCase) -> None:
    here.add("late.csv", BORNE_OUT, LATE)
    other = write(here.folder, "other.csv", deliveries(REVISED))
    done = here.armstrace("diff", here.folder / "late.csv", other, "--case", here.case.root)
    assert done.code == 2
    assert "Not in this case" in done.err


def test_an_incident_reported_after_the_text_is_not_of_its_day(here: InCase) -> None:
    text = "Azerbaijan used cluster munitions in Stepanakert on 4 October 2020.\n"
    head = (
        "number,date,reported,place,area,state,lat,lon,precision,actor,actor_printed,target,target_printed,event_type,"
        "weapon,weapon_printed,deaths_low,deaths_best,deaths_high,civilian_deaths,origin,cited,hedge,denial,text,note\n"
    )
    rows = (
        "X1,2020-10-04,{},Stepanakert,Nagorno-Karabakh,XNK,,,town,AZE,Azerbaijani forces,,,cluster munition attack,,"
        "cluster munitions,,,,,Invented Watch,https://example.org/report,,,Invented for a test.,\n"
    )
    here.article = write(here.folder, "use.txt", text)
    here.do("add", write(here.folder, "incidents.csv", head + rows.format("2021-03-01")))
    here.check()
    (told,) = json.loads(here.do("recheck", "--json"))
    (use,) = [each for each in told["claims"] if each["check"] == "weapon_use" or each["check"] == "incident"]
    assert use["on_day"] != use["today"]
    assert use["why_not_as_on_the_day"] == ["Of the incidents it rests on 1 were reported later."]


def test_nothing_checked_and_unknown_documents_are_told(case: Case, armstrace: Armstrace) -> None:
    done = armstrace("recheck", "--case", case.root)
    assert done.code == 2
    assert "was checked yet" in done.err
    done = armstrace("recheck", "none.txt", "--case", case.root)
    assert done.code == 2


def test_exchanging_the_parties_exchanges_what_is_told(here: InCase, tmp_path: Path) -> None:
    """Reasons and verdicts of one party's text are those of the other's, the names apart."""

    def swapped(text: str) -> str:
        names = {"Azerbaijan": "Armenia", "Armenia": "Azerbaijan", "Israel": "Russia", "Russia": "Israel"}
        codes = {"AZE": "ARM", "ARM": "AZE", "ISR": "RUS", "RUS": "ISR"}
        parts = re.split(rf"\b({'|'.join(names | codes)})\b", text)
        return "".join((names | codes).get(part, part) for part in parts)

    old, new = deliveries(BORNE_OUT, generated=LATE), deliveries(REVISED, generated=LATER)
    for name, text in (("old", old), ("new", new)):
        write(tmp_path, f"{name}.csv", text)
        write(tmp_path, f"{name}_swapped.csv", swapped(text))
    one, other = (
        here.armstrace("diff", tmp_path / f"old{end}.csv", tmp_path / f"new{end}.csv", "--rows", "9").out
        for end in ("", "_swapped")
    )
    assert one != other
    # the columns of a table are as wide as its names
    assert swapped(one).split() == other.split()
