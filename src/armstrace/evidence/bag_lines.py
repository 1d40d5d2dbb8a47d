"""Reading the manifests and the words of a bag, strictly: one spelling only, so that no changed byte goes unseen."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from armstrace.evidence.bag import is_safe
from armstrace.evidence.names import visible

_LENGTHS = {"sha256": 64, "sha512": 128}
_WORD = re.compile(r"([A-Z][A-Za-z0-9-]*): (.*)")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest lists, as far as it can be read; `wrong` says in which line it is not one, "" for nowhere."""

    listed: Mapping[str, str]
    wrong: str = ""


def manifest(content: bytes, algorithm: str) -> Manifest:
    r"""Read a manifest: a hash in small letters, two blanks, a name; sorted by name, each once.

    >>> manifest(b"AB  data/x\n", "sha256").wrong
    'line 1 is no hash and name'
    """
    line_form = re.compile(rf"([0-9a-f]{{{_LENGTHS[algorithm]}}})  (\S+)")
    listed: dict[str, str] = {}
    wrong = "" if content.endswith(b"\n") or not content else "it does not end with its last line"
    before = ""
    for number, line in enumerate(content.decode("latin-1").split("\n")[: content.count(b"\n")], 1):
        found = line_form.fullmatch(line)
        if not found or not is_safe(found[2]):
            wrong = wrong or f"line {number} is no hash and name"
            continue
        if found[2] <= before:
            wrong = wrong or f"line {number} does not stand in its order"
        before = found[2]
        listed[found[2]] = found[1]
    return Manifest(listed, wrong)


def words(content: bytes) -> dict[str, str]:
    """Read bag-info.txt: the value of each word, the first where one stands twice."""
    found: dict[str, str] = {}
    for line in content.decode("utf-8", "replace").split("\n"):
        word = _WORD.fullmatch(line)
        if word:
            found.setdefault(word[1], visible(word[2]))
    return found
