"""Markdown: the document's text is the file; the marks decide the kinds; the front matter says who and when."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from armstrace.records.errors import SourceChanged
from armstrace.records.passages import blocks, document_text, original_stretches
from armstrace.sources import markdown
from read_bytes import document_of, passages_of, read_bytes
from stopwatch import takes_less_than

LINES = st.sampled_from(
    [
        "",
        "  ",
        "# Head",
        "words go on",
        "===",
        "---",
        "***",
        "> quoted",
        "- item",
        "  more",
        "    four in",
        "1. first",
        "```",
        "~~~~",
        "| a | b |",
        "|---|---|",
        "a | b",
        "![p](q.png)",
        "*Photo: Ann Example*",
        "[1]: https://a.example",
        "<!-- gone -->",
        "+++",
        "title: Old",
        "— Ann (@ann) October 1, 2020",
    ]
)


def kinds(text: str) -> list[tuple[str, str]]:
    """Kind and words of every block."""
    found = passages_of(read_bytes(markdown, text.encode(), "a.md"))
    whole = document_text(found)
    return [(block.kind, whole[block.start : block.end]) for block in blocks(found)]


@given(st.one_of(st.text(), st.lists(LINES, max_size=12).map("\n".join), st.lists(LINES, max_size=12).map("\r\n".join)))
@example("---\ntitle: a\n---")
@example("```\nnever closed")
def test_any_text_is_the_text_of_its_document_and_every_character_leads_to_itself(text: str) -> None:
    passages = passages_of(read_bytes(markdown, text.encode(), "a.md"))
    expected = text.removeprefix("\ufeff")
    assert document_text(passages) == expected
    for at in range(len(expected)):
        (stretch,) = original_stretches(passages, at, at + 1)
        assert (stretch.start, stretch.end) == (at, at + 1)


@given(st.lists(LINES, max_size=12).map("\n".join))
def test_no_word_is_outside_a_block(text: str) -> None:
    assert "".join("".join(words.split()) for _, words in kinds(text)) == "".join(text.split())


CELLS = ("table_cell", "table_cell", "margin", "table_cell", "table_cell")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Head\nwords", [("heading", "# Head"), ("paragraph", "words")]),
        ("#nohead", [("paragraph", "#nohead")]),
        ("Head\n===\nwords", [("heading", "Head\n==="), ("paragraph", "words")]),
        ("words\n\n---\n\nmore", [("paragraph", "words"), ("margin", "---"), ("paragraph", "more")]),
        ("a\nb\n\nc", [("paragraph", "a\nb"), ("paragraph", "c")]),
        ("- a\n  b\n- c", [("list_item", "- a\n  b"), ("list_item", "- c")]),
        ("- a\n\n    b", [("list_item", "- a"), ("list_item", "b")]),
        ("words\n- a", [("paragraph", "words"), ("list_item", "- a")]),
        ("> a\n> b\n\n> c", [("quote", "> a\n> b"), ("quote", "> c")]),
        ("```\n# a\n\n- b\n```\nc", [("code", "```\n# a\n\n- b\n```"), ("paragraph", "c")]),
        ("````\n```\n````\nc", [("code", "````\n```\n````"), ("paragraph", "c")]),
        ("    code\n\nwords", [("code", "code"), ("paragraph", "words")]),
        ("words\n    go on", [("paragraph", "words\n    go on")]),
        ("a | b\n-|-\n1 | 2", [(k, x) for k, x in zip(CELLS, ("a", "| b", "-|-", "1", "| 2"), strict=True)]),
        ("a \\| b | c\n---|---", [("table_cell", "a \\| b"), ("table_cell", "| c"), ("margin", "---|---")]),
        ("no | table", [("paragraph", "no | table")]),
        ("![p](q.png)\n", [("caption", "![p](q.png)")]),
        ("see ![p](q.png) here", [("paragraph", "see ![p](q.png) here")]),
        ("<!-- gone -->\n\n[1]: x", [("margin", "<!-- gone -->"), ("margin", "[1]: x")]),
    ],
)  # fmt: skip
def test_blocks_are_told_by_their_marks(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


def test_front_matter_says_who_wrote_it_and_when() -> None:
    text = "+++\ntitle = 'Old friends'\nauthor = \"Ann\"\ndate = 2020-10\n+++\n# Another head\n"
    document = document_of(read_bytes(markdown, text.encode(), "a.md"))
    assert (document.title, document.author) == ("Old friends", "Ann")
    assert document.published
    assert document.published.edtf == "2020-10"
    assert kinds(text)[0][0] == "margin"


@pytest.mark.parametrize(
    ("line", "edtf"), [("date: 2020-10-28 09:30", "2020-10-28"), ("date: last week", None), ("date:", None)]
)
def test_a_day_that_cannot_be_read_is_no_day(line: str, edtf: str | None) -> None:
    document = document_of(read_bytes(markdown, f"---\n{line}\n---\n## Old *friends* ##\n".encode(), "a.md"))
    assert (document.published.edtf if document.published else None) == edtf
    assert document.title == "Old *friends*"


def test_a_rule_at_the_start_is_no_front_matter_unless_it_is_closed() -> None:
    assert kinds("---\ntitle: a\n\nwords") == [("margin", "---"), ("paragraph", "title: a"), ("paragraph", "words")]


@pytest.mark.parametrize(("name", "sure"), [("a.md", 2), ("a.MARKDOWN", 2), ("a.txt", 0), ("", 0), ("a.csv", 0)])
def test_only_a_markdown_files_name_is_taken(name: str, sure: int) -> None:
    assert markdown.recognises(b"# Head\n", name) == sure
    assert markdown.recognises(b"\x00\x01", name) == 0


@pytest.mark.parametrize(
    "text",
    [
        "x" * 3_000_000,
        "# " + " " * 300_000 + "x",
        "|" * 300_000,
        "-|" * 150_000,
        "`" * 300_000,
        "---\na:" + " " * 300_000,
    ],
)
def test_no_text_takes_long(text: str) -> None:
    takes_less_than(3, lambda: read_bytes(markdown, text.encode(), "a.md"))


def test_a_file_of_a_million_lines_is_refused_by_name() -> None:
    with pytest.raises(SourceChanged, match="not read as documents"):
        read_bytes(markdown, b"a\n" * 600_000, "a.md")
