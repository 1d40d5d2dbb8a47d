"""What a shell may complete: states, sources, verdicts, keys of the case at hand; cheap, and never an error."""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import typer

_KEY = re.compile(rb'"key":"((?:finding|claim):[0-9a-f]{24})"')
_NAME = re.compile(rb'"received_name":"([^"\\]{1,120})"')
_MOST, _MOST_BYTES = 200, 8 << 20


def state(incomplete: str) -> Iterator[tuple[str, str]]:
    """Complete a state by its code or the beginning of its name."""
    from armstrace.gazetteer.own_tables import own_rows

    begun = incomplete.casefold()
    for row in own_rows("states.csv"):
        if row["code"].casefold().startswith(begun) or (begun and row["name"].casefold().startswith(begun)):
            yield row["code"], row["name"]


def source(incomplete: str) -> Iterator[str]:
    """Complete the name of a source that ships with armstrace."""
    import pkgutil

    import armstrace.sources

    names = (module.name for module in pkgutil.iter_modules(armstrace.sources.__path__))
    yield from (name for name in names if name.startswith(incomplete))


def verdict(incomplete: str) -> Iterator[str]:
    """Complete a verdict."""
    from armstrace.records.verdicts import Verdict

    yield from (each.value for each in Verdict if each.value.startswith(incomplete))


def level(incomplete: str) -> Iterator[str]:
    """Complete a level of sensitivity."""
    yield from (each for each in ("open", "restricted", "protected") if each.startswith(incomplete))


def shell(incomplete: str) -> Iterator[str]:
    """Complete the name of a shell."""
    yield from (each for each in SHELLS if each.startswith(incomplete))


def key(ctx: typer.Context, incomplete: str) -> Iterator[str]:
    """Complete the key of a finding or claim of the case at hand, or the name of one of its exhibits."""
    yield from islice((each for each in _in_case(ctx) if each.startswith(incomplete)), _MOST)


def exhibit(ctx: typer.Context, incomplete: str) -> Iterator[str]:
    """Complete the name of an exhibit of the case at hand."""
    yield from islice((each for each in _in_case(ctx, keys=False) if each.startswith(incomplete)), _MOST)


def _in_case(ctx: typer.Context, *, keys: bool = True) -> Iterator[str]:
    try:
        here = Path.cwd()
        named = ctx.params.get("case")
        folders = [Path(named)] if named else [here, *here.parents]
        root = next((folder for folder in folders if (folder / "case.toml").is_file()), None)
        if root is None:
            return
        ledger = root / "ledger.jsonl"
        files = sorted((root / "tables" / "finding").glob("*.json")) if keys else []
        for path, pattern in [(ledger, _NAME), *((path, _KEY) for path in files)]:
            with path.open("rb") as file:
                found = pattern.findall(file.read(_MOST_BYTES))
            yield from dict.fromkeys(each.decode("utf-8", "replace") for each in found)
    except OSError:
        return


SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
