"""Words of `armstrace add` for addresses of the web: what is said before anybody is asked, and after."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from armstrace.desk.cli.show import remark, said
from armstrace.desk.questions.mistakes import Mistakes
from armstrace.evidence.disk import explained
from armstrace.evidence.names import visible
from armstrace.records.errors import CaseError

if TYPE_CHECKING:
    from armstrace.desk.case import Case, ReadOutcome
    from armstrace.desk.collecting.collect import Gathered
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


def _certificates(path: Path) -> bytes:
    from armstrace.evidence.timestamp_answer import fingerprints

    with explained(path, "Reading the certificate"):
        content = path.read_bytes()
    fingerprints(content)
    return content


@dataclass(frozen=True, slots=True)
class Brought:
    """The words that are about a file which somebody saved from the web, as they were typed."""

    url: str = ""
    at: str = ""
    capture_of: str = ""

    @property
    def any(self) -> bool:
        """Whether one of them was."""
        return any((self.url, self.at, self.capture_of))


def split(named: list[str]) -> tuple[list[str], list[Path]]:
    """Tell addresses from files; of folders the files in them.

    Raises:
        CaseError: a file is not there.
    """
    from armstrace.desk.questions.files import files_in
    from armstrace.evidence.addresses import is_web_address

    urls = [each for each in named if is_web_address(each)]
    files = [Path(each) for each in named if not is_web_address(each)]
    return urls, files_in(files) if files else []


def checked(case: "Case", urls: list[str], paths: list[Path], given: Given, brought: "Brought") -> "Way":
    """Make the way out of the words given, and make sure of every address before the first is asked.

    Raises:
        CaseError: something is wrong with them; all of it is told at once.
    """
    from armstrace.desk.collecting import brought as saved
    from armstrace.desk.collecting import collect as collecting
    from armstrace.evidence.addresses import read_address

    mistakes = Mistakes()
    way = mistakes.read(_way, given)
    one = len(urls) + len(paths) == 1
    if given.any and not urls:
        mistakes.add("This goes with a web address.", "--proxy and the like", "Name one, or leave it out.")
    if given.capture is not None and not given.capture.is_file():
        mistakes.add("There is no such file.", "--capture", "Name the picture or PDF of the whole page.")
    if given.capture is not None and not one:
        mistakes.add("A capture shows one page.", "--capture", "Name one address or file with it.")
    if brought.any and (urls or not one):
        mistakes.add("This is said of one file.", "--from, --collected, --capture-of", "Name one file with it.")
    if brought.capture_of:
        mistakes.read(case.exhibit, brought.capture_of)
    if brought.url:
        mistakes.read(read_address, brought.url)
    mistakes.read(saved.time_said, brought.at)
    for url in urls if way else ():
        mistakes.read(collecting.checked, case.root, url, way)
    mistakes.tell()
    return way or _way(given)


def note_brought(
    case: "Case", outcomes: "list[ReadOutcome]", given: Given, brought: "Brought", licence: str
) -> "list[ReadOutcome]":
    """Write down what is said of a file that somebody saved; give its picture, where one came with it."""
    from armstrace.desk.collecting import brought as saved

    said = brought.any or (given.capture is not None)
    if not said or len(outcomes) != 1:
        return []
    exhibit = outcomes[0].exhibit
    if brought.capture_of:
        saved.note_capture(case, exhibit, case.exhibit(brought.capture_of))
    if not (brought.url or brought.at or given.capture):
        return []
    picture = case.add(given.capture, licence=licence) if given.capture else None
    saved.note_saved(case, exhibit, brought.url, saved.time_said(brought.at), picture)
    return [case.read(picture)] if picture else []


def readable(outcomes: "list[ReadOutcome]", given: Given, brought: Brought) -> "Iterator[ReadOutcome]":
    """Leave out the picture of a page, which nobody expects to be read."""
    named = {given.capture.name} if given.capture else set()
    for each in outcomes:
        picture = each.exhibit.received_name in named or brought.capture_of
        if not (each.refusal and picture and each.exhibit.media_type.startswith("image/")):
            yield each


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
        roots=_certificates(given.ca) if given.ca else b"",
        user_agent=given.user_agent or USER_AGENT,
        most_bytes=given.most_mb << 20 or MOST_BYTES,
        seconds=given.seconds or SECONDS,
    )


def gather(
    case: "Case", urls: list[str], way: "Way", given: Given, said_of: "tuple[str, ReadOptions]"
) -> "tuple[list[ReadOutcome], bool]":
    """Ask for addresses one after the other and read what came; give also whether all came whole."""
    from armstrace.desk.collecting import collect as collecting
    from armstrace.desk.collecting.minimum import collections_of

    outcomes, whole = [], True
    wish = collecting.Wish(way, given.capture, *said_of, told=_teller(way))
    for url in urls:
        found = collecting.collect_page(case, url, wish)
        outcomes += [case.read(exhibit) for exhibit in found.exhibits.values()]
        whole = _told(found) and whole
        kept = found.exhibits.get("page", found.exhibits.get("warc"))
        for known in collections_of(case, kept) if kept else ():
            remark(visible(known.told))
    return outcomes, whole


def _teller(way: "Way") -> "Callable[[Address], None]":
    def tell(address: "Address") -> None:
        if way.proxy:
            how = (
                f"through {way.proxy.kind} at {visible(way.proxy.host)}, which looks the name up and sees this machine"
            )
        else:
            how = "directly: it sees this machine's number, and whoever serves names here learns its name"
        remark(f"asking {visible(address.host)} for {visible(str(address))} {how}")

    return tell


def _told(found: "Gathered") -> bool:
    """Say what came; give whether it came whole and is the page asked for."""
    where = visible(str(found.address))
    for each in found.remarks:
        remark(visible(each))
    if found.problem is not None:
        remark(f"{'kept in part' if found.exhibits else 'nothing came'}, {where}: {said(found.problem)}")
        return False
    if not 200 <= found.status < 300:
        remark(f"{where} answers with status {found.status}: what it sent is kept as evidence of that, not as the page")
        return False
    return True
