"""Days, years and states as people write them."""

from datetime import date

from armstrace.records.errors import CaseError, UnreadableValue


def day(text: str, option: str) -> date | None:
    """Read a day given as an option; "" is none.

    Raises:
        CaseError: it is no day.
    """
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CaseError(f"{text!r} is not a day.", where=option, todo="Write it as 2020-11-20.") from error


def years(text: str) -> tuple[int, int]:
    """Read "2015-2019", "2015-19", "2015/2019" or "2019" as first and last year.

    Raises:
        CaseError: it is none of these.
    """
    from armstrace.records.values import When  # noqa: PLC0415  # the command line loads this module before it works

    first, _, last = text.replace("\u2013", "-").replace("/", "-").partition("-")
    last = first[:2] + last if len(last) == 2 else last or first
    try:
        window = When.read(f"{first}/{last}").years
    except UnreadableValue:
        window = None
    if window is None or not first.isdecimal():
        raise CaseError(f"{text!r} is not a range of years.", where="--years", todo="Write it as 2015-2019.")
    return window


def state(text: str, option: str) -> str:
    """Read a state given by its ISO code or name.

    Raises:
        CaseError: it is not known; names that look alike are suggested.
    """
    from armstrace.gazetteer.states import code_of, states, suggest  # noqa: PLC0415  # as above

    code = text.upper() if text.upper() in states() else code_of(text)
    if not code:
        alike = ", ".join(suggest(text))
        raise CaseError(
            f"{text!r} is not a state that armstrace knows.",
            where=option,
            todo=f"Did you mean {alike}?" if alike else "Use an ISO code such as AZE.",
        )
    return code
