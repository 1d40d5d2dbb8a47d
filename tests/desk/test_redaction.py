"""The parts of a redacted copy: plans, words, texts, tables, images, and what is carried over."""

import gzip
import hashlib
import io
import json
import struct
import time
import tomllib
import zipfile
import zlib
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from armstrace.chain.model import Rung
from armstrace.desk.bundles.bundle import Wish
from armstrace.desk.bundles.check import Trust, verify_bundle
from armstrace.desk.case import Case, describe, new_case, open_case
from armstrace.desk.chains import placements
from armstrace.desk.documents.article import check_document
from armstrace.desk.documents.case_claims import case_claims
from armstrace.desk.documents.document import load_text
from armstrace.desk.judgements.claims import judge, standing
from armstrace.desk.judgements.replies import Asked, put, signed
from armstrace.desk.redaction.commitments import Salts, commitment
from armstrace.desk.redaction.copy import bundle_redacted
from armstrace.desk.redaction.images import image_without, size_of
from armstrace.desk.redaction.persons import persons_in
from armstrace.desk.redaction.plan import Item, Name, Part, Plan, plan_of, read_plan
from armstrace.desk.redaction.sieve import caught
from armstrace.desk.redaction.tables import json_without, table_without
from armstrace.desk.redaction.texts import rendered
from armstrace.desk.redaction.toml import toml_of
from armstrace.desk.redaction.words import Cut, Names, without
from armstrace.desk.results import keep
from armstrace.evidence.people import PROGRAM
from armstrace.records.errors import CaseError
from armstrace.records.judgements import State
from court.made_case import made_case
from desk.conftest import Armstrace
from desk.made_files import deliveries, write

JANE = Name("Jane Doe", reason="source")


def plan(text: str) -> Plan:
    return plan_of(text.encode(), tomllib.loads(text))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('rest = "all"', "rest is one of"),
        ('reset = "redact"', "'reset' is no word of a plan"),
        ('[[exhibit]]\ndo = "redact"', "it names no exhibit"),
        ('[[exhibit]]\nexhibit = "a"\ndo = "cover"', "do is one of"),
        (
            '[[exhibit]]\nexhibit = "a"\ndo = "as it is"\n[[exhibit.out]]\nwords = "x"',
            "are left out of what is redacted",
        ),
        ('[[exhibit]]\nexhibit = "a"\n[[exhibit.out]]\nwords = "x"\ncolumn = "y"', "names one of words"),
        ('[[exhibit]]\nexhibit = "a"\n[[exhibit]]\nexhibit = "a"', "named twice"),
        ('[[exhibit]]\nexhibit = "a"\nclass = "Because of Jane Doe!"', "is no class"),
        ('[[exhibit]]\nexhibit = "a"\ncoordinates = 9', "how many decimals"),
        ('[[exhibit]]\nexhibit = "a"\nname = "../x"', "plain file name"),
        ('[[name]]\nfind = "Jo"', "fewer than three letters"),
        ('[[name]]\nfind = "Jane"\nalso = "J"', "list of texts"),
        ("name = 3", "double brackets"),
        ("title = 3", "must be text"),
    ],
)
def test_what_is_wrong_with_a_plan_is_said(text: str, said: str) -> None:
    with pytest.raises(CaseError) as error:
        plan(text)
    assert said in error.value.what


def test_all_mistakes_of_a_plan_are_told_at_once(tmp_path: Path) -> None:
    path = write(tmp_path, "plan.toml", 'rest = "all"\ntimes = "hour"\n[[name]]\nfind = "x"\n')
    with pytest.raises(CaseError) as error:
        read_plan(path)
    assert error.value.what.count(";") == 2
    for broken in ("rest = ", b"\xff"):
        with pytest.raises(CaseError):
            read_plan(write(tmp_path, "broken.toml", broken))


@pytest.mark.parametrize(
    "written",
    [
        "Jane Doe", "JANE DOE", "jane\n  doe", "Jane\u00a0Doe", "Jane_Doe", "janedoe", "J\u00e1ne D\u00f6e", "Jane-Doe",
        "Ja\u200bne Doe", "\uff2aane Doe", "Jane\u00ad Doe", "Ja-\nne Doe", "JA-\r\n  NE DO-\nE", "Ja\u00ad\nne Doe",
        "Ja- ne Doe", "Jane-\nDoe", "J\u0640ane Doe",
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_written(written: str) -> None:
    assert Names((JANE,)).replaced(f"So {written}'s words.") == "So [redacted: source]'s words."


@pytest.mark.parametrize("written", ["Jane Does", "Janet Doe", "Jane and Doe", "Mary Jane Doering"])
def test_other_names_stay(written: str) -> None:
    assert Names((JANE,)).replaced(written) == written


@pytest.mark.parametrize(
    "written",
    [
        "+994 55 010 20 30",
        "994550102030",
        "(+994) 55-010-20-30",
        "+994.55.010.20.30",
        "+994 55 010\n20 30",
        "+\u0669\u0669\u0664 \u0665\u0665 \u0660\u0661\u0660 \u0662\u0660 \u0663\u0660",
        "\uff19\uff19\uff14550102030",
    ],
)
def test_a_number_is_found_however_it_is_parted(written: str) -> None:
    names = Names((Name("+994 55 010 20 30", put="[number]"),))
    assert "[number], now." in names.replaced(f"Ring {written}, now.")
    assert names.replaced("1994550102030") == "1994550102030"


def test_rows_of_a_column_are_no_number() -> None:
    names = Names((Name("+994 55 010 20 30"),))
    assert not names.cuts("9\n9\n4\n5\n5\n0\n1\n0\n2\n0\n3\n0\n")


def test_names_that_overlap_go_whole() -> None:
    names = Names((JANE, Name("Doe Quandt")))
    assert names.replaced("So Ja-\nne Doe Quandt spoke.") == "So [redacted: source] spoke."


@given(st.text(alphabet="Jane Doe.\u00e9\u0130\u200bx\n", max_size=60), st.text(max_size=20))
def test_nothing_is_passed_over_by_the_quick_look(before: str, after: str) -> None:
    names = Names((JANE, Name("\u0130lham \u0131rmak")))
    text = f"{before} Jane Doe {after} \u0130LHAM IRMAK"
    assert len(names.cuts(text)) >= 2
    left = names.replaced(text)
    assert not names.cuts(left.replace("[redacted: source]", "").replace("[redacted: person]", "")) or "Doe" in before


@given(st.text(max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(0, 30)), max_size=5))
def test_what_stays_is_where_it_is_said_to_be(text: str, spans: list[tuple[int, int]]) -> None:
    made = rendered(text, [], [], Names(), "x")
    assert made.text == text
    cuts: list[Cut] = []
    for start, size in sorted(spans):
        if start + size <= len(text) and size and (not cuts or start >= cuts[-1].end):
            cuts.append(Cut(start, start + size, "[gone]", "x"))
    whole = type(made)(without(text, cuts), tuple(cuts))
    for place in range(len(text)):
        now = whole.moved(place, place + 1)
        if now is None:
            assert any(cut.start <= place < cut.end for cut in cuts)
        else:
            assert whole.text[now[0] : now[1]] == text[place]
    assert [whole.text[start:end] for start, end in whole.places()] == ["[gone]"] * len(cuts)


def _least(text: str, names: Names) -> float:
    times = []
    for _ in range(3):
        start = time.process_time()
        names.cuts(text)
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize("piece", ["jane ", "9 9 4 5 5 ", "Jane \u00e9 ", "jane________"])
def test_looking_for_names_takes_time_by_length_alone(piece: str) -> None:
    names = Names((JANE, Name("+994 55 010 20 30"), Name("99455 99455 99455")), (Name("Jane Roe"),))
    short, long = _least(piece * 10_000, names), _least(piece * 80_000, names)
    assert long < 24 * short + 0.05


def test_a_table_is_written_anew(tmp_path: Path) -> None:
    head = "A sheet of ours\nnumber,lat,lon,precision,geom_wkt,who,note\n"
    rows = '1,40.374123,47.126456,exact,POINT(47.126456 40.374123),Jane Doe,"at 40.374123, 47.126456"\n'
    rows += "2,,,,,,x\n3,1,2,town,,y,z\n"
    item = Item("t", decimals=1, parts=(Part(column="who", reason="person"), Part(row=4)))
    made, gone = table_without(write(tmp_path, "t.csv", head + rows), "t.csv", item, Names((JANE,)), ",")
    lines = made.decode().splitlines()
    assert lines[:2] == head.splitlines()
    assert lines[2] == "1,40.4,47.1,district,,,at [left out]"
    assert lines[3] == "3,1.0,2.0,town,,,z"
    assert {each.was for each in gone} >= {"40.374123", "Jane Doe", "2,,,,,,x", "exact", "y"}
    assert [each.place for each in gone if each.was == "2,,,,,,x"] == ["row=4"]


@pytest.mark.parametrize("part", [Part(column="Who"), Part(row=99)])
def test_a_part_that_is_not_there_is_no_plan(part: Part, tmp_path: Path) -> None:
    path = write(tmp_path, "t.csv", "who,what,when\na,b,c\n")
    with pytest.raises(CaseError, match="not in this table"):
        table_without(path, "t.csv", Item("t", parts=(part,)), Names(), ",")


def test_json_is_written_anew() -> None:
    held = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [47.126456, 40.374123]},
        "properties": {"who": {"name": "x"}, "n": 7, "note": "Jane Doe", "Jane Doe": True, "none": None},
    }
    item = Item("g", decimals=2, parts=(Part(column="who"),))
    made, gone = json_without(json.dumps(held).encode(), item, Names((JANE,)))
    told = json.loads(made)
    assert told["geometry"]["coordinates"] == [47.13, 40.37]
    assert told["properties"] == {
        "who": None, "n": 7, "note": "[redacted: source]", "[redacted: source]": True, "none": None,
    }  # fmt: skip
    assert len(gone) == 4
    with pytest.raises(CaseError):
        json_without(b"{", item, Names())
    with pytest.raises(CaseError):
        json_without(b"[1]", item, Names())


def _png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes((200, 100, 50)) * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [chunk(b"IHDR", head), chunk(b"tEXt", b"Author\0Jane Doe"), chunk(b"IDAT", zlib.compress(rows))]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts) + chunk(b"IEND", b"") + b"Jane Doe behind the end"


def _pixels(png: bytes) -> list[bytes]:
    width, height = size_of(png, "image/png")
    data, at = b"", 8
    while at < len(png):
        size = struct.unpack(">I", png[at : at + 4])[0]
        data += png[at + 8 : at + 8 + size] if png[at + 4 : at + 8] == b"IDAT" else b""
        at += 12 + size
    raw, rows, before = zlib.decompress(data), [], bytes(4 * width)
    for number in range(height):
        kind, line = raw[number * (4 * width + 1)], bytearray(raw[number * (4 * width + 1) + 1 :][: 4 * width])
        for place in range(4 * width):
            left, up = (line[place - 4] if place > 3 else 0), before[place]
            corner = before[place - 4] if place > 3 else 0
            guess = min((left, up, corner), key=lambda each: abs(left + up - corner - each))
            line[place] = (line[place] + (0, left, up, (left + up) // 2, guess)[kind]) & 255
        before = bytes(line)
        rows.append(before)
    return rows


def test_an_image_is_drawn_anew_pixel_for_pixel() -> None:
    made = image_without(_png(20, 10), "image/png", [Part(region=(5, 2, 4, 3))], "x")
    assert b"Jane" not in made
    assert size_of(made, "image/png") == (20, 10)
    rows = _pixels(made)
    inside = {(x, y) for x in range(5, 9) for y in range(2, 5)}
    for y, row in enumerate(rows):
        for x in range(20):
            wanted = (0, 0, 0, 255) if (x, y) in inside else (200, 100, 50, 255)
            assert tuple(row[4 * x : 4 * x + 4]) == wanted, (x, y)


@pytest.mark.parametrize(
    ("content", "region"),
    [(_png(20, 10), (15, 0, 6, 1)), (_png(20, 10)[:40], (0, 0, 1, 1)), (b"\x89PNG\r\n\x1a\n" + b"\xff" * 40, ())],
)
def test_an_image_that_cannot_be_drawn_is_no_copy(content: bytes, region: tuple[int, ...]) -> None:
    with pytest.raises(CaseError):
        image_without(content, "image/png", [Part(region=region)] if region else [], "x")


def test_salts_are_apart_and_commitments_hold_to_one_value() -> None:
    salts = Salts.new()
    assert salts.salt("d-001") != salts.salt("d-002")
    assert Salts.new().salt("d-001") != salts.salt("d-001")
    assert salts.commitment("a", "x") == commitment(salts.salt("a"), "x") != salts.commitment("b", "x")


@pytest.mark.parametrize(
    "form",
    [
        "plain Jane Doe.", '"J\\u0061ne"', "Jane%20Doe", "4a616e6520446f65", "SmFuZSBEb2U=", "xxSmFuZSBEb2Uy",
        "Jane\u00a0Doe", "6a5dcad7ca3a5cbdb8c8a6d05a6cd3e3b3f0e0d6b5a7b0b7a2e0e1d7a1c2b3a4",
    ],
)  # fmt: skip
def test_a_last_look_finds_words_in_the_forms_programs_write(form: str, tmp_path: Path) -> None:
    if form.startswith("6a5d"):
        form = hashlib.sha256(b"Jane Doe").hexdigest()
    if "u0061" in form:
        form = "Jane Doe".encode("utf-16-le").decode("latin-1")
    path = write(tmp_path, "x", b"some words " + form.encode("latin-1" if "\0" in form else "utf-8"))
    assert list(caught([("x", path)], Names((JANE,))))
    other = write(tmp_path, "y", "Jane and Doe, janet doe, SmFuZSBEb3U=, Does Jane do?")
    assert not list(caught([("y", other)], Names((JANE,))))


def _zipped(member: bytes, packing: int) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as archive:
        archive.writestr("a.xml", member)
    return made.getvalue()


def _parquet(column: pa.Array) -> bytes:
    made = io.BytesIO()
    pq.write_table(pa.table({"x": column}), made, compression="zstd", write_statistics=False)
    return made.getvalue()


# zstd writes short values as they are
LONG = f"{' '.join(map(hex, range(3_000)))} Jane Doe"
PACKED = {
    "the second member of gzip": gzip.compress(b"one") + gzip.compress(b"two: Jane Doe"),
    "a member of a zip": _zipped(b"<x>Jane Doe</x>", zipfile.ZIP_DEFLATED),
    "gzip in a zip": _zipped(gzip.compress(b"Jane Doe"), zipfile.ZIP_STORED),
    "a table in a zip": _zipped(_parquet(pa.array([LONG])), zipfile.ZIP_STORED),
    "a stream of a PDF": b"%PDF-1.7\nstream\n" + zlib.compress(b"/Author (Jane Doe)") + b"\nendstream\n",
    "a list in a table": _parquet(pa.array([[LONG]])),
    "a column of few values": _parquet(pa.array([LONG] * 9).dictionary_encode()),
    "a column of numbers": _parquet(pa.array([994550102030])),
}


@pytest.mark.parametrize("name", PACKED)
def test_the_last_look_goes_into_what_is_packed(name: str, tmp_path: Path) -> None:
    assert b"Jane Doe" not in PACKED[name]
    path = write(tmp_path, "packed", PACKED[name])
    number = Name("+994 55 010 20 30")
    assert list(caught([("x", path)], Names((JANE, number))))
    assert not list(caught([("x", path)], Names((Name("Mary Major"),))))


@pytest.mark.parametrize("head", [b"PAR1", b"PK\3\4", b"\x1f\x8b", b"%PDF-stream\n"])
def test_the_last_look_passes_over_what_cannot_be_unpacked(head: bytes, tmp_path: Path) -> None:
    assert list(caught([("x", write(tmp_path, "broken", head + b" Jane Doe"))], Names((JANE,))))


def test_case_toml_is_written_anew_without_comments(tmp_path: Path) -> None:
    text = (
        '# told by Jane Doe\ntitle = "What Jane Doe saw"\nparties = ["AZE", "ISR"]\nsensitive = true\n'
        '[[chain]]\nname = "one"\nhops = ["ISR", "AZE"]\ndecided = {1 = "2018-05"}\n'
    )
    made = toml_of(tomllib.loads(text), Names((JANE,)))
    assert "Jane" not in made
    write(tmp_path, "case.toml", made)
    told = describe(tmp_path)
    assert told == {**tomllib.loads(text), "title": "What [redacted: source] saw"}


def test_persons_are_found_holders_of_office_stay() -> None:
    text = (
        "Amina Karimova, a nurse, told reporters that the ward was full. Karimova had worked there for years.\n\n"
        "President Ilham Aliyev of Azerbaijan denied it. Mr. Dawson of the town agreed with Karimova.\n"
    )
    found = persons_in(text, date(2020, 11, 20), ())
    assert {"Amina Karimova", "Karimova", "Dawson"} <= found
    assert not [each for each in found if "Aliyev" in each]
    assert "Karimova" not in persons_in(text, date(2020, 11, 20), ("Amina Karimova",))


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    made = made_case(tmp_path_factory.mktemp("redaction"))
    opened = open_case(made.root, "zo-desk7")
    finding = json.loads(next((made.root / "tables/finding").glob("*.json")).read_bytes())["findings"][0]
    row = next(key for key in finding["records"] if key.startswith("transfer:"))
    rung = Rung.DELIVERED
    for key in (row, finding["key"], opened.exhibit("photo.jpg").sha256):
        wish = placements.Wish(act=placements.PLACE, key=key, rung=rung, hop=1, why="Jane Doe said so")
        placements.judge(opened, wish)
    document = case_claims(opened).documents[0]
    for claim in list(document.claims)[:1]:
        judge(opened, document.document.exhibit.sha256, claim, "accept", "Jane Doe read it")
    asked = Asked(
        to="A ministry",
        put=date(2020, 11, 1),
        outcome="answered",
        answered=date(2020, 11, 2),
        answer="No, Jane Doe errs.",
    )
    put(opened, finding["key"], "It supplied arms, says Jane Doe.", asked, "a letter")
    opened.tables.close()
    return opened


def test_judgements_and_replies_come_along_where_their_things_stay(case: Case, tmp_path: Path) -> None:
    text = '[[name]]\nfind = "Jane Doe"\n[[name]]\nfind = "Kestrel-2"\n'
    text += "".join(f'[[exhibit]]\nexhibit = "{name}"\ndo = "redact"\n' for name in ("article.txt", "deliveries.csv"))
    path = write(tmp_path, "plan.toml", text)
    bundle_redacted(open_case(case.root, "zo-desk7"), tmp_path / "out", Wish(non_commercial=True), read_plan(path))
    report = verify_bundle(tmp_path / "out", Trust())
    assert report.ok, report
    copy = Case(tmp_path / "out/data", "p-1")
    placed = placements.standing(copy)
    assert len(placed) == 2, "the photograph is left out, and so is what was said of it"
    kinds = sorted(each.key.partition(":")[0] for each in placed)
    assert kinds == ["finding", "transfer"]
    assert all(placements.whole_key(copy, each.key) == each.key for each in placed)
    assert {each.by for each in placed} == {"person-2"}
    assert not any("Jane" in each.why for each in placed)
    assert [each.state for each in standing(copy)] == [State.ACCEPTED]
    (reply,) = signed(copy).values()
    assert reply.answer == "No, [redacted: person] errs."
    assert reply.about == next(each.key for each in placed if each.key.startswith("finding"))
    copy.tables.close()


def test_a_reply_about_what_is_left_out_is_left_out(case: Case, tmp_path: Path) -> None:
    path = write(tmp_path, "plan.toml", '[[exhibit]]\nexhibit = "deliveries.csv"\ndo = "redact"\n')
    bundle_redacted(open_case(case.root, "zo-desk7"), tmp_path / "out", Wish(non_commercial=True), read_plan(path))
    copy = Case(tmp_path / "out/data", "p-1")
    assert signed(case), "the whole case has one, on a finding of a document that the plan does not name"
    assert signed(copy) == {}
    assert b"errs" not in (copy.root / "ledger.jsonl").read_bytes()
    copy.tables.close()


def test_a_passage_is_left_out_in_other_capitals_and_over_lines_too() -> None:
    text = "At the Blue Mosque. THE BLUE MOS-\nQUE fell; the blue mosques stand. A is a."
    left = rendered(
        text, [], [Part(words="the blue mosque", put="..."), Part(words="A", put="-")], Names(), "place"
    ).text
    assert left == "-t .... ... fell; ...s stand. - is a."


def test_what_is_read_beside_a_gap_is_rejected(tmp_path: Path) -> None:
    case = new_case(tmp_path / "case", title="x", said_by="p-1")
    words = "It is not true that Israel supplied 60 percent of Azerbaijan's arms imports between 2015 and 2019."
    case.read(case.add(write(tmp_path, "a.txt", f"Words\n\n{words}\n"), licence="own work"))
    case.read(case.add(write(tmp_path, "d.csv", deliveries()), licence="own work"))
    keep(case, check_document(case, load_text(case, case.exhibit("a.txt"), date(2020, 11, 20))))
    case.tables.close()
    text = (
        '[[exhibit]]\nexhibit = "a.txt"\nclass = "court"\n[[exhibit.out]]\nwords = "It is not true that"\nas = "..."\n'
    )
    path = write(tmp_path, "plan.toml", text)
    bundle_redacted(open_case(case.root, "p-1"), tmp_path / "out", Wish(non_commercial=True), read_plan(path))
    assert verify_bundle(tmp_path / "out", Trust()).ok
    copy = Case(tmp_path / "out/data", "p-1")
    assert {(each.state, each.by) for each in standing(copy)} <= {(State.REJECTED, PROGRAM)}
    told = json.loads(next((copy.root / "tables/finding").glob("*.json")).read_bytes())
    supported = [each for each in told["findings"] if each["verdict"] == "supported"]
    assert supported == [], "a sentence that was turned round is no claim of the document"
    copy.tables.close()


def test_identities_on_the_command_line(armstrace: Armstrace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = new_case(tmp_path / "case", title="x", said_by="p-1")
    phrase = write(tmp_path, "phrase", "seven pale herons cross the delta\n")
    assert armstrace("identities", "add", "p-7", "--case", case.root).code == 2
    assert armstrace("identities", "new", "--passphrase", phrase, "--case", case.root).code == 0
    monkeypatch.setattr("sys.stdin", io.StringIO("Jane Doe\n"))
    assert armstrace("identities", "add", "p-7", "--case", case.root).code == 0
    assert armstrace("identities", "list", "--case", case.root).out == "p-7\n"
    shown = armstrace("identities", "show", "--passphrase", phrase, "--case", case.root, "--json")
    assert json.loads(shown.out) == {"p-7": "Jane Doe"}
    other = write(tmp_path, "other", "another passphrase\n")
    assert armstrace("identities", "show", "--passphrase", other, "--case", case.root).code == 2
    assert armstrace("identities", "forget", "p-7", "--case", case.root).code == 0
    assert armstrace("identities", "forget", "--case", case.root).code == 2
    assert armstrace("identities", "forget", "--all", "--case", case.root).code == 0
    assert armstrace("identities", "list", "--case", case.root).code == 2
