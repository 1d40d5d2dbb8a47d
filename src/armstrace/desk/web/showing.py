"""Templates of the pages; every value is escaped and shown, as in the dossier, whose pieces they may include."""

from functools import cache
from urllib.parse import quote

from jinja2 import ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup

from armstrace.desk.web.static_files import address_of
from armstrace.dossier.templating import environment as of_the_dossier

_UNITS = ("kB", "MB", "GB", "TB")


@cache
def environment() -> Environment:
    """Give the templates of the pages."""
    dossier = of_the_dossier()
    made = dossier.overlay(
        loader=ChoiceLoader([PackageLoader("armstrace.desk.web", "templates"), dossier.loader or PackageLoader("x")])
    )
    made.filters = {**dossier.filters, "time": moment, "bytes": size, "path": quoted}
    made.globals = {**dossier.globals, "static": address_of}
    return made


def moment(at: str) -> Markup:
    """Show a moment in UTC; the page's script adds the local time for who points at it.

    >>> print(moment("2026-11-23T05:10:33.120000Z"))
    <time datetime="2026-11-23T05:10:33.120000Z">2026-11-23 05:10:33 UTC</time>
    """
    shown = f"{at[:10]} {at[11:19]} UTC" if len(at) > 11 else at
    return Markup('<time datetime="{}">{}</time>').format(at, shown)


def size(count: int) -> str:
    """Write a number of bytes for a person.

    >>> size(999), size(1500), size(2_340_000_000)
    ('999 bytes', '1.5 kB', '2.3 GB')
    """
    if count < 1000:
        return "1 byte" if count == 1 else f"{count} bytes"
    steps = min((len(str(count)) - 1) // 3, len(_UNITS))
    return f"{count / 1000**steps:.1f} {_UNITS[steps - 1]}"


def quoted(part: str) -> str:
    """Write a value into one part of an address."""
    return quote(part, safe="")
