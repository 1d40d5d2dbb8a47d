"""What the reference does not say, by name: a thing that is there and has no words of its own is a gap."""

from collections.abc import Iterable, Iterator, Mapping
from inspect import cleandoc, isclass
from typing import Any

import armstrace
from armstrace.checks.registry import method_notes
from armstrace.desk.web.api.openapi import document
from armstrace.desk.web.app import all_ways
from armstrace.desk.web.ways import Way
from armstrace.records.errors import ArmstraceError
from armstrace.sources.registry import Reader, readers
from docs.made import settings
from docs.made.python import methods_of, public_names
from docs.made.records import kinds

FEWEST_WORDS_OF_A_NOTE = 30


def of_commands(commands: Mapping[str, Any]) -> Iterator[str]:
    """Name commands without a sentence, and options and arguments without one."""
    for name, command in commands.items():
        if not (command.help or "").strip():
            yield f"command {name}: no help"
        for each in command.params:
            told = getattr(each, "help", None)
            if not told and not getattr(each, "hidden", False):
                yield f"command {name}: {'/'.join(each.opts)} has no help"


def of_checks(notes: Mapping[str, str] | None = None) -> Iterator[str]:
    """Name checks whose method note is missing or too short to say how they decide."""
    for name, note in (method_notes() if notes is None else notes).items():
        if len(note.split()) <= FEWEST_WORDS_OF_A_NOTE:
            yield f"check {name}: its note has no more than {FEWEST_WORDS_OF_A_NOTE} words"


def of_sources(found: Mapping[str, Reader] | None = None) -> Iterator[str]:
    """Name sources that do not say what they are, on what terms, or what they cannot show."""
    for name, reader in (readers() if found is None else found).items():
        source = reader.SOURCE
        for word in ("title", "publisher", "licence", "covers", "kinds", "limits"):
            if not getattr(source, word):
                yield f"source {name}: no {word}"


def of_errors(errors: Iterable[type[ArmstraceError]]) -> Iterator[str]:
    """Name errors without a sentence."""
    return (f"error {error.__name__}: no docstring" for error in errors if not _said(error))


def of_records(found: Mapping[str, type] | None = None) -> Iterator[str]:
    """Name kinds of record without a sentence of their own; dataclasses without one get their signature for it."""
    for kind, record in (kinds() if found is None else found).items():
        if not _said(record) or _said(record).startswith(f"{record.__name__}("):
            yield f"record {kind}: no docstring"


def of_python(module: Any = armstrace) -> Iterator[str]:
    """Name what `import armstrace` gives without a docstring."""
    for name in public_names(module):
        thing = getattr(module, name)
        if callable(thing) and not _said(thing):
            yield f"python {name}: no docstring"
        for word, method in methods_of(thing).items() if isclass(thing) else ():
            if not _said(getattr(method, "fget", None) or method):
                yield f"python {name}.{word}: no docstring"


def of_web(ways: Iterable[Way] | None = None) -> Iterator[str]:
    """Name addresses of the desk that do not say what they give."""
    for path, methods in document(all_ways() if ways is None else ways)["paths"].items():
        for method, said in methods.items():
            if not said["summary"]:
                yield f"web {method.upper()} {path}: no summary"


def of_settings() -> Iterator[str]:
    """Name settings that the code reads and their page does not have, or the other way round."""
    return (f"setting {each}: in the code or on its page, not in both" for each in settings.undocumented())


def _said(thing: Any) -> str:
    return cleandoc(thing.__doc__ or "")
