"""A case that is open for reading only is left as it was; acts are signed with the id that it was opened with."""

import shutil
import threading
from pathlib import Path

import pytest

import armstrace as at
from armstrace.evidence import ledger

BY = "p-7f3a91"


@pytest.fixture
def root(demo_case: Path, tmp_path: Path) -> Path:
    """A copy of the demonstration case."""
    return shutil.copytree(demo_case, tmp_path / "case")


def kept(root: Path) -> dict[str, bytes]:
    """All that a case vouches for, byte for byte."""
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.relative_to(root).parts[0] != "local"
    }


def test_reading_changes_nothing(root: Path, tmp_path: Path) -> None:
    before = kept(root)
    with at.open_case(root) as case:
        assert not hasattr(case, "accept")
        checked = case.check("report.md")
        case.claims("report.md", published="2020-11-20")
        case.recheck()
        case.incidents(near="Barda")
        case.chain()
        case.why(checked.findings[0].key)
        case.search("Azerbaijan")
        checked.save(tmp_path / "page.html")
        with pytest.raises(at.CaseError, match="exhibit"):
            case.check(Path(__file__))
    assert kept(root) == before
    assert "supported" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_acts_are_signed(root: Path, tmp_path: Path) -> None:
    with at.open_case(root, by=BY) as case:
        one, two, *_ = case.claims().rows
        case.accept(one["key"], why="The words say so.")
        case.reject(two["key"], why="It is no claim.")
        by_key = {row["key"]: row["judged"] for row in case.claims()}
        assert (by_key[one["key"]], by_key[two["key"]]) == ("accepted", "rejected")
        case.take_back("reject", two["key"], why="It is one after all.")
        incident = case.incidents(near="Barda").rows[0]["key"]
        placed = case.place(incident, "4", why="The remnants were photographed.")
        case.undo_place(int(placed.rows[0]["number"]), why="They were not.")
        reply = case.reply(one["key"], to="The ministry", put="2020-11-01", silent=True, why="Asked by letter.")
        assert len(case.replies()) == 1
        case.undo_reply(int(case.replies().rows[0]["number"]), why="It was not sent.")
        note = tmp_path / "note.txt"
        note.write_text("Israel supplied 60 percent of Azerbaijan's arms imports in 2015-2019.", encoding="utf-8")
        (taken,) = case.add(note, licence="own work", published="2020-12-01")
        assert case.check("note.txt").findings
        assert case.dossier("note.txt", out=tmp_path / "note.html").findings
        left = case.export("csv", "commitment", out=tmp_path / "acts.csv")
        assert case.verify().title == "Everything is as it was written"
    acts = [line for line in ledger.read_lines(root) if line.by == BY]
    assert {"accept", "reject", "withdraw_judgement", "add", "check", "export_file"} <= {line.act for line in acts}
    assert "The ministry" in reply.rows[0].values()
    assert taken["refused"] == ""
    assert left.rows[0]["name"] == "acts.csv"


def test_mistakes_are_told_together_in_the_words_of_python(root: Path) -> None:
    with at.open_case(root, by=BY) as case:
        with pytest.raises(at.CaseError) as wrong:
            case.share("Atlantis", years="long ago")
        assert "2 things are wrong with what was asked." in str(wrong.value)
        assert "recipient=: 'Atlantis' is not a state" in str(wrong.value)
        assert "years=: 'long ago' is not a range of years" in str(wrong.value)
        with pytest.raises(at.CaseError, match="Write years='2015-2019'"):
            case.share("AZE", years="")
        with pytest.raises(at.CaseError, match="needs a reason"):
            case.accept(case.claims().rows[0]["key"], why=" ")


def test_a_case_is_made_by_somebody(tmp_path: Path) -> None:
    with at.new_case(tmp_path / "case", by=BY, title="A title", parties=["AZE"]) as case:
        assert case.show().title == "A title"
        assert case.by == BY
    with pytest.raises(at.CaseError, match="not empty"):
        at.new_case(tmp_path / "case", by=BY)
    with pytest.raises(at.CaseError, match="no case"):
        at.open_case(tmp_path)


def test_what_another_program_adds_is_seen(root: Path, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Azerbaijan is a party to the Convention on Cluster Munitions.", encoding="utf-8")
    with at.open_case(root) as reader, at.open_case(root, by=BY) as writer:
        before = len(reader.show())
        writer.add(note, published="2020-12-01")
        assert len(reader.show()) == before + 1
        assert reader.check("note.txt").findings


def test_several_threads_ask_one_case(root: Path) -> None:
    with at.open_case(root) as case:
        expected, found = case.share("AZE", years="2015-2019").json(), list[object]()
        asked = [
            threading.Thread(target=lambda: found.append(case.share("AZE", years="2015-2019").json())) for _ in range(6)
        ]
        for each in asked:
            each.start()
        for each in asked:
            each.join()
    assert found == [expected] * 6
