"""The exhibits: listed, added, read, hashed again, handed out; and hostile files among them."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from armstrace.desk.web.guard.slow import Impatient
from armstrace.desk.web.serve import listen
from armstrace.evidence.folders import stored_path
from desk.made_files import deliveries
from desk.web.serving import Serving, serving
from desk.web.waiting import added, ended

ATTACK = '"><script>alert(1)</script><img src=x onerror=alert(1)>\u202ecod.exe'


@pytest.fixture
def fresh(made: Path, tmp_path: Path) -> Iterator[Serving]:
    """A copy of the case of its own."""
    with serving(Path(shutil.copytree(made, tmp_path / "case"))) as running:
        yield running


def test_the_list_says_what_came_in_and_how_it_was_read(served: Serving) -> None:
    told = served.client().get("/api/exhibits").json()
    assert told["paging"]["total"] == len(told["rows"]) == 8
    report = next(row for row in told["rows"] if row["name"] == "report.md")
    assert (report["reading"], report["licence"], report["checked"]) == ("read", "MIT", None)
    assert told["counts"]["not understood"] == 0
    few = served.client().get("/api/exhibits", params={"words": "tiv_imports", "reading": "read"}).json()
    assert [row["name"] for row in few["rows"]] == ["tiv_imports_azerbaijan.csv", "tiv_imports_armenia.csv"]


def test_a_file_handed_over_becomes_an_exhibit_and_is_read(fresh: Serving) -> None:
    client = fresh.client()
    done = added(client, "deliveries.csv", deliveries().encode(), licence="made up")
    assert (done["state"], "records" in done["said"]) == ("done", True)
    told = client.get(f"/api/exhibits/{done['exhibit']}").json()
    assert (told["row"]["name"], told["row"]["licence"], told["row"]["reading"]) == (
        "deliveries.csv",
        "made up",
        "read",
    )
    assert told["rows_by_kind"]["transfer"] == 3
    assert [line["act"] for line in told["custody"]] == ["add", "read"]
    assert not list((fresh.root / "local" / "web" / "uploads").iterdir())


def test_what_nobody_understands_is_kept_and_listed_with_its_reason(fresh: Serving) -> None:
    client = fresh.client()
    done = added(client, "photo.jpg", b"\xff\xd8\xff" + bytes(300))
    assert "not understood" in done["said"]
    told = client.get("/api/set-aside").json()
    assert [row["name"] for row in told["files"]] == ["photo.jpg"]
    assert told["files"][0]["refused"]
    assert "photo.jpg" in client.get("/set-aside").text


def test_hashing_again_finds_an_altered_byte_and_says_so_in_the_ledger(fresh: Serving) -> None:
    client = fresh.client()
    row = client.get("/api/exhibits").json()["rows"][0]
    path = stored_path(fresh.root, row["sha256"])
    done = ended(client, client.post(f"/api/exhibits/{row['sha256']}/rehash", json={}).json()["id"])
    assert done["said"] == "1 of 1 as they came in."
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    done = ended(client, client.post(f"/api/exhibits/{row['sha256']}/rehash", json={}).json()["id"])
    assert "not as they came in" in done["said"]
    told = client.get(f"/api/exhibits/{row['sha256']}").json()
    assert told["row"]["checked"]["state"] == "altered"
    others = client.get("/api/exhibits").json()["rows"][1:]
    assert all(each["checked"] is None for each in others)
    client.post("/api/exhibits/rehash", json={})
    assert "altered" in client.get(f"/exhibits/{row['sha256']}").text


def test_who_asks_again_and_again_gets_the_work_that_waits(fresh: Serving) -> None:
    client = fresh.client()
    numbers = [client.post("/api/exhibits/rehash", json={}).json()["id"] for _ in range(6)]
    assert len(set(numbers)) <= 2
    assert ended(client, numbers[-1])["said"] == "8 of 8 as they came in."


def test_the_original_goes_out_byte_for_byte_and_never_as_a_page(fresh: Serving) -> None:
    client = fresh.client()
    page = b"<html><script>alert(1)</script><p>" + b"words " * 50
    done = added(client, "evil.html", page)
    answer = client.get(f"/exhibits/{done['exhibit']}/original")
    assert answer.content == page
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]


def test_a_name_that_attacks_is_shown_as_it_is(fresh: Serving) -> None:
    client = fresh.client()
    done = added(client, ATTACK, b"Nothing happened on that day, said nobody.\n", licence=ATTACK, edition=ATTACK)
    for path in ("/exhibits", f"/exhibits/{done['exhibit']}", "/ledger", "/", "/jobs", "/set-aside"):
        page = client.get(path).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "\u202e" not in page
    header = client.get(f"/exhibits/{done['exhibit']}/original").headers["content-disposition"]
    assert '"' not in header
    assert "\n" not in header


def test_a_name_is_no_path(fresh: Serving) -> None:
    def files() -> set[Path]:
        return {path for path in fresh.root.parent.rglob("*") if path.is_file() and "local" not in path.parts}

    client, before = fresh.client(), files()
    for name in ("../../../etc/passwd", "..\\..\\x", "a\x00b.csv", "x" * 900):
        done = added(client, name, f"A text of its own: {name!r}.\n".encode())
        assert stored_path(fresh.root, done["exhibit"]) in files()
    assert all(path.is_relative_to(fresh.root) for path in files() - before)


@pytest.mark.parametrize("sha256", ["", "0" * 64, "..%2f..%2fcase.toml", "%2e%2e", "844f"])
def test_there_is_no_other_way_to_bytes(served: Serving, sha256: str) -> None:
    answer = served.client().get(f"/exhibits/{sha256}/original")
    assert answer.status_code == 404


def test_a_file_over_the_bound_is_refused_before_it_is_sent(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Impatient, "HEAD_S", 1.5)  # so long does who goes on sending keep the line
    root = Path(shutil.copytree(made, tmp_path / "case"))
    with serving(root, largest=10_000) as running:
        client = running.client()
        assert client.post("/api/exhibits", params={"name": "a"}, content=bytes(20_000)).status_code == 413

        def endless() -> Iterator[bytes]:
            while True:
                yield bytes(4096)

        assert client.post("/api/exhibits", params={"name": "a"}, content=endless()).status_code == 413
        assert not list((root / "local" / "web" / "uploads").iterdir())
        assert client.post("/leave", content=b"csrf=" + bytes(2 << 20)).status_code == 413


def test_a_job_can_be_stopped_and_leaves_no_half_exhibit(fresh: Serving) -> None:
    client = fresh.client()
    many = deliveries([("Israel", "Azerbaijan", 2016, 1.0)] * 300_000).encode()
    number = client.post("/api/exhibits", params={"name": "many.csv"}, content=many).json()["id"]
    stopped = client.post(f"/api/jobs/{number}/cancel", json={})
    assert stopped.status_code == 200
    assert ended(client, number)["state"] == "cancelled"
    again = added(client, "small.csv", deliveries().encode())
    assert again["state"] == "done"
    for row in client.get("/api/exhibits").json()["rows"]:
        assert row["reading"] in {"read", "not read yet"}


def test_what_waited_when_the_server_ended_is_done_by_the_next(made: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(made, tmp_path / "case"))
    with serving(root) as running:
        client = running.client()
        numbers = [
            client.post("/api/exhibits", params={"name": f"{n}.txt"}, content=f"Text {n}.\n".encode()).json()["id"]
            for n in range(3)
        ]
    with serving(root) as running:
        assert [ended(running.client(), number)["state"] for number in numbers] == ["done"] * 3


def test_what_was_taken_in_but_not_read_when_the_server_ended_is_read_by_the_next(made: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(made, tmp_path / "case"))
    with serving(root) as running:
        client = running.client()
        many = deliveries([("Israel", "Azerbaijan", 2016, 1.0)] * 60_000).encode()
        number = client.post("/api/exhibits", params={"name": "many.csv"}, content=many).json()["id"]
        while (job := client.get(f"/api/jobs/{number}").json())["phase"] != "reading":
            assert job["state"] in {"waiting", "running"}, job
            time.sleep(0.01)
        assert not list((root / "local" / "web" / "uploads").iterdir())
    with serving(root) as running:
        assert ended(running.client(), number)["state"] == "done"
        (row,) = [each for each in running.client().get("/api/exhibits").json()["rows"] if each["name"] == "many.csv"]
        assert row["reading"] == "read"


def test_a_port_that_is_taken_is_said(served: Serving) -> None:
    with pytest.raises(Exception, match="cannot be used"):
        listen(served.root, port=int(served.url.rpartition(":")[2]))
