"""Threat 7: scripts, programs and files inside a document are named and told, never run, opened or drawn."""

import sys
from pathlib import Path

from court.conftest import Traces
from court.hostile_case import Hostile


def test_what_acts_in_a_pdf_and_what_is_attached_is_recorded(hostile: Hostile) -> None:
    printed = hostile.printed("paper.pdf")
    acts = next(words for reason, words in printed.items() if "acts when it is opened" in reason)
    assert set(acts.split(", ")) == {"AA", "EmbeddedFile", "EmbeddedFiles", "JS", "JavaScript", "Launch", "OpenAction"}
    assert [words for reason, words in printed.items() if "SHA-256" in reason] == ["invoice.exe"]


def test_it_is_told_when_the_file_comes_in(traces: Traces) -> None:
    told = " ".join(traces.by_command["add"].err.split())
    assert "paper.pdf" in told
    assert "The file holds what acts when it is opened in a viewer; none of it was run here." in told
    assert "Files attached inside this PDF, which were not read: 1." in told


def test_only_armstrace_itself_is_run(traces: Traces) -> None:
    python = Path(sys.executable)
    for name, trace in traces.by_command.items():
        others = {path for path in trace.executed if Path(path).name != "strace" and Path(path) != python}
        assert {path for path in others if Path(path).resolve() != python.resolve()} == set(), name


def test_pictures_and_office_files_are_kept_and_none_is_opened(hostile: Hostile) -> None:
    for name in ("image.png", "letter.docx", "sheet.xlsx"):
        outcome = hostile.outcomes[name]
        assert outcome.refused.startswith("No source recognises this file"), name
        assert outcome.exhibit.path.read_bytes() == (hostile.inbox / name).read_bytes()
