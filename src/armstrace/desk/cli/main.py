"""The command `armstrace`."""

import os
import signal
import sys
from types import FrameType
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from armstrace.desk.cli import (
    accept,
    add,
    bundle,
    case_show,
    chain,
    check,
    claims,
    correct,
    demo,
    diff,
    dossier,
    embargoes,
    export,
    flights_at,
    flights_movements,
    flights_read,
    flights_track,
    identities,
    incidents,
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
from armstrace.records.errors import ArmstraceError
from armstrace.records.version import __version__

_FAULT = 70  # EX_SOFTWARE: none of the codes 0 to 4 that say something about the input


class _OutputClosedError(Exception):
    """Whoever read our output has gone, as `head` does."""


class _StoppedError(Exception):
    """Somebody pressed Ctrl-C."""


class _Words(TyperGroup):
    """The command's words; typer would make exit codes of its own of these two events."""

    def invoke(self, ctx: Any) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError as error:
            raise _OutputClosedError from error
        except KeyboardInterrupt as error:
            raise _StoppedError from error
        else:
            return result


app = typer.Typer(
    name="armstrace",
    cls=_Words,
    help="Check what is said about arms transfers against the record, with the rows behind every figure.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"armstrace {__version__}")
        raise typer.Exit


@app.callback()
def _top(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    pass


case_words = typer.Typer(help="Look at a case.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(case_words, name="case")
flights_words = typer.Typer(
    help="Find landings and take-offs in archives of aircraft traces.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(flights_words, name="flights")

app.add_typer(identities.words, name="identities")
app.add_typer(users.words, name="users")

app.command("new")(new.new)
app.command("add")(add.add)
app.command("read")(read.read)
app.command("sources")(sources.sources)
app.command("claims")(claims.claims)
app.command("accept")(accept.accept)
app.command("reject")(reject.reject)
app.command("correct")(correct.correct)
app.command("check")(check.check)
app.command("serve")(serve.serve)
app.command("share")(share.share)
app.command("surge")(surge.surge)
app.command("treaties")(treaties.treaties)
app.command("embargoes")(embargoes.embargoes)
app.command("incidents")(incidents.incidents)
app.command("chain")(chain.chain)
app.command("place")(place.place)
app.command("diff")(diff.diff)
app.command("recheck")(recheck.recheck)
app.command("reply")(reply.reply)
app.command("mirror")(mirror.mirror)
app.command("search")(search.search)
app.command("why")(why.why)
app.command("dossier")(dossier.dossier)
app.command("bundle")(bundle.bundle)
app.command("export")(export.export)
app.command("sensitivity")(sensitivity.sensitivity)
app.command("withdraw")(withdraw.withdraw)
app.command("verify")(verify.verify)
app.command("demo")(demo.demo)
case_words.command("show")(case_show.show)
flights_words.command("read")(flights_read.read)
flights_words.command("movements")(flights_movements.movements)
flights_words.command("at")(flights_at.at)
flights_words.command("track")(flights_track.track)


def run() -> NoReturn:
    """Run the command line; an error becomes a message and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        # a terminal that cannot show a letter shows its escape
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _leave)
    sys.exit(_run())


def _run() -> int:
    from armstrace.desk.cli.show import said

    try:
        app()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except ArmstraceError as error:
        sys.stderr.write(f"armstrace: {said(error)}\n")
        return error.exit_code
    except _StoppedError:
        sys.stderr.write("armstrace: stopped; what was accepted so far is kept.\n")
        return 128 + signal.SIGINT
    except _OutputClosedError:
        # what is still buffered has nowhere to go
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001  # the last resort: a person gets a sentence, we get the traceback
        return _fault(error)
    return 0


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
