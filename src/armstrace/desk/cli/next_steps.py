"""What a person may want to do next, told after a command on a terminal; a program is told nothing."""

from collections.abc import Mapping
from shlex import quote
from typing import Any

NEXT: Mapping[str, str] = {
    "new": "armstrace add --case {case} FILE...   takes registers, articles and other files into it",
    "add": "armstrace check ARTICLE{on}   checks what a text says against them; armstrace case show{on} lists them",
    "read": "armstrace check ARTICLE{on}   checks what a text says against what was read",
    "claims": "armstrace check ARTICLE{on}   answers them; armstrace accept KEY{on} signs that one was read rightly",
    "accept": "armstrace dossier{on}   writes the page with what was accepted",
    "reject": "armstrace dossier{on}   writes the page without it",
    "correct": "armstrace check ARTICLE{on}   answers the claim as corrected",
    "check": "armstrace why KEY{on}   leads a figure back to its bytes; armstrace dossier{on} writes the page to read",
    "share": "armstrace share ... --by supplier   takes the total apart; --plot FILE.svg draws it",
    "sources": "armstrace add FILE...   takes a file in; its format is told from its content",
    "incidents": "armstrace why EVENT{on}   shows what the sources say of one, side by side",
    "flights read": "armstrace flights at AIRFIELD DIR   lists them; armstrace surge DIR --airfield CODE tests them",
    "flights at": "armstrace flights track HEX DIR --day DAY   draws it; armstrace surge DIR --airfield CODE tests it",
    "surge": "armstrace surge ... --html FILE   writes the page; a surge is an opportunity, never a cargo",
    "chain": "armstrace place KEY --rung N --why TEXT{on}   puts it on a rung; armstrace mirror A B{on} asks both",
    "place": "armstrace chain{on}   shows the rungs with it",
    "dossier": "armstrace bundle{on} OUT   packs it with its evidence; armstrace verify{on} tries it first",
    "bundle": "armstrace verify BUNDLE   does what the recipient will do",
    "verify": "armstrace bundle{on} OUT   packs the case for somebody else",
    "why": "armstrace case show{on}   tells what else the case holds",
    "search": "armstrace why KEY{on}   leads a hit back to its bytes",
    "diff": "armstrace recheck{on}   asks the questions of the case again on the newer edition",
    "demo": "armstrace case show --case {case}   tells what it holds; armstrace serve --case {case} shows it",
    "case show": "armstrace check ARTICLE{on}   checks a text; armstrace verify{on} looks whether all is as written",
    "doctor": "armstrace demo DIR   runs the whole tour on a case that comes with the program",
    "treaties": "armstrace embargoes STATE   shows the embargoes on the same state",
    "embargoes": "armstrace treaties STATE   shows what the same state had signed and joined",
}
"""By command, the next one; {on} is --case as it was given, {case} the folder."""


def next_step(words: str, given: Mapping[str, Any]) -> str:
    """Give the line to print after a command, "" where there is none or a program reads along."""
    told = NEXT.get(words, "")
    if not told or given.get("json") or any(str(value) == "-" for value in given.values()):
        return ""
    named = given.get("case") or given.get("folder") or given.get("directory")
    folder = quote(str(named)) if named else ""
    return "next: " + told.format(on=f" --case {folder}" if given.get("case") else "", case=folder or "CASE")
