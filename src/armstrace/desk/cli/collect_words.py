"""Words of `armstrace add` for addresses of the web: what is said before anybody is asked, and after."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from armstrace.desk.cli.options import Mistakes
from armstrace.desk.cli.show import remark, said
from armstrace.evidence.names import visible
from armstrace.records.errors import ArmstraceError, CaseError

if TYPE_CHECKING:
    from armstrace.desk.case import Case, ReadOutcome
    from armstrace.desk.collecting import Gathered, Wish
    from armstrace.evidence.addresses import Address
    from armstrace.evidence.collected import Way
    from armstrace.records.sources import ReadOptions


@dataclass(frozen=True, slots=True)
class Given:
    """The words of the command that are about addresses, as they were typed."""

    proxy: str = ""
    private: tuple[str, ...] = ()
    ca: Path | None = None
    user_agent: str = ""
    most_mb: int = 0
    seconds: float = 0.0
    capture: Path | None = None

    @property
    def any(self) -> bool:
        """Whether one of them was."""
        return any((self.proxy, self.private, self.ca, self.user_agent, self.most_mb, self.seconds))


def split(named: list[str]) -> tuple[list[str], list[Path]]:
    """Tell addresses from files."""
    from armstrace.evidence.addresses import is_web_address

    urls = [each for each in named if is_web_address(each)]
    return urls, [Path(each) for each in named if not is_web_address(each)]


def checked(case: "Case", urls: list[str], given: Given) -> "Way":
    """Make the way out of the words given, and make sure of every address before the first is asked.

    Raises:
        CaseError: something is wrong with them; all of it is told at once.
    """
    from armstrace.desk import collecting

    mistakes = Mistakes()
    way = mistakes.read(_way, given)
    if given.capture is not None and not given.capture.is_file():
        mistakes.add("There is no such file.", "--capture", "Name the picture or PDF of the whole page.")
    if given.capture is not None and len(urls) > 1:
        mistakes.add("A capture shows one page.", "--capture", "Name one address with it.")
    for url in urls if way else ():
        mistakes.read(collecting.checked, case.root, url, way)
    mistakes.tell()
    return way or _way(given)


def _way(given: Given) -> "Way":
    from armstrace.evidence.addresses import read_host, read_proxy
    from armstrace.evidence.collected import MOST_BYTES, SECONDS, USER_AGENT, Way

    if given.most_mb < 0 or given.seconds < 0:
        raise CaseError("A bound is a number greater than nothing.", where="--most-mb, --seconds")
    if not given.user_agent.isprintable() or not given.user_agent.isascii():
        raise CaseError("This cannot stand in a header.", where="--user-agent", todo="Use plain letters.")
    return Way(
        proxy=read_proxy(given.proxy),
        private=frozenset(read_host(each) for each in given.private),
        roots=given.ca.read_bytes() if given.ca else b"",
        user_agent=given.user_agent or USER_AGENT,
        most_bytes=given.most_mb << 20 or MOST_BYTES,
        seconds=given.seconds or SECONDS,
    )


def gather(
    case: "Case", urls: list[str], way: "Way", given: Given, licence: str, options: "ReadOptions"
) -> "tuple[list[ReadOutcome], bool]":
    """Ask for addresses one after the other and read what came; give also whether all came whole."""
    from armstrace.desk.collecting import Wish, collect_page

    outcomes, whole = [], True
    wish = Wish(way, given.capture, licence, options, told=_teller(way))
    for url in urls:
        try:
            found = collect_page(case, url, wish)
        except CaseError:
            raise
        except ArmstraceError as error:
            remark(f"not collected, {visible(url)}: {said(error)}")
            whole = False
            continue
        outcomes += [case.read(exhibit) for exhibit in found.exhibits.values()]
        whole = _told(case, found) and whole
    return outcomes, whole


def _teller(way: "Way") -> "Callable[[Address], None]":
    def tell(address: "Address") -> None:
        if way.proxy:
            how = f"through {way.proxy.kind} at {visible(way.proxy.host)}: the proxy looks the name up and sees this machine"
        else:
            how = "directly: it sees this machine's number, and whoever serves names here learns its name"
        remark(f"asking {visible(address.host)} for {visible(str(address))} {how}")

    return tell


def _told(case: "Case", found: "Gathered") -> bool:
    """Say what came; give whether it came whole and is the page asked for."""
    for each in found.remarks:
        remark(visible(each))
    if found.problem is not None:
        what = "kept in part" if found.exhibits else "nothing kept"
        remark(f"{what}, {visible(str(found.address))}: {said(found.problem)}")
        return False
    if not 200 <= found.status < 300:
        remark(
            f"{visible(str(found.address))} answers with status {found.status}: what it sent is kept in the web archive "
            "as evidence of that, and is not the page asked for"
        )
        return False
    return True
