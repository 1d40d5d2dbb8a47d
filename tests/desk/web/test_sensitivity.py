"""A level of sensitivity reaches every page, count, search hit and download, from the moment it is signed."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from armstrace.desk.case import open_case
from armstrace.desk.chains.asked import entries
from armstrace.desk.chains.build import built
from armstrace.desk.chains.documents import claims_of, findings_of
from armstrace.desk.incidents.kept_events import FILE, FOLDER, events_of, number_of_incidents
from armstrace.desk.judgements.replies import Asked, put, signed
from armstrace.desk.sensitivity import ACT, Level, hidden_from, levels, mark
from armstrace.desk.web.api.openapi import api_path
from armstrace.desk.web.app import all_ways
from armstrace.desk.web.visitor import Role, Visitor
from armstrace.desk.web.ways import Look, Send
from armstrace.desk.withheld import withheld_lines
from armstrace.evidence import ledger
from armstrace.evidence.lines import GENESIS, Line
from armstrace.records.errors import CaseError
from desk import conftest as of_the_desk
from desk.web.serving import Serving, serving
from desk.web.test_roles import filled, needed

armstrace = of_the_desk.armstrace

MARKED = {"transfers": Level.RESTRICTED, "document": Level.PROTECTED}
MAY = {Role.READER: set(), Role.ANALYST: {"transfers"}, Role.CUSTODIAN: {"transfers", "document"}}


@dataclass(frozen=True, slots=True)
class Sensitive:
    """A served case with two marked exhibits: their hashes and names, and a claim and a finding of the document."""

    serving: Serving
    hashes: dict[str, str]
    names: dict[str, str]
    finding: str

    def as_role(self, role: Role) -> httpx.Client:
        return self.serving.as_somebody(Visitor(f"p-{role.name.lower()}", role))


@pytest.fixture(scope="module")
def sensitive(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sensitive]:
    root = Path(shutil.copytree(made, tmp_path_factory.mktemp("sensitive") / "case"))
    case = open_case(root, "p-custodian")
    (document,) = (each for each in case.exhibits() if each.received_name.endswith(".md"))
    transfers = next(each for each in case.exhibits() if each.received_name == "tiv_imports_azerbaijan.csv")
    told = json.loads(next((root / "tables" / "finding").glob("*.json")).read_bytes())
    claim = str(told["findings"][0]["claim"]["key"])
    put(case, claim, str(told["findings"][0]["claim"]["text"]), Asked("A ministry", case.today, "silent"), "by letter")
    mark(case, document.sha256, MARKED["document"], "a source could be known by it")
    mark(case, transfers.sha256, MARKED["transfers"], "not published yet")
    case.tables.close()
    with serving(root) as running:
        hashes = {"document": document.sha256, "transfers": transfers.sha256}
        names = {"document": document.received_name, "transfers": transfers.received_name}
        yield Sensitive(running, hashes, names, str(told["findings"][0]["key"]))


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.name.lower())
def test_each_role_sees_on_every_page_what_its_level_allows(sensitive: Sensitive, role: Role) -> None:
    person = sensitive.as_role(role)
    everything = ""
    for way in all_ways():
        if not isinstance(way, Look) or "{" in way.path or way.role > role:
            continue
        for path in {api_path(way.path), way.path if way.template else api_path(way.path)}:
            answer = person.get(path, params=needed(way))
            assert answer.status_code in {200, 404, 422}, path
            for what, sha256 in sensitive.hashes.items():
                if what not in MAY[role]:
                    assert sha256 not in answer.text, path
                    assert sensitive.names[what] not in answer.text, path
            everything += answer.text
    assert {what for what, sha256 in sensitive.hashes.items() if sha256 in everything} == MAY[role]


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.name.lower())
def test_each_role_reaches_by_its_hash_what_its_level_allows(sensitive: Sensitive, role: Role) -> None:
    person = sensitive.as_role(role)
    for what, sha256 in sensitive.hashes.items():
        for way in all_ways():
            if "{sha256}" in way.path and isinstance(way, Look | Send):
                path = filled(way.path if isinstance(way, Send) else api_path(way.path), sha256)
                status = person.get(path, params=needed(way)).status_code
                assert what in MAY[role] or status == 404, path
        assert person.get(f"/api/exhibits/{sha256}").status_code == (200 if what in MAY[role] else 404)


def test_counts_say_nothing_of_what_is_hidden(sensitive: Sensitive) -> None:
    told = {role: sensitive.as_role(role).get("/api/overview").json() for role in Role}
    custody = {role: each["custody"]["exhibits"] for role, each in told.items()}
    assert custody[Role.ANALYST] == custody[Role.CUSTODIAN] - 1
    assert custody[Role.READER] == custody[Role.CUSTODIAN] - 2
    assert told[Role.CUSTODIAN]["verdicts"]["documents"]
    assert not told[Role.ANALYST]["verdicts"]["documents"]
    for role, hidden in ((Role.READER, {"check", "reply"}), (Role.CUSTODIAN, set())):
        page = sensitive.as_role(role).get("/api/ledger").json()
        acts = page["acts"]
        assert hidden.isdisjoint(acts)
        assert (ACT in acts) is (role is Role.CUSTODIAN)
        # that there are lines is no secret: the hash of the last one vouches for all
        assert page["count"] > sum(acts.values()) or role is Role.CUSTODIAN


def test_incidents_of_hidden_exhibits_are_not_counted(sensitive: Sensitive) -> None:
    case = open_case(sensitive.serving.root)
    assert number_of_incidents(case) == 40
    case.hidden = frozenset(each.sha256 for each in case.exhibits() if "incidents" in each.received_name)
    assert number_of_incidents(case) == 0


def test_what_rests_on_it_is_hidden_too(sensitive: Sensitive) -> None:
    keys = {"finding": sensitive.finding}
    for role in Role:
        person = sensitive.as_role(role)
        for key in keys.values():
            assert person.get(f"/api/why/{key}").status_code == (200 if role is Role.CUSTODIAN else 404)
        page = person.get("/api/ledger").json()
        said = json.dumps([line for line in page["lines"] if not line["withheld"]])
        assert ("A ministry" in said) is (role is Role.CUSTODIAN)
        assert ("a source could be known" in said) is (role is Role.CUSTODIAN)


def test_words_of_it_are_not_found(sensitive: Sensitive) -> None:
    hits = {role: sensitive.as_role(role).get("/api/search", params={"q": "94 percent"}).json() for role in Role}
    assert hits[Role.CUSTODIAN]["total"] > 0
    assert hits[Role.READER]["total"] == hits[Role.ANALYST]["total"] == 0
    assert not hits[Role.READER]["hits"]


def test_a_mark_holds_at_once_for_open_sessions_and_needs_a_custodian(made: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(made, tmp_path / "case"))
    with serving(root) as running:
        reader, analyst, custodian = (running.as_somebody(Visitor(f"p-{role.value}", role)) for role in Role)
        row = reader.get("/api/exhibits").json()["rows"][0]
        path = f"/api/exhibits/{row['sha256']}"
        assert (row["sensitivity"], reader.get(path).json()["levels"]) == ("", [])
        seen = custodian.get(path).json()["seen"]
        body: dict[str, Any] = {"level": "protected", "why": "asked for by its source", "seen": seen}
        for person in (reader, analyst):
            assert person.post(f"{path}/sensitivity", json=body).json()["where"] == "the role"
        for wrong in ({"why": " "}, {"level": "secret"}, {"seen": "x"}):
            assert custodian.post(f"{path}/sensitivity", json={**body, **wrong}).status_code == 422
        assert custodian.post(f"{path}/sensitivity", json=body).status_code == 200
        assert [each.get(path).status_code for each in (reader, analyst, custodian)] == [404, 404, 200]
        assert custodian.get(path).json()["row"]["sensitivity"] == "protected"
        late = custodian.post(f"{path}/sensitivity", json={**body, "level": "open"})
        assert (late.status_code, "protected by p-3" in late.json()["detail"]) == (409, True)
        form = {**body, "level": "restricted", "seen": seen + 1, "csrf": custodian.headers["x-csrf-token"]}
        assert custodian.post(f"/exhibits/{row['sha256']}/sensitivity", data=form).status_code == 303
        assert [each.get(path).status_code for each in (reader, analyst, custodian)] == [404, 200, 200]
        last = ledger.read_lines(root)[-1]
        assert (last.act, last.by, last.payload["before"]) == (ACT, "p-3", "protected")


def test_chains_and_findings_leave_out_what_is_hidden(sensitive: Sensitive) -> None:
    case = open_case(sensitive.serving.root, "p-1")
    assert findings_of(case)
    assert claims_of(case)
    assert signed(case)
    whole = built(case, entries(case))
    assert any(placed.key.startswith("finding:") for placed in _placed(whole)) or whole.suggested
    hidden = frozenset(sensitive.hashes.values())
    case.tables.close()
    case.hidden = hidden
    case.tables.exhibits = frozenset(each.sha256 for each in case.exhibits())
    assert (findings_of(case), claims_of(case), signed(case)) == ((), {}, {})
    told = built(case, entries(case))
    assert not told.suggested
    assert not any(placed.key.startswith("finding:") for placed in _placed(told))
    case.tables.close()


def _placed(made: Any) -> list[Any]:
    return [placed for chain in made.chains for rung in chain.rungs for placed in rung.placements]


def test_findings_that_rest_on_hidden_rows_are_left_out_of_counts(sensitive: Sensitive) -> None:
    case = open_case(sensitive.serving.root, "p-1")
    whole = findings_of(case)
    case.hidden = frozenset({sensitive.hashes["transfers"]})
    case.tables.close()
    case.tables.exhibits = frozenset(each.sha256 for each in case.exhibits())
    some = findings_of(case)
    assert 0 < len(some) < len(whole)
    assert {each.key for each in some} < {each.key for each in whole}
    case.tables.close()


def test_events_grouped_without_hidden_incidents_are_not_kept_for_others(made: Path, tmp_path: Path) -> None:
    case = open_case(Path(shutil.copytree(made, tmp_path / "case")), "p-1")
    (sheet,) = (each for each in case.exhibits() if each.received_name.startswith("incidents"))
    whole = events_of(case).events
    kept = (case.root / FOLDER / FILE).read_bytes()
    case.hidden = frozenset({sheet.sha256})
    case.tables.close()
    case.tables.exhibits = frozenset(each.sha256 for each in case.exhibits())
    assert whole
    assert not events_of(case).events
    assert (case.root / FOLDER / FILE).read_bytes() == kept
    case.tables.close()


def line(act: str, **payload: Any) -> Line:
    return Line(1, GENESIS, "2026-01-01T00:00:00.000000Z", "p-1", act, payload)


def test_what_came_together_is_as_sensitive_as_the_most_sensitive_part() -> None:
    lines = [
        line("collect", warc="a" * 64, page="b" * 64, capture="c" * 64),
        line("flights", list="d" * 64, archives=["e" * 64, "a" * 64]),
        line(ACT, exhibit="c" * 64, level="restricted"),
    ]
    assert levels(lines) == {each * 64: Level.RESTRICTED for each in "abcde"}
    assert levels([*lines, line(ACT, exhibit="c" * 64, level="open")]) == {}


def test_a_level_that_nobody_knows_hides_from_all_but_custodians() -> None:
    known = levels([line(ACT, exhibit="a" * 64, level="cosmic"), line(ACT, exhibit="b" * 64)])
    assert hidden_from(Role.ANALYST, known) == {"a" * 64, "b" * 64}
    assert not hidden_from(Role.CUSTODIAN, known)


def test_lines_that_cannot_be_traced_are_withheld(made: Path) -> None:
    case = open_case(made, "p-1")
    case.hidden = frozenset({"a" * 64})
    lines = [
        line("place_on_rung", key="transfer:" + "0" * 24, why="x"),
        line("note", why="seen in " + "a" * 64),
        line("note", sha256="b" * 64),
    ]
    numbered = [
        Line(number, each.previous, each.at, each.by, each.act, each.payload) for number, each in enumerate(lines)
    ]
    assert withheld_lines(case, numbered) == {0, 1}
    case.hidden = frozenset()
    assert not withheld_lines(case, numbered)


def test_the_command_marks_and_says_so(armstrace: of_the_desk.Armstrace, made: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(made, tmp_path / "case"))
    name = open_case(root, "p-1").exhibits()[0].received_name
    words = ("sensitivity", name, "restricted", "--case", root, "--as", "p-9")
    assert "needs a reason" in armstrace(*words).err
    assert "is no level" in armstrace("sensitivity", name, "x", "--why", "y", "--case", root).err
    done = json.loads(armstrace(*words, "--why", "asked for", "--json").out)
    assert (done["level"], done["before"]) == ("restricted", "open")
    assert "already" in armstrace(*words, "--why", "asked for").out
    last = ledger.read_lines(root)[-1]
    assert (last.act, last.by, last.payload["why"], last.seq) == (ACT, "p-9", "asked for", done["line"])
    with pytest.raises(CaseError, match="beginning of no exhibit"):
        mark(open_case(root, "p-1"), "f" * 64, Level.OPEN, "x")
