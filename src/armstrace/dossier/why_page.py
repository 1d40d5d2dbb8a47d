"""The way from a figure back to bytes as an HTML page: a tree that folds without a script, with places and hashes."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from armstrace.dossier.reopened import place_words
from armstrace.dossier.templating import environment, policy, style_of

Step = Mapping[str, Any]


def why_html(title: str, trees: Sequence[Step], remarks: Sequence[str] = ()) -> str:
    """Write trees as one page, the same bytes for the same trees: no script, and nothing is fetched.

    A step says `what` it is; `below` are the steps that it rests on, `values` rows of a table; the rest are its words.
    """
    style = style_of("why")
    page = environment().get_template("why.html").render(
        title=title,
        style=Markup(style),  # noqa: S704  # the package's own files
        policy=policy(style),
        contents=[(anchor_of(tree), str(tree["what"])) for tree in trees] if 1 < len(trees) <= 12 else [],
        trees=trees,
        remarks=remarks,
        told=told,
        anchor_of=anchor_of,
        place_words=place_words,
    )  # fmt: skip
    return page.rstrip("\n") + "\n"


def told(step: Step) -> list[tuple[str, list[str]]]:
    """Give the words of a step, name by name, without what is told of it elsewhere."""
    found = []
    for name, value in step.items():
        if name in {"what", "below", "values", "key"} or value in (None, "", []):
            continue
        found.append((name, [str(each) for each in value] if isinstance(value, list) else [str(value)]))
    return found


def anchor_of(step: Step) -> str:
    """Give the name that a tree has on the page: its key."""
    return str(step.get("key", "")) or str(step["what"]).partition(" ")[2] or str(step["what"])
