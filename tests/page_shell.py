"""A reader at a page: its files written, its lines run in order in one folder, what they print kept.

Commands of armstrace run in this process, which loads the program once for all pages; every other line runs in a shell.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from armstrace.desk.cli.main import app
from armstrace.desk.cli.show import said
from armstrace.records.errors import ArmstraceError
from page_blocks import Block, blocks_of, missing

NOT_RUN = "not run in the tests"
"""What a page says, above a block of commands, where a reader must bring something for it."""
FETCHES = {"pip", "uv", "make", "git", "curl", "wget", "apt-get", "dask", "sudo"}
"""Programs that a page's lines may not begin with: they fetch, install, or do not end."""
PACKED = 'armstrace bundle filing --case demo-case --to "the registry" --non-commercial'
"""The costly line that two pages have: its outcome is kept from the one for the other."""
_MEANT = re.compile(r"\s+# exit code (\d)$")
_SHELL = re.compile(r"[|;&<>$`*?]")


@dataclass(slots=True)
class Reader:
    """Somebody who follows pages in a folder; `demo` is the demo case, which is copied and not made again.

    `packed` keeps a folder and what its command printed by the line that several pages have for it.
    """

    folder: Path
    patch: pytest.MonkeyPatch
    demo: Path
    packed: dict[str, tuple[Path, str]] = field(default_factory=dict)

    def follow(self, page: Path) -> int:
        """Write the files of a page and run its lines; gives how many were run."""
        self.patch.chdir(self.folder)
        run, names = 0, dict[str, Any]()
        for block in blocks_of(page):
            where = f"{page.name}, line {block.line}"
            if block.name:
                self._write(block)
            elif block.language == "sh":
                for line in filter(None, block.text.splitlines()):
                    self._hold(line, "", where)
                    run += 1
            elif block.language == "python":
                exec(compile(block.text, where, "exec"), names)  # noqa: S102  # the page is ours
                run += 1
            elif block.language == "console":
                for line, shown in commands_of(block):
                    self._hold(line, shown, where)
                    run += 1
        return run

    def _write(self, block: Block) -> None:
        path = Path(block.name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")

    def _hold(self, line: str, shown: str, where: str) -> None:
        meant = _MEANT.search(line)
        code, printed = self.run(_MEANT.sub("", line))
        wanted = {int(meant[1])} if meant else {0}
        assert code in wanted, f"{where}: {line} ended with {code}\n{printed}"
        assert not (lacks := missing(shown, printed)), f"{where}: {line} does not print {lacks!r} but\n{printed}"

    def run(self, line: str) -> tuple[int, str]:
        """Run one line as a shell would; gives its exit code and all that it printed."""
        words = shlex.split(line, comments=True)
        assert words[0] not in FETCHES, f"{line}: say that it is {NOT_RUN}, and make it a block of text"
        if words[0] == "cd":
            self.patch.chdir(words[1])
            return 0, ""
        if line == "armstrace demo demo-case":
            shutil.copytree(self.demo, "demo-case")
            return 0, ""
        if line == PACKED:
            return self._pack(line, words[1:])
        if words[0] != "armstrace" or _SHELL.search(line):
            return self._in_a_shell(line)
        return self._command(words[1:])

    def _pack(self, line: str, words: list[str]) -> tuple[int, str]:
        if line in self.packed:
            kept, printed = self.packed[line]
            shutil.copytree(kept, "filing")
            return 0, printed
        code, printed = self._command(words)
        # what a page does to it afterwards is nothing to the next
        self.packed[line] = (shutil.copytree("filing", self.folder.parent / "packed"), printed)
        return code, printed

    def _command(self, words: list[str]) -> tuple[int, str]:
        done = CliRunner().invoke(app, words, env={"COLUMNS": "200", "NO_COLOR": "1"})
        if isinstance(done.exception, ArmstraceError):
            return done.exception.exit_code, f"{done.output}armstrace: {said(done.exception)}\n"
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.exit_code, done.output

    def _in_a_shell(self, line: str) -> tuple[int, str]:
        beside = str(Path(sys.executable).parent)
        done = subprocess.run(
            ["sh", "-c", line],
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | {"PATH": f"{beside}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "200"},
        )
        return done.returncode, done.stdout + done.stderr


def commands_of(block: Block) -> list[tuple[str, str]]:
    """Give the lines that a console shows behind "$", each with the output that is shown below it."""
    found: list[tuple[str, str]] = []
    for line in block.text.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], ""))
        else:
            assert found, f"line {block.line}: a console begins with a command"
            found[-1] = (found[-1][0], f"{found[-1][1]}{line}\n")
    return found


def unmarked(page: Path) -> list[str]:
    """Name the blocks that show commands, are not run, and do not say so in the line above them."""
    return [
        f"{page.name}, line {block.line}"
        for block in blocks_of(page)
        if block.language not in {"sh", "console"}
        and not block.name
        and re.search(r"^(?:\$ )?armstrace ", block.text, re.MULTILINE)
        and NOT_RUN not in " ".join(block.before.lower().split())
    ]
