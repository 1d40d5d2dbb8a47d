"""What becomes of one exhibit in a redacted copy: its bytes, a file made anew from what was read, or nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from armstrace.desk.documents.document import passages_of
from armstrace.desk.intake import Case
from armstrace.desk.redaction.images import MEDIA, image_without
from armstrace.desk.redaction.plan import AS_IT_IS, LEAVE_OUT, Item, Part
from armstrace.desk.redaction.tables import Gone, delimiter_of, json_without, table_without
from armstrace.desk.redaction.texts import Rendered, rendered
from armstrace.desk.redaction.words import Names
from armstrace.evidence.disk import explained
from armstrace.records.errors import CaseError
from armstrace.records.exhibits import Exhibit
from armstrace.records.passages import document_text
from armstrace.records.place import Place

_TABLES = frozenset({"text/csv", "text/tab-separated-values"})
_JSON = frozenset({"application/json"})
_MOST_TEXT = 16 << 20
_ENDING = re.compile(r"\.[a-z0-9]{1,8}")
_KEEPING = frozenset(
    {
        ".csv", ".tsv", ".txt", ".md", ".html", ".htm", ".json", ".jsonl", ".geojson", ".pdf", ".png", ".jpg", ".jpeg",
        ".gif", ".webp", ".zip", ".gz", ".tar", ".tgz", ".parquet",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Derivative:
    """What an exhibit became: `number` in the order of intake, the bytes (None where it is left out), what went.

    `did` says how it was made; `rendered` leads from the whole text of a document to the new one.
    """

    number: str
    exhibit: Exhibit
    item: Item
    name: str = ""
    content: bytes | None = None
    did: str = "left out"
    gone: tuple[Gone, ...] = ()
    rendered: Rendered | None = None

    @property
    def leaves(self) -> bool:
        """Whether anything of it is in the copy."""
        return self.content is not None or self.did == AS_IT_IS


def derived(case: Case, exhibit: Exhibit, number: str, item: Item, names: Names) -> Derivative:
    """Do with an exhibit what a plan says.

    Raises:
        CaseError: it cannot be written anew, or a part that is to be left out is not in it.
        ArmstraceError: it cannot be read.
    """
    if item.do == LEAVE_OUT:
        return Derivative(number, exhibit, item)
    if item.do == AS_IT_IS:
        name = item.name or number + _ending(exhibit.received_name)
        return Derivative(number, exhibit, item, name, did=AS_IT_IS)
    return _anew(case, exhibit, number, item, names)


def _anew(case: Case, exhibit: Exhibit, number: str, item: Item, names: Names) -> Derivative:
    where = f"{number}: {item.exhibit}"
    with explained(exhibit.received_name, "Reading an exhibit"):
        if exhibit.media_type in MEDIA:
            _only(item, "region", where)
            content = image_without(exhibit.path.read_bytes(), exhibit.media_type, item.parts, where)
            gone = tuple(Gone(f"region={','.join(map(str, part.region))}", _why(part, item), "") for part in item.parts)
            return Derivative(number, exhibit, item, item.name or f"{number}.png", content, "drawn anew", gone)
        if passages_of(case, exhibit).exist:
            return _document(case, exhibit, number, item, names)
        if exhibit.media_type in _TABLES:
            _only(item, "column, row", where)
            content, cells = table_without(
                exhibit.path, exhibit.received_name, item, names, delimiter_of(exhibit.media_type)
            )
            name = item.name or number + (".tsv" if "tab" in exhibit.media_type else ".csv")
            return Derivative(number, exhibit, item, name, content, "written anew", tuple(cells))
        if exhibit.media_type in _JSON and exhibit.size <= _MOST_TEXT:
            _only(item, "column", where)
            content, cells = json_without(exhibit.path.read_bytes(), item, names)
            return Derivative(
                number, exhibit, item, item.name or f"{number}.json", content, "written anew", tuple(cells)
            )
    raise CaseError(
        f"armstrace cannot write this kind of file anew ({exhibit.media_type}).",
        where=where,
        todo=f"Let the plan {LEAVE_OUT!r} it, or let it leave {AS_IT_IS!r}.",
    )


def can_be_redacted(case: Case, exhibit: Exhibit) -> bool:
    """Whether an exhibit is of a kind that can be written anew."""
    return (
        exhibit.media_type in {*MEDIA, *_TABLES}
        or (exhibit.media_type in _JSON and exhibit.size <= _MOST_TEXT)
        or passages_of(case, exhibit).exist
    )


def _document(case: Case, exhibit: Exhibit, number: str, item: Item, names: Names) -> Derivative:
    _only(item, "words, place", number)
    passages = list(passages_of(case, exhibit))
    text = document_text(passages)
    new = rendered(text, passages, item.parts, names, item.reason)
    gone = tuple(
        Gone(str(Place(chars=span)), cut.reason, text[cut.start : cut.end])
        for cut, span in zip(new.cuts, new.places(), strict=True)
    )
    ending = ".md" if exhibit.media_type == "text/markdown" else ".txt"
    content = new.text.encode("utf-8", "backslashreplace")
    return Derivative(number, exhibit, item, item.name or number + ending, content, "written anew", gone, new)


def _only(item: Item, kinds: str, where: str) -> None:
    """Refuse parts of a kind that this exhibit has not: a part that is passed over would leave."""
    known = kinds.split(", ")
    wrong = [part for part in item.parts if not any(getattr(part, kind) for kind in known)]
    if wrong:
        raise CaseError(f"Of this kind of exhibit the plan can leave out: {kinds}.", where=where)


def _why(part: Part, item: Item) -> str:
    return part.reason or item.reason


def _ending(name: str) -> str:
    """Give the endings of a received name that tell its format, and nothing else of it."""
    known: Sequence[str] = [each for each in PurePath(name.lower()).suffixes[-2:] if each in _KEEPING]
    return "".join(each for each in known if _ENDING.fullmatch(each))
