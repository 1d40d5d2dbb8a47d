"""What all words of the command line have in common: how much they say, what they suggest next, how they end."""

import inspect
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from armstrace.desk.cli.examples import example
from armstrace.desk.cli.saying import Manner, person_reads, speaking
from armstrace.records.errors import ArmstraceError, CaseError

_QUIET = Annotated[bool, typer.Option("--quiet", "-q", help="Print results, errors and what was set aside, no more.")]
_VERBOSE = Annotated[bool, typer.Option("--verbose", "-v", help="Print the time taken too, and the trace of an error.")]


class OutputClosedError(Exception):
    """Whoever read our output has gone, as `head` does."""


class StoppedError(Exception):
    """Somebody pressed Ctrl-C."""


class Words(TyperGroup):
    """The command's words; typer would make exit codes of its own of these two events."""

    def invoke(self, ctx: Any) -> Any:
        """Let a word do its work."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError as error:
            raise OutputClosedError from error
        except KeyboardInterrupt as error:
            raise StoppedError from error
        else:
            return result


class Vocabulary(typer.Typer):
    """A group of words, `before` which stands its own; each word gets --quiet and --verbose."""

    def __init__(self, told: str, before: str = "", **how: Any) -> None:
        super().__init__(help=told, no_args_is_help=True, rich_markup_mode=None, **how)
        self.before = before

    def word(self, name: str, **how: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Take a function as a word; the function itself stays as it is."""
        take = self.command(name, epilog=example(f"{self.before} {name}".strip()), **how)

        def taken(function: Callable[..., Any]) -> Callable[..., Any]:
            take(_spoken(function, f"{self.before} {name}".strip()))
            return function

        return taken


def _spoken(function: Callable[..., Any], words: str) -> Callable[..., None]:
    """Give a function the two options that every word has."""

    @wraps(function)
    def said(*, quiet: bool = False, verbose: bool = False, **given: Any) -> None:
        manner = _manner(quiet=quiet, verbose=verbose)
        begun, used = time.monotonic(), time.process_time()
        with speaking(manner):
            code = _done(function, given, manner)
            if manner is Manner.VERBOSE:
                clock, processor = time.monotonic() - begun, time.process_time() - used
                sys.stderr.write(f"armstrace {words}: {clock:.2f} s, {processor:.2f} s of the processor\n")
            if code in {0, 1, 3}:
                _suggest(words, given)
        if code:
            raise typer.Exit(code)

    more = {"quiet": _QUIET, "verbose": _VERBOSE}
    known = inspect.signature(function)
    flags = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=False, annotation=kind)
        for name, kind in more.items()
    ]
    said.__dict__["__signature__"] = known.replace(parameters=[*known.parameters.values(), *flags])
    said.__annotations__ = {**function.__annotations__, **more}
    return said


def _done(function: Callable[..., Any], given: Mapping[str, Any], manner: Manner) -> int:
    try:
        function(**given)
    except typer.Exit as end:
        return end.exit_code
    except ArmstraceError as error:
        if manner is Manner.VERBOSE:
            traceback.print_exception(error)
        raise
    return 0


def _manner(*, quiet: bool, verbose: bool) -> Manner:
    if quiet and verbose:
        raise CaseError("--quiet and --verbose ask for opposite things.", where="--quiet", todo="Leave one away.")
    return Manner.QUIET if quiet else Manner.VERBOSE if verbose else Manner.USUAL


def _suggest(words: str, given: Mapping[str, Any]) -> None:
    if not person_reads():
        return
    from armstrace.desk.cli.next_steps import next_step
    from armstrace.evidence.names import visible

    told = next_step(words, given)
    if told:
        sys.stderr.write(visible(told) + "\n")
