"""`armstrace add`."""

from pathlib import Path
from typing import Annotated

import typer

from armstrace.desk.cli.options import AsJson, CaseDir, Published

Proxy = Annotated[
    str, typer.Option("--proxy", metavar="URL", help="Ask through this proxy only: socks5:// or http://.")
]
Capture = Annotated[
    Path | None, typer.Option("--capture", metavar="FILE", help="A picture or PDF of the whole page, taken by you.")
]
CaptureOf = Annotated[
    str, typer.Option("--capture-of", metavar="EXHIBIT", help="The FILE is the picture of this page of the case.")
]
From = Annotated[
    str, typer.Option("--from", metavar="URL", help="Where you saved the FILE from; written down, never asked.")
]
Collected = Annotated[
    str, typer.Option("--collected", metavar="TIME", help="When you saved it, such as 2026-11-20T10:00Z.")
]
Private = Annotated[
    list[str] | None, typer.Option("--private", metavar="HOST", help="A host of your own network that may be asked.")
]
Root = Annotated[Path | None, typer.Option("--ca", metavar="FILE", help="Trust this root certificate (PEM) too.")]
Agent = Annotated[str, typer.Option("--user-agent", metavar="TEXT", help="What to call yourself; default Mozilla/5.0.")]
MostMb = Annotated[int, typer.Option("--most-mb", metavar="N", help="The most to take of an address; default 200.")]
Seconds = Annotated[float, typer.Option("--seconds", metavar="N", help="How long to wait for it all; default 120.")]


def add(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE|URL", help="Files, folders or web addresses; - is standard input."),
    ],
    case: CaseDir = None,
    treaty: Annotated[str, typer.Option(help="The treaty a table is about, such as CCM-2008.")] = "",
    edition: Annotated[
        str, typer.Option(help="The vintage of a file that does not print it, such as 2024-03-11.")
    ] = "",
    licence: Annotated[str, typer.Option(help="What the file may be used for.")] = "",
    in_place: Annotated[
        bool, typer.Option("--in-place", help="Leave the file where it is; keep path, size and hash.")
    ] = False,
    published: Published = "",
    proxy: Proxy = "",
    capture: Capture = None,
    capture_of: CaptureOf = "",
    saved_from: From = "",
    collected: Collected = "",
    private: Private = None,
    ca: Root = None,
    user_agent: Agent = "",
    most_mb: MostMb = 0,
    seconds: Seconds = 0.0,
    json: AsJson = False,
) -> None:
    """Take files into the case as exhibits and read them; originals are never changed.

    A web address is asked, once, and what comes is kept as a web archive and a file; whom it goes to is said before.
    --published says on which day the documents among them were published; it is kept for every later command.
    """
    from armstrace.desk.cli import collect_words
    from armstrace.desk.cli.options import working_case
    from armstrace.desk.cli.records import print_outcomes
    from armstrace.desk.cli.taking import finish, report, take
    from armstrace.desk.documents.document import keep_days
    from armstrace.desk.questions.words import day
    from armstrace.desk.treaties import known_treaty
    from armstrace.records.sources import ReadOptions

    said = day(published, "--published")
    urls, paths = collect_words.split(files)
    options = ReadOptions(known_treaty(treaty), edition)
    web = collect_words.Given(proxy, tuple(private or ()), ca, user_agent, most_mb, seconds, capture)
    brought = collect_words.Brought(saved_from, collected, capture_of)
    opened = working_case(case)
    way = collect_words.checked(opened, urls, paths, web, brought)
    outcomes = take(opened, paths, options, licence=licence, in_place=in_place)
    outcomes += collect_words.note_brought(opened, outcomes, web, brought, licence)
    gathered, whole = collect_words.gather(opened, urls, way, web, (licence, options))
    if said is not None:
        keep_days(opened, [outcome.exhibit for outcome in (*outcomes, *gathered)], said)
    whole = whole and len(outcomes) >= len(paths)
    outcomes += gathered
    print_outcomes(outcomes, json=json)
    finish(whole=report(collect_words.readable(outcomes, web, brought), opened) and whole)
