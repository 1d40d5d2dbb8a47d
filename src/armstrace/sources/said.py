"""What a person says of a file and a table of a state, in words: the edition, a day, a state by its name."""

from armstrace.gazetteer.states import code_of, states, suggest
from armstrace.records.errors import UnreadableValue
from armstrace.records.exhibits import Exhibit
from armstrace.records.sources import ReadOptions
from armstrace.records.values import When

MOST_LIKELY = 3


def state_of(printed: str) -> str:
    """Give the code of a state from its code or its printed name.

    Raises:
        UnreadableValue: no state of that name is known; the message names those that look alike.
    """
    code = printed if printed in states() else code_of(printed)
    if code:
        return code
    alike = ", ".join(suggest(printed)[:MOST_LIKELY])
    raise UnreadableValue(
        f"No state or entity is known under the name {printed!r}."
        + (f" Names that look alike: {alike}." if alike else "")
    )


def said_edition(exhibit: Exhibit, options: ReadOptions) -> str:
    """Give what a person said of the edition, when reading or at intake; "" where nothing was said."""
    return (options.edition or exhibit.edition).strip()


def day_in(words: str) -> When | None:
    """Give the date that a person's words are, None where they are other words ("as shown on the web page").

    >>> day_in("2013-09-13").edtf, day_in("the copy in our archive")
    ('2013-09-13', None)
    """
    try:
        return When.read(words)
    except UnreadableValue:
        return None
