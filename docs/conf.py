"""How Sphinx makes the site of these pages: `make site`, to docs/_site. Nothing is fetched, by the build or by a page.

The contents are made of the links of docs/README.md, a part of the sidebar for each of its headings, and of those of
the README.md in a folder. So the pages need no directives and read the same on a code forge.
"""

import re
import sys
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
# Sphinx runs this file by itself
sys.path.insert(0, str(FOLDER.parent))

project = "armstrace"
author = "The armstrace authors"
html_title = "armstrace"
root_doc = "README"
exclude_patterns = ["_site"]
extensions = ["myst_parser", "sphinx_copybutton"]
source_suffix = {".md": "markdown"}
nitpicky = True
# anchors as a forge makes them; a link to one that is not there stops the build
myst_heading_anchors = 4
suppress_warnings = ["myst.header"]  # generated pages have headings and blocks alone
# blocks show what a terminal prints and half a line of a file: they are not taken apart
highlight_language = "text"
html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
html_permalinks = True
templates_path: list[str] = []
# only what follows a prompt is copied
copybutton_prompt_text = r"\$ "
copybutton_prompt_is_regexp = True

_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
_LINK = re.compile(r"\]\(([\w/.-]+)\.md\)")
_OUT_OF_HERE = re.compile(r"\[([^\]\n]{1,200})\]\(((?:\.\./)+[\w/.-]+\.md)(?:#[\w-]*)?\)")


def contents_of(readme: str) -> list[tuple[str, list[str]]]:
    """Give the parts of a README with the pages that each links to, every page once."""
    pieces = _HEADING.split(readme)
    taken: set[str] = set()
    found = []
    for heading, text in [("", pieces[0]), *zip(pieces[1::2], pieces[2::2], strict=True)]:
        pages = [page for page in dict.fromkeys(_LINK.findall(text)) if page not in taken and not page.startswith("..")]
        taken.update(pages)
        if pages:
            found.append((heading, pages))
    return found


def without_pages_elsewhere(text: str, page: Path) -> str:
    """Name the pages of the checkout that the site has not, such as SECURITY.md, in place of linking to them."""

    def told(found: re.Match[str]) -> str:
        target = (page.parent / found[2]).resolve()
        return found[0] if target.is_relative_to(FOLDER) else f"{found[1]} (`{target.name}` in the checkout)"

    return _OUT_OF_HERE.sub(told, text)


def _with_contents(_app: Any, name: str, source: list[str]) -> None:
    """Add to a README the contents that Sphinx makes its sidebar of, unseen on the page itself."""
    source[0] = without_pages_elsewhere(source[0], FOLDER / f"{name}.md")
    if not name.endswith("README"):
        return
    for heading, pages in contents_of(source[0]):
        caption = f":caption: {heading}\n" if heading and name == root_doc else ""
        source[0] += f"\n```{{toctree}}\n:hidden:\n{caption}\n" + "\n".join(pages) + "\n```\n"


def _with_what_lies_beside(app: Any, error: Exception | None) -> None:
    """Give the first page the name that servers and people look for too, and put the OpenAPI document there."""
    from docs.made.web import openapi_json  # noqa: PLC0415  # loads the whole desk

    if error is None and app.builder.format == "html":
        out = Path(app.outdir)
        (out / "index.html").write_text((out / "README.html").read_text(encoding="utf-8"), encoding="utf-8")
        (out / "reference").mkdir(exist_ok=True)
        (out / "reference" / "openapi.json").write_text(openapi_json(), encoding="utf-8")


def setup(app: Any) -> None:
    """Tell Sphinx of both."""
    app.connect("source-read", _with_contents)
    app.connect("build-finished", _with_what_lies_beside)
