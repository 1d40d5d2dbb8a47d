"""A person's word on what a machine read: it is kept, signed, shown, carried over, and can be taken back."""

import json
from pathlib import Path
from typing import Any

import pytest

from armstrace.desk.at_hand import readings
from armstrace.desk.case import Case
from armstrace.desk.documents import reading
from armstrace.desk.judgements.claims import standing
from armstrace.evidence import ledger
from armstrace.records.claims import QuantityClaim, TreatyClaim
from armstrace.records.judgements import Judgement, State, judged, keyed
from desk.conftest import Armstrace
from desk.made_files import ARTICLE, PUBLISHED, SUPPORTED, lines_of, write

WHY = ("--why", "read against the text")


def listed(armstrace: Armstrace, case: Case) -> list[dict[str, Any]]:
    done = armstrace("claims", "--case", case.root, "--json")
    assert done.code == 0, done.err
    items: list[dict[str, Any]] = json.loads(done.out)["items"]
    return items


def checks(armstrace: Armstrace, case: Case, tmp_path: Path) -> dict[str, Any]:
    done = armstrace("check", tmp_path / "article.txt", "--published", PUBLISHED, "--case", case.root, "--json")
    told: dict[str, Any] = json.loads(done.out)
    return told


def test_the_claims_of_a_case_stand_as_suggestions_until_somebody_judges(checked: Case, armstrace: Armstrace) -> None:
    items = listed(armstrace, checked)
    assert {item["judged"] for item in items} == {"suggested"}
    assert len({item["key"] for item in items}) == len(items) >= 3
    assert {item["doc"] for item in items} == {"article.txt"}
    table = armstrace("claims", "--case", checked.root).out
    assert items[0]["key"][:18] in table
    assert "suggested" in table
    one, *others = (item["key"] for item in items)
    assert armstrace("accept", one, *WHY, "--case", checked.root).code == 0
    assert armstrace("reject", *others, "--why", "no claim", "--as", "p-2", "--case", checked.root).code == 0
    after = listed(armstrace, checked)
    assert [item["judged"] for item in after] == ["accepted"] + ["rejected"] * len(others)
    assert [item["judgement"]["by"] for item in after][1:] == ["p-2"] * len(others)
    assert after[1]["judgement"]["why"] == "no claim"
    assert "1 accepted" in armstrace("case", "show", "--case", checked.root).out
    assert json.loads(armstrace("case", "show", "--case", checked.root, "--json").out)["claims"]["rejected"] == len(
        others
    )
    assert armstrace("verify", "--case", checked.root).code == 0


def test_the_ledger_keeps_the_words_that_were_judged(checked: Case, armstrace: Armstrace) -> None:
    item = listed(armstrace, checked)[0]
    armstrace("accept", item["key"], *WHY, "--case", checked.root)
    line = ledger.read_lines(checked.root)[-1]
    assert line.act == "accept"
    held = line.payload
    assert (held["words"], held["start"], held["end"], held["type"]) == (
        item["text"], item["start"], item["end"], item["type"],
    )  # fmt: skip
    assert ARTICLE[held["start"] : held["end"]] == held["words"]
    assert held["exhibit"] in {exhibit.sha256 for exhibit in checked.exhibits()}
    assert held["why"] == WHY[1]
    lines = len(lines_of(checked.root))
    assert "already" in armstrace("accept", item["key"], *WHY, "--case", checked.root).out
    assert len(lines_of(checked.root)) == lines, "saying the same twice is no further act"


def test_a_rejected_claim_is_left_out_and_listed(checked: Case, armstrace: Armstrace, tmp_path: Path) -> None:
    before = checks(armstrace, checked, tmp_path)
    key = before["findings"][0]["claim"]["key"]
    kept = before["findings"][1]["claim"]["key"]
    armstrace("reject", key, "--why", "a quotation of somebody else", "--case", checked.root)
    armstrace("accept", kept, *WHY, "--case", checked.root)
    after = checks(armstrace, checked, tmp_path)
    assert [finding["claim"]["key"] for finding in after["findings"]] == [
        finding["claim"]["key"] for finding in before["findings"][1:]
    ]
    assert [(item["key"], item["judgement"]["why"]) for item in after["left_out"]] == [
        (key, "a quotation of somebody else")
    ]
    assert after["findings"][0]["claim"]["judged"] == "accepted"
    shown = armstrace("check", tmp_path / "article.txt", "--published", PUBLISHED, "--case", checked.root).out
    assert "left out, rejected by" in shown
    assert "accepted, by" in shown
    page = tmp_path / "page.html"
    assert armstrace("dossier", "--case", checked.root, "--out", page).code == 0
    told = page.read_text(encoding="utf-8")
    assert "Claims left out, because a person rejected the reading" in told
    assert "a quotation of somebody else" in told
    assert "Reading accepted: by" in told
    assert armstrace("verify", "--case", checked.root).code == 0


def test_a_judgement_is_taken_back_by_a_further_act(checked: Case, armstrace: Armstrace) -> None:
    key = listed(armstrace, checked)[0]["key"]

    def states() -> str:
        return str(next(item["judged"] for item in listed(armstrace, checked) if item["key"] == key))

    def said(*words: str) -> int:
        return armstrace(*words, key, *WHY, "--case", checked.root).code

    lines = len(lines_of(checked.root))
    assert (said("accept"), states()) == (0, "accepted")
    assert (said("reject"), states()) == (0, "rejected")
    assert (said("reject", "--withdraw"), states()) == (0, "accepted"), "the former answer is restored"
    assert (said("reject", "--withdraw"), states()) == (2, "accepted"), "it is not rejected any more"
    assert (said("accept", "--withdraw"), states()) == (0, "suggested")
    assert len(lines_of(checked.root)) == lines + 4


def test_keys_may_be_short_but_not_ambiguous(
    checked: Case, armstrace: Armstrace, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = listed(armstrace, checked)[0]
    digits = item["key"].removeprefix("claim:")
    for wrong, told in (
        (digits[:7], "too short"),
        ("f" * 24, "beginning of no claim's key"),
        ("nonsense!", "is not the key of a claim"),
    ):
        done = armstrace("accept", wrong, *WHY, "--case", checked.root)
        assert done.code == 2
        assert told in done.err
    assert armstrace("accept", digits[:8], *WHY, "--case", checked.root).code == 0
    for more, told in (
        ((), "A judgement needs a reason."),
        (("--withdraw",), "Taking a judgement back needs a reason."),
    ):
        done = armstrace("accept", item["key"], *more, "--case", checked.root)
        assert done.code == 2
        assert told in done.err
    count = len(listed(armstrace, checked))
    alike: dict[object, str] = {}

    def key_of(*told: str) -> str:
        return alike.setdefault(told, f"claim:{'ab' * 4}{len(alike):016x}")

    monkeypatch.setattr("armstrace.records.judgements.read_key", key_of)
    done = armstrace("accept", "ab" * 4, *WHY, "--case", checked.root)
    assert done.code == 2
    assert f"fits {count} claims" in done.err
    assert all(key in done.err for key in alike.values())


def test_why_walks_from_a_claim_to_the_words_in_the_document(checked: Case, armstrace: Armstrace) -> None:
    item = listed(armstrace, checked)[0]
    armstrace("accept", item["key"], *WHY, "--case", checked.root)
    told = armstrace("why", item["key"], "--case", checked.root)
    assert told.code == 0
    assert "judgement: accepted" in told.out
    assert f"printed: {item['text']}" in told.out
    assert armstrace("why", "claim:" + item["key"][6:14], "--case", checked.root).out == told.out


def test_a_document_whose_day_nobody_gave_is_named(case: Case, armstrace: Armstrace, tmp_path: Path) -> None:
    armstrace("add", write(tmp_path, "undated.txt", SUPPORTED), "--case", case.root)
    done = armstrace("claims", "--case", case.root)
    assert done.code == 3
    assert "not read, undated.txt: The day of publication is not known" in done.err
    assert armstrace("claims", "--case", case.root, "--published", PUBLISHED).code == 0
    assert armstrace("claims", "--case", case.root).code == 0, "a day that was said stays said"


def share(start: int, text: str, value: float = 60.0) -> QuantityClaim:
    return QuantityClaim(start=start, end=start + len(text), text=text, measure="share_of_imports", value=value)


def judgement_on(claim: QuantityClaim | TreatyClaim) -> Judgement:
    (only,) = keyed("ab" * 32, [claim])
    return Judgement(
        state=State.ACCEPTED, claim=only.key, exhibit="ab" * 32, start=claim.start, end=claim.end, words=claim.text,
        type=claim.TYPE, item=only.item, why="because", by="p-1", at="2026-01-01T00:00:00Z",
    )  # fmt: skip


def test_a_key_is_the_same_whatever_else_is_read() -> None:
    one, two = share(10, "60 percent"), share(40, "30 percent", 30.0)
    (alone,) = keyed("ab" * 32, [two])
    assert list(keyed("ab" * 32, [one, two]))[1].key == alone.key
    assert next(keyed("cd" * 32, [two])).key != alone.key
    assert len({each.key for each in keyed("ab" * 32, [one, one])}) == 2


def test_states_of_one_clause_have_keys_of_their_own() -> None:
    def party(state: str) -> TreatyClaim:
        return TreatyClaim(
            start=0, end=9, text="both join", state=state, treaty="T", treaty_id="T-1", claimed_status="party",
            polarity="positive",
        )  # fmt: skip

    assert len({each.key for each in keyed("ab" * 32, [party("ARM"), party("AZE")])}) == 2


def test_a_judgement_carries_over_where_the_words_are_equal() -> None:
    before = share(10, "60 percent")
    near, far = keyed("ab" * 32, [share(14, "60 percent"), share(500, "60 percent")])
    laid, gone = judged([near, far], [judgement_on(before)])
    assert {key: each.state for key, each in laid.items()} == {near.key: State.ACCEPTED}
    assert gone == []


@pytest.mark.parametrize("after", [share(8, "a 60 percent"), share(10, "60 percent", 6.0)])
def test_else_it_is_listed_to_be_judged_again(after: QuantityClaim) -> None:
    laid, gone = judged(keyed("ab" * 32, [after]), [judgement_on(share(10, "60 percent"))])
    (again,) = laid.values()
    assert (again.state, gone) == (State.JUDGE_AGAIN, [])
    assert again.judgement
    assert again.judgement.words == "60 percent"


def test_a_judgement_without_a_claim_is_not_lost() -> None:
    held = judgement_on(share(10, "60 percent"))
    laid, gone = judged(keyed("ab" * 32, [share(90, "5 percent", 5.0)]), [held])
    assert laid == {}
    assert gone == [held]


def test_a_better_reader_asks_again_and_the_new_word_replaces_the_old(
    checked: Case, armstrace: Armstrace, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = next(item for item in listed(armstrace, checked) if item.get("measure") == "share_of_imports")
    armstrace("accept", item["key"], *WHY, "--case", checked.root)
    start = ARTICLE.index("60 percent")
    monkeypatch.setattr(reading, "claims_in", lambda _: [share(start, "60 percent")])
    monkeypatch.setattr(readings, "READER", "a better one")
    (again,) = listed(armstrace, checked)
    assert again["judged"] == "judge again"
    assert again["judgement"]["words"] == item["text"]
    assert armstrace("accept", again["key"], *WHY, "--case", checked.root).code == 0
    (accepted,) = listed(armstrace, checked)
    assert accepted["judged"] == "accepted"
    assert [each.words for each in standing(checked)] == ["60 percent"]
    assert armstrace("accept", again["key"], "--withdraw", *WHY, "--case", checked.root).code == 0
    assert listed(armstrace, checked)[0]["judged"] == "judge again", "the former answer is restored"
    monkeypatch.setattr(reading, "claims_in", lambda _: [])
    monkeypatch.setattr(readings, "READER", "one that reads nothing")
    (told,) = json.loads(armstrace("claims", "--case", checked.root, "--json").out)["documents"]
    assert [each["text"] for each in told["judge_again"]] == [item["text"]]
    assert armstrace("accept", item["key"], "--withdraw", *WHY, "--case", checked.root).code == 0
    assert standing(checked) == []


def test_one_document_tells_its_times_and_what_was_missing(
    armstrace: Armstrace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "missing", lambda: "spaCy is not installed.")
    article = write(tmp_path, "article.txt", ARTICLE)
    done = armstrace("claims", article, "--published", PUBLISHED, "--json")
    told = json.loads(done.out)
    assert told["notes"] == ["spaCy is not installed."]
    assert isinstance(told["temporal"], list)
    assert done.err.count("spaCy is not installed.") == 1
