"""What changed between two editions of a register, and what that does to the findings of a case."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from armstrace.desk.case import temporary_case
from armstrace.desk.editions.diff import Difference as Compared
from armstrace.desk.editions.diff import difference
from armstrace.desk.editions.effects import effects_json, effects_of
from armstrace.desk.editions.export import COLUMNS, difference_json, lines_of
from armstrace.desk.editions.named import edition_in, told_of
from armstrace.desk.python.answer import Answer, plain
from armstrace.desk.python.columns import FLAG, TEXT, TEXTS, Sheet
from armstrace.desk.python.held import Held, told_aside
from armstrace.desk.python.words import in_python
from armstrace.desk.questions.files import files_in
from armstrace.desk.questions.mistakes import Mistakes
from armstrace.desk.questions.taking import take_all
from armstrace.desk.questions.words import state
from armstrace.records.sources import ReadOptions

_CELLS = Sheet(dict.fromkeys(COLUMNS, TEXT), ("change", "from", "to", "what", "column", "old", "new"))
_EFFECTS = Sheet(
    {"document": TEXT, "claim": TEXT, "old": TEXT, "new": TEXT, "differs": FLAG, "why": TEXTS},
    ("claim", "old", "new", "differs"),
)


@dataclass(frozen=True, slots=True, repr=False, eq=False, kw_only=True)
class Difference(Answer):
    """What changed between two editions; a row per changed cell, and per cell of a row gone, new or perhaps the same.

    `effects` are the findings of the case under either edition; there are none where files are compared alone.
    """

    effects: Answer = field(repr=False)


def diff_in(held: Held, old: str, new: str, parties: tuple[str, str], *, findings: bool) -> Difference:
    """Compare two editions of a case."""
    with held.at_work() as case:
        asked = _asked(parties)
        sides = [edition_in(case, each, files_in) for each in (old, new)]
        effects = effects_json(effects_of(case, sides[0], sides[1])) if findings else []
        return _answer(difference(case, sides[0], sides[1], asked), effects, list(held.remarks))


def diff_apart(old: str | Path, new: str | Path, parties: tuple[str, str]) -> Difference:
    """Compare two files or folders apart from any case."""
    with in_python(), temporary_case() as case:
        asked = _asked(parties)
        named, said = [], list[str]()
        for each in (old, new):
            taken, more = take_all(case, files_in([Path(each)]), ReadOptions())
            said += [*more, *told_aside(taken)]
            named.append(told_of(case, str(each), [outcome.exhibit for outcome in taken]))
        return _answer(difference(case, named[0], named[1], asked), [], said)


def _asked(parties: tuple[str, str]) -> tuple[str, str]:
    wrong = Mistakes()
    names = ("supplier", "recipient")
    codes = [wrong.read(state, who, name) if who else "" for who, name in zip(parties, names, strict=True)]
    wrong.tell()
    return codes[0] or "", codes[1] or ""


def _answer(found: Compared, effects: list[dict[str, Any]], said: list[str]) -> Difference:
    told = plain(difference_json(found) | {"findings": effects})
    empty = ("Nothing changed: every row of one edition stands in the other, cell by cell.",) if found.empty else ()
    return Difference(
        title=f"{found.old.title} \u2192 {found.new.title}",
        rows=_CELLS.rows(dict(zip(COLUMNS, line, strict=True)) for line in lines_of(found)),
        sheet=_CELLS,
        told=told,
        remarks=(*empty, *found.remarks, *said),
        effects=Answer(
            title="Findings of the case under the older and the newer edition",
            rows=_EFFECTS.rows(map(_effect, told["findings"])),
            sheet=_EFFECTS,
            told=told["findings"],
        ),
    )


def _effect(told: dict[str, Any]) -> dict[str, Any]:
    return {**told, "old": told["old"]["verdict"], "new": told["new"]["verdict"]}
