"""First uses of a weapon against the uses recorded before."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from armstrace.checks import first_use, registry
from armstrace.checks.recorded import Recorded
from armstrace.checks.registry import Ground
from armstrace.records.claims import WeaponUseClaim
from armstrace.records.findings import Finding
from armstrace.records.kinds import Incident
from armstrace.records.values import When
from armstrace.records.verdicts import Verdict
from armstrace.sources.registry import source_limits
from armstrace.tables.ask import Tables
from incidents_by_hand import incident

YES, NO, PART, UNKNOWN = Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.PARTLY, Verdict.CANNOT_TELL
HAROP = {"weapon": "Harop", "weapon_printed": "Harop loitering munition", "actor": "AZE", "origin": "Reuters"}


def claim(day: str | None, words: str = "Azerbaijan first used the Harop", **slots: Any) -> WeaponUseClaim:
    named = {"weapon": "Harop", "weapon_class": "loitering_munition", "actor": "AZE"} | slots
    return WeaponUseClaim(
        start=0, end=len(words), text=words, date=When.read(day) if day else None, sentence=(0, len(words)), **named
    )


def checked(path: Path, asked: WeaponUseClaim, *incidents: Incident) -> Finding:
    ground = Ground(Tables(path), date(2020, 11, 20), source_limits, recorded=Recorded(lambda: incidents))
    (finding,) = registry.run([asked], ground)
    assert finding.check == "first_use"
    return finding


@pytest.mark.parametrize(
    ("asked", "records", "verdict"),
    [
        (claim("2020-09"), [incident("a", "2016-04-04", HAROP)], NO),
        (claim("2020-09"), [incident("a", "2016-04-04", HAROP, hedge="reportedly")], PART),
        (claim("2020-09"), [incident("a", "2016-04-04", HAROP, origin="Armenian Ministry of Defence")], PART),
        (claim("2020-09"), [incident("a", "2016-04-04", HAROP, origin="Azerbaijani Ministry of Defence")], NO),
        (claim("2020-09"), [incident("a", "2016-04-04", HAROP, origin="a resident")], PART),
        (claim("2016-04"), [incident("a", "2016-04-04", HAROP)], PART),
        (claim("2016-04"), [incident("a", "2020-10-04", HAROP)], UNKNOWN),
        (claim("2020-09"), [incident("a", "2016", HAROP)], NO),
        (claim("2016-04"), [incident("a", "2016", HAROP)], PART),
        (claim("2020-09"), [incident("a", "2016-04-04", HAROP, actor="ARM")], UNKNOWN),
        (claim("2020-09"), [incident("a", "2016-04-04", HAROP, weapon="Harpy", weapon_printed="Harpy")], UNKNOWN),
        (claim("2020-09", place="Stepanakert"), [incident("a", "2016-04-04", HAROP, place_printed="Talish")], UNKNOWN),
        (claim(None), [incident("a", "2016-04-04", HAROP)], UNKNOWN),
        (claim("2020-09"), [incident("a", None, HAROP, reported="2016-04-05")], UNKNOWN),
    ],
)
def test_a_first_use(tmp_path: Path, asked: WeaponUseClaim, records: list[Incident], verdict: Verdict) -> None:
    finding = checked(tmp_path, asked, *records)
    assert finding.verdict is verdict, finding.reason


def test_the_earlier_use_is_named_and_silence_is_no_proof(tmp_path: Path) -> None:
    finding = checked(
        tmp_path, claim("2020-09"), incident("a", "2016-04-04", HAROP), incident("b", "2019-05-01", HAROP)
    )
    assert finding.reason == "Recorded before: 2016-04-04, told by Reuters."
    finding = checked(tmp_path, claim("2016-04"), incident("a", "2016-04-04", HAROP))
    assert "An earlier one may be recorded nowhere." in finding.reason


@pytest.mark.parametrize(
    ("words", "taken"),
    [
        ("For the first time, Azerbaijan fired LORA missiles", True),
        ("the first combat use of the Harop", True),
        ("Azerbaijan used the Harop first in 2016", True),
        ("the first rocket hit the town", False),
        ("The First Army fired rockets", False),
    ],
)
def test_words_that_say_first(words: str, taken: bool) -> None:
    assert first_use.says_first(words) is taken
