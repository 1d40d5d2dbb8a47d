"""An exhibit as a citation names it: what it is, who published it, when, and the hash that finds its bytes."""

from dataclasses import dataclass

from armstrace.evidence.names import visible
from armstrace.records.exhibits import Exhibit
from armstrace.records.kinds import Document, Edition
from armstrace.records.sources import Leaves, Source
from armstrace.records.values import When

_TEXT_KINDS = frozenset({"document", "passage"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """An exhibit to cite, with what its reader knows of it; `kept_back` is why its bytes may not be handed on.

    `source` is None where no reader knows the file; `document` is what a text says of itself, `edition` what a register
    does. `url` is where it was collected, "" for a file that somebody brought.
    """

    exhibit: Exhibit
    source: Source | None = None
    edition: Edition | None = None
    document: Document | None = None
    url: str = ""
    kept_back: str = ""

    @property
    def name(self) -> str:
        """The name that a citation goes by, the same in every export."""
        return f"exhibit-{self.exhibit.short}"

    @property
    def is_data(self) -> bool:
        """Whether it is a table of records, not a text to be read."""
        return self.source is not None and not set(self.source.kinds) <= _TEXT_KINDS

    @property
    def title(self) -> str:
        """The title as printed in it, else that of its source, else the name it was received under."""
        if self.document and self.document.title.strip():
            return one_line(self.document.title)
        if self.source and self.is_data:
            return self.source.title
        return one_line(self.exhibit.received_name)

    @property
    def author(self) -> str:
        """The author as printed in it, "" where none is."""
        return one_line(self.document.author) if self.document else ""

    @property
    def publisher(self) -> str:
        """Who publishes this source; "" for a file that could be anybody's."""
        if self.source is None or self.source.leaves is Leaves.AS_SAID or self.source.publisher.startswith("Whoever"):
            return ""
        return self.source.publisher

    @property
    def address(self) -> str:
        """Where it was collected, else where its source publishes, "" unknown."""
        return self.url or (self.source.url if self.source and self.publisher else "")

    @property
    def issued(self) -> When | None:
        """When it was published, as printed in it, or when the register generated it."""
        if self.document and self.document.published:
            return self.document.published
        return self.edition.generated if self.edition else None

    @property
    def version(self) -> str:
        """Which edition of a register it is, "" for none."""
        return one_line(self.edition.label) if self.edition else one_line(self.exhibit.edition)

    @property
    def notes(self) -> tuple[str, ...]:
        """What finds its bytes again, and what holds for them, a few words each."""
        said = [f"SHA-256 {self.exhibit.sha256}", f"received as {one_line(self.exhibit.received_name)}"]
        if self.issued and self.issued.qualifier:
            said.append(f"date as printed: {one_line(self.issued.printed)}")
        if self.exhibit.licence:
            said.append(f"licence: {one_line(self.exhibit.licence)}")
        elif self.source and self.is_data:
            said.append(f"terms: {one_line(self.source.licence)}")
        if self.kept_back:
            said.append(f"not handed on: {one_line(self.kept_back)}")
        return tuple(said)


def one_line(text: str) -> str:
    r"""Write foreign words on one line in which every character can be seen.

    >>> one_line("Arms\n  to\u202e X")
    'Arms to⟨U+202E⟩ X'
    """
    return visible(" ".join(text.split()))


def reference(cited: Cited) -> str:
    """Write a citation as a sentence for a page or a footnote.

    Style after what a reader needs first: who, what, which edition, when, where, then the hash.
    """
    issued = cited.issued
    parts = [
        cited.author,
        cited.publisher,
        f"“{cited.title}”",
        cited.version,
        f"{issued.edtf}{f' (printed: {one_line(issued.printed)})' if issued.qualifier else ''}"
        if issued
        else "no date",
        one_line(cited.address),
        f"received {cited.exhibit.received_at[:10]} as {one_line(cited.exhibit.received_name)}",
        f"SHA-256 {cited.exhibit.sha256}",
        f"not handed on: {one_line(cited.kept_back)}" if cited.kept_back else "",
    ]
    return ", ".join(filter(None, parts)) + "."
