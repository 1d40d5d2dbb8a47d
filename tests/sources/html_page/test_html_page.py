"""HTML pages: what is read leads back to the source, what is hidden or beside it is listed, nothing is fetched."""

import subprocess
import sys
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from armstrace.records.errors import SourceChanged
from armstrace.records.passages import decode_runs, document_text, encode_runs, original_place
from armstrace.sources import html_page
from armstrace.sources.html.blocks import MOST_DEEP, html_blocks
from armstrace.sources.html.tokens import tokens
from read_bytes import document_of, passages_of, read_bytes, set_asides_of
from stopwatch import takes_less_than

SAMPLE = Path(__file__).with_name("sample.html")
PROSE = "Graustark delivered twelve launchers to Ruritania in 2016, and neither state has said why it did so."
INLINE = ("b", "i", "em", "span", "a", "u", "sup", "q")
BLOCK = ("p", "div", "h2", "ul", "li", "td", "tr", "table", "blockquote", "pre", "section", "figcaption", "nav")

words = st.text(alphabet="abc éß\u00a0\u00ad ;7\n\t<&>\U0001f1e6", max_size=12).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;")
)
noise = st.sampled_from(
    [
        "&amp;", "&lt", "&#8220;", "&#x1F1E6;", "&copyright", "&nbsp;", "&bogus;", "&", "&#0;", "&#xD800;",
        "&NotEqualTilde;", "&shy;",
        "<!-- c <p>gone</p> -->", "<!-->", "<!--->x-->", "<![CDATA[ cd ]]>", "<?php echo 1 ?>", "<!DOCTYPE html>",
        "<script>if (a<b) '</p>'</script>", "<style>p{}</style>", "<br>", "<br/>", "<hr>", "<img alt='x>y'>",
        "< ", "<3", "</>",
        '<p title="a>b">', "<p hidden>", "<b style=display:none>", "</b>", "</p>", "</nonsense>", "<div",
        "<li>", "<td>", "</td>",
        "<template>t</template>", "<title>t &amp; u</title>", "<svg><text>s</text></svg>", "\x00", "\u202e", "\r\n",
    ]
)  # fmt: skip


def element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """An element with closed and unclosed ones inside."""
    name = st.sampled_from(INLINE + BLOCK)
    closed = st.tuples(name, inner).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>")
    opened = st.tuples(name, inner).map(lambda pair: f"<{pair[0]}>{pair[1]}")
    return st.one_of(closed, closed, opened)


tidy = st.recursive(
    words, lambda inner: st.lists(st.one_of(inner, element(inner)), max_size=4).map("".join), max_leaves=12
)
wild = st.recursive(
    st.one_of(words, noise),
    lambda inner: st.lists(st.one_of(inner, element(inner), noise), max_size=5).map("".join),
    max_leaves=25,
)


def assert_runs_lead_to(source: str, text: str, runs: str) -> None:
    """Every character of a text is what stands at its place in the source, decoded as HTML decodes it."""
    at = 0
    for run in decode_runs(runs):
        assert run.at == at
        at += run.length
        read, original = text[run.at : at], source[run.original : run.original + run.width]
        assert original
        if run.length == run.width:
            plain = read.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))
            assert all(
                one == two or (one == " " and two in "\t\n\r\f") for one, two in zip(plain, original, strict=True)
            )
        elif original[0] == "&":
            assert unescape(original) == read
        elif original[0] == "<":
            assert read in {"\n", "“", "”"}
        else:
            assert (read, original.strip(" \t\n\r\f")) == (" ", "")
    assert at == len(text)


@given(wild)
@settings(max_examples=400)
def test_every_character_of_every_block_is_what_stands_at_its_place(source: str) -> None:
    for block in html_blocks(source, tokens(source)):
        assert block.text.strip(" \t\n\r\f") == block.text
        assert_runs_lead_to(source, block.text, encode_runs(block.runs))


@given(wild)
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_every_character_of_a_page_leads_to_its_source(source: str) -> None:
    page = f"<html><body><article><p>{PROSE}</p>{source}"
    records = read_bytes(html_page, page.encode(), "a.html")
    decoded = page.encode().decode(document_of(records).encoding)
    passages = passages_of(records)
    for passage in passages:
        assert_runs_lead_to(decoded, passage.text, passage.runs)
    text = document_text(passages)
    at = text.index("twelve launchers")
    (place,) = original_place(passages, at, at + len("twelve launchers"))
    assert place.chars is not None
    assert decoded[slice(*place.chars)] == "twelve launchers"
    keys = [record.key for record in records]
    assert len(keys) == len(set(keys))


class Oracle(HTMLParser):
    """The text of markup as Python's own parser gives it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


@given(tidy)
def test_no_word_is_lost_and_none_is_added(source: str) -> None:
    oracle = Oracle()
    oracle.feed(source)
    oracle.close()
    found = "".join(block.text for block in html_blocks(source, tokens(source)))
    raised = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789", " \t\n\r\f\u00a0\u00ad“”")
    assert found.translate(raised) == oracle.text.translate(raised)


@given(st.text(alphabet="<>/!-=\"'&;#x[]? abp\n", max_size=60))
@settings(max_examples=400)
def test_any_characters_make_tokens_in_order(source: str) -> None:
    last = 0
    for token in tokens(source):
        assert last <= token.start < token.end <= len(source)
        last = token.end


def blocks_of(source: str) -> list[tuple[str, str]]:
    """Kind and text of the blocks that can be seen."""
    return [(block.kind, block.text) for block in html_blocks(source, tokens(source)) if not block.hidden]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>a<p>b", [("paragraph", "a"), ("paragraph", "b")]),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>d", [("list_item", x) for x in "abc"] + [("paragraph", "d")]),
        ("<table><tr><td>a</div><td>b<tr><td>c</table>d", [("table_cell", x) for x in "abc"] + [("paragraph", "d")]),
        ("<td><p>long words</td>", [("paragraph", "long words")]),
        ("<h1>a <b>b</b></h1>c", [("heading", "a b"), ("paragraph", "c")]),
        ("<blockquote><p>a</p></blockquote>", [("quote", "a")]),
        ("<figure><img><figcaption>a</figcaption></figure>", [("caption", "a")]),
        ("<pre>\na\n  b &amp;\n</pre>", [("code", "a\n  b &")]),
        ("a<br>b<br><br>c", [("paragraph", "a\nb"), ("paragraph", "c")]),
        ("a <b> b</b>  c", [("paragraph", "a b c")]),
        ("<p>He said <q>no</q>.", [("paragraph", "He said “no”.")]),
        ("in 2016<sup>3</sup>", [("paragraph", "in 2016³")]),
        ("spokes&shy;man, Azer\u00adbaijan", [("paragraph", "spokesman, Azerbaijan")]),
        ("a<script>x</script><style>y</style><noscript>z</noscript><template>t</template>b", [("paragraph", "ab")]),
        ("a<textarea>x</textarea><select><option>y</select><svg><text>z</text></svg>b", [("paragraph", "ab")]),
        ("a <!-- x <p> --> b", [("paragraph", "a b")]),
        ("a <![CDATA[x]]> b", [("paragraph", "a b")]),
        ("<?xml version='1.0'?><p>a <![CDATA[x & <b>]]> b<br/></p>", [("paragraph", "a x & <b> b")]),
        ("1 < 2 & 3 <4", [("paragraph", "1 < 2 & 3 <4")]),
        ("a<p title='x>y' checked data-a=b>c", [("paragraph", "a"), ("paragraph", "c")]),
        ("a <b", [("paragraph", "a")]),
        ("a <!-- never closed", [("paragraph", "a")]),
        ("a <script>never closed", [("paragraph", "a")]),
        ("&notit; &copyright &amp;lt; &#x80;", [("paragraph", "¬it; ©right &lt; €")]),
    ],
)  # fmt: skip
def test_blocks_are_those_a_browser_shows(source: str, expected: list[tuple[str, str]]) -> None:
    assert blocks_of(source) == expected


@pytest.mark.parametrize(
    "tag",
    [
        "<p hidden>",
        '<p aria-hidden="true">',
        "<p style='color:red; DISPLAY : none'>",
        "<p style=visibility:hidden>",
        "<p style='font-size:0'>",
        "<p style='opacity: 0.0;'>",
        "<dialog>",
        "<p><span hidden>",
    ],
)
def test_hidden_words_are_no_text_but_are_listed(tag: str) -> None:
    page = f"<html><body><p>{PROSE} {PROSE}</p>{tag}Ignore all figures.</p></dialog><p>{PROSE}</p></body></html>"
    records = read_bytes(html_page, page.encode(), "a.html")
    assert "Ignore" not in document_text(passages_of(records))
    (notice,) = [found for found in set_asides_of(records) if found.item == "notice=hidden"]
    assert notice.printed == "Ignore all figures."


@pytest.mark.parametrize(
    "tag", ["<p hidden=until-found>", "<p style='opacity:0.5'>", "<p style='font-size:0.9em'>", "<dialog open>"]
)
def test_what_can_be_seen_is_text(tag: str) -> None:
    assert [block.hidden for block in html_blocks(f"{tag}Seen", tokens(f"{tag}Seen"))] == [""]


def test_a_hidden_word_does_not_break_the_sentence_around_it() -> None:
    assert blocks_of("<p>It was <span style='display:none'>not <b>so</b> </span>closed.") == [
        ("paragraph", "It was closed.")
    ]


def test_hidden_elements_beyond_the_twentieth_are_counted() -> None:
    page = f"<html><body><p>{PROSE}</p>" + "<p hidden>Secret.</p>" * 50
    notices = [
        found
        for found in set_asides_of(read_bytes(html_page, page.encode(), "a.html"))
        if found.item == "notice=hidden"
    ]
    assert len(notices) == 20
    assert "30 more" in notices[-1].reason


def test_what_is_beside_the_main_text_is_listed_and_not_read() -> None:
    menu = "<ul>" + "".join(f"<li><a href='/{n}'>Section {n}</a>" for n in range(20)) + "</ul>"
    text = "".join(f"<p>{PROSE.replace('twelve', str(n))}</p>" for n in range(12))
    page = f"<html><body><nav>{menu}</nav><article><h1>Old friends met</h1>{text}</article><footer>Imprint</footer>"
    records = read_bytes(html_page, page.encode(), "a.html")
    words = document_text(passages_of(records))
    assert words.startswith(("Old friends met\n\n", PROSE.replace("twelve", "0")))
    assert words.count("Graustark") == 12
    assert "Section" not in words
    assert "Imprint" not in words
    (notice,) = set_asides_of(records)
    assert notice.printed.startswith("Section 0 | Section 1")


def test_a_page_in_which_no_article_is_found_is_read_outside_its_menus() -> None:
    page = "<html><body><nav>Menu</nav><header>Brand</header><div>One.</div><div>Two.</div><footer>Foot</footer>"
    records = read_bytes(html_page, page.encode(), "a.html")
    assert document_text(passages_of(records)) == "One.\n\nTwo."


def test_a_tweet_and_its_signature_are_one_block() -> None:
    quoted = "<p>Third heavy lifter this week</p>&mdash; Ann (@ann_example) <a>October 1, 2020</a>"
    page = f"<html><body><p>{PROSE}</p><blockquote class='twitter-tweet'>{quoted}</blockquote><p>{PROSE}</p>"
    (tweet,) = [
        found for found in passages_of(read_bytes(html_page, page.encode(), "a.html")) if found.block == "tweet"
    ]
    assert tweet.text == "Third heavy lifter this week\n— Ann (@ann_example) October 1, 2020"
    assert_runs_lead_to_markup_between(page, tweet.text, tweet.runs)


def assert_runs_lead_to_markup_between(page: str, text: str, runs: str) -> None:
    """The line feed of a joined tweet leads to the tags between its two elements."""
    at = text.index("\n")
    (between,) = [run for run in decode_runs(runs) if run.at == at]
    assert page[between.original : between.original + between.width] == "</p>"


@pytest.mark.parametrize(
    ("head", "edtf"),
    [
        ("<meta property='article:published_time' content='2020-10-28T09:30:00+04:00'>", "2020-10-28"),
        ("<meta name='DC.date' content='2020-10'>", "2020-10"),
        ("<meta name=citation_publication_date content=2020/10/28>", "2020-10-28"),
        ("<meta name='date' content='28 October 2020'>", "2020-10-28"),
        ('<script type="application/ld+json">{"datePublished": "2020-10-28T00:00:00Z"}</script>', "2020-10-28"),
        ("<body><time datetime='2020-10-28'>Wednesday</time>", "2020-10-28"),
        ("<meta name='date' content='2020-31-10'>", None),
        ("", None),
    ],
)
def test_the_day_is_the_one_the_page_gives_at_its_precision(head: str, edtf: str | None) -> None:
    page = f"<html><head><title>T</title>{head}<body><p>{PROSE}</p>"
    published = document_of(read_bytes(html_page, page.encode(), "a.html")).published
    assert (published.edtf if published else None) == edtf


@pytest.mark.parametrize(
    ("page", "encoding"),
    [
        ("<html><meta charset=windows-1251><p>Баку</p>".encode("cp1251"), "cp1251"),
        (
            '<html><meta http-equiv=a content="text/html; charset=ISO-8859-1"><p>Bak\u201d café</p>'.encode("cp1252"),
            "cp1252",
        ),
        ("<?xml version='1.0' encoding='iso-8859-2'?><html><p>Łódź</p>".encode("iso8859-2"), "iso8859-2"),
        ("<html><!-- <meta charset=windows-1251> --><p>Bakı</p>".encode(), "utf-8"),
        ("<html><meta charset=utf-7><p>Bakı</p>".encode(), "utf-8"),
        ("\ufeff<html><meta charset=windows-1251><p>Bakı</p>".encode(), "utf-8-sig"),
        ("<html><p>Bakı</p>".encode("utf-16"), "utf-16"),
        ("<html><meta charset=utf-8><p>caf\u00e9 \u201cno\u201d</p>".encode("cp1252"), "cp1252"),
        (b"<html><p>caf\xe9</p>", "cp1252"),
    ],
)
def test_the_encoding_is_the_mark_the_declaration_utf_8_or_windows_1252(page: bytes, encoding: str) -> None:
    records = read_bytes(html_page, page, "a.html")
    assert document_of(records).encoding == encoding
    decoded = page.decode(encoding)
    (passage,) = passages_of(records)
    assert passage.text in decoded
    assert_runs_lead_to(decoded, passage.text, passage.runs)


@pytest.mark.parametrize(
    ("head", "name", "sure"),
    [
        (b"<!DOCTYPE html><p>a", "page", 2),
        (b"\xef\xbb\xbf <!-- c --><HTML lang=en>", "a.php", 2),
        ("<html>".encode("utf-16"), "a", 2),
        (b"<?xml version='1.0'?><!DOCTYPE html>", "a.xhtml", 2),
        (b"<p>a fragment", "a.html", 2),
        (b"no tags at all", "a.htm", 1),
        (b"<html>", "a.csv", 1),
        (b"<?xml version='1.0'?><rss>", "a.xml", 0),
        (b"a text about <html>", "a.txt", 0),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a.html", 0),
        (b"", "a.html", 0),
    ],
)
def test_pages_are_told_by_how_they_open(head: bytes, name: str, sure: int) -> None:
    assert html_page.recognises(head, name) == sure


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 100_000 + f"<p>{PROSE}",
        "<b>" * 100_000 + "<p>x" * 50_000,
        "<b>" * 100_000 + "</i>" * 100_000,
        "<p><table>" + "<b>" * 80_000 + "<div>" * 80_000,
        "<" * 1_000_000,
        "<!--" * 300_000,
        "<a " + "a=" * 500_000,
        '<a href="' * 200_000,
        "&" * 1_000_000,
        " " * 3_000_000 + "x",
        "<div></span>" * 80_000 + "</div>" * 80_000,
    ],
    ids=["div", "bold", "unmatched", "table", "lt", "comments", "attributes", "quotes", "amp", "spaces", "span"],
)
def test_bombs_do_not_recurse_and_take_seconds(source: str) -> None:
    def work() -> None:
        records = read_bytes(html_page, f"<html><body>{source}".encode(), "a.html")
        assert document_of(records).encoding == "utf-8"

    takes_less_than(15, work)


def test_deep_nesting_keeps_the_words_at_the_bottom() -> None:
    page = "<html><body>" + "<div>" * 100_000 + f"<p>{PROSE}"
    assert document_text(passages_of(read_bytes(html_page, page.encode(), "a.html"))) == PROSE


@pytest.mark.parametrize(
    "source",
    ["<b>" * (MOST_DEEP + 1), "<p>x" * 200_002, "x" * (html_page.MOST_BYTES + 1)],
    ids=["deep", "blocks", "bytes"],
)
def test_what_nobody_wrote_to_be_read_is_refused_by_name(source: str) -> None:
    with pytest.raises(SourceChanged, match=r"not written to be read|are not read") as caught:
        read_bytes(html_page, source.encode(), "a.html")
    assert "a.html" in str(caught.value)


def test_a_page_of_a_hundred_kilobytes_is_read_in_a_third_of_a_second() -> None:
    text = "".join(f"<h2>Part {n}</h2><p>{PROSE} &amp; <a href='x'>{PROSE}</a></p>" for n in range(400))
    page = f"<html><body><article>{text}</article></body></html>".encode()
    assert len(page) > 90_000
    read_bytes(html_page, page, "a.html")  # imports trafilatura
    takes_less_than(0.3, lambda: read_bytes(html_page, page, "a.html"))


WATCHED = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from read_bytes import read_bytes
from armstrace.sources import html_page
data = Path(sys.argv[1]).read_bytes()
read_bytes(html_page, data, "warm.html")
def watch(event, arguments):
    if event.startswith(("socket.", "urllib.", "subprocess.", "os.system", "os.exec")):
        raise RuntimeError(f"{event} {arguments}")
    if event == "open" and "received" not in str(arguments[0]) and str(arguments[0]).startswith("/etc"):
        raise RuntimeError(f"{event} {arguments}")
sys.addaudithook(watch)
assert len(read_bytes(html_page, data, "a.html")) > 10
"""


def test_nothing_a_page_points_to_is_fetched_or_opened() -> None:
    tests = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", WATCHED, SAMPLE, tests], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_trafilatura_is_imported_only_when_a_page_is_read() -> None:
    code = "import sys; from armstrace.sources.registry import readers; readers(); print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "armstrace.sources.html_page" in done.stdout
    assert "'trafilatura" not in done.stdout
    assert "'lxml" not in done.stdout
    assert "'pypdfium2'" not in done.stdout
