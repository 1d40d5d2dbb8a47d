"""The command `armstrace`."""

import atexit
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from types import FrameType
from typing import Annotated, NoReturn

import typer

from armstrace.desk.cli import (
    accept,
    add,
    bundle,
    case_show,
    chain,
    check,
    claims,
    completion,
    correct,
    demo,
    diff,
    doctor,
    dossier,
    embargoes,
    export,
    flights_at,
    flights_movements,
    flights_read,
    flights_track,
    identities,
    incidents,
    mcp,
    mirror,
    new,
    place,
    read,
    recheck,
    reject,
    reply,
    search,
    sensitivity,
    serve,
    share,
    sources,
    surge,
    treaties,
    users,
    verify,
    why,
    withdraw,
)
from armstrace.desk.cli.words import OutputClosedError, StoppedError, Vocabulary, Words
from armstrace.records.errors import ArmstraceError
from armstrace.records.version import __version__

_FAULT = 70  # EX_SOFTWARE: none of the codes 0 to 4 that say something about the input


app = Vocabulary(
    "Check what is said about arms transfers against the record, with the rows behind every figure.",
    epilog="\b\nTo begin with:\n  armstrace demo demo-case",
    name="armstrace",
    cls=Words,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"armstrace {__version__}")
        raise typer.Exit


@app.callback()
def _top(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
    no_plug_ins: Annotated[
        bool, typer.Option("--no-plug-ins", help="Use no plug-in; as with ARMSTRACE_NO_PLUG_INS=1.")
    ] = False,
) -> None:
    if no_plug_ins:
        # in the environment, so that processes started by this one do without them too
        os.environ["ARMSTRACE_NO_PLUG_INS"] = "1"


case_words = Vocabulary("Look at a case.", "case")
app.add_typer(case_words, name="case")
flights_words = Vocabulary("Find landings and take-offs in archives of aircraft traces.", "flights")
app.add_typer(flights_words, name="flights")

app.add_typer(identities.words, name="identities")
app.add_typer(users.words, name="users")

app.word("new")(new.new)
app.word("add")(add.add)
app.word("read")(read.read)
app.word("sources")(sources.sources)
app.word("claims")(claims.claims)
app.word("accept")(accept.accept)
app.word("reject")(reject.reject)
app.word("correct")(correct.correct)
app.word("check")(check.check)
app.word("serve")(serve.serve)
app.word("share")(share.share)
app.word("surge")(surge.surge)
app.word("treaties")(treaties.treaties)
app.word("embargoes")(embargoes.embargoes)
app.word("incidents")(incidents.incidents)
app.word("chain")(chain.chain)
app.word("place")(place.place)
app.word("diff")(diff.diff)
app.word("recheck")(recheck.recheck)
app.word("reply")(reply.reply)
app.word("mirror")(mirror.mirror)
app.word("search")(search.search)
app.word("why")(why.why)
app.word("dossier")(dossier.dossier)
app.word("bundle")(bundle.bundle)
app.word("export")(export.export)
app.word("sensitivity")(sensitivity.sensitivity)
app.word("withdraw")(withdraw.withdraw)
app.word("verify")(verify.verify)
app.word("demo")(demo.demo)
app.word("doctor")(doctor.doctor)
app.word("mcp")(mcp.mcp)
app.word("completion")(completion.completion)
case_words.word("show")(case_show.show)
flights_words.word("read")(flights_read.read)
flights_words.word("movements")(flights_movements.movements)
flights_words.word("at")(flights_at.at)
flights_words.word("track")(flights_track.track)


def run() -> NoReturn:
    """Run the command line; an error becomes a message and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        # a terminal that cannot show a letter shows its escape
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _leave)
    codes: list[int] = []
    # the first that is registered is called last: when all else that ends with the program has ended
    atexit.register(_leave_the_busy, codes)
    codes.append(_run())
    sys.exit(codes[0])


def _leave_the_busy(codes: list[int]) -> None:
    """End here and now if a thread that nobody waits for is still at work; for all others Python has waited by then.

    Python ends such a thread as soon as it comes back from a library, which aborts the program if that is C++.
    """
    import threading

    if not codes or not any(each.daemon for each in threading.enumerate()):
        return
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(codes[0])


@cache
def _command() -> Callable[[], object]:
    """Make the command of its words, once for a program that runs it again and again."""
    return typer.main.get_command(app)


def _run() -> int:
    from armstrace.desk.cli.show import said

    if "_ARMSTRACE_COMPLETE" in os.environ:
        from typer.completion import get_completion_inspect_parameters

        get_completion_inspect_parameters()  # makes the shells known
    try:
        _command()()
    except SystemExit as end:
        _tell_of_plug_ins()
        return end.code if isinstance(end.code, int) else 0
    except ArmstraceError as error:
        sys.stderr.write(f"armstrace: {said(error)}\n")
        _tell_of_plug_ins()
        return error.exit_code
    except StoppedError:
        sys.stderr.write("armstrace: stopped; what was accepted so far is kept.\n")
        return 128 + signal.SIGINT
    except OutputClosedError:
        # what is still buffered has nowhere to go
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001  # the last resort: a person gets a sentence, we get the traceback
        return _fault(error)
    return 0


def _tell_of_plug_ins() -> None:
    """Name the plug-ins that were set aside while this command worked, if it looked for any."""
    found = sys.modules.get("armstrace.plug_ins.found")
    if found is not None:
        from armstrace.evidence.names import visible

        for each in found.refused():
            sys.stderr.write(f"{visible(str(each))}\n")


def _fault(error: Exception) -> int:
    import traceback

    if isinstance(error, OSError):
        sys.stderr.write(f"armstrace: The system refused: {error.strerror or error}.\n")
        if error.filename:
            sys.stderr.write(f"  where: {os.fsdecode(error.filename)!r}\n")
        sys.stderr.write("  to do: Put that right and run the command again; what was accepted so far is kept.\n")
        return ArmstraceError.exit_code
    traceback.print_exception(error)
    sys.stderr.write(
        f"armstrace: This is a fault of armstrace itself ({type(error).__name__}); what was accepted so far is kept.\n"
        "  to do: Please report it with the lines above; look them through first, they may name files.\n"
    )
    return _FAULT


def _leave(signum: int, _frame: FrameType | None) -> NoReturn:
    """End as after Ctrl-C, so that private folders are removed on the way out."""
    sys.exit(128 + signum)
