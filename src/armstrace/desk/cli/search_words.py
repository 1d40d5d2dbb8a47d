"""What a search found, for a person."""

from collections.abc import Iterator
from contextlib import contextmanager

from armstrace.desk.cli.options import on_terminal
from armstrace.desk.cli.saying import screen
from armstrace.desk.cli.show import line, plain, remark
from armstrace.desk.search.find import Count, Found, Hit
from armstrace.desk.search.marks import Snippet
from armstrace.desk.search.refresh import Step


@contextmanager
def indexing() -> Iterator[Step | None]:
    """Show a bar on a terminal while more than a few files are taken into the index."""
    if not on_terminal():
        yield None
        return
    from rich.progress import Progress

    with Progress(transient=True, console=screen(stderr=True)) as bar:
        task = bar.add_task("Indexing", visible=False)
        yield lambda done, all_of_them: bar.update(task, completed=done, total=all_of_them, visible=all_of_them > 3)


def print_found(found: Found) -> None:
    """Print what was found, each thing with the words around those that were looked for and where it leads."""
    for hit in found.hits:
        _print(hit)
    if not found.hits:
        remark("Nothing more was found." if found.first else "Nothing was found.")
    if not found.kinds:
        return
    counts = ", ".join(f"{kind.replace('_', ' ')} {_number(count)}" for kind, count in found.kinds.items())
    shown = f"{found.first + 1}-{found.first + len(found.hits)} of " if found.hits else ""
    remark(f"{shown}{_number(found.total)}; by kind: {counts}.")
    if not found.weighed:
        remark("Too many to weigh against each other: they come by kind, in the order they came into the case.")


def _print(hit: Hit) -> None:
    where = " ".join(filter(None, (hit.name, hit.place)))
    many = f" (and {hit.many - 1:,} more rows like it)" if hit.many > 1 else ""
    line(f"[bold]{hit.kind.replace('_', ' ')}[/]  {plain(where)}{many}")
    line(f"    {_marked(hit.words)}")
    if hit.key:
        line(f"    [dim]{plain(hit.key)}[/]")


def _marked(words: Snippet) -> str:
    """Write a piece of a text on one line, what was looked for in bold."""
    flat = words.text.translate(dict.fromkeys(map(ord, "\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029"), " "))
    parts, at = [], 0
    for start, end in words.marks:
        parts += [plain(flat[at:start]), f"[bold underline]{plain(flat[start:end])}[/]"]
        at = end
    return ("" if not words.start else "\u2026 ") + "".join([*parts, plain(flat[at:])]).strip()


def _number(count: Count) -> str:
    return f"more than {count.number:,}" if count.more else f"{count.number:,}"
