"""How a rule says that it was not kept."""


class NotHeld(AssertionError):
    """A rule of the house that a plug-in does not keep, with what was seen."""


def hold(kept: object, otherwise: str) -> None:
    """Go on if a rule was kept.

    Raises:
        NotHeld: it was not.
    """
    if not kept:
        raise NotHeld(otherwise)
