"""Registers: shares, volumes and portfolios, the rows behind them, and what changed between editions."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from armstrace.desk.web.desk import Desk
from armstrace.desk.web.views.register_difference import DifferenceAsked, register_difference
from armstrace.desk.web.views.register_rows import RegisterRowsAsked, register_rows
from armstrace.desk.web.views.registers import Registers, RegistersAsked, registers
from armstrace.desk.web.ways import Look
from armstrace.dossier.charts import Bar, bars

_BARS = 10
_ROLE = re.compile(r' role="graphics-[a-z]+" aria-roledescription="[^"]*"')


def _drawn(_desk: Desk, shown: Registers) -> Mapping[str, Any]:
    """Draw the largest shares of the page, and the volume of each year."""
    drawn = {"shares": Markup(), "volumes": Markup()}
    if not shown.groups or not shown.total_tiv_m:
        return drawn
    shares = [Bar(each.name, each.percent) for each in shown.groups[:_BARS]]
    years = [Bar(str(each.year), each.tiv_m or 0.0) for each in shown.sums]
    drawn["shares"] = _chart(f"{shown.title}: share of the total in percent", shares, "percent")
    if 1 < len(years) <= 2 * _BARS:
        drawn["volumes"] = _chart(f"{shown.title}: million TIV by year", years, "million TIV")
    return drawn


def _chart(title: str, items: Sequence[Bar], unit: str) -> Markup:
    # the drawing as a whole is one picture with a description: its parts are none
    return Markup(_ROLE.sub("", bars(title, items, unit)))  # noqa: S704  # drawn here, its words escaped


WAYS = (
    Look(
        path="/registers",
        view=registers,
        asked=RegistersAsked,
        template="registers.html",
        title="Registers",
        nav="Registers",
        order=30,
        drawn=_drawn,
    ),
    Look(
        path="/registers/rows",
        view=register_rows,
        asked=RegisterRowsAsked,
        template="register_rows.html",
        title="Rows of a register",
    ),
    Look(
        path="/registers/difference",
        view=register_difference,
        asked=DifferenceAsked,
        template="register_difference.html",
        title="What changed between editions",
    ),
)
