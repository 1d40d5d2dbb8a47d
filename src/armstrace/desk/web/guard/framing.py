"""What a request must say only once: where it ends, and whose it is."""

from starlette.datastructures import Headers

from armstrace.desk.web.problems import Refused


def check_length(headers: Headers) -> None:
    """Let a request in only if there is one way to tell where it ends.

    Raises:
        Refused: it has a length and comes in chunks too; a proxy before this server may have taken the other way, and
            what one of them takes for a body the other takes for a request.
    """
    if ends_twice(headers):
        raise Refused(
            "This request says in two ways where it ends.", where="Content-Length", todo="Send one of them alone."
        )


def ends_twice(headers: Headers) -> bool:
    """Whether a request says in two ways where it ends: what else comes on its line may be no request of its own."""
    return "transfer-encoding" in headers and "content-length" in headers


def cookie_of(headers: Headers, name: str) -> str:
    """Give what a cookie holds; "" where there are several of its name: another server on this host put one there."""
    pairs = (each.strip().partition("=") for line in headers.getlist("cookie") for each in line.split(";"))
    held = {value for found, _, value in pairs if found == name}
    return held.pop() if len(held) == 1 else ""
