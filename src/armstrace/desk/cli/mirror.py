"""`armstrace mirror`."""

from pathlib import Path
from typing import Annotated

import typer

from armstrace.desk.cli.options import AsJson, CaseDir


def mirror(
    supplier: Annotated[str, typer.Argument(metavar="SUPPLIER", help="A state's code or name.")],
    recipient: Annotated[str, typer.Argument(metavar="RECIPIENT", help="A state's code or name.")],
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE", help="Reports to read; default: the case.")
    ] = None,
    years: Annotated[str, typer.Option(metavar="YEARS", help="Such as 2015-2019; default: all reported.")] = "",
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """Hold what a supplier reported of its exports against what the recipient reported of its imports.

    No report, nil report, a category left out, a value withheld, another definition and another year are told apart.
    """
    from armstrace.desk.cli import show
    from armstrace.desk.cli.reading import ground
    from armstrace.desk.cli.taking import finish
    from armstrace.desk.mirror import NO_REPORT, beside_words, mirror_json, mirror_of
    from armstrace.desk.questions.mistakes import Mistakes
    from armstrace.desk.questions.words import state
    from armstrace.desk.questions.words import years as years_of

    wrong = Mistakes()
    pair = [wrong.read(state, who, name) for who, name in ((supplier, "SUPPLIER"), (recipient, "RECIPIENT"))]
    window = wrong.read(years_of, years) if years else None
    wrong.tell()
    with ground(files or [], case) as at_hand:
        shown = mirror_of(at_hand.case, pair[0] or "", pair[1] or "", window)
    if json:
        show.as_json(mirror_json(shown))
    else:
        rows = [[str(each.year), each.category, each.answer, show.plain(each.words)] for each in shown.answers]
        if rows:
            show.table(["year", "category", "answer", "words"], rows)
        else:
            show.line(NO_REPORT)
        for words in (*map(beside_words, shown.beside), *shown.limits):
            show.remark(words)
    finish(whole=at_hand.whole)
