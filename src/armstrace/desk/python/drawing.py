"""A drawing: SVG as the dossier draws it, shown by a notebook and saved to a file."""

import re
from base64 import b64encode
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from markupsafe import Markup

from armstrace.desk.python.saving import saved
from armstrace.dossier.shown_text import shown
from armstrace.records.errors import CaseError

_TITLE = re.compile(r"<title[^>]*>([^<]*)</title>")


@dataclass(frozen=True, slots=True, repr=False)
class Drawing:
    """A drawing that opens in any browser and asks no host; `svg` is its text."""

    svg: str

    @property
    def title(self) -> str:
        """What it shows."""
        found = _TITLE.search(self.svg)
        return unescape(found[1]) if found else ""

    def __repr__(self) -> str:
        return f"<Drawing: {shown(self.title)}; .save('drawing.svg') writes it>"

    def _repr_svg_(self) -> str:
        return self.svg

    def _repr_html_(self) -> str:
        # as a picture it can neither run anything nor lend its names to the page around it
        content = b64encode(self.svg.encode("utf-8", "backslashreplace")).decode()
        return str(
            Markup('<img src="data:image/svg+xml;base64,{}" alt="{}" style="max-width:100%;background:#fff">').format(
                content, shown(self.title)
            )
        )

    def save(self, path: str | Path) -> Path:
        """Write it to a file, whole or not at all; gives the path.

        Raises:
            CaseError: the name does not end in .svg, or nothing can be written there.
        """
        out = Path(path)
        if out.suffix.lower() != ".svg":
            raise CaseError("A drawing is SVG.", where=repr(str(out)), todo="Give it a name that ends in .svg.")
        return saved(out, self.svg)
