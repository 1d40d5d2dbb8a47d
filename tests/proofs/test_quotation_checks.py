"""A quotation against the documents of the case: found, found with other words, found from somebody else, not there."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrace.checks import quotation
from armstrace.checks.alignment import Words, find_exact, find_nearest, segments
from armstrace.records.claims import StatementClaim
from armstrace.records.findings import Finding
from armstrace.records.verdicts import Verdict
from proofs.made_documents import document, ground, statement
from proofs.party_swap import swapped
from stopwatch import Work, grows_at_most

YES, NO, PART, SILENT, UNKNOWN = (
    Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.PARTLY, Verdict.NOT_SHOWN, Verdict.CANNOT_TELL,
)  # fmt: skip
SOURCE = (
    "The minister spoke on Monday. \u201cIsrael and Azerbaijan are an example of what relations can be between "
    "neighbours everywhere, and they will not end,\u201d he said. Nothing else was of note."
)
MUCH = (
    "We said so before and we say so today. An example of what relations can be between neighbours everywhere. There "
    "was more that we did not say to them, and more again that we wrote to nobody at all."
)


def said(words: str, speaker: str | None = "Foo Barman", kind: str = "direct", **slots: Any) -> StatementClaim:
    content = f'"{words}"'
    return statement(f"{speaker} said {content}.", content, speaker, kind, **slots)


def checked(claim: StatementClaim, *sources: str) -> Finding:
    assert quotation.accepts(claim)
    return quotation.check(claim, ground(*(document(text) for text in sources)))


@pytest.mark.parametrize(
    ("words", "verdict", "told"),
    [
        ("an example of what relations can be between neighbours everywhere", YES, "has these words"),
        ("Israel and Azerbaijan are \u2026 neighbours everywhere", YES, "has these words"),
        ("[They] are an example of what relations can be", YES, "has these words"),
        ("[a]n example of what relations [...] between neighbours", YES, "has these words"),
        ("Israel and Armenia are an example of what relations can be between neighbours everywhere", NO,
         "\u201cAzerbaijan\u201d there, \u201cArmenia\u201d here"),
        ("between neighbours everywhere, and they will end", NO, "\u201cnot\u201d is left out here"),
        ("an example of what good relations can be between neighbours", PART, "\u201cgood\u201d is not there"),
        ("Armenia and Azerbaijan are an example of what relations can be", NO, "\u201cIsrael\u201d there"),
        ("We never spoke of any of that to anybody at all", UNKNOWN, "None of the 1 other documents"),
        (MUCH, PART, "has 1 of the 3 sentences quoted"),
        ("neighbours everywhere", UNKNOWN, "may be alike by chance"),
        ("neighbours nowhere", UNKNOWN, "None of the 1 other documents"),
    ],
)  # fmt: skip
def test_the_words_decide(words: str, verdict: Verdict, told: str) -> None:
    finding = checked(said(words), SOURCE)
    assert finding.verdict is verdict, finding.reason
    assert told in finding.reason


@pytest.mark.parametrize(
    ("source", "words", "told"),
    [
        ("\u201cWe have never used cluster munitions against civilians,\u201d he said.",
         "We have ... used cluster munitions against civilians", "We have never used cluster munitions"),
        ("\u201cWe have never used cluster munitions against civilians,\u201d he said.",
         "used cluster munitions against civilians", "never used cluster munitions against civilians"),
        ("He denied that the army had attacked civilians in Ganja on that day.",
         "attacked civilians in Ganja on that day", "denied that the army had attacked civilians"),
        ("It is false to say that the army attacked civilians in Ganja that day.",
         "the army attacked civilians in Ganja", "false to say that the army attacked"),
        ("That the army attacked civilians in Ganja, he said, is untrue.",
         "the army attacked civilians in Ganja", "he said, is untrue"),
        ("That the army attacked civilians in Ganja, he said, was not true.",
         "the army attacked civilians in Ganja", "he said, was not"),
        ("We didn\u2019t attack any civilians in that town on Monday.",
         "attack any civilians in that town on Monday", "didn\u2019t attack"),
    ],
)  # fmt: skip
def test_a_denial_that_is_cut_out_leaves_no_support(source: str, words: str, told: str) -> None:
    finding = checked(said(words), source)
    assert finding.verdict in {PART, UNKNOWN}, finding.reason
    assert finding.slots["words"] is PART
    assert told in finding.reason


def test_a_denial_of_something_else_or_told_by_the_text_itself_takes_nothing_away() -> None:
    words = "we will defend every town and village"
    for source in (
        f"He did not come. \u201c{words},\u201d she said.",
        f"We did not want this; {words}.",
        f"She said {words}, but not for ever.",
    ):
        assert checked(said(words), source).verdict is YES, source
    denied = "used cluster munitions against civilians there"
    text = f'He said they had never "{denied}".'
    claim = statement(text, f'had never "{denied}"', None, "mixed")
    assert checked(claim, f"We have never {denied}.").verdict is YES


@pytest.mark.parametrize(
    ("there", "here"),
    [
        ("forty", "40"), ("40", "forty"), ("1200", "1,200"), ("one thousand two hundred", "1,200"),
        ("1.2 million", "1,200,000"), ("forty-two", "42"), ("40%", "40 per cent"), ("5bn", "five billion"),
        ("can\u2019t", "cannot"), ("do not", "don't"), ("we're", "we are"),
        ("the U.S.", "the United States"), ("the US", "the U.S."), ("the UK", "the United Kingdom"),
        ("Turkey", "T\u00fcrkiye"), ("the UAE", "the United Arab Emirates"),
    ],
)  # fmt: skip
def test_house_style_is_no_difference(there: str, here: str) -> None:
    frame = "In that week they told us that {} had been as we had known it for years"
    finding = checked(said(frame.format(here)), f"\u201c{frame.format(there)},\u201d he said.")
    assert finding.verdict is YES, finding.reason


@pytest.mark.parametrize(
    ("there", "here"),
    [("forty", "14"), ("1,200", "1,300"), ("4th", "5th"), ("can", "can't"), ("the U.S.", "the United Kingdom"),
     ("Turkey", "Syria"), ("1.2 million", "1.2 billion"), ("40 per cent", "4 per cent"), ("forty", "forty-two")],
)  # fmt: skip
def test_another_number_state_or_denial_is_one(there: str, here: str) -> None:
    frame = "In that week they told us that {} had been as we had known it for years"
    finding = checked(said(frame.format(here)), f"\u201c{frame.format(there)},\u201d he said.")
    assert finding.verdict is NO, finding.reason


def test_the_place_is_given_and_leads_to_the_passage() -> None:
    finding = checked(said("between neighbours everywhere"), SOURCE)
    start = SOURCE.index("between")
    assert f"characters {start}-{start + len('between neighbours everywhere')}" in finding.reason
    assert finding.records == ("passage:other.txt",)
    assert finding.readings[0].value == "between neighbours everywhere"


def test_the_speaker_must_be_the_same_where_the_document_names_one() -> None:
    words = "relations can be between neighbours everywhere"
    text = f"\u201c{words}\u201d, said Ann Example."
    other = document(text, [statement(text, f"\u201c{words}\u201d", "Ann Example")])
    for speaker, verdict in (("Example", YES), ("Foo Barman", PART), (None, YES)):
        finding = quotation.check(said(words, speaker), ground(other))
        assert finding.verdict is verdict
    finding = quotation.check(said(words, "Foo Barman"), ground(other))
    assert finding.slots == {"words": YES, "speaker": NO}
    assert "There Ann Example says them, here Foo Barman" in finding.reason


@pytest.mark.parametrize(
    ("there", "here", "short", "long"),
    [
        ("Ilham Aliyev", "Heydar Aliyev", UNKNOWN, PART), ("Nikol Pashinyan", "Anna Pashinyan", UNKNOWN, PART),
        ("Ilham Aliyev", "President Aliyev", YES, YES), ("Ilham Aliyev", "I. Aliyev", YES, YES),
        ("Ilham Aliyev", "Azerbaijani President Ilham Aliyev", YES, YES), ("Nikol Pashinyan", "Pashinyan", YES, YES),
        ("Armenian Defence Ministry", "Azerbaijani Defence Ministry", UNKNOWN, PART),
        ("the Foreign Minister", "the Defence Minister", UNKNOWN, PART),
        (None, "Ilham Aliyev", UNKNOWN, YES), ("Ilham Aliyev", None, UNKNOWN, YES),
    ],
)  # fmt: skip
def test_few_words_need_the_same_speaker_and_a_namesake_is_another(
    there: str | None, here: str | None, short: Verdict, long: Verdict
) -> None:
    words = "relations can be between neighbours everywhere"
    text = f"\u201c{words}\u201d, it was said."
    other = ground(document(text, [statement(text, f"\u201c{words}\u201d", there)]))
    assert quotation.check(said("neighbours everywhere", here), other).verdict is short
    assert quotation.check(said(words, here), other).verdict is long


def test_a_later_place_with_the_same_speaker_is_found() -> None:
    words = "between neighbours everywhere"
    one, two = f"\u201cPeace {words}\u201d, said Ann Example.", f"\u201cTrade {words}\u201d, said Foo Barman."
    text = f"{one} {two}"
    claims = [
        statement(text, "\u201cPeace between neighbours everywhere\u201d", "Ann Example"),
        statement(text, "\u201cTrade between neighbours everywhere\u201d", "Foo Barman"),
    ]
    finding = quotation.check(said(words), ground(document(text, claims)))
    assert finding.verdict is YES
    assert f"characters {text.rindex(words)}-" in finding.reason


def test_a_document_that_is_named_as_the_source_does_not_show_what_is_not_in_it() -> None:
    claim = said("We never spoke of any of that to anybody", medium="an interview with the Example Post")
    named = document(SOURCE, name="example-post-2020.txt")
    assert quotation.check(claim, ground(named, document("Other words."))).verdict is SILENT
    assert quotation.check(claim, ground(document(SOURCE))).verdict is UNKNOWN
    assert quotation.check(claim, ground()).verdict is UNKNOWN


def test_the_best_document_decides_and_all_are_shown() -> None:
    finding = checked(
        said("Israel and Azerbaijan are an example of what relations can be"),
        SOURCE.replace("Azerbaijan", "Armenia"),
        SOURCE,
    )
    assert finding.verdict is YES
    assert len(finding.readings) == 2


def test_a_mixed_quotation_counts_its_quoted_words_only() -> None:
    text = "He called it \u201can example of what relations can be\u201d and more."
    claim = statement(text, "\u201can example of what relations can be\u201d and more", "he", "mixed")
    assert checked(claim, SOURCE).verdict is YES
    indirect = statement("He said all was well.", "all was well", "he", "indirect")
    assert not quotation.accepts(indirect)


def test_an_interrupted_quotation_is_one() -> None:
    text = "\u201cIsrael and Azerbaijan are an example\u201d, he said, \u201cof what relations can be\u201d."
    first, second = "\u201cIsrael and Azerbaijan are an example\u201d", "\u201cof what relations can be\u201d"
    spans = tuple((text.index(part), text.index(part) + len(part)) for part in (first, second))
    claim = StatementClaim(start=0, end=len(text), text=text, content=spans, speaker="he", quote_kind="direct")
    assert checked(claim, SOURCE).verdict is YES


@pytest.mark.parametrize(
    "words", ["Israel and Azerbaijan are an example of what", "Israel and Armenia are an example of what"]
)
def test_the_sides_are_treated_alike(words: str) -> None:
    one, other = checked(said(words), SOURCE), checked(said(swapped(words)), swapped(SOURCE))
    assert one.verdict is other.verdict
    assert [reading.value for reading in other.readings] == [swapped(str(reading.value)) for reading in one.readings]


@given(st.text(alphabet='ab .\u2019\u2026[]"', max_size=80), st.text(alphabet="ab .'", max_size=200))
def test_whatever_is_found_stands_at_its_place(quote: str, text: str) -> None:
    words = Words(text)
    for found in (find_exact(words, segments(quote)), find_nearest(words, quote)):
        if found:
            assert 0 <= found.start < found.end <= len(text)
    if Words(quote).plain and "\u2026" not in quote and "[" not in quote:
        assert find_exact(Words(f"x {quote} x"), [Words(quote).plain])


@pytest.mark.parametrize(
    ("piece", "quote"),
    [
        ("a ", "a " * 300 + "b"),
        ("a b ", "a b \u2026 " * 90 + "c"),
        ("word ", "\u2026".join("abcdef" * 9)),
    ],
)
def test_time_grows_with_the_text_and_no_faster(piece: str, quote: str) -> None:
    def work(times: int) -> Work:
        text = piece * times

        def find() -> None:
            words = Words(text)
            find_exact(words, segments(quote))
            find_nearest(words, quote)

        return find

    grows_at_most(24, work, 4_000, 32_000)
