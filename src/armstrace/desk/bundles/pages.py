"""The pages of a bundle for people: how to check it alone, on what terms things are in it, statements left unsigned."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from armstrace.desk.case import describe
from armstrace.desk.intake import Case
from armstrace.desk.licences import Leaver
from armstrace.desk.redaction.lists import copy_number, told_of_copy
from armstrace.evidence.lines import Line
from armstrace.evidence.names import visible
from armstrace.records.version import __version__

_SCRIPT = """#!/bin/sh
# The lines of README.txt. They write nothing. sh verify.sh [ROOT-CERTIFICATE.pem]
ca=$1; case $ca in ''|/*) ;; *) ca=$PWD/$ca ;; esac
cd "$(dirname "$0")" || exit 2

@CHECKS@
exit $wrong
"""


_COPY = """
IT IS A REDACTED COPY: "as they were received" holds for the copy. REDACTION.txt says what was left out, and how.
"""


@dataclass(frozen=True, slots=True)
class Told:
    """What the pages speak of: the case, the line of the export, and who stands at the gate."""

    case: Case
    line: Line
    leavers: tuple[Leaver, ...]


def pages(told: Told) -> Iterator[tuple[str, str]]:
    """Give the pages of a bundle by name."""
    checks = _text("checks.sh").rstrip("\n")
    readme = _filled("README.txt", told)
    number = copy_number(told.case.root)
    yield "README.txt", readme.replace("@REDACTED@", _COPY if number else "").replace("@CHECKS@", checks)
    if number:
        told_of = "".join(told_of_copy(told.case.root))
        yield "REDACTION.txt", _text("REDACTION.txt").replace("@NUMBER@", number).replace("@LIST@", told_of)
    yield "verify.sh", _SCRIPT.replace("@CHECKS@", checks)
    yield "LICENCES.txt", licences(told)
    yield "certificates/custodian.txt", _filled("custodian.txt", told)
    yield "certificates/hashes.txt", _filled("hashes.txt", told)


def stamp_page() -> str:
    """Give the page that lies beside a timestamp, or beside the request for one."""
    return _text("timestamp.txt")


def licences(told: Told) -> str:
    """Say of each exhibit on what terms it is here, or why it is not, and whom to name."""
    parts = ["On what terms exhibits are in this bundle, and why others are not. Whoever hands them on is bound too.\n"]
    for here in (True, False):
        wanted = [each for each in told.leavers if each.leaves is here]
        parts.append(f"\n{'HERE' if here else 'BY THEIR HASH ALONE'}: {len(wanted)}\n\n")
        for each in wanted:
            name = "(withdrawn)" if each.exhibit.withdrawn else visible(each.exhibit.received_name)
            parts.append(f"{each.exhibit.short}  {name}\n    {visible(each.reason)}\n")
    sources = {each.source.name: each.source for each in told.leavers if each.source is not None}
    parts.append("\nSOURCES TO NAME\n\n")
    for _, source in sorted(sources.items()):
        parts.append(f"{source.title}. {source.publisher}. {source.url}\n    {source.licence}\n")
    return "".join(parts)


def _filled(name: str, told: Told) -> str:
    here = sum(each.leaves for each in told.leavers)
    words = {
        "@TITLE@": " ".join(visible(str(describe(told.case.root).get("title", ""))).split()),
        "@DATE@": told.line.at[:10],
        "@VERSION@": __version__,
        "@LINES@": str(told.line.seq),
        "@HEAD@": told.line.sha256,
        "@HERE@": str(here),
        "@KEPT@": str(len(told.leavers) - here),
    }
    text = _text(name)
    for word, value in words.items():
        text = text.replace(word, value)
    return text


def _text(name: str) -> str:
    return files("armstrace.desk.bundles").joinpath("texts", name).read_text(encoding="utf-8")
