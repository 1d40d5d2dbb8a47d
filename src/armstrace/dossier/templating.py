"""Templates whose every value is escaped and shown, and the content policy of a page that asks no host."""

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from armstrace.dossier.date_words import day_words
from armstrace.dossier.drawing import STYLE as DRAWINGS
from armstrace.dossier.shown_text import shown
from armstrace.dossier.wording import counted, paragraphs


@cache
def style_of(*parts: str) -> str:
    """Give the style sheet of a page: what all share, the page's own, and the rules that its drawings need."""
    assets = files("armstrace.dossier").joinpath("assets")
    return "".join(assets.joinpath(f"{name}.css").read_text("utf-8") for name in ("base", *parts)) + DRAWINGS


def policy(style: str) -> str:
    """Give the content policy of a page that holds no script, fetches nothing and has this one style sheet."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'; "
        "object-src 'none'"
    )


@cache
def environment() -> Environment:
    """Give the templates of the package."""
    # finalize sees every value before it is escaped, so no template can forget to show hidden characters
    made = Environment(
        loader=PackageLoader("armstrace.dossier", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(counted=counted, day=day_words, paragraphs=paragraphs)
    return made
