"""Plug-ins: found late, held to the rules, set aside by name where they will not do, named in all they make."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from armstrace.checks import plugged
from armstrace.checks import registry as checks
from armstrace.desk.case import Case, new_case
from armstrace.desk.licences import ALLOW, gate_of, sign
from armstrace.desk.plug_ins import lacking, makers_in, needed, outside_words
from armstrace.desk.private_case import temporary_case
from armstrace.desk.reread import known_here
from armstrace.gazetteer import plugged as names
from armstrace.plug_ins import found
from armstrace.plug_ins.found import CHECKS, GAZETTEERS, SOURCES, PlugIn, Unfit
from armstrace.records.claims import QuantityClaim
from armstrace.records.findings import Finding
from armstrace.records.verdicts import Verdict
from armstrace.sources import registry as sources
from plug_ins import made_plug_ins as made

Install = Callable[[str, dict[str, dict[str, str]], dict[str, str]], None]
PROGRAM = [sys.executable, "-c", "from armstrace.desk.cli.main import run; run()"]


def _forget() -> None:
    for cached in (sources.readers, checks.checks, checks.document_checks, checks._modules):
        cached.cache_clear()
    found.forget()
    names.forget()


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Install made-up distributions for one test."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    monkeypatch.delenv(found.SWITCH, raising=False)
    before = set(sys.modules)
    _forget()

    def take(name: str, points: dict[str, dict[str, str]], modules: dict[str, str]) -> None:
        made.distribution(folder, name, points, modules)

    yield take
    for name in set(sys.modules) - before:
        if name.startswith("made_"):
            del sys.modules[name]
    _forget()


def reasons() -> str:
    return "\n".join(map(str, found.refused()))


def test_a_source_of_a_plug_in_is_found_and_named_in_what_it_reads(install: Install, tmp_path: Path) -> None:
    recognises = 'return 2 if name.endswith(".made") else 0'
    install("made-one", {SOURCES: {"one": "made_one"}}, {"made_one.py": made.source("made_one", recognises=recognises)})
    path = tmp_path / "a.made"
    path.write_text("x", encoding="utf-8")
    with temporary_case() as case:
        outcome = case.read(case.add(path))
        ((reader,),) = case.tables.ask("SELECT DISTINCT reader FROM set_aside")
    assert outcome.reader == reader == "made_one@1+made-one@1.2"
    assert known_here(reader) == ""
    assert found.refused() == ()


@pytest.mark.parametrize(
    ("module", "reason"),
    [
        ("import nowhere_to_be_found", "it does not load: ModuleNotFoundError"),
        ("raise SystemExit(9)", "it does not load: SystemExit"),
        ("SOURCE = 3", "it has no SOURCE"),
        (made.source("made_x", limits=""), "says no limits"),
        (made.source("made_x").replace('("document",)', '("doctrine",)'), "no kind of record doctrine"),
        (made.source("made_x").replace("def recognises", "def recognizes"), "no function recognises"),
        (made.source("../made"), "is not of a-z, 0-9 and _"),
        (made.source("plain_text"), "armstrace itself has 'plain_text'"),
    ],
)
def test_a_bad_source_is_set_aside_by_name_and_costs_nobody_anything(
    install: Install, module: str, reason: str
) -> None:
    install("made-bad", {SOURCES: {"bad": "made_bad"}}, {"made_bad.py": module})
    known = sources.readers()
    assert "plain_text" in known
    assert known["plain_text"] is sources.own_readers()["plain_text"]
    assert "made_x" not in known
    assert "plug-in set aside, made-bad 1.2 (armstrace.sources: bad)" in reasons()
    assert reason in reasons()


def test_two_plug_ins_of_one_name_are_both_set_aside(install: Install) -> None:
    for name in ("made-a", "made-b"):
        module = name.replace("-", "_")
        install(name, {SOURCES: {"x": module}}, {f"{module}.py": made.source("made_same")})
    assert "made_same" not in sources.readers()
    assert reasons().count("made-a 1.2 and made-b 1.2 both offer 'made_same'") == 2


def test_the_switch_keeps_all_of_them_out(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    install("made-one", {SOURCES: {"one": "made_one"}}, {"made_one.py": "raise AssertionError"})
    monkeypatch.setenv(found.SWITCH, "1")
    assert "made_one" not in sources.readers()
    assert found.refused() == ()
    assert "made_one" not in sys.modules


@pytest.mark.parametrize(
    ("breaks", "told"),
    [
        ({"read": "raise KeyError(exhibit.received_name)"}, "broke on this file, source 'made_one' (KeyError"),
        ({"read": "raise SystemExit"}, "broke on this file"),
        ({"read": "yield None"}, "it gave a NoneType, which it does not say it gives"),
        ({"read": "exhibit = type('E', (), {'sha256': '0' * 64})"}, "it gave a record of another exhibit"),
    ],
)
def test_a_source_that_breaks_refuses_the_file_and_is_named(
    install: Install, tmp_path: Path, breaks: dict[str, str], told: str
) -> None:
    text = made.source("made_one", recognises='return 2 if name.endswith(".made") else 0', **breaks)
    install("made-one", {SOURCES: {"one": "made_one"}}, {"made_one.py": text})
    path = tmp_path / "a.made"
    path.write_text("x", encoding="utf-8")
    with temporary_case() as case:
        outcome = case.read(case.add(path))
    assert told in outcome.refused
    assert "made-one 1.2" in outcome.refused
    assert outcome.refusal is not None
    assert "Tell whoever publishes made-one" in outcome.refusal.todo


def test_a_source_that_breaks_when_asked_knows_nothing(install: Install) -> None:
    text = made.source("made_one", recognises="return 1 / 0")
    install("made-one", {SOURCES: {"one": "made_one"}}, {"made_one.py": text})
    assert sources.reader_for(b"A text.\n", "a.txt").SOURCE.name == "plain_text"
    assert "it broke while it was asked whether it knows a file: ZeroDivisionError" in reasons()


def test_what_a_plug_in_read_that_is_gone_stays_until_somebody_signs(
    install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the plug-in knows the terms of its source: switched off, it must not let go what it would keep."""
    text = made.source("made_one", recognises='return 2 if name.endswith(".made") else 0')
    text = text.replace('covers="nothing",', 'covers="nothing", rows_may_leave=False,')
    install("made-one", {SOURCES: {"one": "made_one"}}, {"made_one.py": text})
    path = tmp_path / "a.made"
    path.write_text("x", encoding="utf-8")
    case = new_case(tmp_path / "case", title="Invented", said_by="p-1")
    exhibit = case.add(path, licence="CC0")
    reader = case.read(exhibit).reader
    assert not sources.may_leave(reader)
    monkeypatch.setenv(found.SWITCH, "1")
    _forget()
    assert not sources.may_leave(reader)
    leaves, why = gate_of(case, date(2026, 1, 1)).may_leave(exhibit, None)
    assert (leaves, why) == (False, "made-one 1.2 read it, which is not here to say the terms of its source")
    sign(case, ALLOW, [exhibit.sha256], "asked the publisher")
    assert gate_of(case, date(2026, 1, 1)).may_leave(exhibit, None)[0]
    case.tables.close()
    assert sources.may_leave("plain_text@1")


CLAIM = QuantityClaim(start=0, end=9, text="9 unicorn", measure="unicorns")
GROUND = cast("checks.Ground", SimpleNamespace(tables=None, published=date(2020, 1, 1)))


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("", "Made up."),
        ("raise KeyError('x')", "The plug-in made-check 1.2 broke on this claim (KeyError: 'x')"),
        ("raise SystemExit", "broke on this claim (SystemExit)"),
        ("return 7", "its answer is no finding on the claim it was asked about"),
    ],
)
def test_a_check_of_a_plug_in_answers_under_its_own_name(install: Install, code: str, reason: str) -> None:
    install("made-check", {CHECKS: {"c": "made_check"}}, {"made_check.py": made.check("made_check", check=code)})
    asked = checks.check_for(CLAIM)
    assert asked is not None
    finding = asked.check(CLAIM, GROUND)
    assert finding.method == "checks.made_check@1+made-check@1.2"
    assert finding.check == "made_check"
    assert reason in finding.reason
    assert "the note that the dossier prints" in checks.method_notes()["made_check"]


def test_a_check_with_a_verdict_and_no_record_is_refused(install: Install) -> None:
    code = "return Finding(claim=claim, check=NAME, method='x', verdict=Verdict.SUPPORTED, reason='Trust me.')"
    install("made-check", {CHECKS: {"c": "made_check"}}, {"made_check.py": made.check("made_check", check=code)})
    finding = checks.checks()["made_check"].check(CLAIM, GROUND)
    assert finding.verdict.value == "cannot_tell"
    assert "it names no record" in finding.reason


def test_our_own_checks_go_first_and_keep_their_names(install: Install) -> None:
    text = made.check("made_check") + "\nRANK = 0\n"
    install("made-check", {CHECKS: {"c": "made_check", "d": "made_twin"}}, {
        "made_check.py": text, "made_twin.py": made.check("import_share"),
    })  # fmt: skip
    share = QuantityClaim(start=0, end=4, text="60 %", measure="share_of_imports", action="imports")
    ours = [name for name, each in checks.checks().items() if each.accepts(share) and name != "made_check"]
    asked = checks.check_for(share)
    assert asked is not None
    assert asked.NAME in ours
    assert "armstrace itself has 'import_share'" in reasons()


def rows_of(package: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    folder = tmp_path / "names" / package / "data"
    folder.mkdir(parents=True)
    (folder / "state_names.csv").write_text(text, encoding="utf-8")
    (folder.parent / "__init__.py").write_text("TABLES = ('state_names.csv',)\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path / "names")
    module = __import__(package)
    return names.admit(module, PlugIn(GAZETTEERS, "x", "made-names", "1.2", package))


HEADER = "name,code,kind,flags,note,source\n"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("name,code\nX,AZE\n", "must have the columns name,code,kind,flags,note,source"),
        (HEADER + "Odlar Yurdu,QQQ,name,,,a book\n", "'QQQ' is no code"),
        (HEADER + "Odlar Yurdu,AZE,name,,,\n", "the source it was taken from"),
        (HEADER + "Odlar Yurdu,AZE\n", "not as many cells"),
        (HEADER + "Armenia,AZE,name,,,a book\n", "armstrace already knows 'armenia' as 'ARM'"),
        (HEADER + "\u00c1rmenia*,AZE,name,,,a book\n", "armstrace already knows 'armenia' as 'ARM'"),
        (HEADER + "Odlar Yurdu,AZE,name,,,a book\nOdlar yurdu,ARM,name,,,a book\n", "a name of 'AZE' in a row above"),
        (HEADER + "Odlar\u202eYurdu,AZE,name,,,a book\n", "cannot be printed"),
    ],
)
def test_names_that_clash_or_have_no_source_are_refused(
    text: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = f"made_names_{abs(hash(text))}"
    with pytest.raises(Unfit, match=r".") as refused:
        rows_of(package, text, tmp_path, monkeypatch)
    assert reason in str(refused.value)


WEAPONS = "name,aliases,weapon_class,kind,platform_class,origin,everyday,source\n"


@pytest.mark.parametrize(
    ("one", "other", "used"),
    [
        (
            "BM-21 Grad,Dolu-21,mlrs,weapon,rocket_launcher,SUN,,a book",
            "BM-21 Grad,Dolu-21,mlrs,weapon,rocket_launcher,SUN,,more",
            2,
        ),
        (
            "BM-21 Grad,Dolu-21,mlrs,weapon,rocket_launcher,SUN,,a book",
            "BM-30 Smerch,D\u00f3lu-21,mlrs,weapon,rocket_launcher,SUN,,more",
            0,
        ),
        ("Dolu-22,,mlrs,weapon,rocket_launcher,AZE,,a book", "Dolu-22,,mlrs,weapon,rocket_launcher,ARM,,more", 0),
    ],
)
def test_two_that_name_one_entry_of_ours_agree_and_others_clash(
    install: Install, one: str, other: str, used: int
) -> None:
    for name, row in (("made_names_one", one), ("made_names_two", other)):
        files = {f"{name}/__init__.py": "TABLES = ('weapons.csv',)\n", f"{name}/data/weapons.csv": f"{WEAPONS}{row}\n"}
        install(name.replace("_", "-"), {GAZETTEERS: {"n": name}}, files)
    assert len(names.gazetteers()) == used
    assert reasons().count("both bring") == 2 - used


def test_names_of_a_plug_in_are_read_and_every_record_says_so(install: Install, tmp_path: Path) -> None:
    """In a process of its own: tables of names are kept in many places once they are read."""
    data = {
        "made_names/__init__.py": "TABLES = ('state_names.csv', 'weapons.csv')\n",
        "made_names/data/state_names.csv": HEADER + "Odlar Yurdu,AZE,name,,,a book\n",
        "made_names/data/weapons.csv": "name,aliases,weapon_class,kind,platform_class,origin,everyday,source\n"
        "BM-21 Grad,Dolu-21,mlrs,weapon,rocket_launcher,SUN,,a book\n",
    }
    install("made-names", {GAZETTEERS: {"n": "made_names"}}, data)
    code = """
import json, sys
from armstrace.gazetteer.states import code_of
from armstrace.gazetteer.weapons import find_weapons_named
from armstrace.sources.registry import readers
from armstrace.checks.registry import versions
weapons = [each.name for each in find_weapons_named("Dolu-21s and Grads were fired")]
print(json.dumps([code_of("Odlar Yurdu"), weapons, readers()["plain_text"].SOURCE.reader, versions()["import_share"]]))
"""
    paths = os.pathsep.join([str(tmp_path / "site"), *filter(None, sys.path)])
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ | {"PYTHONPATH": paths}
    )
    code_found, weapons, reader, version = json.loads(done.stdout)
    assert code_found == "AZE"
    assert weapons == ["BM-21 Grad", "BM-21 Grad"]
    assert reader == "plain_text@2+made-names@1.2"
    assert version == checks.versions()["import_share"]


def test_a_finding_says_whose_names_the_records_were_read_with() -> None:
    def check(claim: Any, _ground: object) -> Finding:
        """Answer: this is the note that the dossier prints."""
        return Finding(claim=claim, check="x", method="checks.x@1", verdict=Verdict.CANNOT_TELL, reason="Made up.")

    def check_document(claims: Any, ground: object) -> list[Finding]:
        return [check(each, ground) for each in claims]

    ours = SimpleNamespace(NAME="x", VERSION=1, check=check, check_document=check_document)
    told = plugged.stamped(ours, ["made-names@1.2", "made-more@2"])
    findings = [told.check(CLAIM, GROUND), *told.check_document([CLAIM], GROUND)]
    assert {each.method for each in findings} == {"checks.x@1+made-names@1.2+made-more@2"}
    assert (told.NAME, told.check.__doc__) == ("x", check.__doc__)


def test_a_bundle_says_which_plug_ins_a_rebuild_needs(tmp_path: Path) -> None:
    (tmp_path / "tables" / "finding").mkdir(parents=True)
    method = "checks.made@1+made-check@1.2"
    (tmp_path / "tables" / "finding" / "x.json").write_text(f'{{"method":"{method}"}}', encoding="utf-8")
    makers = makers_in(cast("Case", SimpleNamespace(root=tmp_path)), ())
    assert makers == (method,)
    assert needed(makers) == [{"distribution": "made-check", "version": "1.2"}]
    assert lacking(needed(makers)) == ["plug-in made-check 1.2, here missing"]
    (told,) = outside_words(["customs@1+made-one@2", "plain_text@1", method])
    assert told.startswith("Code from outside armstrace had a hand in this: made-check 1.2 (checks.made@1); made-one 2")
    assert outside_words(["plain_text@1"]) == ()
    assert "install made-one 2" in known_here("customs@1+made-one@2")


def test_a_command_names_what_was_set_aside_and_goes_on(install: Install, tmp_path: Path) -> None:
    install("made-bad", {SOURCES: {"bad": "made_bad"}}, {"made_bad.py": "1 / 0"})
    paths = os.pathsep.join([str(tmp_path / "site"), *filter(None, sys.path)])
    env = os.environ | {"PYTHONPATH": paths}
    said = "plug-in set aside, made-bad 1.2 (armstrace.sources: bad): it does not load: ZeroDivisionError"
    done = subprocess.run([*PROGRAM, "sources", "--json"], capture_output=True, text=True, check=False, env=env)
    assert done.returncode == 0
    assert len(json.loads(done.stdout)) > 20
    assert said in done.stderr
    without = subprocess.run(
        [*PROGRAM, "--no-plug-ins", "sources", "--json"], capture_output=True, text=True, check=False, env=env
    )
    assert without.stderr == ""
    assert without.stdout == done.stdout
