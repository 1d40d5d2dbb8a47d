"""The reference is made from the code: it is fresh, nothing is left out of it, and what has no words is named."""

import importlib
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Annotated, Any, cast, get_args

import pytest
import typer
from typer.main import get_command
from typer.testing import CliRunner

import armstrace
from armstrace.checks.registry import method_notes
from armstrace.desk.cli.main import app
from armstrace.desk.web.app import all_ways
from armstrace.desk.web.ways import Look
from armstrace.records.claims import Claim
from armstrace.records.errors import ArmstraceError
from armstrace.sources.registry import readers
from docs import build
from docs.made import gaps, settings
from docs.made.page import table
from docs.made.python import public_names
from docs.made.records import kinds, unit_of

DOCS = Path(__file__).resolve().parents[2] / "docs"
REPORT = Path(armstrace.__file__).parent / "desk" / "demo_case" / "report.md"


def page(name: str) -> str:
    return (DOCS / "reference" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", build.PAGES)
def test_made_pages_are_fresh(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == build.PAGES[name](), "run `make docs`"


def test_nothing_goes_without_words() -> None:
    assert build.gaps_here() == []


def test_a_stale_page_and_a_gap_fail_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(build, "FOLDER", tmp_path)
    monkeypatch.setattr(build, "PAGES", {"errors.md": build.errors_page})
    monkeypatch.setattr(build, "gaps_here", list)
    (tmp_path / "errors.md").write_text("old", encoding="utf-8")
    assert build.main(["--check"]) == 1
    assert build.main([]) == 0
    assert build.main(["--check"]) == 0
    monkeypatch.setattr(build, "gaps_here", lambda: ["setting X"])
    assert build.main([]) == 1
    assert "not documented: setting X" in capsys.readouterr().err


def test_every_command_check_source_error_and_kind_has_its_section() -> None:
    words = [" ".join(command) for command in build.commands()]
    assert {"new", "add", "read", "check", "share", "case show", "demo"} <= set(words)
    wanted = {
        "cli.md": [f"armstrace {each}" for each in words],
        "checks.md": list(method_notes()),
        "sources.md": list(readers()),
        "errors.md": [error.__name__ for error in build.known_errors()],
        "records.md": list(kinds()),
    }
    functions = [name for name in public_names() if not isinstance(getattr(armstrace, name), type)]
    assert [name for name in functions if f"### armstrace.{name}\n" not in page("python.md")] == []
    assert [name for name in public_names() if f"armstrace.{name}" not in page("python.md")] == []
    assert all(len(each) >= 6 for each in wanted.values())
    assert [(name, each) for name, found in wanted.items() for each in found if f"## {each}\n" not in page(name)] == []
    limits = [limit for reader in readers().values() for limit in reader.SOURCE.limits]
    assert [limit for limit in limits if limit not in page("sources.md")] == []


def test_a_command_without_help_and_an_option_without_help_are_named() -> None:
    made = typer.Typer()

    @made.command()
    def silent(
        named: Annotated[str, typer.Option()] = "", told: Annotated[str, typer.Option(help="Said.")] = ""
    ) -> None:
        pass

    found = list(gaps.of_commands({"silent": get_command(made)}))
    assert found == ["command silent: no help", "command silent: --named has no help"]


def test_a_check_with_a_short_note_is_named() -> None:
    assert list(gaps.of_checks({"terse": "It decides."})) == [
        "check terse: its note has no more than 30 words",
    ]


def test_a_source_without_limits_is_named() -> None:
    said = dict.fromkeys(("title", "publisher", "licence", "covers", "kinds"), "said")
    reader = cast("Any", SimpleNamespace(SOURCE=SimpleNamespace(**said, limits=())))
    assert list(gaps.of_sources({"boundless": reader})) == ["source boundless: no limits"]


def test_an_error_and_a_kind_without_docstring_are_named() -> None:
    class Mute(ArmstraceError):
        pass

    assert list(gaps.of_errors([Mute])) == ["error Mute: no docstring"]
    assert list(gaps.of_records({"mute": Mute})) == ["record mute: no docstring"]


def test_what_python_gives_without_docstring_is_named() -> None:
    def mute() -> None:
        pass

    module = SimpleNamespace(__all__=["mute", "__version__"], mute=mute, __version__="1")
    assert list(gaps.of_python(module)) == ["python mute: no docstring"]


def test_an_address_that_says_nothing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    look = next(way for way in all_ways() if isinstance(way, Look))
    monkeypatch.setattr(look.view, "__doc__", "")
    assert len(list(gaps.of_web([look]))) == 1


def test_settings_that_the_code_reads_and_the_page_has_not_are_named() -> None:
    makefile = "\n".join(f"{name} ?= x" for name in settings.MAKEFILE)
    known = [f'import os\nos.environ.get("{name}")\n' for name in settings.ENVIRONMENT]
    words = settings.case_words()
    assert settings.undocumented(known, words, makefile) == []
    more = [*known, 'import os\nNAME = "ARMSTRACE_UNHEARD_OF"\nos.environ[NAME]\n']
    assert settings.undocumented(more, [*words, "colour"], f"{makefile}\nSPEED ?= 3") == [
        "Makefile SPEED",
        "case.toml colour",
        "environment ARMSTRACE_UNHEARD_OF",
    ]
    assert settings.undocumented(known[1:], words, makefile) == [f"environment {next(iter(settings.ENVIRONMENT))}"]


def test_the_settings_that_are_told_stand_on_the_page() -> None:
    told = [*settings.CASE, *settings.CHAIN, *settings.ENVIRONMENT, *settings.OF_THE_SYSTEM, *settings.MAKEFILE]
    assert [name for name in told if f"| `{name}` |" not in page("settings.md")] == []


def test_units_are_told() -> None:
    assert unit_of("tiv_unit") == "millions of trend-indicator values"
    assert "| `lowest_ft` | float \\| null |  | feet |" in page("records.md")
    assert table(("a",), [("x | y",)]).endswith("| x \\| y |")


def test_records_are_printed_as_their_schema_says(demo_case: Path) -> None:
    # it ships no types, and comes along with schemathesis
    jsonschema: Any = importlib.import_module("jsonschema")
    known = jsonschema.Draft202012Validator(json.loads(page("records.schema.json")))
    printed = CliRunner().invoke(app, ["read", "--case", str(demo_case), "--json"])
    lines = [json.loads(line) for line in printed.stdout.splitlines()]
    first = {line["kind"]: line for line in lines}
    assert {"transfer", "flow", "incident", "edition", "commitment", "passage"} - set(first) <= {"transfer"}
    for line in first.values():
        known.validate(line)
    assert not known.is_valid({**first["flow"], "colour": "red"})
    assert not known.is_valid({name: value for name, value in first["flow"].items() if name != "year"})


def test_a_checked_document_is_printed_as_its_schema_says(demo_case: Path, tmp_path: Path) -> None:
    jsonschema: Any = importlib.import_module("jsonschema")
    known = jsonschema.Draft202012Validator(json.loads(page("check.schema.json")))
    article = tmp_path / "article.txt"
    article.write_text(EVERY_KIND, encoding="utf-8")
    own = CliRunner().invoke(app, ["check", str(article), "--published", "2020-11-20", "--json"])
    of_case = CliRunner().invoke(app, ["check", str(REPORT), "--case", str(demo_case), "--json"])
    told = [json.loads(done.stdout) for done in (own, of_case)]
    for each in told:
        known.validate(each)
    claims = [row["claim"] for each in told for row in (*each["findings"], *each["unchecked"])]
    assert {claim["type"] for claim in claims} == {each.TYPE for each in get_args(Claim)}
    assert any(each["readings"] and each["parts"] for each in told[1]["findings"])
    finding = told[1]["findings"][0]
    assert not known.is_valid({**told[1], "findings": [{**finding, "verdict": "proved"}]})
    assert not known.is_valid({**told[1], "findings": [{k: v for k, v in finding.items() if k != "limits"}]})


EVERY_KIND = """Israel supplied 60 percent of Azerbaijan's arms imports between 2015 and 2019. Russia has not signed the
Arms Trade Treaty. Israel delivered several rifle models to Azerbaijan. "We have seen cluster bombs fall on the city,"
said Anna Petrosyan on 5 October 2020. On 4 October 2020 Azerbaijani forces reportedly fired Israeli-made LAR-160
cluster rockets at Stepanakert. The ceasefire was signed on 10 November 2020. In September 2020, 12 Silk Way cargo
flights landed at Ovda. On 12 October 2020 the Supreme Court of Israel rejected a petition to stop the sale. Azerbaijani
President Ilham Aliyev spoke. Armenia possesses Iskander missiles.
Azerbaijan has been under an OSCE arms embargo since 1992.
"""
