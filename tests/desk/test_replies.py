"""What was put to the accused and what came back: signed, listed, taken back, and "not asked" where nobody was."""

import json
from datetime import date
from pathlib import Path

import pytest

from armstrace.desk.case import Case
from armstrace.desk.judgements.replies import NOT_ASKED, Asked, number_of, put, replies_of, replies_to, told, withdraw
from armstrace.evidence import ledger
from armstrace.evidence.lines import Line
from armstrace.records.errors import CaseError, CustodyBroken
from desk.conftest import Armstrace
from desk.made_files import PUBLISHED, article_and_register

WORDS = "Two rockets of type Y struck the market."
ASKED = Asked(to="Ministry of Defence of Ruritania", put=date(2020, 11, 2), outcome="silent", party="Ruritania")
ANSWERED = Asked(
    to="the press office", put=date(2020, 11, 2), outcome="answered", answer="We deny it.", answered=date(2020, 11, 4)
)
WHY = "letter 12 in the file"


def test_an_accusation_nobody_was_asked_about_says_so(case: Case) -> None:
    assert replies_of(case) == ()
    assert told(replies_of(case), "incident:1", WORDS) == (NOT_ASKED,) == ("not asked",)


def test_a_reply_is_found_by_key_and_by_words_and_gone_when_it_is_withdrawn(case: Case) -> None:
    made = put(case, "incident:1", WORDS, ASKED, WHY)
    assert (made.party_printed, made.put_to, made.note) == ("Ruritania", ASKED.to, WHY)
    assert made.source.startswith("signed by p-1 on ")
    assert replies_of(case) == (made,)
    for named in ("incident:1", WORDS, WORDS.upper().replace(" ", "  ")):
        assert replies_to(replies_of(case), "", named) == (made,)
    assert replies_to(replies_of(case), "incident:2", "") == ()
    assert told(replies_of(case), "incident:1") == (
        "Put to Ministry of Defence of Ruritania on 2020-11-02; no answer came.",
    )
    number = number_of(made)
    assert number is not None
    withdraw(case, number, "sent to the wrong office")
    assert replies_of(case) == ()
    assert [line.act for line in ledger.read_lines(case.root)][-2:] == ["reply", "withdraw_reply"]
    with pytest.raises(CaseError, match="nothing to withdraw"):
        withdraw(case, number, "again")


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (ANSWERED, "Put to the press office on 2020-11-02; answered on 2020-11-04: \u201cWe deny it.\u201d"),
        (
            Asked("the firm", date(2021, 3, 1), "declined", answer="No comment", channel="by e-mail"),
            "Put to the firm on 2021-03-01 (by e-mail); declined to answer: \u201cNo comment\u201d",
        ),
        (Asked("the firm", date(2021, 3, 1), "declined"), "Put to the firm on 2021-03-01; declined to answer."),
    ],
)
def test_what_came_back_keeps_its_words(case: Case, asked: Asked, says: str) -> None:
    put(case, "claim:1", WORDS, asked, WHY)
    assert told(replies_of(case), "claim:1") == (says,)


@pytest.mark.parametrize(
    ("asked", "words", "why", "says"),
    [
        (ASKED, " ", WHY, "no words"),
        (ASKED, WORDS, "", "--why"),
        (Asked(" ", date(2020, 1, 1), "silent"), WORDS, WHY, "--to"),
        (Asked("x", date(2999, 1, 1), "silent"), WORDS, WHY, "still to come"),
        (Asked("x", date(2020, 1, 1), "perhaps"), WORDS, WHY, "what came back"),
        (Asked("x", date(2020, 1, 1), "answered"), WORDS, WHY, "--answered"),
        (Asked("x", date(2020, 1, 2), "answered", "no", date(2020, 1, 1)), WORDS, WHY, "older than the question"),
        (Asked("x", date(2020, 1, 1), "silent", "no"), WORDS, WHY, "silent gave no answer"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(
    case: Case, asked: Asked, words: str, why: str, says: str
) -> None:
    before = ledger.read_lines(case.root)
    with pytest.raises(CaseError, match=says):
        put(case, "claim:1", words, asked, why)
    assert ledger.read_lines(case.root) == before


def test_a_line_that_says_no_reply_breaks_custody(case: Case) -> None:
    ledger.append(case.root, "reply", "p-1", about="claim:1")
    with pytest.raises(CustodyBroken, match="does not say what a reply must say"):
        replies_of(case)


def test_signed_listed_explained_and_undone_on_the_command_line(
    case: Case, armstrace: Armstrace, tmp_path: Path
) -> None:
    article, register = article_and_register(tmp_path)
    assert armstrace("add", register, "--case", case.root).code == 0
    assert armstrace("check", article, "--published", PUBLISHED, "--case", case.root).code == 0
    here = ("--case", case.root)
    item = json.loads(armstrace("claims", *here, "--json").out)["items"][0]
    asked = ("--to", "Israel", "--put", "2020-11-18", "--why", WHY)
    done = armstrace("reply", item["key"][:18], *asked, "--silent", *here, "--json")
    assert done.code == 0, done.err
    made = json.loads(done.out)
    assert (made["about"], made["accusation"], made["party"]) == (item["key"], item["text"], "ISR")
    assert "no answer came" in armstrace("reply", *here).out
    assert armstrace("why", made["key"], *here).code == 0
    assert armstrace("verify", *here).code == 0
    assert armstrace("reply", "--undo", str(made["number"]), "--why", "an error", *here).code == 0
    assert "not asked" in armstrace("reply", *here).out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--to", "x", "--put", "2020-01-01", "--why", WHY), "--silent"),
        (("--to", "x", "--put", "soon", "--why", WHY, "--silent"), "not a day"),
        (("--to", "x", "--why", WHY, "--silent"), "--put"),
        (("--to", "x", "--put", "2020-01-01", "--why", WHY, "--silent", "--declined"), "Say what came back"),
        (("--to", "x", "--put", "2020-01-01", "--why", WHY, "--silent"), "Nothing in this case has that key"),
        (("--undo", "99", "--why", WHY), "no reply of number 99"),
    ],
)
def test_wrong_use_is_told(case: Case, armstrace: Armstrace, words: tuple[str, ...], says: str) -> None:
    done = armstrace("reply", "incident:none", *words, "--case", case.root)
    assert done.code == 2
    assert says in done.err


def test_lines_of_others_are_no_replies(case: Case) -> None:
    line: Line = ledger.append(case.root, "note", "p-1", about="claim:1")
    assert line.act == "note"
    assert replies_of(case) == ()


def test_the_page_says_what_came_back_or_that_nobody_was_asked(
    case: Case, armstrace: Armstrace, tmp_path: Path
) -> None:
    text = tmp_path / "use.txt"
    text.write_text("Azerbaijan used cluster munitions in Stepanakert on 4 October 2020.\n")
    head = (
        "number,date,reported,place,area,state,lat,lon,precision,actor,actor_printed,target,target_printed,event_type,"
        "weapon,weapon_printed,deaths_low,deaths_best,deaths_high,civilian_deaths,origin,cited,hedge,denial,text,note\n"
    )
    row = (
        "X1,2020-10-04,2020-10-06,Stepanakert,Nagorno-Karabakh,XNK,,,town,AZE,Azerbaijani forces,,,cluster munition "
        "attack,,cluster munitions,,,,,Invented Watch,https://example.org/report,,,Invented for a test.,\n"
    )
    incidents = tmp_path / "incidents.csv"
    incidents.write_text(head + row)
    here = ("--case", case.root)
    assert armstrace("add", incidents, *here).code == 0
    said = ("check", text, "--published", PUBLISHED, *here)
    assert "Reply of the accused: not asked" in armstrace(*said, "--html", "-").out
    findings = json.loads(armstrace(*said, "--json").out)["findings"]
    key = next(each["claim"]["key"] for each in findings if each["claim"]["type"] == "weapon_use")
    asked = ("--to", "Ministry of Defence", "--party", "AZE", "--put", "2020-11-18", "--declined", "--why", WHY)
    assert armstrace("reply", key, *asked, *here).code == 0
    page = armstrace(*said, "--html", "-").out
    assert "Put to Ministry of Defence on 2020-11-18; declined to answer." in page
    assert "not asked" not in page
