"""Demand 23, T1, T16, T18: a redacted copy verifies alone, and what was left out is in none of its bytes."""

import hashlib
import itertools
import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from armstrace.desk.bundles.check import Trust, verify_bundle
from armstrace.desk.case import Case, open_case
from armstrace.desk.redaction.commitments import commitment
from armstrace.desk.redaction.copy import Redacted
from armstrace.desk.verify import verify_folder
from armstrace.evidence import ledger
from armstrace.evidence.identities import make_identities, put_identity
from armstrace.records.errors import CaseError
from court.looked_for import found, unpacked
from court.secret_case import Secrets, plan_for, redacted, secret_case
from desk.conftest import Armstrace
from system_tools import path_of

SECRETS = Secrets()
_HEX = re.compile(rb"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")


@dataclass(frozen=True, slots=True)
class Made:
    """A case of secrets with its redacted copy, unpacked."""

    case: Case
    out: Path
    done: Redacted


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    for command in ("exiftool", "pdftotext", "strings", "tesseract", "unzip"):
        path_of(command)
    folder = tmp_path_factory.mktemp("redacted")
    case = secret_case(folder, SECRETS)
    make_identities(case.root, "seven pale herons cross the delta", "p-1", cost=1 << 4)
    put_identity(case.root, SECRETS.person, SECRETS.name, "p-1")
    done = redacted(case, folder / "copy.zip", plan_for(folder, SECRETS), as_zip=True)
    top = unpacked(folder / "copy.zip", folder / "unzipped")
    return Made(case, next(top.iterdir()), done)


def _list(out: Path, name: str) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = json.loads((out / f"data/tables/redaction/{name}.json").read_bytes())
    return told


def test_the_tools_find_every_secret_in_the_whole_case(made: Made) -> None:
    there = found(made.case.root, SECRETS.all)
    assert set(there) == set(SECRETS.all)
    ways = set().union(*there.values())
    assert {"bytes", "strings", "pdftotext", "exiftool", "ocr"} <= ways
    assert "ocr" in there["Oktavia"]
    assert "pdftotext" in there[SECRETS.name]
    assert "exiftool" in there[SECRETS.lat]


def test_no_secret_is_in_any_byte_of_the_copy(made: Made) -> None:
    assert found(made.out, SECRETS.all) == {}
    assert found(made.out, ["Witness A", "MARKET STREET"]), "what stays is found by the same tools"


def test_the_copy_verifies_alone_and_by_the_shell(made: Made) -> None:
    report = verify_bundle(made.out, Trust())
    assert report.ok, report
    assert (report.changed, report.differing) == ((), ())
    assert report.rebuilt == 9
    assert report.findings >= 3
    done = subprocess.run(["sh", made.out / "verify.sh"], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_each_thing_left_out_has_its_class_and_the_registry_links_to_what_was(made: Made) -> None:
    derivatives = _list(made.out, "derivatives")
    assert len(derivatives) == len(made.case.exhibits())
    assert Counter(each["did"] for each in derivatives) == {
        "as it is": 5,
        "written anew": 4,
        "drawn anew": 2,
        "left out": 2,
    }
    assert all(each["class"] for each in derivatives if each["did"] == "left out")
    removed = _list(made.out, "removed")
    assert set(Counter(each["class"] for each in removed)) >= {"source", "place", "person", "coordinates made coarse"}
    here = {path.name for path in (made.out / "data/exhibits").glob("*/*")}
    assert {each["sha256"] for each in derivatives if "sha256" in each} == here
    text = (made.out / "REDACTION.txt").read_text(encoding="utf-8")
    assert "left out: source" in text
    custody = _list(made.out, "custody")
    assert len(custody) == _lines_then(made)
    assert {each["by"] for each in custody} == {"person-1", "person-2"}
    assert {len(each["on"]) for each in custody} == {7}


def _lines_then(made: Made) -> int:
    return next(line.seq for line in ledger.read_lines(made.case.root) if line.act == "redact") - 1


def test_changing_any_list_breaks_it(made: Made, tmp_path: Path) -> None:
    for name in ("derivatives", "removed", "custody", "findings"):
        copy = Path(shutil.copytree(made.out, tmp_path / name))
        path = copy / f"data/tables/redaction/{name}.json"
        path.write_bytes(path.read_bytes().replace(b'"', b"'", 1))
        assert not verify_bundle(copy, Trust(fixity_alone=True)).ok


def _candidates() -> Iterator[str]:
    """Give what a patient reader would try: names, numbers near the right one, and how they may be written."""
    for tail in range(2000, 2100):
        yield f"+994 55 010 {tail // 100:02} {tail % 100:02}"
    yield "+994 55 010 20 30"
    yield "+994 55 010 20 30\n"
    firsts, lasts = ("Zerrin", "Bertold", "Jane"), ("Oktavia", "Quandt", "Doe")
    yield from (" ".join(each) for each in itertools.product(firsts, lasts))
    yield from (SECRETS.person, SECRETS.email, SECRETS.lat, SECRETS.serial, f"statement-Oktavia.txt {SECRETS.name}")


def test_nobody_finds_what_stood_there_by_trying_t16(made: Made) -> None:
    everything = b"".join(path.read_bytes() for path in sorted(made.out.rglob("*")) if path.is_file())
    told = {each.decode() for each in _HEX.findall(everything)}
    assert len(told) > 100
    values = [*_candidates(), *(each.sha256 for each in made.case.exhibits())]
    values += [hashlib.sha256(each.encode()).hexdigest() for each in _candidates()]
    kept = {each["sha256"] for each in _list(made.out, "derivatives") if each["did"] == "as it is"}
    for value in values:
        assert value in kept or value not in told
        assert hashlib.sha256(value.encode()).hexdigest() not in told
    # no salt stands in the copy: nothing in it opens one of its commitments
    commitments = {each["commitment"] for name in ("derivatives", "removed") for each in _list(made.out, name)}
    salts = sorted(told)
    right = [SECRETS.name, SECRETS.phone, *(each.sha256 for each in made.case.exhibits())]
    assert not commitments & {commitment(salt, value) for salt in salts for value in right}


def test_two_cases_that_differ_in_secrets_alone_give_the_same_copy(made: Made, tmp_path: Path) -> None:
    others = Secrets(
        name="Maximiliana Featherstone",
        other="Ignatius Vandenberg",
        phone="+374 10 555 123",
        email="max@example.net",
        lat="40.398765",
        lon="47.101234",
        house="a house with a green roof near the old mill and the well",
        person="max-at-work",
        serial="BX-1",
    )
    case = secret_case(tmp_path, others)
    # the first case seals a name too
    make_identities(case.root, "seven pale herons cross the delta", "p-1", cost=1 << 4)
    put_identity(case.root, others.person, others.name, "p-1")
    redacted(case, tmp_path / "copy", plan_for(tmp_path, others))
    one, two = _told(made.out), _told(tmp_path / "copy")
    drawn = {
        each["sha256"]
        for out in (made.out, tmp_path / "copy")
        for each in _list(out, "derivatives")
        if each["did"] == "drawn anew"
    }
    assert {name for name in one.keys() ^ two.keys() if Path(name).name not in drawn} == set()
    differing = {name for name in one.keys() & two.keys() if one[name] != two[name]}
    assert not differing, differing


def _plain(path: Path) -> bytes:
    """Give the bytes of a file; of a PDF, whose streams are packed with the time in them, its words."""
    if path.suffix != ".pdf":
        return path.read_bytes()
    done = subprocess.run([path_of("pdftotext"), "-layout", path, "-"], check=True, capture_output=True)
    return b" ".join(done.stdout.split())


def _told(out: Path) -> dict[str, bytes]:
    """Give the files of a copy without times, chained hashes and commitments, which differ each time."""
    free = re.compile(rb"[0-9a-f]{128}|[0-9a-f]{64}|r-[0-9a-f]{12}|20\d\d-\d\d-\d\d[T ][0-9:.]+Z?")
    files = {path.relative_to(out).as_posix(): path for path in out.rglob("*") if path.is_file()}
    beside = ("manifest", "tagmanifest", "timestamp/", "bag-info", "data/exhibits/", "certificates/")
    exact = {name: path.read_bytes() for name, path in files.items() if name.startswith("data/exhibits/")}
    told = {name: free.sub(b"*", _plain(path)) for name, path in files.items() if not name.startswith(beside)}
    # its metadata keeps the hash of lines of the ledger
    events = "data/tables/event/events.parquet"
    return exact | told | {events: str(pq.read_table(out / events).to_pylist()).encode()}


def test_the_custodian_can_prove_later_what_stood_there(made: Made, armstrace: Armstrace, tmp_path: Path) -> None:
    root = Path(shutil.copytree(made.case.root, tmp_path / "case"))
    number = next(each["number"] for each in _list(made.out, "derivatives") if each.get("name", "").endswith(".txt"))
    phone = next(
        each["name"]
        for each in _list(made.out, "removed")
        if each["name"].startswith(number) and each["class"] == "place"
    )
    told = armstrace("bundle", made.out, "--open-commitment", phone, "--case", root, "--json")
    assert told.code == 0
    opened = json.loads(told.out)
    assert opened["value"] == SECRETS.house
    assert opened["commitment"] in {each["commitment"] for each in _list(made.out, "removed")}
    (tmp_path / "words.txt").write_text(opened["value"], encoding="utf-8")
    line = f"{{ printf %s '{opened['salt']}:'; cat words.txt; }} | sha256sum"
    shell = subprocess.run(["sh", "-c", line], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert shell.stdout.split()[0] == opened["commitment"]
    exhibit = json.loads(armstrace("bundle", made.out, "--open-commitment", number, "--case", root, "--json").out)
    path = open_case(root, "p-1").exhibit(exhibit["value"]).path
    line = f"printf %s \"{exhibit['salt']}:$(sha256sum < '{path}' | cut -d' ' -f1)\" | sha256sum"
    shell = subprocess.run(["sh", "-c", line], check=True, capture_output=True, text=True)
    assert shell.stdout.split()[0] == exhibit["commitment"]
    acts = [each.act for each in ledger.read_lines(root)]
    assert acts[-2:] == ["opened_commitment"] * 2
    for name in ("d-999", "d-001/99", "nothing", "../../x"):
        assert armstrace("bundle", made.out, "--open-commitment", name, "--case", root).code == 2


def test_after_a_withdrawal_the_words_cannot_be_opened_any_more(
    made: Made, armstrace: Armstrace, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(made.case.root, tmp_path / "case"))
    name = "statement-Oktavia.txt"
    done = armstrace("withdraw", name, "--reason", "consent", "--why", "asked for", "--case", root)
    assert done.code == 3
    assert "redacted copy" in done.err
    removed = next(each["name"] for each in _list(made.out, "removed") if each["class"] == "place")
    assert armstrace("bundle", made.out, "--open-commitment", removed, "--case", root).code == 2
    assert armstrace("bundle", made.out, "--open-commitment", removed.split("/")[0], "--case", root).code == 0
    left = b"".join(path.read_bytes() for path in (root / "local").rglob("*") if path.is_file())
    assert SECRETS.house.encode() not in left
    assert verify_folder(root, "p-1").ok


def test_findings_that_rested_on_what_is_left_out_say_so(made: Made, tmp_path: Path) -> None:
    plan = plan_for(tmp_path, SECRETS)
    text = plan.read_text(encoding="utf-8").replace(
        'exhibit = "deliveries.csv"\ndo = "as it is"', 'exhibit = "deliveries.csv"\ndo = "leave out"\nclass = "licence"'
    )
    plan.write_text('verdicts = "told"\npersons = "named"\n' + text, encoding="utf-8")
    root = Path(shutil.copytree(made.case.root, tmp_path / "case"))
    done = redacted(open_case(root, "p-1"), tmp_path / "copy", plan)
    assert done.persons == (), "T18: the plan lets persons be named"
    assert set(found(tmp_path / "copy/data/exhibits", SECRETS.all, seen=False)) == {
        SECRETS.other,
        *SECRETS.other.split(),
    }
    report = verify_bundle(tmp_path / "copy", Trust())
    assert report.ok, report
    assert not report.open or all("never read" in each for each in report.open)
    kept = [json.loads(path.read_bytes()) for path in (tmp_path / "copy/data/tables/finding").glob("*.json")]
    notes = [note for each in kept for note in each["notes"] if "left out of this copy" in note]
    assert len(notes) >= 3
    assert all("licence" in note for note in notes)
    shares = [f for each in kept for f in each["findings"] if "60 percent" in f["claim"]["text"]]
    assert {each["verdict"] for each in shares} == {"cannot_tell"}
    told = _list(tmp_path / "copy", "findings")
    assert any(each["verdict_in_the_whole_case"] == "supported" for each in told)
    assert any(each["rested_on_left_out"] for each in told)


def test_what_nobody_decided_on_does_not_leave(made: Made, tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text('title = "x"\n', encoding="utf-8")
    root = Path(shutil.copytree(made.case.root, tmp_path / "case"))
    done = redacted(open_case(root, "p-1"), tmp_path / "copy", tmp_path / "plan.toml")
    assert {each.exhibit.received_name for each in done.derivatives if each.leaves} == {
        "treaty_facts.csv",
        "embargo_facts.csv",
        "licence_facts.csv",
        "decision_facts.csv",
    }
    assert found(tmp_path / "copy/data/exhibits", SECRETS.all, seen=False) == {}


def test_a_word_that_would_still_leave_stops_the_copy_t1(made: Made, tmp_path: Path) -> None:
    root = Path(shutil.copytree(made.case.root, tmp_path / "case"))
    plan = plan_for(tmp_path, SECRETS)
    before = len(ledger.read_lines(root))
    for name in ("page.html", "paper.pdf", "camera.jpg", "camera.png"):
        text = plan.read_text(encoding="utf-8")
        changed = re.sub(
            rf'exhibit = "{name}"\ndo = "redact"(\n  \[\[.*\n  region.*)?', f'exhibit = "{name}"\ndo = "as it is"', text
        )
        assert changed != text
        path = tmp_path / "changed.toml"
        path.write_text(changed, encoding="utf-8")
        with pytest.raises(CaseError, match="would still leave"):
            redacted(open_case(root, "p-1"), tmp_path / "copy", path)
        assert not (tmp_path / "copy").exists()
        assert [each for each in tmp_path.iterdir() if each.name.startswith(".armstrace")] == []
    assert len(ledger.read_lines(root)) == before
    assert len(list((root / "local/redactions").iterdir())) == 1, "the first copy's alone"


def test_private_persons_are_restricted_unless_named_t18(made: Made, tmp_path: Path) -> None:
    assert set(made.done.persons) >= {SECRETS.other}
    root = Path(shutil.copytree(made.case.root, tmp_path / "case"))
    alone = plan_for(tmp_path, SECRETS).read_text(encoding="utf-8").split('[[exhibit]]\nexhibit = "page.html"')[0]
    plan = tmp_path / "public.toml"
    plan.write_text(f'public = ["{SECRETS.other}"]\n' + alone, encoding="utf-8")
    redacted(open_case(root, "p-1"), tmp_path / "one", plan)
    assert set(found(tmp_path / "one/data/exhibits", SECRETS.all)) == {SECRETS.other, *SECRETS.other.split()}


def test_the_case_goes_on_and_its_ledger_knows_the_copy(made: Made, armstrace: Armstrace, tmp_path: Path) -> None:
    root = Path(shutil.copytree(made.case.root, tmp_path / "case"))
    assert verify_folder(root, "p-1").ok
    receipt = armstrace("bundle", "x", "--receipt", made.done.bundled.tag_manifest, "--case", root)
    assert receipt.code == 0
    line = next(each for each in ledger.read_lines(root) if each.act == "redact")
    assert line.payload["id"] == made.done.number
    whole = armstrace("bundle", tmp_path / "whole", "--non-commercial", "--case", root)
    assert whole.code == 0
    everything = b"".join(path.read_bytes() for path in (tmp_path / "whole").rglob("*") if path.is_file())
    index = json.loads((root / "local/redactions" / made.done.number / "index.json").read_bytes())
    assert index["secret"].encode() not in everything
    for path in (root / "local").rglob("*"):
        if path.is_file() and "case" not in path.relative_to(root / "local").parts:
            assert path.stat().st_mode & 0o077 == 0, path
