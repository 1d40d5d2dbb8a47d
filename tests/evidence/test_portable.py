"""Names as Windows and macOS have them, tried with made-up names: nothing of a case depends on this system's own."""

import unicodedata
import zipfile
from pathlib import Path

import pytest

from armstrace.desk.private_case import temporary_case
from armstrace.desk.questions.outputs import output
from armstrace.evidence import custody
from armstrace.evidence.bag import is_safe
from armstrace.evidence.bag_open import open_bag
from armstrace.evidence.exhibits import add_file
from armstrace.evidence.portable import folded, unfit
from armstrace.records.errors import CaseError

NAME = "A\u011fdam\u2014F\u00fczuli 2020.csv"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("CON", "device"), ("nul.csv", "device"), ("com1.tar.gz", "device"), ("LPT\u00b9", "device"),
        ("aux .txt", "device"), ("a:b", ":"), ("a\\b.csv", "\\"), ("a?", "?"), ("x\t", "U+0009"), ("end.", "dot"),
        ("end ", "blank"), ("x" * 256, "longer"), ("\u00e9" * 130, "longer"),
    ],
)  # fmt: skip
def test_names_that_another_system_cannot_hold(name: str, why: str) -> None:
    assert why in unfit(name)


@pytest.mark.parametrize("name", [NAME, "console.csv", "com10", "nullity", ".hidden", "a.b.c", "auxiliary"])
def test_names_that_every_system_holds(name: str) -> None:
    assert unfit(name) == ""


def test_an_exhibit_is_found_by_its_name_however_the_accents_are_put_together(tmp_path: Path) -> None:
    case = tmp_path / "case"
    case.mkdir()
    parted, whole = unicodedata.normalize("NFD", NAME), unicodedata.normalize("NFC", NAME)
    assert parted != whole
    source = tmp_path / "f"
    source.write_bytes(b"x")
    kept = add_file(case, source, received_name=parted, by="p-1", licence="", treaty="", edition="")
    assert custody.exhibit(case, whole).sha256 == kept.sha256
    assert custody.exhibit(case, parted).received_name == parted


def test_files_that_differ_in_capitals_or_accents_alone_stay_two(tmp_path: Path) -> None:
    names = ["Report.txt", "report.txt", unicodedata.normalize("NFD", "\u00fc.txt"), "\u00fc.txt"]
    with temporary_case() as case:
        taken = []
        for number, name in enumerate(names):
            path = tmp_path / f"{number}"
            path.write_text(f"text {number}", encoding="utf-8")
            with path.open("rb") as file:
                taken.append(case.add(file, name=name))
        assert [each.received_name for each in taken] == names
        assert len({each.sha256 for each in taken}) == len(names)


def test_a_case_names_its_files_so_that_every_system_holds_them(demo_case: Path) -> None:
    inside = [
        path.relative_to(demo_case) for path in demo_case.rglob("*") if path.relative_to(demo_case).parts[0] != "local"
    ]
    assert len(inside) > 20
    assert [str(path) for path in inside if any(unfit(part) for part in path.parts)] == []
    assert len({folded(path.as_posix()) for path in inside}) == len(inside)
    # a path on a Windows that was not told otherwise has 259 characters: most are for where the case lies
    assert max(len(path.as_posix()) for path in inside) < 100


def test_names_in_a_bundle_hold_everywhere(tmp_path: Path) -> None:
    for name in ("data/CON", "data/lpt1.csv", "data/x./y", "data\\x", "C:/x", "data/u\u0308", "data/" + "x" * 200):
        assert not is_safe(name)
    bundle = tmp_path / "b.zip"
    with zipfile.ZipFile(bundle, "w", zipfile.ZIP_STORED) as archive:
        for name in ("b/data/A.csv", "b/data/a.csv", "b/data\\c.csv", "b/data/nul"):
            archive.writestr(name, "x")
    odd = [each.name for each in open_bag(bundle).odd]
    assert odd[:3] == ["data/a.csv", "data\\c.csv", "data/nul"]


def test_a_name_that_windows_cannot_hold_is_refused_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "aux.html"
    assert output(path, "--html") == path
    monkeypatch.setattr("armstrace.desk.questions.outputs.on_windows", lambda: True)
    with pytest.raises(CaseError, match="keeps the name aux for a device"):
        output(path, "--html")
