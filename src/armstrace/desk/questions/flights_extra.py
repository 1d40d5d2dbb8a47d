"""Whether what reads aircraft traces is installed; this module is loaded before anything that needs it."""

from importlib.util import find_spec

from armstrace.records.errors import CaseError

_EXTRA = ("numpy", "scipy", "isal")


def need_extra() -> str:
    """See that what reads traces is installed; gives what is to be said where it will be slow, else "".

    Raises:
        CaseError: something is missing.
    """
    missing = [name for name in _EXTRA if find_spec(name) is None]
    if missing:
        what = f"Flights need {', '.join(missing)}, which is not installed."
        raise CaseError(what, where="armstrace flights", todo="Install armstrace[flights].")
    slow = "numba is not installed: reading is some twenty times slower. Install armstrace[flights]."
    return slow if find_spec("numba") is None else ""
