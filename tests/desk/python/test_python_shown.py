"""Words of strangers stay words in a notebook, frames hold what rows hold, nothing is loaded before it is asked."""

import base64
import subprocess
import sys
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import armstrace as at
from armstrace.desk.python import frames
from armstrace.desk.python.columns import DAY, FLAG, NUMBER, TEXT, TEXTS, WHOLE, Sheet
from armstrace.desk.python.drawing import Drawing

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "https://evil.example/<a href='https://evil.example'>",
    "report\u202efdp.exe",
    "zero\u200bwidth \x1b[31mred",
    "lone \udc80 surrogate",
    "</td></tr></table><iframe src=//evil.example>",
)
SHEET = Sheet({"name": TEXT, "tiv_m": NUMBER, "rows": WHOLE, "sure": FLAG, "on": DAY, "records": TEXTS})
PLAIN = {"div", "table", "caption", "thead", "tbody", "tr", "th", "td", "bdi", "ul", "li", "p", "code", "details",
         "summary", "pre"}  # fmt: skip


class _Tags(HTMLParser):
    """The elements of a page with their attributes, and its words."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def answer(name: str = "Israel") -> at.Answer:
    rows: list[dict[str, Any]] = [
        {"name": name, "tiv_m": 790.25, "rows": 5, "sure": True, "on": "2020-09-27", "records": [name, "b"]},
        {"name": None, "tiv_m": None, "rows": None, "sure": None, "on": None, "records": []},
    ]
    return at.Answer(title=name, rows=SHEET.rows(rows), sheet=SHEET, told=rows, remarks=(name,), sql=(name,))


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_strangers_stay_words(words: str) -> None:
    shown = answer(words)._repr_html_()
    shown.encode("utf-8")
    seen = _Tags()
    seen.feed(shown)
    assert {tag for tag, _ in seen.tags} <= PLAIN
    assert {name for _, attributes in seen.tags for name in attributes} <= {"class", "scope", "data-c"}
    if all(letter.isprintable() for letter in words):
        assert seen.words.count(words) >= 4
    else:
        assert "⟨U+" in seen.words
        assert words not in shown
    printed = repr(answer(words))
    printed.encode("utf-8")
    assert all(letter.isprintable() for line in printed.splitlines() for letter in line)


def test_a_drawing_is_a_picture_that_runs_nothing(tmp_path: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><title>a &lt;b&gt; "quoted" \u202e</title><rect/></svg>'
    drawing = Drawing(svg)
    assert drawing._repr_svg_() == svg
    seen = _Tags()
    seen.feed(drawing._repr_html_())
    ((tag, attributes),) = seen.tags
    assert tag == "img"
    assert attributes["alt"] == 'a <b> "quoted" ⟨U+202E⟩'
    assert base64.b64decode(str(attributes["src"]).partition(",")[2]).decode() == svg
    assert "U+202E" in repr(drawing)
    assert drawing.save(tmp_path / "a.svg").read_text(encoding="utf-8") == svg
    with pytest.raises(at.CaseError, match=r"ends in \.svg"):
        drawing.save(tmp_path / "a.png")


def test_frames_hold_what_the_rows_hold() -> None:
    made = answer("Ağdam \udc80")
    assert made.rows[0]["on"] == date(2020, 9, 27)
    spelt = "Ağdam \\udc80"  # as UTF-8 can hold it
    first, second = made.rows
    kept = [{**first, "name": spelt, "records": [spelt, "b"]}, {**second, "records": []}]
    assert made.to_arrow().to_pylist() == kept
    assert made.to_polars().to_dicts() == kept
    assert pa.Table.from_pandas(made.to_pandas(), schema=made.to_arrow().schema).to_pylist() == kept
    assert str(made.to_pandas()["rows"].dtype) == "int64[pyarrow]"


def test_nothing_found_is_a_frame_with_its_columns() -> None:
    none = at.Answer(title="none", rows=(), sheet=SHEET, told=[])
    assert none.to_polars().columns == none.to_pandas().columns.tolist() == list(SHEET.columns)
    assert not none
    assert "(nothing)" in repr(none)


def test_rows_cannot_be_changed_and_json_is_a_copy() -> None:
    made: Any = answer()
    with pytest.raises(TypeError):
        made.rows[0]["name"] = "another"
    with pytest.raises(AttributeError):
        made.title = "another"
    made.json().clear()
    assert made.json()


@pytest.mark.parametrize("name", ["polars", "pandas"])
def test_a_missing_extra_is_named_with_its_line(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "find_spec", lambda _: None)
    with pytest.raises(at.CaseError, match=r"pip install 'armstrace\[frames\]'"):
        getattr(answer(), f"to_{name}")()


def test_every_public_name_is_there_and_said() -> None:
    for name in at.__all__:
        found = getattr(at, name)
        assert name == "__version__" or found.__doc__, name
    assert {name for names in at._ROOMS.values() for name in names} == set(at.__all__) - {"__version__"}
    with pytest.raises(AttributeError, match="no attribute 'opencase'"):
        getattr(at, "open" + "case")


def test_importing_takes_no_time_and_loads_nothing() -> None:
    told = "import time; t = time.process_time(); import armstrace; print(time.process_time() - t)"
    runs = [subprocess.run([sys.executable, "-c", told], capture_output=True, check=True).stdout for _ in range(3)]
    assert min(map(float, runs)) < 0.1
    loaded = "import armstrace, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    ours = {name for name in done.stdout.split() if name.startswith("armstrace")}
    assert ours == {"armstrace", "armstrace.records", "armstrace.records.version"}
