"""Write the pages of this folder that are made from the program itself: python -m docs.build [--check].

Of the reference: cli.md from what `--help` prints, checks.md from the checks' docstrings, sources.md from what each
source says of itself, errors.md from the errors and their exit codes; made/ has the others. With --check nothing is
written: stale pages are named, exit 1.
"""

import os
import pkgutil
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from inspect import cleandoc
from pathlib import Path
from typing import Any

from typer.main import get_command
from typer.testing import CliRunner

import armstrace
from armstrace.checks.registry import method_notes, versions
from armstrace.desk.cli.main import app
from armstrace.records.errors import ArmstraceError
from armstrace.sources.registry import readers
from docs.made import gaps
from docs.made.checked import SCHEMA as CHECKED
from docs.made.checked import checked_schema
from docs.made.page import NOTICE as MADE
from docs.made.page import block as _block
from docs.made.page import joined as _joined
from docs.made.python import python_page
from docs.made.records import SCHEMA, records_page, records_schema
from docs.made.settings import settings_page
from docs.made.web import web_page

FOLDER = Path(__file__).parent


def commands(words: Mapping[str, object] | None = None, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Give every command as its words: ("check",), ("case", "show")."""
    known = getattr(get_command(app), "commands", {}) if words is None else words
    for word, command in known.items():
        inner = getattr(command, "commands", None)
        if inner:
            yield from commands(inner, (*before, word))
        else:
            yield (*before, word)


def help_text(words: tuple[str, ...]) -> str:
    """Give what `armstrace WORDS --help` prints on a terminal of 80 columns, which is the runner's."""
    shown = CliRunner().invoke(app, [*words, "--help"], prog_name="armstrace")
    return "\n".join(line.rstrip() for line in shown.output.strip().splitlines())


def commands_page() -> str:
    """Write the page of the command line."""
    parts = ["# Commands", MADE, _block(help_text(()))]
    for words in commands():
        parts += [f"## armstrace {' '.join(words)}", _block(help_text(words))]
    return _joined(parts)


def checks_page() -> str:
    """Write the page of the checks: the method note that the dossier prints."""
    parts = ["# Checks", MADE, cleandoc(CHECKS_ARE)]
    for name, note in sorted(method_notes().items()):
        parts += [f"## {name}", cleandoc(note), f"Method `checks.{name}@{versions()[name]}`."]
    return _joined(parts)


CHECKS_ARE = """
    A check answers one kind of claim from the records of a case. Its note below is printed in the dossier, word for
    word. Every finding names the method with its version, the rows it used and the SQL that gives the figure again.
    """


def sources_page() -> str:
    """Write the page of the sources: what each covers, and what it cannot show."""
    parts = ["# Sources", MADE, cleandoc(SOURCES_ARE)]
    for name, reader in sorted(readers().items()):
        source = reader.SOURCE
        said = [
            f"- published by: {source.publisher}" + (f", <{source.url}>" if source.url else ""),
            f"- covers: {source.covers}",
            f"- licence: {source.licence}",
            f"- gives: {', '.join(source.kinds)}",
            f"- reader: `{source.reader}`",
        ]
        limits = ["It cannot show:", "\n".join(f"- {limit}" for limit in source.limits)]
        parts += [f"## {name}", source.title + ".", "\n".join(said), *limits]
    return _joined(parts)


SOURCES_ARE = """
    Sources read files that lie in the case; they fetch nothing. armstrace tells the format from the content. A file
    whose columns have changed is refused by name, and a value the reader was never taught is set aside with its place,
    never guessed and never dropped; the command then ends with exit code 3.
    """


def known_errors(root: type[ArmstraceError] = ArmstraceError) -> Iterator[type[ArmstraceError]]:
    """Give every error of armstrace's own, each before those that narrow it."""
    for module in pkgutil.walk_packages(armstrace.__path__, "armstrace."):
        import_module(module.name)
    for error in sorted(root.__subclasses__(), key=lambda each: each.__name__):
        if error.__module__.startswith("armstrace."):
            yield error
            yield from known_errors(error)


def errors_page() -> str:
    """Write the page of the errors and of what a command's exit code means."""
    parts = ["# Errors and exit codes", MADE, cleandoc(CODES)]
    for error in known_errors():
        said = " ".join(cleandoc(error.__doc__ or "").split())
        parts += [f"## {error.__name__}", said, f"Exit code {error.exit_code}."]
    return _joined(parts)


CODES = """
    | code | meaning |
    |--:|---|
    | 0 | done |
    | 1 | a finding is not what was asked for with `--expect` |
    | 2 | wrong use or a bad case; all mistakes in one message |
    | 3 | some input was set aside: it is listed, the rest is done |
    | 4 | custody is broken: bytes or ledger are not as they were written down |

    Every error is an `ArmstraceError`: its message says what is wrong, where, and what to do.
    """


PAGES = {
    "reference/checks.md": checks_page,
    "reference/cli.md": commands_page,
    "reference/errors.md": errors_page,
    "reference/python.md": python_page,
    "reference/records.md": records_page,
    SCHEMA: records_schema,
    CHECKED: checked_schema,
    "reference/settings.md": settings_page,
    "reference/sources.md": sources_page,
    "reference/web.md": web_page,
}


def gaps_here() -> list[str]:
    """Name everything that the reference would have to pass over in silence."""
    group = get_command(app)
    found = {" ".join(words): _command(group, words) for words in commands()}
    parts = (gaps.of_checks(), gaps.of_sources(), gaps.of_errors(known_errors()), gaps.of_records())
    more = (gaps.of_python(), gaps.of_web(), gaps.of_settings())
    return [gap for part in (gaps.of_commands(found), *parts, *more) for gap in part]


def _command(group: Any, words: tuple[str, ...]) -> Any:
    for word in words:
        group = group.commands[word]
    return group


def main(arguments: list[str]) -> int:
    """Write the pages that differ, or name them with --check; what has no words of its own is named and ends with 1."""
    silent = gaps_here()
    sys.stderr.writelines(f"not documented: {gap}\n" for gap in silent)
    made = {FOLDER / name: page() for name, page in PAGES.items()}
    stale = [path for path, text in made.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        if "--check" in arguments:
            sys.stderr.write(f"{path} is out of date: run `make docs`\n")
        else:
            path.write_text(made[path], encoding="utf-8")
            sys.stdout.write(f"{path} written\n")
    return int(bool(silent) or (bool(stale) and "--check" in arguments))


if __name__ == "__main__":
    # the pages tell of armstrace alone, whatever else is installed here
    os.environ["ARMSTRACE_NO_PLUG_INS"] = "1"
    sys.exit(main(sys.argv[1:]))
