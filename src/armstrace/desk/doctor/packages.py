"""The Python packages that armstrace names: those it needs, those of its extras, and the model it parses with."""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution, requires

from armstrace import __version__
from armstrace.desk.doctor.getting import with_extra
from armstrace.desk.doctor.item import Item, Standing
from armstrace.desk.plug_ins import installed_version

NEEDED_PYTHON = (3, 11)
WHAT_FOR = {
    "court": "timestamps, web archives, PDF dossiers, sheets, sealed names, collecting pages",
    "cluster": "reading archives on many machines, and from s3://",
    "flights": "aircraft traces, landings, surges",
    "frames": "tables for pandas and polars",
    "mcp": "`armstrace mcp`: the questions of the library for other programs",
    "web": "`armstrace serve`: the desk in a browser",
    "parse": "finding statements in English texts by their grammar",
}
_REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?([^;]*)(?:;.*extra == ['\"](\w+)['\"])?")
_NUMBER = re.compile(r"\d+")


def packages() -> Iterator[Item]:
    """Look at Python, at armstrace and at each package it names."""
    yield Item("program", "armstrace", Standing.OK, __version__)
    yield _python()
    try:
        wanted = requires("armstrace") or []
    except PackageNotFoundError:
        told = "armstrace runs from a folder and is not installed"
        yield Item("program", "packages", Standing.DOUBTFUL, told, "Install it with pip or uv.")
        return
    by_extra: dict[str, list[tuple[str, str]]] = {}
    for each in wanted:
        found = _REQUIREMENT.match(each)
        if found:
            by_extra.setdefault(found[3] or "", []).append((found[1], found[2].strip()))
    yield from _core(by_extra.pop("", []))
    for extra in sorted(by_extra):
        yield _extra(extra, by_extra[extra])


def _python() -> Item:
    told = f"{'.'.join(map(str, sys.version_info[:3]))} ({sys.executable})"
    if sys.version_info[:2] < NEEDED_PYTHON:
        return Item("program", "Python", Standing.BROKEN, told, "Use Python 3.11 or newer.")
    return Item("program", "Python", Standing.OK, told)


def _core(wanted: list[tuple[str, str]]) -> Iterator[Item]:
    lacking = [f"{name}{said}" for name, said in wanted if not _is_met(name, said)]
    todo = "" if not lacking else "Install armstrace again."
    told = f"{len(wanted)} packages" if not lacking else f"missing or too old: {', '.join(lacking)}"
    yield Item("program", "core", Standing.BROKEN if lacking else Standing.OK, told, todo)


def _extra(extra: str, wanted: list[tuple[str, str]]) -> Item:
    lacking = [f"{name}{said}" for name, said in wanted if not _is_met(name, said)]
    told = WHAT_FOR.get(extra, "")
    if not lacking:
        known = ", ".join(f"{name} {installed_version(name)}" for name, _ in wanted)
        return Item("extras", extra, Standing.OK, f"{told} ({known})" if told else known)
    return Item("extras", extra, Standing.ABSENT, f"{told}; not here: {', '.join(lacking)}", with_extra(extra))


def _is_met(name: str, said: str) -> bool:
    """Whether a package is here in a version that is not too old; numbers alone are compared."""
    try:
        here = distribution(name).version
    except PackageNotFoundError:
        return False
    least = re.search(r"[>=]=\s*([0-9.]+)", said)
    return least is None or _numbers(here) >= _numbers(least[1])


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(each) for each in _NUMBER.findall(version.split("+", maxsplit=1)[0])[:3])
