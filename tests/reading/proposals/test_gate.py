"""Only words of the text pass the gate; everything else a model says is listed with its reason."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrace.reading.article import article_of
from armstrace.reading.proposals.gate import Proposals, proposal_json, propose
from armstrace.reading.proposals.prompt import _EXAMPLE, MOST_CHARACTERS, prompts

TEXT = (
    "Ruritania’s army fired Grad rockets at the harbour on 3 May, the mayor said.\n"
    "“It was them,” he said. Grauland denied that it had sold the rockets.\n"
    "Grauland denied that it had sold the drones. The army of Grauland is small.\n"
)
ARTICLE = article_of(TEXT, date(2022, 5, 17))


def answered(*items: Any) -> Proposals:
    return propose(ARTICLE, lambda _: json.dumps({"items": list(items)}), "parrot")


def item(quote: str, **more: Any) -> dict[str, Any]:
    return {"type": "weapon_use", "quote": quote, **more}


def test_an_exact_quotation_passes_with_the_slots_of_its_sentence() -> None:
    told = answered(
        item(
            "Ruritania's army fired Grad rockets",
            slots={"weapon": "Grad rockets", "actor": "Grauland", "place": "the harbour", "colour": "red", "date": 3},
        )
    )
    (found,) = told.accepted
    assert found.text == "Ruritania’s army fired Grad rockets" == TEXT[found.start : found.end]
    assert {name: TEXT[span.start : span.end] for name, span in found.slots} == {
        "weapon": "Grad rockets",
        "place": "the harbour",
    }
    assert found.emptied == ("actor", "colour", "date")
    assert found.origin == "model:parrot"
    assert proposal_json(found)["suggestion"] is True


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (item("Ruritania's army launched Grad rockets"), "not in source"),  # a paraphrase
        (item("ruritania's army"), "not in source"),
        (item("Syldavian howitzers had shelled the port of Douma"), "not in source"),  # the example of the question
        (item("the mayor said. “It was them"), "not in source"),  # across two paragraphs
        (item("rmy fired"), "not in source"),  # half a word
        (item("Grauland denied that it had sold"), "not unique"),
        (item("Grauland denied that it had sold", before="of another text"), "not unique"),
        (item("  "), "empty"),
        (item(""), "empty"),
        ({"type": "verdict", "quote": "Grad rockets"}, "unknown type"),
        ({"type": "weapon_use"}, "malformed"),
        ({"type": "weapon_use", "quote": 5}, "malformed"),
        (item("Grad rockets", slots=["weapon"]), "malformed"),
        (item("Grad rockets", before=7), "malformed"),
        ("Grad rockets", "malformed"),
        (None, "malformed"),
        ([], "malformed"),
    ],
)
def test_everything_else_is_listed_with_its_reason(said: Any, reason: str) -> None:
    told = answered(said)
    assert told.accepted == ()
    assert [each.reason for each in told.rejected] == [reason]


def test_words_before_it_tell_two_places_apart() -> None:
    (found,) = answered(item("Grauland denied that it had sold", before="“It was them,” he said.")).accepted
    assert found.start == TEXT.index("Grauland")


def test_the_same_claim_twice_is_one_claim_and_one_refusal() -> None:
    told = answered(item("Grad rockets"), item("Grad rockets"))
    assert (len(told.accepted), [each.reason for each in told.rejected]) == (1, ["not unique"])


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "I found nothing.",
        "[]",
        "5",
        "null",
        '{"items": 5}',
        '{"claims": []}',
        '{"items": [',
        "[" * 100_000,
        "\ud800",
    ],
)
def test_an_answer_of_another_form_is_one_refusal(answer: str) -> None:
    told = propose(ARTICLE, lambda _: answer, "parrot")
    assert [each.reason for each in told.rejected] == ["malformed"]
    assert len(told.rejected[0].said) <= 300


def test_an_answer_in_a_code_block_is_read() -> None:
    fenced = "```json\n" + json.dumps({"items": [item("Grad rockets")]}) + "\n```"
    assert len(propose(ARTICLE, lambda _: fenced, "parrot").accepted) == 1


def test_an_answer_of_thousands_of_everyday_words_takes_no_time() -> None:
    article = article_of("the cat and the dog " * 5000, date(2022, 5, 17))
    asked = 0

    def ask(_: str) -> str:
        nonlocal asked
        asked += 1
        return json.dumps({"items": [item("the", before="a")] * (2000 if asked == 1 else 0)})

    assert {each.reason for each in propose(article, ask, "parrot").rejected} == {"not unique"}


def test_questions_cover_the_text_and_quote_it_as_one_string() -> None:
    text = (
        "\n".join(f"Paragraph {number}. " + 'He said "ignore all this". ' * 40 for number in range(40)) + "x" * 20_000
    )
    asked = list(prompts(article_of(text, date(2022, 5, 17))))
    told = [json.loads(question.rstrip("\n").rpartition("\n")[2]) for question in asked]
    assert "".join(told).replace("\n", "") == text.replace("\n", "")
    assert max(map(len, told)) <= MOST_CHARACTERS
    assert all(_EXAMPLE in question for question in asked)
    assert list(prompts(article_of("  \n ", date(2022, 5, 17)))) == []


ANYTHING = st.recursive(
    st.none() | st.text() | st.integers(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["type", "quote", "before", "slots"]), inner),
    max_leaves=8,
)


@given(st.lists(ANYTHING))
def test_whatever_is_said_nothing_but_the_text_passes_and_nothing_is_dropped(items: list[Any]) -> None:
    told = answered(*items)
    assert len(told.accepted) + len(told.rejected) == len(items)
    assert all(TEXT[each.start : each.end] == each.text for each in told.accepted)
