"""Functions compiled by numba where it is installed, plain and slow Python where it is not."""

import warnings
from collections.abc import Callable
from typing import TypeVar, cast

F = TypeVar("F", bound=Callable[..., object])

try:
    import numba
except ImportError:  # pragma: no cover - the extra is locked in
    numba = None
    warnings.warn("numba is missing: flights are read slowly; install armstrace[flights]", stacklevel=2)


def compiled(function: F) -> F:
    """Compile a function once and keep the machine code beside the module or in NUMBA_CACHE_DIR."""
    return function if numba is None else cast("F", numba.njit(cache=True, nogil=True)(function))
