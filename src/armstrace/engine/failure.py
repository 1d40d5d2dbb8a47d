"""What is known of a part that gave no result."""

import pickle
import traceback
from dataclasses import dataclass

UNPACKABLE = (pickle.PickleError, TypeError, AttributeError, RecursionError)
"""How packing says that something cannot go to another process."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One part's failure: `what` in one sentence, the `error` where it can travel, and its `trace` as text.

    `died` tells that the process at work was killed, so that nobody can say what was wrong.
    """

    what: str
    error: Exception | None = None
    trace: str = ""
    died: bool = False


def failure_of(error: Exception) -> Failure:
    """Take down an error so that it can be handed to another process, whatever it holds."""
    trace = "".join(traceback.format_exception(error))
    return Failure(f"{type(error).__name__}: {error}", _travelling(error), trace)


def _travelling(error: Exception) -> Exception | None:
    """Give an error back if it survives being packed and unpacked as itself."""
    # an error of any library may refuse in any of these ways
    refusals = (*UNPACKABLE, ImportError, ValueError)
    bare = error.with_traceback(None)
    try:
        again = pickle.loads(pickle.dumps(bare))  # noqa: S301 # bytes made in the same breath
    except refusals:
        return None
    return bare if type(again) is type(error) and again.args == error.args else None
