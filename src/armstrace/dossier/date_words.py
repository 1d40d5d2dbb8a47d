"""Dates for people, at the precision they have; the months are spelled here so that no locale can change them."""

from armstrace.records.values import When

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day_words(when: When) -> str:
    """Write a date in words, at the precision it has; doubt is said.

    >>> day_words(When.read("2024-04-13")), day_words(When.read("2015/2019")), day_words(When.read("(2016)"))
    ('13 April 2024', '2015–2019', '2016 (uncertain)')
    """
    doubt = {"": "", "?": " (uncertain)", "~": " (approximate)", "%": " (uncertain, approximate)"}[when.qualifier]
    start, slash, end = when.edtf.rstrip("?~%").partition("/")
    if not slash:
        return _date_words(start) + doubt
    if ".." in (start, end):
        return (f"until {_date_words(end)}" if start == ".." else f"from {_date_words(start)}") + doubt
    dash = "–" if len(start) == len(end) == 4 else " – "
    return f"{_date_words(start)}{dash}{_date_words(end)}{doubt}"


def _date_words(iso: str) -> str:
    year, *rest = iso.split("-")
    if not rest:
        return year
    month = MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"
