"""Threat 2: collecting speaks to the machine it named and to nobody else, and leaves nothing outside the case."""

import os
import re
import subprocess
import sys
from pathlib import Path

from armstrace.desk.collecting.brought import note_saved
from armstrace.desk.collecting.minimum import collections_of
from court.light_case import light_case
from made_warc import response
from made_web import PAGE, answer, served, socks
from system_tools import cannot, path_of

PROGRAM = (sys.executable, "-c", "from armstrace.desk.cli.main import run; run()")
SPOKEN = re.compile(r"\b(?:connect|sendto|sendmsg|sendmmsg)\(")
PORT = re.compile(r"sin6?_port=htons\((\d+)\)")
WRITTEN = re.compile(r'(?:openat\([^,]+, |creat\(|mkdir(?:at\([^,]+, |\()|rename\w*\()"([^"]+)"')


def traced(tmp_path: Path, *words: object) -> tuple[list[str], str]:
    """Run a command under strace; give the calls that speak to somebody or write, and standard error."""
    private = tmp_path / "private"
    private.mkdir()
    log = tmp_path / "log"
    own = {
        **os.environ, "TMPDIR": str(private), "HOME": str(tmp_path / "home"), "PYTHONDONTWRITEBYTECODE": "1",
        "HTTP_PROXY": "http://127.0.0.1:9", "ALL_PROXY": "http://127.0.0.1:9",
    }  # fmt: skip
    calls = "trace=%network,openat,creat,mkdir,mkdirat,rename,renameat,renameat2"
    strace = [path_of("strace"), "-f", "-qq", "-s", "400", "-o", str(log), "-e", calls]
    done = subprocess.run(
        [*strace, *PROGRAM, *map(str, words)], env=own, capture_output=True, text=True, check=False, cwd=tmp_path
    )
    if "ptrace" in done.stderr.lower():
        cannot("this system lets nobody be traced")
    assert done.returncode == 0, done.stderr
    assert list(private.iterdir()) == []
    assert not (tmp_path / "home").exists()
    return log.read_text(encoding="utf-8", errors="replace").splitlines(), done.stderr


def spoken_to(lines: list[str]) -> set[str]:
    """Give the ports that were connected or written to by address; talk over a pair of one's own has none."""
    return {found[1] for line in lines if SPOKEN.search(line) and (found := PORT.search(line))}


def elsewhere(lines: list[str], root: Path) -> set[str]:
    writing = [
        line for line in lines if " = -1" not in line and re.search(r"O_WRONLY|O_RDWR|O_CREAT|\bmkdir|rename", line)
    ]
    paths = {found[1] for line in writing if (found := WRITTEN.search(line))}
    return {path for path in paths if path.startswith("/") and not path.startswith((str(root), "/dev/"))}


def test_only_the_machine_that_was_named_is_asked(tmp_path: Path) -> None:
    case = light_case(tmp_path / "case")
    with served({"/page": answer("200 OK", PAGE)}) as web:
        lines, said = traced(tmp_path, "add", web.url(), "--private", "127.0.0.1", "--case", case.root)
    assert spoken_to(lines) == {str(web.port)}
    assert f"asking 127.0.0.1 for {web.url()} directly" in said
    assert elsewhere(lines, case.root) == set()
    assert len(web.asked) == 1


def test_through_a_proxy_nobody_but_the_proxy_is(tmp_path: Path) -> None:
    """The name of the page's machine is not even looked up here."""
    case = light_case(tmp_path / "case", "sensitive = true")
    with served({"/page": answer("200 OK", PAGE)}) as web, socks({"news.example": web.port}) as proxy:
        via = f"socks5://127.0.0.1:{proxy.port}"
        lines, _ = traced(tmp_path, "add", "http://news.example/page", "--proxy", via, "--case", case.root)
    assert spoken_to(lines) == {str(proxy.port)}
    assert elsewhere(lines, case.root) == set()


def test_reading_what_was_collected_asks_nobody(tmp_path: Path) -> None:
    """Pages point to pictures, scripts and frames on other machines: none of them is fetched."""
    case = light_case(tmp_path / "case")
    page, archive = tmp_path / "page.html", tmp_path / "page.warc"
    with served({}) as web:
        there = web.url("/tracker")
        source = (
            f'<html><head><meta http-equiv=refresh content="0;url={there}"><link rel=stylesheet href={there}>'
            f"<script src={there}></script></head><body><img src={there}><iframe src={there}></iframe>"
            f"<p>Twelve words of a page that would like to be fetched in full.</p></body></html>"
        ).encode()
        page.write_bytes(source)
        archive.write_bytes(response(1, there, source))
        for path in (page, archive):
            exhibit = case.add(path)
            note_saved(case, exhibit, there, "")
            assert case.read(exhibit).refusal is None
        assert len(list(collections_of(case))) == 2
        assert web.asked == []
