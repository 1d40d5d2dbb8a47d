"""A person corrects how a claim was read: its slots or its words; checks and dossier follow, and it can go back."""

import json
from pathlib import Path
from typing import Any

import pytest

from armstrace.desk.case import Case
from armstrace.desk.judgements.claims import standing
from armstrace.evidence import ledger
from armstrace.records.claims import QuantityClaim, WeaponUseClaim
from armstrace.records.corrections import Correction, correctable, corrected
from armstrace.records.errors import UnreadableValue
from armstrace.records.judgements import Judgement, State, judged, keyed
from desk.conftest import Armstrace
from desk.made_files import PUBLISHED

WHY = ("--why", "read against the text")


def listed(armstrace: Armstrace, case: Case) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(armstrace("claims", "--case", case.root, "--json").out)["items"]
    return items


def share(items: list[dict[str, Any]]) -> dict[str, Any]:
    return next(item for item in items if item.get("measure") == "share_of_imports")


def test_a_slot_is_corrected_and_every_check_follows(checked: Case, armstrace: Armstrace, tmp_path: Path) -> None:
    before = share(listed(armstrace, checked))
    done = armstrace("correct", before["key"], "--slot", "object=Armenia", *WHY, "--case", checked.root)
    assert done.code == 0, done.err
    assert "ARM" in done.out
    after = next(item for item in listed(armstrace, checked) if item["key"] == before["key"])
    assert (after["object"], after["judged"], after["text"]) == ("ARM", "accepted", before["text"])
    assert after["judgement"]["corrected"]["slots"] == {"object": "ARM"}
    told = armstrace("check", tmp_path / "article.txt", "--published", PUBLISHED, "--case", checked.root, "--json")
    (finding,) = [each for each in json.loads(told.out)["findings"] if each["claim"].get("key") == before["key"]]
    assert finding["claim"]["object"] == "ARM"
    # the same key leads to who corrected what, and to the words
    why = armstrace("why", before["key"], "--case", checked.root).out
    assert "corrected" in why
    assert before["text"] in why


def test_other_words_of_the_text_are_the_claim(checked: Case, armstrace: Armstrace, tmp_path: Path) -> None:
    before = share(listed(armstrace, checked))
    words = before["text"].split()[0]
    assert armstrace("correct", before["key"], "--words", words, *WHY, "--case", checked.root).code == 0
    after = next(item for item in listed(armstrace, checked) if item["key"] == before["key"])
    assert after["text"] == words
    assert after["end"] - after["start"] == len(words)
    assert armstrace("dossier", "--case", checked.root, "--out", tmp_path / "page.html").code == 0
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "Reading accepted: corrected by" in page


def test_it_is_taken_back_and_the_reading_stands_as_before(checked: Case, armstrace: Armstrace) -> None:
    before = share(listed(armstrace, checked))
    armstrace("correct", before["key"], "--slot", "object=ARM", *WHY, "--case", checked.root)
    back = armstrace("accept", before["key"], "--withdraw", "--why", "it was right", "--case", checked.root)
    assert back.code == 0, back.err
    assert share(listed(armstrace, checked)) == before
    assert standing(checked) == []
    acts = [line.act for line in ledger.read_lines(checked.root)]
    assert acts[-2:] == ["correct", "withdraw_judgement"]


def test_a_second_correction_keeps_the_first_and_accepting_signs_both(checked: Case, armstrace: Armstrace) -> None:
    key = share(listed(armstrace, checked))["key"]
    for said in ("object=ARM", "subject=Russia"):
        assert armstrace("correct", key, "--slot", said, *WHY, "--case", checked.root).code == 0
    assert armstrace("accept", key, "--why", "so it is", "--as", "p-2", "--case", checked.root).code == 0
    (item,) = [each for each in listed(armstrace, checked) if each["key"] == key]
    assert (item["object"], item["subject"], item["judgement"]["by"]) == ("ARM", "RUS", "p-2")
    assert armstrace("reject", key, "--why", "no claim", "--case", checked.root).code == 0
    (item,) = [each for each in listed(armstrace, checked) if each["key"] == key]
    assert (item["judged"], item["object"]) == ("rejected", "AZE")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (("--slot", "value=sixty"), "without separators"),
        (("--slot", "value=nan"), "plain number"),
        (("--slot", "colour=red"), "no slot to correct"),
        (("--slot", "start=1"), "no slot to correct"),
        (("--slot", "comparator=!"), "one of"),
        (("--slot", "measure="), "must have a value"),
        (("--slot", "period=soon"), "soon"),
        (("--slot", "object"), "no value"),
        (("--words", "words that stand nowhere"), "stands nowhere"),
        ((), "nothing is corrected"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    checked: Case, armstrace: Armstrace, said: tuple[str, ...], told: str
) -> None:
    before = share(listed(armstrace, checked))
    lines = len(ledger.read_lines(checked.root))
    done = armstrace("correct", before["key"], *said, *WHY, "--case", checked.root)
    assert done.code == 2
    assert told in done.err
    assert len(ledger.read_lines(checked.root)) == lines


def test_only_slots_are_corrected_not_places() -> None:
    slots = correctable(WeaponUseClaim)
    assert {"weapon", "actor", "denied"} <= set(slots)
    assert not {"start", "end", "text", "sentence"} & set(slots)
    assert slots["denied"] is bool


def test_a_correction_moves_with_the_words_and_one_of_another_version_is_asked_again() -> None:
    read = QuantityClaim(start=10, end=20, text="60 percent", measure="share", value=60.0)
    (each,) = keyed("e" * 64, [read])
    told = Correction(10, 20, "60 percent", {"value": "61"})
    judgement = Judgement(
        state=State.ACCEPTED, claim=each.key, exhibit="e" * 64, start=10, end=20, words="60 percent",
        type=read.TYPE, item=each.item, why="w", by="p-1", at="2026-01-01T00:00:00Z", correction=told,
    )  # fmt: skip
    moved = corrected(read, Correction(15, 25, "60 percent", {}))
    laid, lost = judged(keyed("e" * 64, [moved]), [judgement])
    (now,) = laid.values()
    assert isinstance(now.claim, QuantityClaim)
    assert (now.claim.start, now.claim.end, now.claim.value) == (15, 25, 61.0)
    assert now.as_read == moved
    assert lost == []
    odd = Correction(10, 20, "60 percent", {"a slot of another version": "1"})
    laid, _ = judged(keyed("e" * 64, [read]), [Judgement(**{**_fields(judgement), "correction": odd})])
    assert [each.state for each in laid.values()] == [State.JUDGE_AGAIN]
    with pytest.raises(UnreadableValue, match="another version"):
        corrected(read, odd)


def _fields(judgement: Judgement) -> dict[str, Any]:
    return {name: getattr(judgement, name) for name in Judgement.__dataclass_fields__}
