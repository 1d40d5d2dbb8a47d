"""Plain text: the document's text is the file, whatever is in it; blocks are what a reader would call them."""

import textwrap
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from armstrace.records.errors import SourceChanged, UnknownFormat
from armstrace.records.passages import blocks, document_text, original_place, original_stretches
from armstrace.records.place import Place
from armstrace.records.values import When
from armstrace.sources import plain_text
from armstrace.sources.registry import reader_for
from read_bytes import document_of, passages_of, read_bytes, set_asides_of
from stopwatch import takes_less_than

LONG = (
    "Graustark delivered twelve launchers to Ruritania in 2016, which was two more than the contract of the year "
    "before had named, and neither of the two ministries that had signed it would say what the other two were for."
)
PARAGRAPHS = st.permutations(
    [
        LONG,
        "The states agreed on a further sale, which neither of them has made public so far, nor denied.",
        "Customs papers give its weight but not what it was.",
        "“We do not comment,” a spokesman of the ministry said on Monday in the capital.",
    ]
).map(" ".join)


def kinds(data: bytes | str) -> list[tuple[str, str]]:
    """Kind and words of every block."""
    raw = data.encode() if isinstance(data, str) else data
    found = passages_of(read_bytes(plain_text, raw, "a.txt"))
    text = document_text(found)
    return [(block.kind, text[block.start : block.end]) for block in blocks(found)]


@given(st.text())
@example("\ufeff\ufeffa mark of its own behind the byte-order mark")
@example("line\r\nline\rline\u2028line\x0cline\x85line\n\n\n")
@example(" \t\n  \n")
@example("a\x00b\u202edesrever\u202c\u2066isolate\u2069")
@example("\U0001f1e6\U0001f1ffe\u0301")
def test_any_text_is_the_text_of_its_document_and_every_character_leads_to_itself(text: str) -> None:
    records = read_bytes(plain_text, text.encode(), "a.txt")
    passages = passages_of(records)
    expected = text.removeprefix("\ufeff")
    assert document_text(passages) == expected
    assert text.encode().decode(document_of(records).encoding) == expected
    for passage in passages:
        place = Place.read(passage.place)
        assert place.chars is not None
        assert expected[slice(*place.chars)] == passage.text
    for at in range(len(expected)):
        (stretch,) = original_stretches(passages, at, at + 1)
        assert (stretch.start, stretch.end) == (at, at + 1)


@given(st.text(), st.data())
def test_every_block_is_words_and_no_word_is_outside_a_block(text: str, data: st.DataObject) -> None:
    passages = passages_of(read_bytes(plain_text, text.encode(), "a.txt"))
    whole = document_text(passages)
    rest = whole
    for block in reversed(blocks(passages)):
        words = whole[block.start : block.end]
        assert words
        assert words == words.strip()
        rest = rest[: block.start] + rest[block.end :]
    assert not rest.strip()
    low, high = sorted(data.draw(st.tuples(*[st.integers(0, len(whole))] * 2)))
    assert original_place(passages, low, high) == ((Place(chars=(low, high)),) if low < high else ())


@settings(max_examples=300)
@given(st.lists(PARAGRAPHS, min_size=2, max_size=5), st.integers(50, 125))
def test_a_wrapped_text_has_the_paragraphs_it_was_wrapped_from(paragraphs: list[str], width: int) -> None:
    wrapped = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in paragraphs)
    assert [(kind, " ".join(words.split())) for kind, words in kinds(wrapped)] == [("paragraph", p) for p in paragraphs]


@given(st.lists(PARAGRAPHS, min_size=1, max_size=6), st.sampled_from(["\n", "\n\n", "\r\n"]))
def test_a_text_with_a_paragraph_to_a_line_has_a_block_to_a_line(paragraphs: list[str], end: str) -> None:
    assert kinds(end.join(paragraphs)) == [("paragraph", paragraph) for paragraph in paragraphs]


TWEET = "Third heavy lifter this week\n— Ann Example (@ann_example) October 1, 2020"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A quadcopter. Photo CC BY 4.0: J. Smith.\nIt flew.", [("caption", 40), ("paragraph", 8)]),
        ("Photo: J. Smith\nIt flew.", [("caption", 15), ("paragraph", 8)]),
        ("The photo shows a drone.\nIt flew.", [("paragraph", 24), ("paragraph", 8)]),
        ("It flew.\nOld friends\nThey met.", [("paragraph", 8), ("heading", 11), ("paragraph", 9)]),
        ("It flew.\nno heading\nThey met.", [("paragraph", 8), ("paragraph", 10), ("paragraph", 9)]),
        ("It flew.\nThe end", [("paragraph", 8), ("paragraph", 7)]),
        ("Roses\nViolets\nSugar\nAnd so on it goes.", [("paragraph", size) for size in (5, 7, 5, 18)]),
        (f"It flew.\n\n{TWEET}\nIt landed.", [("paragraph", 8), ("tweet", len(TWEET)), ("paragraph", 10)]),
        (f"{'It flew. ' * 40}\n{TWEET}", [("paragraph", 359), ("tweet", len(TWEET))]),
        (f"{TWEET}\n{TWEET}", [("tweet", len(TWEET))] * 2),
        ("> quoted\n> more\n\nIt flew.", [("quote", 8), ("quote", 6), ("paragraph", 8)]),
        (
            "• one\n(a) two\n12) three\n1992. A year.",
            [("list_item", 5), ("list_item", 7), ("list_item", 9), ("paragraph", 13)],
        ),
    ],
)
def test_blocks_are_told_by_their_form(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(kind, len(words)) for kind, words in kinds(text)] == expected


def test_a_tweet_without_a_blank_line_in_front_takes_one_line_with_it() -> None:
    before = "The ministry has said nothing at all about the flight, the papers or the port. " * 4
    assert kinds(f"{before}\n{TWEET}")[1] == ("tweet", TWEET)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Old friends\n28 October 2020\nIt flew.", When.read("2020-10-28")),
        ("Published: October 28, 2020\nIt flew.", When.read("2020-10-28")),
        ("It flew on 28 October 2020.", None),
        ("31 June 2020\nIt flew.", None),
    ],
)
def test_a_day_on_a_line_of_its_own_is_the_day_of_the_text(text: str, published: When | None) -> None:
    found = document_of(read_bytes(plain_text, text.encode(), "a.txt")).published
    assert (found and found.edtf) == (published and published.edtf)


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("utf-32", "utf-32"), ("cp1252", "cp1252")],
)
def test_offsets_are_those_of_the_file_decoded_as_the_document_says(encoding: str, named: str) -> None:
    data = "Zoé said “no” in Bakı’s café".replace("ı", "i").encode(encoding)
    records = read_bytes(plain_text, data, "a.txt")
    assert document_of(records).encoding == named
    assert document_text(passages_of(records)) == data.decode(named)
    assert bool(set_asides_of(records)) == (encoding == "cp1252")


def test_a_text_cut_in_the_middle_of_a_character_stays_utf_8_and_says_so() -> None:
    data = "Bakı, Şuşa, Gəncə".encode()[:-1]
    records = read_bytes(plain_text, data, "a.txt")
    assert document_of(records).encoding == "utf-8"
    assert document_text(passages_of(records)) == "Bakı, Şuşa, Gənc\ufffd"
    (doubt,) = set_asides_of(records)
    assert doubt.place == "chars=16-17"


def test_bytes_of_no_encoding_at_all_are_read_and_every_doubt_has_a_key_of_its_own() -> None:
    records = read_bytes(plain_text, bytes(range(1, 256)) * 3, "a.txt")
    assert document_of(records).encoding == "latin-1"
    keys = [record.key for record in records]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.json", "a.jsonl", "a.xml", "a.md", "a.html", "a.pdf", "a.docx"])
def test_other_formats_are_left_to_others(name: str) -> None:
    assert plain_text.recognises(b"words, and more words", name) == 0


@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "-", "", "README", "a statement of Dr. Smith", "note 3.11.2020"])
def test_text_without_another_formats_name_is_taken(name: str) -> None:
    assert plain_text.recognises(b"words, and more words", name) == 1


@pytest.mark.parametrize(
    "head",
    [b"", b" \n", b"PK\x03\x04 a zip", b"%PDF-1.7\n", b"{\\rtf1 ", b"a\x00b", bytes(range(32)), b"\x89PNG\r\n\x1a\n"],
)
def test_bytes_that_are_no_text_are_not_taken(head: bytes) -> None:
    assert plain_text.recognises(head, "a.txt") == 0


def test_an_empty_file_is_named_as_one() -> None:
    with pytest.raises(UnknownFormat, match="The file is empty"):
        reader_for(b"", "a.txt")
    assert passages_of(read_bytes(plain_text, b"", "a.txt")) == []


def test_five_megabytes_on_one_line_are_read_in_seconds() -> None:
    data = b"Graustark delivered twelve launchers to Ruritania. " * 100_000

    def work() -> None:
        passages = passages_of(read_bytes(plain_text, data, "a.txt"))
        assert document_text(passages) == data.decode()

    takes_less_than(5, work)


@pytest.mark.parametrize("data", [b"\n" * (plain_text.MOST_LINES + 1), b"x" * (plain_text.MOST_BYTES + 1)])
def test_what_nobody_wrote_to_be_read_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(SourceChanged, match="not read"):
        read_bytes(plain_text, data, "a.txt")


@pytest.mark.shared
def test_the_labelled_texts_come_back_whole(packs: Path) -> None:
    files = sorted(packs.glob("reading-dev/*.txt"))
    assert files
    for file in files:
        data = file.read_bytes()
        assert document_text(passages_of(read_bytes(plain_text, data, file.name))) == data.decode()


@pytest.mark.shared
def test_the_founding_article_has_a_caption_three_tweets_and_two_headings(packs: Path) -> None:
    data = (packs / "reading-dev" / "seed" / "article.txt").read_bytes()
    passages = passages_of(read_bytes(plain_text, data, "article.txt"))
    assert document_text(passages) == data.decode()
    found = kinds(data)
    assert found[0][0] == "caption"
    assert [words for kind, words in found if kind == "heading"] == ["Eccentric affinities", "A matter of ethics"]
    assert [words.rpartition("\n")[2][:1] for kind, words in found if kind == "tweet"] == ["—"] * 3
    assert all(len(words.splitlines()) == 1 for kind, words in found if kind == "paragraph")
