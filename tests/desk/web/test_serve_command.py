"""`armstrace serve` as its users start it."""

import os
import re
import signal
import sys
from pathlib import Path

import httpx
import pytest

from armstrace.desk.case import new_case
from armstrace.desk.web.serve import listen
from armstrace.records.errors import CaseError
from desk import conftest as of_the_desk

armstrace, started = of_the_desk.armstrace, of_the_desk.started


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_it_prints_an_address_serves_and_ends_with_ctrl_c(started: of_the_desk.Process, tmp_path: Path) -> None:
    new_case(tmp_path / "case", title="Served", said_by="p-1")
    running = started("serve", "--case", tmp_path / "case", "--no-browser", PYTHONUNBUFFERED="1")
    assert running.stdout is not None
    said = ""
    while "token=" not in said:
        line = running.stdout.readline().decode()
        assert line, "it ended before it said where"
        said += line
    address = re.sub(r"\s", "", said[said.index("http://") :])
    with httpx.Client(trust_env=False, timeout=30) as client:
        assert client.get(address).status_code == 200
        url = address.partition("/enter")[0]
        assert "Served" in client.get(url + "/").text
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=30)
    assert "For another one" in out.decode()
    assert running.returncode == 128 + signal.SIGINT
    assert "Traceback" not in err.decode()


def test_a_missing_extra_is_named(
    armstrace: of_the_desk.Armstrace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    new_case(tmp_path / "case", title="Served", said_by="p-1")
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    monkeypatch.delitem(sys.modules, "armstrace.desk.web.serve")
    done = armstrace("serve", "--case", tmp_path / "case", "--no-browser")
    assert done.code == 2
    assert 'pip install "armstrace[web]"' in done.err


def test_no_case_is_said(armstrace: of_the_desk.Armstrace, tmp_path: Path) -> None:
    done = armstrace("serve", "--case", tmp_path / "nowhere", "--no-browser")
    assert (done.code, "There is no such folder" in done.err) == (2, True)


def test_a_port_that_cannot_be_is_said(tmp_path: Path) -> None:
    case = new_case(tmp_path / "case", title="Served", said_by="p-1")
    with pytest.raises(CaseError, match="cannot be used"):
        listen(case.root, port=70_000)
