"""What a person gets to read who made a mistake: what, where and what to do, and never a traceback."""

import os
from pathlib import Path

import pytest

from armstrace.desk.case import Case
from armstrace.desk.cli.main import app
from desk.conftest import Armstrace, Done
from desk.made_files import ARTICLE, PUBLISHED, article_and_register, tree, write


def refused(done: Done, code: int, *told: str) -> None:
    assert done.code == code, done
    assert "Traceback" not in done.err
    assert done.out == ""
    for piece in told:
        assert piece in done.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["add", "nowhere.csv", "nor-here.csv"], "Not found: 'nowhere.csv', 'nor-here.csv'."),
        (["add", "empty-folder"], "There is no file in the folder 'empty-folder'."),
        (["add", "-", "-"], "Standard input (-) can be read once only."),
        (["add", "article.txt"], "There is no case here."),
        (["add", "article.txt", "--case", "nowhere"], "There is no such folder."),
        (["add", "article.txt", "--case", "empty-folder"], "This folder holds no case."),
        (["add", "article.txt", "--treaty", "Peace of 1648"], "'Peace of 1648' is not a treaty"),
        (["read", "--case", "."], "This folder holds no case."),
        (["read", "article.txt", "--case", "."], "Files are read apart from any case"),
        (["check", "article.txt"], "The day of publication is not known."),
        (["check", "empty-folder", "--published", PUBLISHED], "There is no file in the folder"),
        (["check", "article.txt", "--published", "20 November"], "'20 November' is not a day."),
        (["check", "article.txt", "--published", PUBLISHED, "--expect", "true"], "'true' is not a verdict."),
        (["check", "article.txt", "--published", PUBLISHED, "--html", "no/such/page.html"], "folder 'no/such' is not"),
        (["check", "article.txt", "--published", PUBLISHED, "--html", "empty-folder"], "This is a folder."),
        (["check", "article.txt", "--published", PUBLISHED, "--html", "./article.txt"], "would be overwritten"),
        (["check", "article.txt", "--published", PUBLISHED, "--html", "-", "--json"], "both go to standard output"),
        (["check", "deliveries.csv", "--published", PUBLISHED], "This exhibit is no document with text."),
        (["claims", "nowhere.txt"], "Not found: 'nowhere.txt'."),
        (["claims", "article.txt", "--published", "2020"], "'2020' is not a day."),
        (["share", "deliveries.csv", "--recipient", "AZE"], "where: --years"),
        (["share", "deliveries.csv", "--years", "2015"], "Nobody is named."),
        (["share", "--years", "2015-2019", "--recipient", "AZE"], "Name the files to look into, a case with --case"),
        (["share", "--years", "19-15", "--recipient", "AZE"], "'19-15' is not a range of years."),
        (["share", "--years", "2015", "--recipient", "Azerbajan"], "Did you mean Azerbaijan?"),
        (["share", "--years", "2015", "--recipient", "AZE", "--by", "year"], "'year' is not a side."),
        (["treaties", "Atlantis"], "'Atlantis' is not a state"),
        (["treaties", "AZE", "--on", "tomorrow"], "--on"),
        (["why", "transfer:1"], "There is no case here."),
        (["dossier"], "There is no case here."),
        (["verify"], "There is no case here."),
        (["case", "show"], "There is no case here."),
        (["new", "."], "This folder is not empty."),
    ],
)
def test_a_mistake_is_told_with_what_to_do_about_it(
    words: list[str], told: str, armstrace: Armstrace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty-folder").mkdir()
    article_and_register(tmp_path)
    before = tree(tmp_path)
    done = armstrace(*words)
    refused(done, 2, told)
    assert done.err.startswith("armstrace: ")
    assert "to do: " in done.err
    assert tree(tmp_path) == before, "a mistake writes nothing"


def test_all_mistakes_are_told_at_once(armstrace: Armstrace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    check = ["check", "nowhere.txt", "--published", "x", "--against", "nor-here.csv", "--expect", "y", "--html", "n/p"]
    wrong = ("Not found: 'nowhere.txt', 'nor-here.csv'.", "--published: 'x'", "--expect: 'y'", "--html n/p: ")
    refused(armstrace(*check), 2, "4 things are wrong", *wrong)
    share = ["share", "--years", "x", "--recipient", "Azerbajan", "--by", "z", "--plot", "n/p"]
    refused(armstrace(*share), 2, "4 things", "--years: 'x'", "--recipient: 'Azerb", "--by: 'z'", "--plot n/p: ")
    refused(armstrace("treaties", "x", "--on", "y", "--treaty", "z"), 2, "3 things", "STATE: ", "--on: ", "--treaty: ")


@pytest.mark.parametrize("words", [["frobnicate"], ["check"], ["check", "a", "--no-such-option"], ["why"], ["new"]])
def test_a_word_that_is_none_shows_the_usage(words: list[str], armstrace: Armstrace) -> None:
    refused(armstrace(*words), 2, "Usage: armstrace", "Error: ")


@pytest.mark.parametrize("name", [command.name for command in app.registered_commands])
def test_every_word_explains_itself(name: str, armstrace: Armstrace) -> None:
    done = armstrace(name, "-h")
    assert done.code == 0
    assert f"Usage: armstrace {name}" in done.out


@pytest.mark.parametrize("part", ["case.toml", "ledger.jsonl", "exhibits/page.html", "tables/page.html"])
def test_a_page_is_never_written_over_evidence(part: str, case: Case, armstrace: Armstrace, tmp_path: Path) -> None:
    for folder in ("exhibits", "tables"):
        assert (case.root / folder).is_dir()
    article = write(tmp_path, "article.txt", ARTICLE)
    before = tree(case.root)
    done = armstrace("check", article, "--published", PUBLISHED, "--case", case.root, "--html", case.root / part)
    refused(done, 2, "This belongs to a case, which keeps it for itself.")
    assert tree(case.root) == before


def test_a_folder_that_cannot_be_written_is_named_before_any_work(
    armstrace: Armstrace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article, _ = article_and_register(tmp_path)
    monkeypatch.setattr("armstrace.desk.questions.outputs.os.access", lambda _, mode: mode != os.W_OK)
    done = armstrace("check", article, "--published", PUBLISHED, "--html", tmp_path / "page.html")
    refused(done, 2, "Nothing may be written into")


def test_keys_that_lead_nowhere(case: Case, armstrace: Armstrace) -> None:
    for key, told in (
        ("transfer:123", "No record of this case has that key."),
        ("finding:123", "No finding of this case has that key."),
        ("deadbeef", "is the beginning of no exhibit's hash"),
        ("de", "is too short to find an exhibit by"),
        ("", "is too short"),
        ("nothing:of:the:kind", "is the beginning of no exhibit's hash"),
    ):
        refused(armstrace("why", key, "--case", case.root), 2, told)
    refused(armstrace("dossier", "--case", case.root), 2, "No document of this case was checked yet.")
    refused(armstrace("dossier", "dead", "--case", case.root), 2, "is the beginning of no exhibit's hash")


def test_a_name_is_no_id(case: Case, armstrace: Armstrace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARMSTRACE_BY", "Jane Doe")
    refused(armstrace("case", "show", "--case", case.root), 2, "'Jane Doe' is not an id", "never a name")


def test_a_fault_of_our_own_is_called_one(
    armstrace: Armstrace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("never mind")

    monkeypatch.setattr("armstrace.desk.documents.reading.read_text", broken)
    done = armstrace("claims", write(tmp_path, "article.txt", ARTICLE), "--published", PUBLISHED)
    assert done.code == 70, "1 to 4 say something about the input"
    assert "This is a fault of armstrace itself (ZeroDivisionError)" in done.err
    assert "Please report it" in done.err
