"""Errors as problem+json (RFC 9457): what, where, what to do."""

from typing import Any

from armstrace.desk.web.problems import status_of
from armstrace.evidence.names import visible
from armstrace.records.errors import ArmstraceError


def problem(error: ArmstraceError) -> dict[str, Any]:
    """Describe an error for a program."""
    return {
        "type": "about:blank",
        "title": type(error).__name__,
        "status": status_of(error),
        "detail": "\n".join(visible(line) for line in error.what.split("\n")),
        "where": visible(error.where),
        "todo": visible(error.todo),
    }
