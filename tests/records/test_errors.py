"""Every error says what, where and what to do, and travels between processes as it is."""

import copy
import importlib
import pickle
import pkgutil

import pytest

import armstrace
from armstrace.records.errors import ArmstraceError


def every_error() -> list[type[ArmstraceError]]:
    """Import everything and collect the classes."""
    for module in pkgutil.walk_packages(armstrace.__path__, "armstrace."):
        if not module.name.endswith("pdf.worker"):
            importlib.import_module(module.name)
    found: list[type[ArmstraceError]] = [ArmstraceError]
    for kind in found:
        found += kind.__subclasses__()
    return found


@pytest.mark.parametrize("kind", every_error(), ids=lambda kind: kind.__name__)
def test_an_error_travels_with_its_message(kind: type[ArmstraceError]) -> None:
    error = kind("The file \u201ca\u202eb\u201d is empty.", where="a.csv, row 1", todo="Export it again.")
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):  # noqa: S301  # our own
        assert type(again) is kind
        assert (again.what, again.where, again.todo) == (error.what, error.where, error.todo)
        assert str(again) == str(error)
    assert str(error).splitlines()[1:] == ["  where: a.csv, row 1", "  to do: Export it again."]


@pytest.mark.parametrize("kind", every_error(), ids=lambda kind: kind.__name__)
def test_an_error_has_an_exit_code_of_the_house_and_says_what_it_is(kind: type[ArmstraceError]) -> None:
    assert kind.exit_code in {0, 2, 3, 4}
    assert (kind.__doc__ or "").strip().endswith(".") or ">>>" in (kind.__doc__ or "")
    builtin = [base for base in kind.__mro__ if base.__module__ == "builtins"]
    assert kind is ArmstraceError or builtin[0] is not Exception, "it derives from the nearest builtin too"
