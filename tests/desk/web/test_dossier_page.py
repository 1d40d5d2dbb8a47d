"""The dossier: findings chosen and ordered, looked at, written; the case packed through the gate; what left listed."""

import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, expect

from armstrace.desk.bundles.bundle import EXPORT, EXPORTED, Wish, bundle
from armstrace.desk.bundles.check import Trust, verify_bundle
from armstrace.desk.case import Case, new_case
from armstrace.desk.documents.article import check_document
from armstrace.desk.documents.document import load_text
from armstrace.desk.dossiers.written import exports_folder
from armstrace.desk.results import keep
from armstrace.desk.web.desk import Room
from armstrace.desk.web.jobs.exporting import BUNDLE, pack
from armstrace.desk.web.jobs.record import new_job
from armstrace.desk.web.jobs.telling import Telling
from armstrace.desk.web.views.exports import exports_of
from armstrace.desk.web.visitor import Role, Visitor
from armstrace.evidence import ledger
from desk.made_files import ARTICLE, PUBLISHED, deliveries
from desk.web.serving import Serving, looked, serving
from desk.web.waiting import ended

PLAN = 'title = "A copy"\npersons = "named"\n[[exhibit]]\nexhibit = "deliveries.csv"\ndo = "as it is"\n'


@contextmanager
def in_session(served: Serving) -> Iterator[httpx.Client]:
    """The first client of the server stays in its session."""
    yield served.clients[0] if served.clients else served.client()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A case with one article and one register, served: what is packed and verified again takes its time."""
    case = new_case(tmp_path_factory.mktemp("small") / "case", title="A test", said_by="p-1")
    for name, text in (("deliveries.csv", deliveries()), ("article.txt", ARTICLE)):
        case.read(case.add(io.BytesIO(text.encode()), name=name, licence="CC BY 4.0"))
    article = load_text(case, case.exhibit("article.txt"), date.fromisoformat(PUBLISHED))
    keep(case, check_document(case, article))
    case.tables.close()
    with serving(case.root) as running:
        yield running


def test_a_bundle_is_offered_as_soon_as_it_is_in_its_place(small: Serving, tmp_path: Path) -> None:
    root, tag = Path(shutil.copytree(small.root, tmp_path / "case")), "ab" * 32
    line = ledger.append(root, EXPORT, "p-1", to="a lawyer")
    ledger.append(root, EXPORTED, "p-1", line=line.seq, tag_manifest_sha256=tag)
    room = Room(root, "p-1")
    with room.desk(Visitor("p-1")) as desk:
        assert exports_of(desk)[0].file == ""
        (exports_folder(desk.case) / f"{tag}.zip").write_bytes(b"PK")
        assert exports_of(desk)[0].file == f"{tag}.zip"
    room.close()


def document_of(served: Serving) -> str:
    with in_session(served) as client:
        (row,) = client.get("/api/dossier").json()["documents"]
    return str(row["sha256"])


@pytest.fixture(scope="module")
def document(served: Serving) -> str:
    return document_of(served)


def view(served: Serving, document: str) -> dict[str, Any]:
    with in_session(served) as client:
        told: dict[str, Any] = client.get(f"/api/dossier/{document}").json()
    return told


def choose(served: Serving, document: str, key: str, act: str, **more: Any) -> httpx.Response:
    with in_session(served) as client:
        body = {"key": key, "act": act, "seen": view(served, document)["seen"], **more}
        return client.post(f"/api/dossier/{document}/choose", json=body)


def test_a_choice_is_signed_shown_and_taken_back(served: Serving, document: str) -> None:
    before = view(served, document)
    key = before["rows"][2]["key"]
    assert choose(served, document, key, "leave_out", why="told elsewhere").status_code == 200
    row = view(served, document)["rows"][2]
    assert (row["goes_in"], row["left_out_why"], row["left_out_by"]) == (False, "told elsewhere", "p-1")
    last = ledger.read_lines(served.root)[-1]
    assert (last.act, last.payload["finding"], last.payload["exhibit"]) == ("leave_out_finding", key, document)
    with in_session(served) as client:
        page = client.get(f"/dossier/{document}/preview")
    assert "sandbox" in page.headers["content-security-policy"]
    assert "told elsewhere" in page.text.partition('id="apart"')[2]
    assert choose(served, document, key, "place", place=1).status_code == 200
    assert [each["key"] for each in view(served, document)["rows"]][:2] == [key, before["rows"][0]["key"]]
    assert choose(served, document, key, "put_in").status_code == 200
    assert choose(served, document, key, "place", place=3).status_code == 200
    assert view(served, document)["rows"] == before["rows"]


def test_what_cannot_be_chosen_is_refused(served: Serving, document: str) -> None:
    lines = len(ledger.read_lines(served.root))
    key = view(served, document)["rows"][0]["key"]
    for wrong in (
        {"key": key, "act": "leave_out", "why": " "},
        {"key": "finding:00", "act": "leave_out", "why": "x"},
        {"key": key, "act": "put_in"},
        {"key": key, "act": "praise"},
    ):
        assert choose(served, document, **wrong).status_code == 422, wrong
    assert len(ledger.read_lines(served.root)) == lines
    seen = view(served, document)["seen"]
    assert choose(served, document, key, "leave_out", why="first").status_code == 200
    assert choose(served, document, key, "put_in", seen=seen).status_code == 409
    choose(served, document, key, "put_in")


def test_what_leaves_is_for_custodians_who_see_the_whole_case(served: Serving, document: str) -> None:
    analyst = served.as_somebody(Visitor("p-analyst", Role.ANALYST))
    said: dict[str, dict[str, str]] = {
        "/api/export/dossier": {"sha256": document},
        "/api/export/bundle": {},
        "/api/bundle/sign": {"exhibit": document, "act": "hold", "why": "x"},
    }
    for path, body in said.items():
        assert analyst.post(path, json=body).status_code == 403, path
    assert analyst.get("/exports/x.zip").status_code == 403
    other = next(row["sha256"] for row in analyst.get("/api/exhibits").json()["rows"] if row["name"] != "report.md")
    some = served.as_somebody(Visitor("p-some", Role.CUSTODIAN, hidden=frozenset({other})))
    for path, body in list(said.items())[:2]:
        assert some.post(path, json=body).status_code == 403, path
    assert some.get(f"/dossier/{document}/preview").status_code == 403
    assert some.get("/exports/x.zip").status_code == 403
    assert other not in some.get("/api/bundle").text
    with in_session(served) as client:
        assert client.get("/exports/..%2f..%2fledger.jsonl").status_code == 404
        assert client.get(f"/exports/{'0' * 64}.zip").status_code == 404


def test_the_gate_says_what_stays_and_a_signature_opens_it(served: Serving) -> None:
    with in_session(served) as client:
        told = client.get("/api/bundle").json()
        assert told["staying"] > 0
        row = told["rows"][0]
        assert not row["leaves"]
        assert row["why"]
        assert client.get("/api/bundle", params={"non_commercial": "1"}).json()["leaving"] >= told["leaving"]
        first = next(each for each in told["rows"] if each["leaves"])
        signed = {"exhibit": first["sha256"], "act": "hold", "why": "not yet"}
        assert client.post("/api/bundle/sign", json=signed).status_code == 200
        now = next(each for each in client.get("/api/bundle").json()["rows"] if each["sha256"] == first["sha256"])
        assert (now["leaves"], "not yet" in now["why"]) == (False, True)
        client.post("/api/bundle/sign", json={**signed, "act": "allow"})


def test_a_bundle_is_packed_and_its_receiver_can_verify_it(small: Serving, tmp_path: Path) -> None:
    document = document_of(small)
    key = view(small, document)["rows"][1]["key"]
    choose(small, document, key, "leave_out", why="kept for later")
    with in_session(small) as client:
        begun = client.post("/api/export/bundle", json={"to": "a court", "non_commercial": True})
        done = ended(client, begun.json()["id"])
        assert done["state"] == "done", done["said"]
        made = client.get("/api/dossier").json()["exports"][0]
        assert (made["what"], made["to"]) == ("Bundle", "a court")
        assert made["hashes"][0] in done["said"]
        got = client.get(f"/exports/{made['file']}")
        assert got.headers["content-disposition"].startswith("attachment")
    out = tmp_path / "bundle.zip"
    out.write_bytes(got.content)
    report = verify_bundle(out, Trust())
    assert report.ok
    assert report.tag_manifest_sha256 == made["hashes"][0]
    choose(small, document, key, "put_in")


class Heard:
    """Keeps what a packing tells."""

    def __init__(self) -> None:
        self.phases = list[tuple[str, int]]()
        self.bytes = 0

    def phase(self, name: str, total: int = 0) -> None:
        self.phases.append((name, total))

    def bytes_done(self, count: int) -> None:
        if self.phases[-1][1]:
            self.bytes += count


def test_packing_tells_how_far_it_is(small: Serving, tmp_path: Path) -> None:
    heard = Heard()
    case = Case(small.root, "p-1")
    done = bundle(case, tmp_path / "told.zip", Wish(non_commercial=True, as_zip=True), heard)
    case.tables.close()
    stayed = {each.exhibit.sha256 for each in done.kept_back}
    size = sum(each.size for each in case.exhibits() if each.sha256 not in stayed)
    assert ("packing the originals", size) in heard.phases
    assert heard.bytes == size
    assert len(heard.phases) == 5


def test_a_plan_that_says_nonsense_begins_nothing(served: Serving) -> None:
    with in_session(served) as client:
        for plan in ("not toml [", 'rest = "burn"', '[[exhibit]]\nexhibit = "nothing-like-it"'):
            assert client.post("/api/export/bundle", json={"plan": plan}).status_code == 422, plan
    assert not list((served.root / "local" / "web" / "uploads").iterdir())


def test_a_redacted_copy_follows_the_plan_and_the_plan_does_not_lie_about(small: Serving) -> None:
    plan = small.root / "local" / "web" / "uploads" / "plan"
    plan.write_text(PLAN)
    settings = {"to": "the press", "non_commercial": "1", "path": str(plan)}
    job = new_job(BUNDLE, "Redacted copy", "p-1", settings)
    said = pack(Case(small.root, "p-1"), job, Telling(small.root, job))  # as its process does it
    assert not plan.exists()
    with in_session(small) as client:
        made = client.get("/api/dossier").json()["exports"][0]
        assert made["what"].startswith("Redacted copy")
        assert (made["to"], made["hashes"][0] in said) == ("the press", True)
        assert client.get(f"/exports/{made['file']}").content.startswith(b"PK")


def test_chosen_looked_at_and_exported_in_a_browser(browser: Browser, small: Serving, tmp_path: Path) -> None:
    with looked(browser, small) as window:
        page = window.go("/dossier")
        page.locator("main .plain a").first.click()
        item = page.locator("ol.chosen > li").first
        item.locator("input[name=why]").fill("another desk has it")
        item.get_by_role("button", name="Leave out").click()
        expect(page.locator("ol.chosen > li").first).to_contain_text("another desk has it")
        with page.expect_popup() as opened:
            page.get_by_role("link", name="Preview").click()
        seen = opened.value
        expect(seen.locator("#apart")).to_be_visible()
        expect(seen.locator("#left-out")).to_contain_text("another desk has it")
        assert seen.evaluate("getComputedStyle(document.querySelector('.notice')).paddingLeft") != "0px"
        seen.close()
        page.get_by_role("button", name="Export").click()
        expect(page.locator("#jobs .job.ended.done").first).to_contain_text("SHA-256", timeout=30_000)
        page.reload()
        with page.expect_download() as got:
            page.locator("#list a", has_text="Save").first.click()
        got.value.save_as(tmp_path / "dossier.html")
        assert "another desk has it" in (tmp_path / "dossier.html").read_text()
        assert window.barriers() == []
        window.go("/bundle")
        assert window.barriers() == []
        window.go("/dossier")
        assert window.barriers() == []
        assert window.fits()
        assert window.complaints == []
        assert window.elsewhere == []
