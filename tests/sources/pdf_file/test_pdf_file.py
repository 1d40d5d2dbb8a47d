"""PDF files: every character leads to its index on the page, lines become blocks, no file takes the program down."""

import hashlib
import json
import subprocess
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from port_papers import SAMPLE, sample

from armstrace.records.errors import SourceChanged, UnreadableValue
from armstrace.records.kinds import Passage
from armstrace.records.passages import document_text, original_place, original_stretches
from armstrace.records.place import Place
from armstrace.sources import pdf_file
from armstrace.sources.pdf import process as pdf_process
from armstrace.sources.pdf import worker as pdf_worker
from armstrace.sources.registry import reader_for
from pdf_bytes import Words, page_stream, pdf
from read_bytes import document_of, passages_of, read_bytes, set_asides_of
from stopwatch import Work, grows_at_most, takes_less_than

LETTERS = st.text(alphabet="abcdefgéßAZ", min_size=1, max_size=8)
LINES = st.lists(LETTERS, min_size=1, max_size=6).map(" ".join)


def set_page(lines: Sequence[str], *, top: float = 760, size: float = 11) -> bytes:
    """A page of lines set solid, 14 points apart."""
    return page_stream([Words(line, 72, top - 14 * number, size) for number, line in enumerate(lines)])


def blocks_of(*pages: Sequence[Words]) -> list[tuple[str, str]]:
    """Kind and text of the blocks of a PDF with these pages."""
    data = pdf([page_stream(words) for words in pages])
    return [(found.block, found.text) for found in passages_of(read_bytes(pdf_file, data, "a.pdf"))]


def codes_of(data: bytes) -> list[list[int]]:
    """The code points of each page, index by index, asked of PDFium without armstrace."""
    document = pypdfium2.PdfDocument(data)
    pages = []
    for page in document:
        text = page.get_textpage()
        pages.append([pypdfium2.raw.FPDFText_GetUnicode(text, index) for index in range(text.count_chars())])
    document.close()
    return pages


def assert_leads(passages: Sequence[Passage], codes: list[list[int]]) -> None:
    """Every character of the document's text is the one that PDFium has at its place."""
    text = document_text(passages)
    for at, letter in enumerate(text):
        for stretch in original_stretches(passages, at, at + 1):
            original = codes[stretch.page - 1][stretch.start : stretch.end]
            if letter == " ":
                assert set(original) <= {32, 13, 10}
            elif letter == "-":
                assert original in ([45], [2])
            else:
                assert original == [ord(letter)]


@given(st.lists(st.lists(LINES, min_size=1, max_size=6), min_size=1, max_size=3))
@settings(max_examples=40, deadline=None)
def test_every_character_leads_to_its_index_on_its_page_and_none_is_lost(pages: list[list[str]]) -> None:
    data = pdf([set_page(lines) for lines in pages])
    records = read_bytes(pdf_file, data, "a.pdf")
    passages = passages_of(records)
    assert_leads(passages, codes_of(data))
    written = "".join("".join(lines) for lines in pages)
    assert "".join(document_text(passages).split()) == written.replace(" ", "")
    assert document_of(records).pages == len(pages)
    for passage in passages:
        place = Place.read(passage.place)
        assert place.page == passage.page
        assert original_place(passages, passage.start, passage.start + len(passage.text)) == (place,)


def test_the_sample_is_what_its_builder_writes() -> None:
    data = sample()
    assert SAMPLE.read_bytes() == data
    assert_leads(passages_of(read_bytes(pdf_file, data, "sample.pdf")), codes_of(data))


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["an inter-", "national sale"], "an international sale"),
        (["in 2015-", "19 it was so"], "in 2015-19 it was so"),
        (["the Su-", "30 flew on"], "the Su-30 flew on"),
        (["the Saudi-", "Emirati force"], "the Saudi-Emirati force"),
        (["a well-known, well-", "known fact"], "a well-known, well-known fact"),
        (["rain was made rain-", "made rain"], "rain was made rain-made rain"),
        (["a remade re-", "made thing"], "a remade remade thing"),
        (["this -", "and that"], "this - and that"),
        (["it ends in-"], "it ends in-"),
        (["two  words   apart", "and more"], "two words apart and more"),
    ],
)
def test_lines_are_joined_and_broken_words_made_whole(lines: list[str], text: str) -> None:
    data = pdf([set_page(lines)])
    passages = passages_of(read_bytes(pdf_file, data, "a.pdf"))
    assert document_text(passages) == text
    assert_leads(passages, codes_of(data))


SENTENCE = "The two states agreed on a further sale that neither has made public,"
END = "and nobody said why."


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            [Words("A larger line", 72, 760, 18), Words(SENTENCE, 72, 730), Words(END, 72, 716)],
            [("heading", "A larger line"), ("paragraph", f"{SENTENCE} {END}")],
        ),
        (
            [Words(SENTENCE, 72, 730), Words(END, 72, 716), Words(SENTENCE, 72, 690), Words(END, 72, 676)],
            [("paragraph", f"{SENTENCE} {END}")] * 2,
        ),
        (
            [Words(SENTENCE, 72, 730), Words(END, 72, 716), Words(SENTENCE, 90, 702), Words(END, 72, 688)],
            [("paragraph", f"{SENTENCE} {END}")] * 2,
        ),
        (
            [Words("The states agreed on", 72, 300), Words("a further sale", 300, 760), Words("in May.", 300, 746)],
            [("paragraph", "The states agreed on a further sale in May.")],
        ),
        (
            [Words(SENTENCE, 72, 730), Words("\u2022 one thing", 72, 716), Words("\u2022 another", 72, 702)],
            [("paragraph", SENTENCE), ("list_item", "\u2022 one thing"), ("list_item", "\u2022 another")],
        ),
        (
            [Words(SENTENCE, 72, 730), Words("Figure 2: the quay.", 72, 716)],
            [("paragraph", SENTENCE), ("caption", "Figure 2: the quay.")],
        ),
        (
            [Words("Year", 72, 730), Words("Sold", 300, 730), Words("2016", 72, 716), Words("12", 300, 716)],
            [("table_cell", cell) for cell in ("Year", "Sold", "2016", "12")],
        ),
        ([Words(END, 72, 400), Words("- 4 -", 290, 20)], [("paragraph", END), ("margin", "- 4 -")]),
        ([Words(END, 72, 400), Words("xiv", 290, 20)], [("paragraph", END), ("margin", "xiv")]),
        ([Words("Civil", 72, 820), Words(END, 72, 400)], [("heading", "Civil"), ("paragraph", END)]),
    ],
)  # fmt: skip
def test_blocks_are_told_by_type_and_position(page: list[Words], expected: list[tuple[str, str]]) -> None:
    assert blocks_of(page) == expected


@pytest.mark.parametrize(
    ("top", "kind"),
    [
        ("The Papers, {page} of 9", "margin"),
        ("The Papers", "margin"),
        ("{figure} launchers", "heading"),
        ("{figure}", "margin"),
    ],
)
def test_a_line_that_comes_back_at_the_edge_but_for_the_page_number_is_a_margin(top: str, kind: str) -> None:
    def page(number: int) -> list[Words]:
        return [
            Words(top.format(page=number + 44, figure=number * 7), 72, 810),
            Words(f"{SENTENCE} {END}", 72, 700),
        ]

    assert [found for found, _ in blocks_of(*map(page, (1, 2, 3, 4)))] == [kind, "paragraph"] * 4


def test_a_passage_has_a_box_for_each_printed_line_and_boxes_gives_those_of_a_range(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf([set_page([SENTENCE, END])]))
    (passage,) = passages_of(read_bytes(pdf_file, file.read_bytes(), "a.pdf"))
    (first, second) = json.loads(passage.boxes)
    assert 72 <= first[0] < first[2] < 595
    assert second[3] < first[1] + 3 < first[3]
    start = passage.text.index("agreed")
    (place,) = original_place([passage], start, start + len("agreed"))
    assert place.chars
    ((left, bottom, right, top),) = pdf_file.boxes(file, 1, *place.chars)
    assert (round(left), round(right)) == (147, 181)  # from Helvetica's widths at 11 points
    assert 756 < bottom < 760 < top < 772
    assert len(pdf_file.boxes(file, 1, 0, len(SENTENCE) + 2 + len(END))) == 2
    with pytest.raises(SourceChanged, match="no such page"):
        pdf_file.boxes(file, 2, 0, 1)
    with pytest.raises(SourceChanged, match="only 91 characters"):
        pdf_file.boxes(file, 1, 0, 1000)
    with pytest.raises(UnreadableValue, match="not a range"):
        pdf_file.boxes(file, 1, 5, 5)


def with_second_font(stream: bytes, more: Sequence[bytes]) -> bytes:
    """A page whose second font, /F2, is object 5."""
    return pdf([stream], more=more).replace(b"/F1 3 0 R >>", b"/F1 3 0 R /F2 5 0 R >>")


def test_letters_without_a_meaning_in_the_font_are_counted() -> None:
    font = [
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Odd /Encoding /Identity-H /DescendantFonts [6 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Odd /DW 500 /FontDescriptor 7 0 R /CIDSystemInfo 8 0 R >>",
        b"<< /Type /FontDescriptor /FontName /Odd /Flags 4 /FontBBox [0 0 1000 1000] /Ascent 800 /Descent -200 >>",
        b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
    ]
    data = with_second_font(b"BT /F1 11 Tf 72 700 Td (known) Tj /F2 11 Tf <000300040005> Tj ET", font)
    records = read_bytes(pdf_file, data, "a.pdf")
    assert document_text(passages_of(records)) == "known\ufffd\ufffd\ufffd"
    (notice,) = set_asides_of(records)
    assert (notice.place, notice.item) == ("page=1", "notice=fonts")
    assert notice.reason.endswith(": 3.")


def test_a_flag_of_two_code_units_is_one_character_and_a_ligature_is_its_letters() -> None:
    meaning = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def "
        b"1 begincodespacerange <00> <FF> endcodespacerange "
        b"2 beginbfchar <41> <D83CDDE6> <42> <00660069> endbfchar endcmap end end"
    )
    font = [
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 6 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(meaning), meaning),
    ]
    data = with_second_font(b"BT /F2 11 Tf 72 700 Td (ABxC) Tj ET", font)
    passages = passages_of(read_bytes(pdf_file, data, "a.pdf"))
    assert document_text(passages) == "\U0001f1e6fixC"
    (flag,) = original_stretches(passages, 0, 1)
    ahead = "".join(map(chr, codes_of(data)[0]))[: flag.end]
    assert ahead.encode("utf-16", "surrogatepass").decode("utf-16") == "\U0001f1e6"


def test_a_control_character_of_the_files_own_is_no_hyphen() -> None:
    records = read_bytes(pdf_file, pdf([b"BT /F1 11 Tf 72 700 Td (known \\002 known) Tj ET"]), "a.pdf")
    assert "-" not in document_text(passages_of(records))
    assert len(passages_of(records)) == 1


def test_pages_without_text_are_named_and_blank_ones_are_not() -> None:
    data = pdf([set_page([END]), b"72 72 200 200 re f", b""])
    (scan,) = set_asides_of(read_bytes(pdf_file, data, "a.pdf"))
    assert (scan.place, scan.reason[:24]) == ("page=2", "No text layer on page 2:")


def test_a_page_that_cannot_be_loaded_is_set_aside_and_the_rest_is_read() -> None:
    data = pdf([set_page([END]), set_page([END])]).replace(b"7 0 R", b"3 0 R", 1)
    records = read_bytes(pdf_file, data, "a.pdf")
    assert [found.place for found in set_asides_of(records) if found.place] == ["page=2"]
    assert len(passages_of(records)) == 1


@pytest.mark.parametrize(
    ("info", "edtf"),
    [
        ("/CreationDate (D:20201028093000+04'00')", "2020-10-28?"),
        ("/CreationDate (D:202010)", "2020-10?"),
        ("/CreationDate (20201328)", None),
        ("/CreationDate (yesterday)", None),
        ("", None),
    ],
)
def test_the_day_the_file_was_made_is_an_uncertain_day_of_the_text(info: str, edtf: str | None) -> None:
    published = document_of(read_bytes(pdf_file, pdf([set_page([END])], info=info), "a.pdf")).published
    assert (published.edtf if published else None) == edtf


def test_title_and_author_are_those_of_the_metadata() -> None:
    title = "Bakı".encode("utf-16-be").hex()
    data = pdf([set_page([END])], info=f"/Title <feff{title}> /Author (Ann)")
    document = document_of(read_bytes(pdf_file, data, "a.pdf"))
    assert (document.title, document.author) == ("Bakı", "Ann")


def test_what_would_act_and_what_is_attached_is_noted() -> None:
    attached = [
        b"<< /Type /Filespec /F (a.txt) /EF << /F 6 0 R >> >>",
        b"<< /Type /EmbeddedFile /Length 5 >>\nstream\nwords\nendstream",
    ]
    names = "/Names << /EmbeddedFiles << /Names [(a.txt) 5 0 R] >> >> /OpenAction << /S /Launch /F (calc.exe) >>"
    notices = set_asides_of(read_bytes(pdf_file, pdf([set_page([END])], catalogue=names, more=attached), "a.pdf"))
    assert [found.item for found in notices] == ["notice=active", "notice=attachments", "notice=attachment 1"]
    assert notices[0].printed == "EmbeddedFile, EmbeddedFiles, Launch, OpenAction"
    assert notices[1].reason.endswith("not read: 1.")
    assert notices[2].printed == "a.txt"
    assert f"5 bytes, SHA-256 {hashlib.sha256(b'words').hexdigest()}" in notices[2].reason


SCRIPT = b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"


def _in_object_stream(content: bytes, name: bytes = b"/ObjStm") -> bytes:
    packed = zlib.compress(content)
    return b"<< /Type %s /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (
        name, len(packed), packed,
    )  # fmt: skip


@pytest.mark.parametrize(
    "hidden",
    [
        SCRIPT.replace(b"JavaScript", b"J#61vaScript").replace(b"/JS", b"/#4a#53").replace(b"Open", b"Op#65n"),
        b"% >>stream\n" + SCRIPT + b" % endstream\n",
        b"/Title (a \\( string that says >>stream\n) " + SCRIPT + b" /Subject (endstream)",
        b"/Title ((nested) stream\n\\)) " + SCRIPT,
        _in_object_stream(b"7 0 << " + SCRIPT + b" >>"),
        _in_object_stream(b"7 0 << " + SCRIPT + b" >>", b"/Obj#53tm"),
    ],
    ids=["escaped", "comment", "string", "nested string", "object stream", "object stream, escaped"],
)
def test_an_action_is_named_however_it_is_hidden(hidden: bytes) -> None:
    assert set(pdf_worker.active(b"%PDF-1.7\n1 0 obj << " + hidden + b" >> endobj")) == {
        "JS", "JavaScript", "OpenAction",
    }  # fmt: skip


def test_objects_that_cannot_be_looked_into_are_told() -> None:
    swollen = _in_object_stream(b" " * (65 << 20) + SCRIPT)
    locked = _in_object_stream(b"").replace(b"x\x9c", b"??")
    for hidden in (swollen, locked):
        assert list(pdf_worker.active(b"%PDF-1.7\n" + hidden)) == [pdf_worker.NOT_LOOKED_INTO]


@pytest.mark.parametrize(
    "tile", [b"(", b"\\", b"/", b"%", b"/#", b"/J#61", b"stream\n", b">>stream\nendstream", b"(()"]
)
def test_looking_for_actions_takes_time_in_proportion(tile: bytes) -> None:
    def work(size: int) -> Work:
        data = tile * (size // len(tile))
        return lambda: list(pdf_worker.active(data))

    grows_at_most(10, work, 200_000, 800_000)


def test_bytes_inside_a_stream_do_not_count_as_actions() -> None:
    stream = b"BT /F1 11 Tf 72 700 Td (it says /JavaScript /Launch) Tj ET"
    assert set_asides_of(read_bytes(pdf_file, pdf([stream]), "a.pdf")) == []


LOCK = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"5a" * 32 + b"> /U <" + b"a5" * 32 + b"> >>"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not a PDF"),
        (b"words and more words", "not a PDF"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, "not a PDF"),
        (pdf([]), "no pages"),
        (pdf([b""], more=[LOCK], trailer="/Encrypt 5 0 R /ID [<00> <00>]"), "locked with a password"),
    ],
    ids=["empty", "text", "noise", "pages", "locked"],
)
def test_what_cannot_be_read_is_refused_by_name(data: bytes, message: str) -> None:
    with pytest.raises(SourceChanged, match=message) as caught:
        read_bytes(pdf_file, data, "report.pdf")
    assert "report.pdf" in str(caught.value)


@given(st.integers(0, len(sample()) - 8))
@settings(max_examples=20, deadline=None, derandomize=True)
def test_a_file_cut_anywhere_is_refused_or_read_with_a_word_of_warning(length: int) -> None:
    try:
        records = read_bytes(pdf_file, sample()[:length], "a.pdf")
    except SourceChanged:
        return
    assert "notice=end" in [found.item for found in set_asides_of(records)]


def test_a_file_that_lacks_only_its_last_line_is_read_with_a_word_of_warning() -> None:
    records = read_bytes(pdf_file, sample()[:-7], "a.pdf")
    assert len(passages_of(records)) == len(passages_of(read_bytes(pdf_file, sample(), "a.pdf")))
    assert "notice=end" in [found.item for found in set_asides_of(records)]


@given(st.lists(st.tuples(st.integers(0, len(sample()) - 1), st.integers(0, 255)), min_size=1, max_size=40))
@settings(max_examples=30, deadline=None, derandomize=True)
def test_altered_bytes_never_take_the_program_down(changes: list[tuple[int, int]]) -> None:
    altered = bytearray(sample())
    for at, byte in changes:
        altered[at] = byte
    try:
        passages = passages_of(read_bytes(pdf_file, bytes(altered), "a.pdf"))
    except SourceChanged:
        return
    text = document_text(passages)
    assert all(len(original_stretches(passages, at, at + 1)) <= 1 for at in range(len(text)))


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("import os; os.abort()", "broke down"),
        ("import ctypes; ctypes.string_at(0)", "broke down"),
        ("raise MemoryError", "more memory"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "more processor time"),
        ("import time; time.sleep(60)", "more than 1 seconds"),
    ],
    ids=["abort", "segfault", "memory", "cpu", "clock"],
)
def test_a_reader_that_dies_or_hangs_is_an_error_and_not_the_end(
    code: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = tmp_path / "worker.py"
    worker.write_text(code, encoding="utf-8")
    monkeypatch.setattr(pdf_process, "_WORKER", worker)
    with pytest.raises(SourceChanged, match=message):
        pdf_process.pdf_content(SAMPLE, "a.pdf", seconds=1)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no resource limits; the clock is the only one there")
def test_the_reader_may_open_no_file_write_none_and_take_no_more_than_a_gigabyte() -> None:
    code = (
        "import worker\n"
        "from socket import socket\n"
        "worker.confine()\n"
        "for attempt in (lambda: open('/etc/hostname'), lambda: bytearray(2 << 30), socket):\n"
        "    try: attempt()\n"
        "    except (OSError, MemoryError) as error: print(type(error).__name__)\n"
    )
    folder = Path(pdf_worker.__file__).parent
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=folder)
    assert done.stdout.split() == ["OSError", "MemoryError", "OSError"]


def test_a_stream_that_swells_to_hundreds_of_megabytes_is_read() -> None:
    swollen = zlib.compress(b" " * (300 << 20), 9)
    stream = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(swollen), swollen)
    bomb = pdf([b""], more=[stream]).replace(b"/Contents 7 0 R", b"/Contents 5 0 R")
    assert passages_of(read_bytes(pdf_file, bomb, "a.pdf")) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no resource limits; the clock is the only one there")
def test_forms_that_draw_each_other_ten_times_over_end_in_an_error() -> None:
    deep = 12
    forms = []
    for level in range(deep):
        last = level == deep - 1
        body = b"BT /F1 11 Tf 72 700 Td (words) Tj ET" if last else b"/X%d Do " % (level + 1) * 10
        uses = b"/Font << /F1 3 0 R >>" if last else b"/XObject << /X%d %d 0 R >>" % (level + 1, 6 + level)
        kind = b"/Type /XObject /Subtype /Form /BBox [0 0 600 900]"
        forms.append(b"<< %s /Resources << %s >> /Length %d >>\nstream\n%s\nendstream" % (kind, uses, len(body), body))
    bomb = pdf([b"/X0 Do"], more=forms, resources="/XObject << /X0 5 0 R >>")
    with pytest.raises(SourceChanged, match=r"broke down|more memory|more processor time"):
        read_bytes(pdf_file, bomb, "a.pdf")


def test_a_process_of_its_own_costs_less_than_half_a_second() -> None:
    takes_less_than(0.5, lambda: read_bytes(pdf_file, sample(), "a.pdf"))


@pytest.mark.parametrize(
    ("head", "name", "sure"),
    [
        (b"%PDF-1.7\n", "a.pdf", 2),
        (b"junk in front\n%PDF-1.7\n", "a", 2),
        (b"not one", "a.pdf", 1),
        (b"", "a.pdf", 0),
        (b" " * 1024 + b"%PDF-", "a.txt", 0),
    ],
)
def test_pdfs_are_told_by_their_header(head: bytes, name: str, sure: int) -> None:
    assert pdf_file.recognises(head, name) == sure


def test_a_page_saved_under_a_pdfs_name_is_read_as_a_page() -> None:
    assert reader_for(b"<!DOCTYPE html><p>Not found", "report.pdf").SOURCE.name == "html_page"
