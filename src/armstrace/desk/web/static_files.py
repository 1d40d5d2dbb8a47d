"""The style sheet and scripts of the pages, each under an address that changes with its content."""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from armstrace.dossier.templating import style_of

_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
_STYLE, _FINDING = "desk.css", "finding.css"


@dataclass(frozen=True, slots=True)
class StaticFile:
    """One file as it is sent."""

    content: bytes
    media_type: str
    digest: str


@cache
def static_files() -> dict[str, StaticFile]:
    """Give the files by name; nothing else can be asked for."""
    folder = files("armstrace.desk.web").joinpath("static")
    found = {each.name: each.read_bytes() for each in folder.iterdir() if each.name.rpartition(".")[2] in _TYPES}
    # the pages share the dossier's colours, and its drawings need their rules
    found[_STYLE] = style_of("chain").encode() + b"\n" + found[_STYLE]
    found[_FINDING] = files("armstrace.dossier").joinpath("assets", "style.css").read_bytes()
    return {name: _file(name, content) for name, content in found.items()}


def address_of(name: str) -> str:
    """Give the address of a file."""
    return f"/static/{static_files()[name].digest}/{name}"


def _file(name: str, content: bytes) -> StaticFile:
    return StaticFile(content, _TYPES[name.rpartition(".")[2]], hashlib.sha256(content).hexdigest()[:16])
