"""Which outside code had a hand in a case, told from what its ledger and findings say of their makers."""

import re
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version

from armstrace.desk.intake import Case, last_readings
from armstrace.evidence.lines import Line
from armstrace.plug_ins.found import stamps_in

_METHOD = re.compile(rb'"method":"([^"+]{1,200}\+[^"]{1,400})"')


def makers_in(case: Case, lines: Iterable[Line]) -> tuple[str, ...]:
    """Give the readers and methods of a case that name outside code: the last reading of each exhibit, and findings."""
    readers = {str(line.payload.get("reader", "")) for line in last_readings(lines).values()}
    files = sorted((case.root / "tables" / "finding").glob("*.json"))
    methods = {found.decode("utf-8", "replace") for path in files for found in _METHOD.findall(path.read_bytes())}
    return tuple(sorted(each for each in readers | methods if stamps_in(each)))


def needed(makers: Iterable[str]) -> list[dict[str, str]]:
    """Give the distributions that making it all again needs, by name and version."""
    stamps = {stamp for maker in makers for stamp in stamps_in(maker)}
    return [{"distribution": name, "version": known} for name, known in sorted(stamps)]


def lacking(wanted: Iterable[Mapping[str, str]]) -> list[str]:
    """Name the distributions of `needed` that are not installed here, or in another version."""
    told = []
    for each in wanted:
        here = installed_version(str(each["distribution"]))
        if here.replace("+", "_") != each["version"]:
            told.append(f"plug-in {each['distribution']} {each['version']}, here {here or 'missing'}")
    return told


def outside_words(makers: Iterable[str]) -> tuple[str, ...]:
    """Say in a sentence which outside code a dossier rests on; nothing where there is none."""
    of: dict[tuple[str, str], list[str]] = {}
    for maker in sorted(set(makers)):
        for stamp in stamps_in(maker):
            of.setdefault(stamp, []).append(maker.partition("+")[0])
    if not of:
        return ()
    told = "; ".join(f"{name} {known} ({', '.join(made)})" for (name, known), made in sorted(of.items()))
    return (f"Code from outside armstrace had a hand in this: {told}. It was not tested with armstrace.",)


def installed_version(distribution: str) -> str:
    """Give the version of a distribution that is installed here, "" where it is not."""
    try:
        return version(distribution)
    except (PackageNotFoundError, ValueError):
        return ""
