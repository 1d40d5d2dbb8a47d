"""`armstrace reply`."""

from typing import Annotated

import typer

from armstrace.desk.cli.judging import ActsAs
from armstrace.desk.cli.options import AsJson, CaseDir


def reply(
    key: Annotated[
        str, typer.Argument(metavar="[KEY]", help="The key of a claim, finding, event or record; without: list all.")
    ] = "",
    to: Annotated[str, typer.Option("--to", metavar="WHOM", help="The office or person asked.")] = "",
    put: Annotated[str, typer.Option("--put", metavar="DATE", help="The day the question was put.")] = "",
    channel: Annotated[str, typer.Option(metavar="TEXT", help="How: a letter, by e-mail, at a press briefing.")] = "",
    party: Annotated[str, typer.Option(metavar="STATE", help="Who is accused, where --to does not name it.")] = "",
    answered: Annotated[str, typer.Option(metavar="DATE", help="The day an answer came.")] = "",
    answer: Annotated[str, typer.Option(metavar="WORDS", help="What came back, word for word.")] = "",
    declined: Annotated[bool, typer.Option("--declined", help="They declined to answer.")] = False,
    silent: Annotated[bool, typer.Option("--silent", help="No answer came.")] = False,
    accusation: Annotated[str, typer.Option(metavar="WORDS", help="What was put; default: the words of KEY.")] = "",
    undo: Annotated[int, typer.Option(metavar="NUMBER", help="Take a reply back.")] = 0,
    why: Annotated[str, typer.Option(metavar="TEXT", help="What it rests on; always needed to sign.")] = "",
    by: ActsAs = "",
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """Sign that an accusation was put to the accused, and what came back; without KEY list all replies of the case.

    The words go into the ledger for good: leave out what may not stay there. Where there is no entry, chain and
    dossier print "not asked".
    """
    from armstrace.desk.case import open_case
    from armstrace.desk.cli.options import case_folder, said_by
    from armstrace.desk.cli.reply_words import listed, sign, take_back
    from armstrace.desk.questions.reply import Said

    opened = open_case(case_folder(case), by or said_by())
    if undo:
        take_back(opened, undo, why, json=json)
    elif key:
        outcomes = {"declined": declined, "silent": silent, "answered": bool(answered)}
        sign(opened, key, Said(to, put, channel, party, answered, answer, accusation, outcomes), why, json=json)
    else:
        listed(opened, json=json)
