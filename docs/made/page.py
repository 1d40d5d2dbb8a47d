"""What the made pages have in common: the notice at their head, tables, blocks, docstrings."""

from collections.abc import Iterable, Sequence
from inspect import cleandoc

NOTICE = "<!-- Made by docs/build.py from the program itself: change it there, then run `make docs`. -->"


def block(text: str, language: str = "text") -> str:
    """Write a fenced block."""
    return f"```{language}\n{text}\n```"


def joined(parts: Iterable[str]) -> str:
    """Write a page from its parts."""
    return "\n\n".join(parts) + "\n"


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table; bars within a cell are escaped, so that they part no columns."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def said_of(thing: object) -> str:
    """Give a docstring as it reads on a page: doctests as blocks of Python, "Raises:" as a list."""
    paragraphs = cleandoc(thing.__doc__ or "").split("\n\n")
    return "\n\n".join(_paragraph(each) for each in paragraphs)


def _paragraph(text: str) -> str:
    if text.startswith(">>>"):
        return block(text, "python")
    head, _, rest = text.partition("\n")
    if not rest or not head.endswith(":") or not rest.startswith("    "):
        return text
    items = "\n".join(line.removeprefix("    ") for line in rest.split("\n"))
    entries = [f"- {line}" if not line.startswith(" ") else f"  {line.strip()}" for line in items.split("\n")]
    return "\n".join([head, "", *entries])
