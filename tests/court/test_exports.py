"""What leaves in the formats of other programs: what those read, what stayed and where that is said, doubt kept."""

import csv
import io
import json
import shutil
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from lxml import etree

from armstrace.desk.case import Case, open_case
from armstrace.desk.exports.exported import Asked, Exported, export
from armstrace.desk.exports.formats import FORMATS
from armstrace.dossier.exports import workbook
from armstrace.evidence import ledger
from armstrace.records.errors import CaseError, CustodyBroken
from court.made_exports import EXACT, HOSTILE, rich_case
from desk import conftest as of_the_desk
from desk.conftest import Armstrace, Process

started = of_the_desk.started
KML = {"k": "http://www.opengis.net/kml/2.2"}


@pytest.fixture(scope="module")
def rich(case: Case, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A case with incidents; exports add lines to its ledger and nothing else."""
    return rich_case(case.root, tmp_path_factory.mktemp("rich"))


def exported(case: Case, out: Path, *words: str, gain: bool = False) -> Exported:
    named, *between = words
    return export(case, Asked(named, tuple(between), non_commercial=not gain), out)


@pytest.fixture(scope="module")
def everything(rich: Case, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Exported]:
    """The case in every format, for a non-commercial use."""
    folder = tmp_path_factory.mktemp("everything")
    return {name: exported(rich, folder / name, name) for name in FORMATS}


def beside(out: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(out.with_name(f"{out.name}.leaving.json").read_bytes())
    return told


def files(folder: Path) -> Iterator[bytes]:
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            yield content
            if zipfile.is_zipfile(io.BytesIO(content)):
                with zipfile.ZipFile(io.BytesIO(content)) as packed:
                    yield from map(packed.read, packed.namelist())


def test_every_format_is_written_and_says_what_it_holds(rich: Case, everything: dict[str, Exported]) -> None:
    for name, done in everything.items():
        assert done.files, name
        told = json.loads((done.out / "leaving.json").read_bytes()) if done.out.is_dir() else beside(done.out)
        assert told["format"] == name
        assert told["ledger"]["line"] == done.line.seq
        assert {each["sha256"] for each in told["exhibits"]} <= {each.sha256 for each in rich.exhibits()}
        assert all("SHA-256" in each["cited"] and each["terms"] for each in told["exhibits"]), name


def test_the_same_case_gives_the_same_bytes_elsewhere(
    rich: Case, everything: dict[str, Exported], started: Process, tmp_path: Path
) -> None:
    own = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    done = started("export", "xlsx", tmp_path / "xlsx", "--non-commercial", "--case", rich.root, "--json", **own)
    told = json.loads(done.communicate()[0])
    assert [each["sha256"] for each in told["files"]] == [each.sha256 for each in everything["xlsx"].files]
    for name in FORMATS.keys() - {"xlsx"}:
        before = everything[name]
        assert exported(rich, tmp_path / before.out.name, name).files == before.files, name


def test_what_may_not_leave_is_in_no_byte_and_is_said(rich: Case, armstrace: Armstrace, tmp_path: Path) -> None:
    register = next(each for each in rich.exhibits() if each.received_name == "deliveries.csv")
    for name in FORMATS:
        if name in {"geojson", "kml"}:
            continue
        done = exported(rich, tmp_path / name, name, "transfer", "finding", "passage", "document", gain=True)
        said = [each for each in done.content.left_out if "3 transfer" in each and register.short in each]
        assert len(said) == 1, name
        assert "non-commercial use only, which nobody declared" in said[0]
    whole = b"\n".join(files(tmp_path))
    assert b"Kestrel-1" not in whole
    assert b"The weather was fine" not in whole, "nobody said its licence"
    told = armstrace("export", "csv", "transfer", tmp_path / "x.csv", "--case", rich.root)
    assert told.code == 2
    assert "Nothing of what is asked for leaves" in told.err
    assert "nobody declared" in told.err
    assert not (tmp_path / "x.csv").exists()


def test_rows_that_a_finding_rests_on_and_that_stay_are_cited_by_place(rich: Case, tmp_path: Path) -> None:
    exported(rich, tmp_path / "out.md", "markdown", "article.txt", gain=True)
    stayed = {each["received_name"]: each for each in beside(tmp_path / "out.md")["stayed"]}
    cited = stayed["deliveries.csv"]["cited"]
    assert cited
    assert all(each["key"].startswith("transfer:") and each["place"].startswith("row=") for each in cited)
    assert "Kestrel" not in (tmp_path / "out.md").read_text(encoding="utf-8")


def test_recent_incidents_leave_rounded_in_every_format_until_somebody_signs(
    rich: Case, everything: dict[str, Exported], armstrace: Armstrace, tmp_path: Path
) -> None:
    for name, done in everything.items():
        if "incident" in FORMATS[name].default:
            assert any("rounded to 0.1 degree" in each for each in done.content.remarks), name
    whole = b"\n".join(files(everything["csv"].out.parent))
    assert not any(each.encode() in whole for each in EXACT)
    case = open_case(Path(shutil.copytree(rich.root, tmp_path / "case")), "p-1")
    armstrace("incidents", "--sign", "incidents.csv", "--why", "agreed", "--case", case.root)
    exported(open_case(case.root, "p-1"), tmp_path / "two.geojson", "geojson")
    assert all(each in (tmp_path / "two.geojson").read_text(encoding="utf-8") for each in EXACT)


def test_an_export_is_an_act_of_custody_and_a_receipt_finds_it(
    rich: Case, armstrace: Armstrace, tmp_path: Path
) -> None:
    """Demand 18 for single files: to whom, when, the hash; what the receiver computes leads back to the line."""
    out = tmp_path / "secret-source-name.csv"
    done = armstrace(
        "export", "csv", "transfer", out, "--to", "the registry", "--non-commercial", "--case", rich.root, "--json"
    )
    assert done.code == 0
    before, after = ledger.read_lines(rich.root)[-2:]
    assert (before.act, before.payload["to"], before.payload["format"]) == ("export_file", "the registry", "csv")
    assert after.act == "exported_file"
    assert after.payload["line"] == before.seq
    told = json.loads(done.out)["files"]
    assert [each["sha256"] for each in after.payload["files"]] == [each["sha256"] for each in told]
    assert "secret-source-name" not in (rich.root / "ledger.jsonl").read_text(encoding="ascii")
    noted = armstrace("export", "--receipt", told[0]["sha256"], "--case", rich.root)
    assert f"line {before.seq} of the ledger" in noted.out
    assert armstrace("export", "--receipt", "0" * 64, "--case", rich.root).code == 4


def test_a_bundle_is_packed_again_although_files_were_handed_on(
    rich: Case, armstrace: Armstrace, tmp_path: Path
) -> None:
    assert armstrace("bundle", tmp_path / "one", "--case", rich.root).code == 0
    exported(rich, tmp_path / "x.bib", "bibtex")
    assert armstrace("bundle", tmp_path / "two", "--again", "--case", rich.root).code == 0
    assert (tmp_path / "one/tagmanifest-sha256.txt").read_bytes() == (
        tmp_path / "two/tagmanifest-sha256.txt"
    ).read_bytes()


def test_raw_values_lie_beside_those_for_people_and_parquet_holds_the_same(rich: Case, tmp_path: Path) -> None:
    exported(rich, tmp_path / "t.csv", "csv", "transfer")
    exported(rich, tmp_path / "t.parquet", "parquet", "transfer")
    people = list(csv.DictReader(io.StringIO((tmp_path / "t.csv").read_text(encoding="utf-8-sig"))))
    raw = list(csv.DictReader(io.StringIO((tmp_path / "t.raw.csv").read_text(encoding="utf-8"))))
    rows = duckdb.connect().execute(f"SELECT * FROM '{tmp_path / 't.parquet'}'").fetchall()
    assert len(people) == len(raw) == len(rows) == 3
    assert [each["tiv_m_printed"] for each in raw] == [each["tiv_m_printed"] for each in people]
    assert all(float(each["tiv_m_low"]) <= float(each["tiv_m"]) <= float(each["tiv_m_high"]) for each in people)


def test_geojson_keeps_to_its_rules_and_never_drops_what_has_no_place(rich: Case, tmp_path: Path) -> None:
    """RFC 7946: a collection of features, positions of two numbers on the globe, null for what is unlocated."""
    exported(rich, tmp_path / "i.geojson", "geojson", "incident")
    told = json.loads((tmp_path / "i.geojson").read_text(encoding="utf-8"))
    assert told["type"] == "FeatureCollection"
    assert "crs" not in told
    features = told["features"]
    assert len(features) == len(HOSTILE) + 3
    assert len({each["id"] for each in features}) == len(features)
    for each in features:
        assert each["type"] == "Feature"
        assert isinstance(each["properties"], dict)
        if each["geometry"] is not None:
            assert each["geometry"]["type"] == "Point"
            lon, lat = each["geometry"]["coordinates"]
            assert -180 <= lon <= 180
            assert -90 <= lat <= 90
    assert sum(each["geometry"] is None for each in features) == len(HOSTILE)
    district = next(each for each in features if each["properties"]["number"] == "O-1")
    assert district["geometry"]["coordinates"] == [-0.25, 40.5], "longitude first, no decimals added"
    assert "stands for a district" in district["properties"]["point_stands_for"]
    assert district["properties"]["when_printed"] == "2016~"
    unsaid = next(each for each in features if each["properties"]["number"] == "O-2")
    assert "does not say how near" in unsaid["properties"]["point_stands_for"]
    recent = next(each for each in features if each["properties"]["number"] == "R-1")
    assert recent["geometry"]["coordinates"] == [47.7, 40.1]
    assert "rounded" in "".join(recent["properties"]["changed"])


def test_kml_is_well_formed_and_foreign_words_are_text(rich: Case, tmp_path: Path) -> None:
    exported(rich, tmp_path / "i.kml", "kml", "incident")
    root = etree.fromstring((tmp_path / "i.kml").read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True))
    assert {etree.QName(each).namespace for each in root.iter()} == {KML["k"]}
    assert not root.xpath("//k:script | //k:b | //k:NetworkLink | //k:href", namespaces=KML)
    marks = root.xpath("//k:Placemark", namespaces=KML)
    assert len(marks) == len(HOSTILE) + 3
    values = {str(each) for each in root.xpath("//k:Data[@name='place_printed']/k:value/text()", namespaces=KML)}
    assert "<script>alert(1)</script> & ]]> <b>" in values, "what was told is told, as text"
    assert any("⟨U+202E⟩" in each for each in values)
    points = [str(each) for each in root.xpath("//k:coordinates/text()", namespaces=KML)]
    assert sorted(points) == ["-0.25,40.5", "-0.25,40.5", "47.7,40.1"]
    spans = root.xpath("//k:Placemark[.//k:value='O-1']/k:TimeSpan/*/text()", namespaces=KML)
    assert [str(each) for each in spans] == ["2016-01-01", "2016-12-31"], "a year stays a year"


def test_a_workbook_holds_every_row_and_no_formula(rich: Case, tmp_path: Path) -> None:
    done = exported(rich, tmp_path / "all.xlsx", "xlsx")
    names = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(tmp_path / "all.xlsx") as book:
        assert {(each.date_time, each.external_attr >> 16, each.create_system) for each in book.infolist()} == {
            ((1980, 1, 1, 0, 0, 0), 0o600, 0)
        }, "nothing of this machine's files"
        sheets = [etree.fromstring(book.read(each)) for each in book.namelist() if "worksheets/sheet" in each]
    rows = [len(sheet.xpath("//m:row", namespaces=names)) for sheet in sheets]
    assert rows[: len(done.rows)] == [size + 1 for size in done.rows.values()]
    assert not any(sheet.xpath("//m:f | //m:hyperlink", namespaces=names) for sheet in sheets)


def test_words_longer_than_a_cell_are_cut_where_it_is_said(tmp_path: Path, rich: Case) -> None:
    case = open_case(Path(shutil.copytree(rich.root, tmp_path / "case")), "p-1")
    path = tmp_path / "long.txt"
    path.write_text("word " * 20_000 + "\n", encoding="utf-8")
    case.read(case.add(path, licence="CC0"))
    done = exported(case, tmp_path / "p.xlsx", "xlsx", "passage")
    assert any("longer than a workbook holds" in each for each in done.content.remarks)
    assert "longer than a workbook holds" in (tmp_path / "p.xlsx.leaving.json").read_text(encoding="utf-8")
    assert any(b"[cut: a cell holds no more" in each for each in files(tmp_path))


def test_markdown_starts_no_markup_of_a_strangers(rich: Case, tmp_path: Path) -> None:
    exported(rich, tmp_path / "i.md", "markdown", "incident")
    page = (tmp_path / "i.md").read_text(encoding="utf-8")
    assert "<script>" not in page.replace("\\<", "")
    assert "\\[x\\](javascript\\:alert(1))" in page
    assert "\u202e" not in page
    table = [each for each in page.splitlines() if each.startswith("| incident")]
    columns = {len(each.replace("\\|", "").split("|")) for each in table}
    assert (len(table), len(columns)) == (len(HOSTILE) + 3, 1)


def test_citations_of_the_exhibits_behind_a_document(rich: Case, tmp_path: Path) -> None:
    exported(rich, tmp_path / "all.json", "csl-json")
    exported(rich, tmp_path / "few.json", "csl-json", "article.txt")
    every, few = (json.loads((tmp_path / name).read_bytes()) for name in ("all.json", "few.json"))
    assert len(every) == len(rich.exhibits())
    names = {each["note"].partition("received as ")[2].partition(";")[0] for each in few}
    assert names == {"article.txt", "deliveries.csv"}


def test_an_exhibit_off_the_web_is_cited_with_its_address(rich: Case, tmp_path: Path) -> None:
    case = open_case(Path(shutil.copytree(rich.root, tmp_path / "case")), "p-1")
    sha256 = next(each.sha256 for each in case.exhibits() if each.received_name == "article.txt")
    ledger.append(case.root, "collect", "p-1", url="https://example.org/a b", page=sha256, warc="")
    exported(case, tmp_path / "c.json", "csl-json", "article.txt")
    (item,) = (each for each in json.loads((tmp_path / "c.json").read_bytes()) if sha256 in each["note"])
    assert (item["type"], item["URL"]) == ("webpage", "https://example.org/a b")
    exported(case, tmp_path / "c.bib", "bibtex", "article.txt")
    assert "url = {https://example.org/a%20b}" in (tmp_path / "c.bib").read_text(encoding="utf-8")


def test_a_workbook_says_what_it_cannot_hold_and_what_it_needs(
    rich: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    with pytest.raises(CaseError, match="A sheet of a workbook holds 2 rows; there are 3 of transfer"):
        exported(rich, tmp_path / "t.xlsx", "xlsx", "transfer")
    monkeypatch.undo()
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(CaseError, match="xlsxwriter, which is not installed"):
        exported(rich, tmp_path / "t.xlsx", "xlsx", "transfer")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("csv",), "A format and a file to write"),
        (("cvs", "x"), "Did you mean csv?"),
        (("csv", "transfers", "x.csv"), "no kind of record, no key and no exhibit"),
        (("csv", "finding:0", "x.csv"), "Nothing of this case has that key"),
        (("csv", "transfer:0", "x.csv"), "Nothing of this case has that key"),
        (("geojson", "transfer", "x"), "Nothing of what is asked for leaves"),
        (("csv", "-"), "goes into a file"),
        (("csv", "nowhere/x.csv"), "is not there"),
    ],
)
def test_wrong_use_is_told_and_nothing_is_written(
    words: tuple[str, ...], told: str, rich: Case, armstrace: Armstrace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = len(ledger.read_lines(rich.root))
    done = armstrace("export", *words, "--case", rich.root)
    assert (done.code, told in done.err) == (2, True), done.err
    assert list(tmp_path.iterdir()) == []
    assert len(ledger.read_lines(rich.root)) == before


def test_a_folder_with_several_kinds_takes_nobodys_place(rich: Case, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(CaseError, match="something here already"):
        exported(rich, tmp_path / "out", "csv")
    assert list((tmp_path / "out").iterdir()) == []


def test_altered_rows_do_not_leave(rich: Case, tmp_path: Path) -> None:
    case = open_case(Path(shutil.copytree(rich.root, tmp_path / "case")), "p-1")
    duckdb.sql(
        f"COPY (SELECT * REPLACE ('Elsewhere' AS place_printed) FROM '{case.root}/tables/incident/*.parquet') "
        f"TO '{next((case.root / 'tables/incident').glob('*.parquet'))}'"
    )
    with pytest.raises(CustodyBroken, match="stored rows of incident"):
        exported(case, tmp_path / "x.csv", "csv", "incident")
    assert not (tmp_path / "x.csv").exists()


def test_a_record_alone_leaves_by_its_key(rich: Case, tmp_path: Path) -> None:
    (key,) = rich.tables.ask("SELECT key FROM transfer ORDER BY key LIMIT 1")[0]
    done = exported(rich, tmp_path / "one.csv", "csv", key)
    assert done.rows == {"transfer": 1}
