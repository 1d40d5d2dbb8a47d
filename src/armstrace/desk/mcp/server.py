"""The questions as tools of an MCP server on standard input and output; the official SDK speaks the protocol."""

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

from mcp.server import MCPServer
from mcp_types import CallToolResult, TextContent, ToolAnnotations
from pydantic import Field
from typing_extensions import TypedDict

from armstrace import __version__
from armstrace.desk.mcp import evidence, questions
from armstrace.desk.mcp.answer import Answer, plain_of, text_of
from armstrace.desk.mcp.mirror import mirrored
from armstrace.desk.mcp.room import Asked
from armstrace.desk.mcp.scope import INSTRUCTIONS
from armstrace.desk.sensitivity import Level
from armstrace.evidence.names import visible
from armstrace.records.errors import ArmstraceError

log = logging.getLogger(__name__)

Page = Annotated[int, Field(ge=1, le=10_000, description="Which page of the rows, from 1.")]
State = Annotated[str, Field(max_length=100, description="A state's ISO code or name.")]
Maybe = Annotated[str, Field(max_length=100, description="A state's ISO code or name; empty for none.")]
Day = Annotated[str, Field(max_length=10, description="A day such as 2020-11-20; empty for none.")]
Days = Annotated[str, Field(max_length=30, description="Days as 2020-09-27..2020-11-10, or one; empty for all.")]
Distance = Annotated[float, Field(gt=0, le=20_000, description="Kilometres around the place.")]
Words = Annotated[str, Field(max_length=200)]


class Carried(TypedDict):
    """What every answer carries, see answer.Answer."""

    question: str
    verdict: str
    figure: Any
    unit: str
    rows: list[dict[str, Any]]
    total: int
    page: int
    next_page: int
    sql: list[str]
    limits: list[str]
    notes: list[Any]
    untrusted: str


Told = Annotated[CallToolResult, Carried]
_READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)


def serve(root: Path, level: Level) -> None:
    """Answer questions about a case on standard input and output until the asking program closes it.

    Raises:
        CaseError: the folder holds no case.
    """
    with mirrored(root) as mirror:
        made(Asked(root, mirror, level)).run("stdio")


def made(asked: Asked) -> MCPServer[Any]:
    """Make the server of a case."""
    server: MCPServer[Any] = MCPServer(
        "armstrace", title="armstrace", instructions=INSTRUCTIONS, version=__version__, log_level="ERROR"
    )
    for tool in (*_of_records(asked), *_of_evidence(asked)):
        server.add_tool(tool, annotations=_READS)
    return server


def _answered(ask: Callable[[], Answer]) -> CallToolResult:
    """Give an answer as values and as text; what is wrong with the question is said in words."""
    try:
        answer = ask()
    except ArmstraceError as error:
        told = {"error": type(error).__name__, "what": error.what, "where": error.where, "todo": error.todo}
        shown = {name: "\n".join(map(visible, value.split("\n"))) for name, value in told.items()}
        text = TextContent(type="text", text=json.dumps(shown, ensure_ascii=False))
        return CallToolResult(content=[text], structured_content=shown, is_error=True)
    except Exception as error:  # the server answers the next question whatever became of this one
        log.exception("a fault of armstrace while answering")
        fault = f"This is a fault of armstrace itself ({type(error).__name__}). Nothing is known from it."
        return CallToolResult(content=[TextContent(type="text", text=fault)], is_error=True)
    text = TextContent(type="text", text=_encodable(text_of(answer)))
    return CallToolResult(content=[text], structured_content=json.loads(json.dumps(plain_of(answer))))


def _encodable(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()


def _of_records(asked: Asked) -> tuple[Callable[..., Any], ...]:
    def share(years: Words, recipient: Maybe = "", supplier: Maybe = "", by: Words = "", page: Page = 1) -> Told:
        """Take a state's imports (recipient) or exports (supplier) of major arms apart, in TIV; years as 2015-2019."""
        return _answered(lambda: questions.share(asked, recipient, supplier, years, by, page))

    def treaties(state: State, treaty: Words = "", on: Day = "", page: Page = 1) -> Told:
        """Say what a state had signed and joined on a day; treaty is an id such as CCM-2008, empty for all."""
        return _answered(lambda: questions.treaties(asked, state, treaty, on, page))

    def embargoes(state: State, supplier: Maybe = "", on: Day = "", page: Page = 1) -> Told:
        """Say which arms embargoes are on a state or group, and whether each was addressed to a supplier."""
        return _answered(lambda: questions.embargoes(asked, state, supplier, on, page))

    def findings(verdict: Words = "", page: Page = 1) -> Told:
        """Give the findings that the case keeps; verdict: supported, partly, contradicted, not_shown, cannot_tell."""
        return _answered(lambda: questions.findings(asked, verdict, page))

    def sources(name: Words = "", page: Page = 1) -> Told:
        """Say what sources can be read and what each cannot show: those of the case, one by name, or "all"."""
        return _answered(lambda: questions.sources(asked, name, page))

    def scope() -> Told:
        """Say what may be asked here, and what is not answered whoever asks."""
        return _answered(lambda: questions.scope(asked))

    return share, treaties, embargoes, findings, sources, scope


def _of_evidence(asked: Asked) -> tuple[Callable[..., Any], ...]:
    def check_text(text: Annotated[str, Field(max_length=evidence.MOST_TEXT)], published: Day, page: Page = 1) -> Told:
        """Check the claims of a draft against the case: verdict, figure, rows, SQL, limits of each; nothing is kept."""
        return _answered(lambda: evidence.check_text(asked, text, published, page))

    def why(key: Words, page: Page = 1) -> Told:
        """Walk the key of a finding, record, event or surge back to the bytes it came from."""
        return _answered(lambda: evidence.why(asked, key, page))

    def flights_at(airfield: Words, operator: Words = "", days: Days = "", page: Page = 1) -> Told:
        """List landings and take-offs at an airfield in the archives of the case; operator is an ICAO designator."""
        return _answered(lambda: evidence.flights_at(asked, airfield, operator, days, page))

    def surges(page: Page = 1) -> Told:
        """List the series of flights that were tested in the case; a surge shows no cargo."""
        return _answered(lambda: evidence.surges(asked, page))

    def incidents(
        near: Words = "", km: Distance = 10.0, days: Days = "", weapon: Words = "", actor: Words = "", page: Page = 1
    ) -> Told:
        """List what is told of weapon use near a place (a name or lat,lon), on days, by weapon and actor."""
        said = {"near": near, "box": "", "weapon": weapon, "actor": actor}
        return _answered(lambda: evidence.incidents(asked, said, km, days, page))

    def search(words: Annotated[str, Field(min_length=1, max_length=400)], kind: Words = "", page: Page = 1) -> Told:
        """Find words anywhere in the case; "a phrase", azerb* for a beginning, -word for what must not be there."""
        return _answered(lambda: evidence.search_words(asked, words, kind, page))

    return check_text, why, flights_at, surges, incidents, search
