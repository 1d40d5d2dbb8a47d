"""Programs outside Python that tests use, as listed in system-tools.txt; run as a script it installs missing ones."""

import ctypes
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest

LIST = Path(__file__).with_name("system-tools.txt")


@dataclass(frozen=True, slots=True)
class SystemTool:
    """A program or library, the Debian packages that bring it, and what it is for."""

    command: str
    packages: tuple[str, ...]
    purpose: str

    def find(self) -> str | None:
        """Give the path of the program, or the name of a library that loads; None where it is missing."""
        if ".so." not in self.command:
            return shutil.which(self.command)
        try:
            ctypes.CDLL(self.command)
        except OSError:
            return None
        return self.command


def listed() -> dict[str, SystemTool]:
    """Give the tools by command."""
    lines = LIST.read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.split("|")] for line in lines if line.strip() and not line.startswith("#")]
    return {command: SystemTool(command, tuple(packages.split()), purpose) for command, packages, purpose in cells}


def path_of(command: str) -> str:
    """Give the path of a listed program; where it is missing the test is skipped, or fails under CI=true."""
    tool = listed()[command]
    found = tool.find()
    if not found:
        cannot(f"{command} is not installed (apt-get install {' '.join(tool.packages)}); it {tool.purpose}")
    return found


def cannot(reason: str) -> NoReturn:
    """Skip a test for what this machine lacks, or fail it under CI=true, where nothing may go untested unseen."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def install_missing() -> None:
    """Ask apt for what is missing, as root; say what stays missing and do not stop for it."""
    missing = [tool for tool in listed().values() if not tool.find()]
    if not missing:
        return
    if os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        packages = sorted({package for tool in missing for package in tool.packages})
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "-q", "update"], env=quiet, check=False, stdout=subprocess.DEVNULL)
        command = ["apt-get", "-q", "-y", "install", "--no-install-recommends", *packages]
        subprocess.run(command, env=quiet, check=False, stdout=subprocess.DEVNULL)
    for tool in missing:
        if not tool.find():
            sys.stderr.write(f"{tool.command} is missing: tests that need it are skipped; it {tool.purpose}\n")


if __name__ == "__main__":
    install_missing()
