"""The suite reaches no other machine, and the commands need none."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import without_network

RUNNER = Path(without_network.__file__)
ELSEWHERE = ("192.0.2.1", 9)  # kept for documentation by RFC 5737; nobody answers there


@pytest.mark.parametrize("kind", [socket.SOCK_STREAM, socket.SOCK_DGRAM])
def test_a_test_that_reaches_out_is_stopped(kind: socket.SocketKind) -> None:
    with socket.socket(socket.AF_INET, kind) as line, pytest.raises(PermissionError, match="without a network"):
        line.connect(ELSEWHERE)
    with socket.socket(socket.AF_INET, kind) as line, pytest.raises(PermissionError, match="without a network"):
        line.sendto(b"hello", ELSEWHERE)


def test_this_machine_stays_in_reach() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as line:
        line.sendall(b"hello")
        caller, _ = server.accept()
        with caller:
            assert caller.recv(5) == b"hello"


@pytest.mark.skipif(without_network.MARK not in os.environ, reason="make test runs the suite without a network")
def test_there_is_only_the_loopback() -> None:
    assert [name for _, name in socket.if_nameindex()] == ["lo"]


def alone(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command on a machine without a network."""
    return subprocess.run([sys.executable, str(RUNNER), *command], capture_output=True, text=True, cwd=cwd, check=False)


def test_the_whole_tour_needs_no_network(tmp_path: Path) -> None:
    probe = alone("true", cwd=tmp_path)
    if probe.stderr:
        pytest.skip(f"no machine without a network to be had here: {probe.stderr.strip()}")
    armstrace = shutil.which("armstrace", path=str(Path(sys.executable).parent))
    assert armstrace
    done = alone(armstrace, "demo", "tour", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "tour" / "ledger.jsonl").exists()
