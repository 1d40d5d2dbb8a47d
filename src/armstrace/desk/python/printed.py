"""How answers look: as text where Python prints them, as HTML in a notebook; no foreign character plays tricks."""

from collections.abc import Iterable, Sequence
from datetime import date

from markupsafe import Markup

from armstrace.desk.python.columns import NUMBER, WHOLE, Row, Sheet
from armstrace.dossier.shown_text import marked, one_line

_TEXT_ROWS, _HTML_ROWS, _WIDE, _LONG = 12, 30, 44, 400


def cell(value: object) -> str:
    """Write one value on one line.

    >>> cell(60.26), cell(1412.0), cell(None), cell(True), cell(0.00123), cell(0.99999)
    ('60.3', '1,412.0', '', 'yes', '0.00123', '0.999')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        # what is all but certain is not printed as certain
        return f"{value:,.1f}" if abs(value) >= 1 else f"{min(value, 0.999):.3g}"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    return str(value).replace("_", " ") if str(value) in _VERDICTS else str(value)


_VERDICTS = {"not_shown", "cannot_tell"}


def as_text(title: str, sheet: Sheet, rows: Sequence[Row], remarks: Sequence[str]) -> str:
    """Write an answer as plain text: its title, its first rows, what is to be said of it."""
    lines = [one_line(title, _LONG), *_table(sheet, rows[:_TEXT_ROWS])]
    if len(rows) > _TEXT_ROWS:
        lines.append(f"... and {len(rows) - _TEXT_ROWS:,} more: .rows has all")
    return "\n".join([*lines, *(one_line(each, _LONG) for each in remarks)])


def _table(sheet: Sheet, rows: Sequence[Row]) -> list[str]:
    if not rows:
        return ["(nothing)"]
    heads = sheet.heads
    cells = [[one_line(cell(row[name]), _WIDE) for name in heads] for row in rows]
    wide = [max(map(len, column)) for column in zip(heads, *cells, strict=True)]
    right = [sheet.columns[name] in {NUMBER, WHOLE} for name in heads]

    def line(parts: Iterable[str]) -> str:
        fitted = (p.rjust(w) if r else p.ljust(w) for p, w, r in zip(parts, wide, right, strict=True))
        return "  ".join(fitted).rstrip()

    return [line(heads), *map(line, cells)]


def as_html(title: str, sheet: Sheet, rows: Sequence[Row], remarks: Sequence[str], sql: Sequence[str]) -> str:
    """Write an answer for a notebook: a table without any script, style or address; what is hidden is marked."""
    heads = Markup("").join(Markup('<th scope="col">{}</th>').format(name.replace("_", " ")) for name in sheet.heads)
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(Markup("").join(_cell(row[name]) for name in sheet.heads))
        for row in rows[:_HTML_ROWS]
    )
    more = len(rows) - _HTML_ROWS
    parts = [
        Markup("<table><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(
            marked(title), heads, body
        ),
        Markup("<p>… and {:,} more rows: <code>.rows</code> has all.</p>").format(more) if more > 0 else Markup(""),
        Markup("") if rows else Markup("<p>(nothing)</p>"),
        _list(remarks),
        *(Markup("<details><summary>SQL</summary><pre>{}</pre></details>").format(marked(each)) for each in sql),
    ]
    return str(Markup('<div class="armstrace">{}</div>').format(Markup("").join(parts)))


def _cell(value: object) -> Markup:
    said = cell(value)
    return Markup("<td><bdi>{}</bdi></td>").format(marked(said if len(said) <= _LONG else said[: _LONG - 1] + "…"))


def _list(said: Sequence[str]) -> Markup:
    items = Markup("").join(Markup("<li>{}</li>").format(marked(each)) for each in said)
    return Markup("<ul>{}</ul>").format(items) if said else Markup("")
