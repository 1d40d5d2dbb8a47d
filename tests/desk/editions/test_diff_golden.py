"""Small editions, made up, compared: what a program and a person are told stays as pinned.

`PIN=1 pytest` writes the expected files; a person reads them before they are committed.
"""

import csv
import io
import json
import os
from pathlib import Path

import pytest

from armstrace.evidence.clock import utc_now
from desk.conftest import Armstrace

SAMPLES = Path(__file__).parent / "samples"
KINDS = ("register", "incidents", "treaties", "table")


def pinned(name: str, text: str) -> str:
    path = SAMPLES / name
    if os.environ.get("PIN"):
        path.write_text(text, encoding="utf-8")
    return path.read_text(encoding="utf-8")


@pytest.fixture
def in_samples(monkeypatch: pytest.MonkeyPatch) -> None:
    """Name the files as short as a person would."""
    monkeypatch.chdir(SAMPLES)


@pytest.mark.usefixtures("in_samples")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("option", "ending"), [("--json", "json"), ("--csv", "csv"), ("", "txt")])
def test_two_small_editions_give_what_is_pinned(armstrace: Armstrace, kind: str, option: str, ending: str) -> None:
    done = armstrace("diff", f"{kind}_old.csv", f"{kind}_new.csv", *filter(None, [option]))
    assert done.code == 0, done.err
    assert done.out == pinned(f"expected_{kind}.{ending}", done.out)


@pytest.mark.usefixtures("in_samples")
@pytest.mark.parametrize("kind", KINDS)
def test_sheet_and_json_name_the_same_cells(armstrace: Armstrace, kind: str) -> None:
    files = (f"{kind}_old.csv", f"{kind}_new.csv")
    lines = list(csv.DictReader(io.StringIO(armstrace("diff", *files, "--csv").out)))
    told = json.loads(armstrace("diff", *files, "--json").out)["compared"]
    for change, where in (("changed", "changed"), ("perhaps the same", "suggested")):
        listed = [
            (cell["column"], one["old"]["key"], one["new"]["key"])
            for each in told
            for one in each[where]
            for cell in one["cells"]
        ]
        assert sorted(listed) == sorted(
            (line["column"], line["old_key"], line["new_key"]) for line in lines if line["change"] == change
        )
    for change in ("gone", "new"):
        keys = {row["key"] for each in told for row in each[change]}
        assert keys == {line[f"{'old' if change == 'gone' else 'new'}_key"] for line in lines
                        if line["change"].startswith(change)}  # fmt: skip


@pytest.mark.usefixtures("in_samples")
def test_the_same_file_twice_shows_no_change(armstrace: Armstrace) -> None:
    done = armstrace("diff", "register_old.csv", "register_old.csv")
    assert done.code == 0
    assert "Nothing changed" in done.out
    told = json.loads(armstrace("diff", "register_old.csv", "register_old.csv", "--json").out)
    assert all(not each["changed"] and not each["gone"] and not each["new"] for each in told["compared"])


@pytest.mark.usefixtures("in_samples")
def test_narrowed_to_a_pair_of_parties(armstrace: Armstrace) -> None:
    said = ("--supplier", "Israel", "--recipient", "AZE")
    told = json.loads(armstrace("diff", "register_old.csv", "register_new.csv", *said, "--json").out)
    (each,) = told["compared"]
    assert {(row["from"], row["to"]) for row in (*each["gone"], *each["new"])} == {("ISR", "AZE")}
    assert each["rows"]["old"] == 9


@pytest.mark.usefixtures("in_samples")
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("register_old.csv", "register_new.csv", "--json", "--csv"), "cannot both"),
        (("register_old.csv", "register_new.csv", "--supplier", "Ruritania"), "not a state"),
    ],
)
def test_wrong_use_is_told(armstrace: Armstrace, words: tuple[str, ...], says: str) -> None:
    done = armstrace("diff", *words)
    assert done.code == 2
    assert says in done.err


def test_texts_are_no_editions(armstrace: Armstrace, tmp_path: Path) -> None:
    one, other = tmp_path / "one.txt", tmp_path / "other.txt"
    one.write_text("A text.\n")
    other.write_text("Another text.\n")
    done = armstrace("diff", one, other)
    assert done.code == 2
    assert "Neither edition holds rows" in done.err


def test_recent_incidents_keep_their_coordinates_and_texts_back(armstrace: Armstrace, tmp_path: Path) -> None:
    day = utc_now().date().isoformat()
    for name in ("old", "new"):
        text = (SAMPLES / f"incidents_{name}.csv").read_text(encoding="utf-8")
        text = text.replace("X1,2012-10-28,2012-10-30", f"X1,{day},{day}")
        (tmp_path / f"{name}.csv").write_text(text.replace("40.1234", "40.1235" if name == "new" else "40.1234"))
    done = armstrace("diff", tmp_path / "old.csv", tmp_path / "new.csv", "--json")
    assert done.code == 0, done.err
    assert "40.12" not in done.out
    assert '"column": "lat"' in done.out


@pytest.mark.usefixtures("in_samples")
def test_two_formats_have_no_rows_gone_or_new(armstrace: Armstrace) -> None:
    """A table that only one side holds is told as such: its rows stand against nothing."""
    done = armstrace("diff", "register_old.csv", "treaties_new.csv")
    assert done.code == 0
    assert "in the older edition" in done.out
    assert "in the newer edition" in done.out
    assert not {"gone", "new;"} & set(done.out.split())
    assert "Nothing changed" not in done.out
