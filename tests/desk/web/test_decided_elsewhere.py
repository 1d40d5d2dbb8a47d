"""An act holds only where nobody was quicker, in this server, in another one or on the command line."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from armstrace.desk import sensitivity
from armstrace.desk.judgements import claims as judging
from armstrace.evidence import ledger
from desk.web.serving import Serving
from desk.web.test_reader import claim_of, decide, document

__all__ = ["document"]


def in_another_program(work: Callable[[], object]) -> None:
    """Do something as another program would: with nothing of what this one holds but the files."""
    thread = threading.Thread(target=work)
    thread.start()
    thread.join(20)


def test_a_line_written_in_the_last_moment_refuses_the_act(
    served: Serving, document: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = claim_of(served, document, "94 percent")
    root, plain = served.root, judging.judge

    def slowly(*said: Any) -> bool:
        # between the look at the ledger and the act, somebody else decides on the same claim
        in_another_program(lambda: ledger.append(root, "accept", "p-9", claim=row["claim"], exhibit=document))
        return plain(*said)

    monkeypatch.setattr("armstrace.desk.web.views.deciding.judge", slowly)
    before = len(ledger.read_lines(root))
    late = decide(served, document, row["claim"], "reject")
    assert (late.status_code, "accept by p-9" in late.json()["detail"]) == (409, True)
    assert [line.by for line in ledger.read_lines(root)[before:]] == ["p-9"]


def test_a_level_set_in_the_last_moment_refuses_another_one(
    served: Serving, document: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, plain = served.root, sensitivity.mark

    def slowly(*said: Any) -> Any:
        told: dict[str, Any] = {"exhibit": document, "level": "open", "before": "open", "why": "read again"}
        in_another_program(lambda: ledger.append(root, sensitivity.ACT, "p-9", **told))
        return plain(*said)

    monkeypatch.setattr("armstrace.desk.web.views.exhibits.mark", slowly)
    body = {"level": "restricted", "why": "a witness", "seen": len(ledger.read_lines(root))}
    late = served.client().post(f"/api/exhibits/{document}/sensitivity", json=body)
    assert (late.status_code, "open by p-9" in late.json()["detail"]) == (409, True)
    assert ledger.read_lines(root)[-1].by == "p-9"


def test_the_check_is_made_once_before_the_first_line(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text("")
    asked = list[int]()
    with ledger.only_if(lambda: asked.append(len(ledger.read_lines(tmp_path)))):
        ledger.append(tmp_path, "note", "p-1", text="one")
        ledger.append(tmp_path, "note", "p-1", text="two")
    ledger.append(tmp_path, "note", "p-1", text="three")
    assert asked == [0]

    def refuse() -> None:
        raise ValueError("somebody was quicker")

    with pytest.raises(ValueError, match="quicker"), ledger.only_if(refuse):
        ledger.append(tmp_path, "note", "p-1", text="four")
    assert [line.payload["text"] for line in ledger.read_lines(tmp_path)] == ["one", "two", "three"]
