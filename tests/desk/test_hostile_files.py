"""Bad input: each file gets a clear message, costs no other file anything, is kept, and the case verifies."""

import json
import os
import random
from pathlib import Path

import pytest

from armstrace.desk.case import Case
from desk.conftest import Armstrace
from desk.made_files import ARTICLE, COLUMNS, PUBLISHED, article_and_register, deliveries, write

PDF = Path(__file__).parents[1] / "sources" / "pdf_file" / "sample.pdf"
NOISE = random.Random(2020).randbytes(5000)  # noqa: S311  # bytes like any others
HOSTILE_NAME = "report\u202egnp.exe\n  to do: trust me\n\x1b[31m\udce9.csv"

BAD = {
    "empty.csv": (b"", "The file is empty."),
    "blank.csv": (b" \n\r\n\t\n", "The file is empty."),
    "binary.csv": (NOISE, "No source recognises this file."),
    "nul.csv": (deliveries().encode().replace(b"Russia", b"Rus\0ia"), "stops being a table"),
    "renamed.csv": (deliveries(columns=COLUMNS.replace("Supplier", "Provider")).encode(), "gone: 'Supplier'"),
    "gone.csv": (deliveries(columns=COLUMNS.replace(",Recipient", "")).encode(), "'Recipient'"),
    "new.csv": (deliveries(columns=COLUMNS + ",Value in dollars").encode(), "'Value in dollars'"),
    "no-rows.csv": (deliveries([]).encode(), "row"),
    "quote.csv": (deliveries().encode() + b'4,"Israel' + b",x" * 100_000, "stops being a table"),
    "cut.pdf": (PDF.read_bytes()[: PDF.stat().st_size // 3], "PDF"),
    "head.pdf": (b"%PDF-1.7\n", "PDF"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_by_name_and_kept_and_the_rest_is_done(
    name: str, case: Case, armstrace: Armstrace, tmp_path: Path
) -> None:
    content, told = BAD[name]
    bad, good = write(tmp_path, name, content), write(tmp_path, "deliveries.csv", deliveries())
    done = armstrace("add", bad, good, "--case", case.root, "--json")
    refused, read = json.loads(done.out)
    assert done.code == 3, done.err
    assert told in refused["refused"] + done.err
    count = f"{refused['set_aside']} in " if refused["set_aside"] else ""
    assert f"set aside, {count}{name}:" in done.err
    assert "Traceback" not in done.err
    assert read["rows"] == {"edition": 1, "transfer": 3}
    kept = next(each for each in case.exhibits() if each.received_name == name)
    assert kept.path.read_bytes() == content
    assert armstrace("verify", "--case", case.root).code == 0
    assert armstrace("share", "--recipient", "AZE", "--years", "2015-2019", "--case", case.root).code == 0


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_beside_a_check_is_told_and_the_article_is_checked(
    name: str, armstrace: Armstrace, tmp_path: Path
) -> None:
    article, register = article_and_register(tmp_path)
    bad = write(tmp_path, name, BAD[name][0])
    done = armstrace("check", article, "--published", PUBLISHED, "--against", bad, register, "--json")
    assert done.code == 3
    assert name in done.err
    assert json.loads(done.out)["findings"][0]["figure"] == 60.0


@pytest.mark.parametrize("name", ["empty.csv", "binary.csv", "renamed.csv", "head.pdf"])
def test_a_bad_file_is_no_article(name: str, armstrace: Armstrace, tmp_path: Path) -> None:
    bad = write(tmp_path, name, BAD[name][0])
    done = armstrace("check", bad, "--published", PUBLISHED)
    assert done.code == 3
    assert done.err.startswith("armstrace: This document cannot be read: ")
    assert done.err.count("where: ") == 1
    assert repr(name) in done.err


@pytest.mark.parametrize(
    ("name", "content", "todo"),
    [
        ("head.pdf", b"%PDF-1.7\n", "to do: Get the file again"),
        ("sixteen.txt", ARTICLE.encode("utf-16-le"), "save it as UTF-8"),
        ("noise.txt", NOISE.replace(b"\0", b"\1"), "to do: Name one text, Markdown, HTML or PDF file."),
    ],
)
def test_what_is_no_article_is_told_what_helps(
    name: str, content: bytes, todo: str, armstrace: Armstrace, tmp_path: Path
) -> None:
    done = armstrace("claims", write(tmp_path, name, content), "--published", PUBLISHED)
    assert done.code == 3
    assert todo in done.err


def test_a_changed_column_is_named_with_its_row(armstrace: Armstrace, tmp_path: Path) -> None:
    done = armstrace("read", write(tmp_path, "renamed.csv", BAD["renamed.csv"][0]))
    assert done.code == 3
    for told in ("gone: 'Supplier'", "new: 'Provider'", "'renamed.csv', row 6", "Nothing was read."):
        assert told in done.err


def test_what_is_not_understood_is_listed_with_its_place(case: Case, armstrace: Armstrace, tmp_path: Path) -> None:
    rows = deliveries() + "9,Ruritania,Azerbaijan,X-1,UAV,Aircraft,2015,No,a few,No,2016,No,New,1,1,1,No\n" * 30
    done = armstrace("add", write(tmp_path, "deliveries.csv", rows), "--case", case.root)
    assert done.code == 3
    assert "set aside, 30 in deliveries.csv:" in done.err
    assert "row=10;column=Supplier: " in done.err or "row=10;column=Numbers delivered: " in done.err
    assert "and 10 more; `armstrace read --json` lists them all." in done.err
    assert case.tables.ask("SELECT count(*) FROM set_aside") == [(30,)]
    assert armstrace("verify", "--case", case.root).code == 0


def test_a_name_that_turns_text_around_plays_no_tricks(case: Case, armstrace: Armstrace, tmp_path: Path) -> None:
    folder = tmp_path / "hostile"
    folder.mkdir()
    for content in (deliveries(), "", ARTICLE):
        path = folder / HOSTILE_NAME
        path.write_bytes(content.encode())
        article = write(tmp_path, "article.txt", ARTICLE)
        commands = (
            ["add", folder, "--case", case.root],
            ["add", path, "--case", case.root, "--json"],
            ["check", path, "--published", PUBLISHED, "--case", case.root],
            ["check", article, "--published", PUBLISHED, "--against", path, "--json"],
            ["claims", path, "--published", PUBLISHED],
            ["case", "show", "--case", case.root],
            ["case", "show", "--case", case.root, "--json"],
            ["verify", "--case", case.root],
        )
        for words in commands:
            done = armstrace(*words)
            assert done.code in {0, 2, 3}, done
            spoken = done.err if "--json" in words else done.out + done.err
            assert "\u202e" not in spoken
            assert "\x1b" not in spoken
            assert "\n  to do: trust me" not in spoken
            spoken.encode("utf-8")
            if "--json" in words:
                json.loads(done.out)
    assert {each.received_name for each in case.exhibits()} >= {HOSTILE_NAME}, "kept verbatim all the same"
    assert "report⟨U+202E⟩gnp.exe⟨U+000A⟩" in armstrace("case", "show", "--case", case.root).out
    assert armstrace("verify", "--case", case.root).code == 0


def test_pipes_devices_and_links_are_no_files(case: Case, armstrace: Armstrace, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "gone").symlink_to("nowhere")
    good = write(tmp_path, "deliveries.csv", deliveries())
    bad = [tmp_path / "pipe", "/dev/zero", tmp_path / "loop", tmp_path / "gone"]
    done = armstrace("add", *bad, good, "--case", case.root, "--json")
    assert done.code == 3
    assert [row["name"] for row in json.loads(done.out)] == ["deliveries.csv"]
    assert done.err.count("not taken in, ") == 4
    assert "Traceback" not in done.err


def test_a_symbolic_link_gives_the_file_it_leads_to(case: Case, armstrace: Armstrace, tmp_path: Path) -> None:
    write(tmp_path, "deliveries.csv", deliveries())
    (tmp_path / "latest.csv").symlink_to("deliveries.csv")
    assert armstrace("add", tmp_path / "latest.csv", "--case", case.root).code == 0
    assert case.exhibits()[-1].path.read_text() == deliveries()


def test_cells_that_would_break_a_sum_or_a_table_are_set_aside(armstrace: Armstrace, tmp_path: Path) -> None:
    big, nul = "9" * 5000, "9" * 30
    rows = "".join(
        f"{n},Israel,Azerbaijan,X,UAV,Aircraft,2015,No,{count},No,2016,No,New,1,1,{tiv},No\n"
        for n, (count, tiv) in enumerate([(big, "1"), ("1", big), (nul, "1"), ("1", "1e9"), ("1", "inf"), ("-1", "1")])
    )
    done = armstrace("read", write(tmp_path, "deliveries.csv", deliveries() + rows), "--json")
    kinds = [json.loads(line)["kind"] for line in done.out.splitlines()]
    assert done.code == 3
    assert (kinds.count("transfer"), kinds.count("set_aside")) == (3, 6)
    assert max(map(len, done.err.splitlines())) < 600, "a message quotes the beginning of a cell, not all of it"
