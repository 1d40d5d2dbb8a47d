"""The fenced blocks of a page, with what it says of them: their language, and the file that the line above names."""

import re
from dataclasses import dataclass
from pathlib import Path

_FENCE = re.compile(r"^( {0,3})(`{3,})([^`\n]*)$")
_NAMED = re.compile(r"^`([\w./-]+)`:?$")


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block: `language` as written behind the fence, `name` the file it is to be written to, "" for none.

    `before` is the paragraph above it, `line` that of its fence.
    """

    language: str
    text: str
    name: str
    before: str
    line: int


def blocks_of(page: Path) -> list[Block]:
    """Give the fenced blocks of a page in their order."""
    found: list[Block] = []
    lines = page.read_text(encoding="utf-8").split("\n")
    opened, fence, before = 0, "", ""
    for number, line in enumerate(lines, 1):
        match = _FENCE.match(line)
        if fence:
            if match and match[2] == fence and not match[3]:
                text = "".join(f"{each}\n" for each in lines[opened : number - 1])
                named = _NAMED.match(before.rpartition("\n")[2])
                found.append(Block(lines[opened - 1].strip("` "), text, named[1] if named else "", before, opened))
                fence, before = "", ""
        elif match:
            opened, fence = number, match[2]
        elif line.strip():
            above = lines[number - 2].strip() if number > 1 else ""
            before = f"{before}\n{line.strip()}" if above and before else line.strip()
    assert not fence, f"{page}: the block of line {opened} has no end"
    return found


def stretches(shown: str) -> list[str]:
    """Give what stands between the dots of an output that is shown in part, blanks evened out."""
    return [" ".join(part.split()) for part in shown.split("...") if part.strip()]


def missing(shown: str, printed: str) -> str:
    """Give the first stretch of what is shown that is not printed in its turn, "" where all is."""
    found, at = " ".join(printed.split()), 0
    for stretch in stretches(shown):
        begins = found.find(stretch, at)
        if begins < 0:
            return stretch
        at = begins + len(stretch)
    return ""
