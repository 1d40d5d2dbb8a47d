"""Demand 13: each finding says as PROV who or what made it, when, by which rule, from which places in which bytes."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from prov.model import ProvDocument

from armstrace import __version__
from armstrace.checks.registry import versions
from armstrace.desk.bundles.check import Trust, verify_bundle
from armstrace.desk.case import Case, open_case
from armstrace.desk.exports.exported import Asked, export
from armstrace.evidence import ledger
from court.made_case import copied
from eval.mutations import rewrite_manifests

Statements = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def told(plain: Path) -> dict[str, Statements]:
    """The provenance of the one document that was checked."""
    (path,) = (each for each in (plain / "data/prov").iterdir() if each.name != "exhibits.json")
    found: dict[str, Statements] = json.loads(path.read_bytes())
    return found


def findings(plain: Path) -> list[dict[str, Any]]:
    (path,) = (plain / "data/tables/finding").iterdir()
    found: list[dict[str, Any]] = json.loads(path.read_bytes())["findings"]
    return found


def related(told: dict[str, Statements], relation: str, role: str, name: str) -> list[dict[str, Any]]:
    return [each for each in told[relation].values() if each.get(f"prov:{role}") == name]


def test_prov_reads_it_and_gives_it_back(plain: Path) -> None:
    paths = sorted((plain / "data/prov").iterdir())
    assert len(paths) == 2
    for path in paths:
        read = ProvDocument.deserialize(content=path.read_text(encoding="utf-8"), format="json")
        again = ProvDocument.deserialize(content=read.serialize(format="json"), format="json")
        assert read == again
        stated = json.loads(path.read_bytes())
        stated.pop("prefix")
        assert len(list(read.get_records())) == sum(map(len, stated.values()))


def test_each_finding_leads_down_to_hashes_and_places(plain: Path, case: Case, told: dict[str, Statements]) -> None:
    here = {path.name for path in (plain / "data/exhibits").glob("*/*")}
    known = findings(plain)
    assert len(known) >= 2
    rested = 0
    for finding in known:
        (made,) = related(told, "wasGeneratedBy", "entity", finding["key"])
        check = made["prov:activity"]
        used = {each["prov:entity"] for each in related(told, "used", "activity", check)}
        assert used == {finding["claim"]["key"], *finding["records"]}
        sources = {
            each["prov:usedEntity"] for each in related(told, "wasDerivedFrom", "generatedEntity", finding["key"])
        }
        assert sources == used
        for key in used:
            (step,) = related(told, "wasDerivedFrom", "generatedEntity", key)
            kind, _, sha256 = step["prov:usedEntity"].partition(":")
            assert (kind, sha256 in here) == ("exhibit", True)
            exhibit = told["entity"][step["prov:usedEntity"]]
            stored = plain / "data/exhibits" / sha256[:2] / sha256
            assert hashlib.sha256(stored.read_bytes()).hexdigest() == exhibit["armstrace:sha256"]
            row = case.tables.row(key)
            if row is not None:
                rested += 1
                assert (sha256, step["armstrace:place"]) == (row["exhibit"], row["place"])
            else:
                start, end = (int(each) for each in step["armstrace:place"].removeprefix("chars=").split("-"))
                text = stored.read_text(encoding="utf-8")
                assert text[start:end] == finding["claim"]["text"], "the place in the bytes that were received"
    assert rested


def test_who_what_version_and_by_which_rule(plain: Path, case: Case, told: dict[str, Statements]) -> None:
    checked = next(line for line in ledger.read_lines(case.root) if line.act == "check")
    for finding in findings(plain):
        (made,) = related(told, "wasGeneratedBy", "entity", finding["key"])
        assert made["prov:time"] == checked.at
        ties = related(told, "wasAssociatedWith", "activity", made["prov:activity"])
        agents = {each["prov:agent"]: each for each in ties}
        assert set(agents) == {f"software:armstrace-{__version__}", f"person:{checked.by}"}
        (plan,) = (each["prov:plan"] for each in ties if "prov:plan" in each)
        rule = told["entity"][plan]["armstrace:method"]
        assert rule == finding["method"] == f"checks.{finding['check']}@{versions()[finding['check']]}"
    types = {each["prov:type"]["$"] for each in told["agent"].values()}
    assert types == {"prov:SoftwareAgent", "prov:Person"}
    readings = [each for each in told["activity"].values() if each["prov:type"]["$"] == "armstrace:Reading"]
    assert readings
    assert all("prov:endTime" in each for each in readings)


def test_no_value_and_no_quoted_word_is_in_it(plain: Path) -> None:
    for path in (plain / "data/prov").iterdir():
        text = path.read_text(encoding="utf-8")
        assert "Kestrel" not in text
        assert "60 percent" not in text


def test_a_statement_altered_under_manifests_made_anew_is_found(plain: Path, tmp_path: Path) -> None:
    root = copied(plain, tmp_path)
    for path in (root / "data/prov").iterdir():
        path.write_bytes(path.read_bytes().replace(b'"armstrace:verdict":"supported"', b'"armstrace:verdict":"partly"'))
    rewrite_manifests(root)
    assert any("data/prov/" in each for each in verify_bundle(root, Trust()).differing)


def test_of_what_stayed_key_and_place_are_told_and_verify_agrees(case: Case, tmp_path: Path) -> None:
    from armstrace.desk.bundles.bundle import Wish, bundle  # noqa: PLC0415  # the test's own bundle: nothing was declared

    done = bundle(open_case(case.root, "p-1"), tmp_path / "bundle", Wish())
    (path,) = (each for each in (done.out / "data/prov").iterdir() if each.name != "exhibits.json")
    told = json.loads(path.read_bytes())
    register = next(each.sha256 for each in case.exhibits() if each.received_name == "deliveries.csv")
    assert "nobody declared" in told["entity"][f"exhibit:{register}"]["armstrace:kept_back"]
    rows = [each for each in told["entity"].values() if each.get("armstrace:exhibit") == register]
    assert rows
    assert all(each["armstrace:place"].startswith("row=") for each in rows)
    entities = (done.out / "data/ftm/entities.ftm.json").read_text(encoding="utf-8")
    assert f"armstrace-exhibit-{register}" in entities
    assert "Kestrel" not in entities, "of its rows nothing leaves"
    report = verify_bundle(done.out, Trust())
    assert report.ok, report
    assert report.changed == ()


def test_an_export_tells_of_the_findings_asked_for(case: Case, plain: Path, tmp_path: Path) -> None:
    key = findings(plain)[0]["key"]
    export(open_case(case.root, "p-1"), Asked("prov-json", (key,)), tmp_path / "one.json")
    told = json.loads((tmp_path / "one.json").read_bytes())
    assert [each for each in told["entity"] if each.startswith("finding:")] == [key]
