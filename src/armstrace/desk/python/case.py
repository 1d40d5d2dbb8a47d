"""A case as a program holds it: open for questions, or by an id for questions and signed acts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypedDict, Unpack

from armstrace.desk.python.flown import Flights, flights_of
from armstrace.desk.python.held import Held
from armstrace.evidence.names import visible

if TYPE_CHECKING:
    from armstrace.desk.python.acts import Placed, Replies, ReplyTold, Signed
    from armstrace.desk.python.answer import Answer
    from armstrace.desk.python.articles import Checked, Claims, Rechecked
    from armstrace.desk.python.case_told import Summary
    from armstrace.desk.python.chains import ChainAsked, Chains
    from armstrace.desk.python.editions import Difference
    from armstrace.desk.python.incidents import Incidents, IncidentsAsked
    from armstrace.desk.python.law import Embargoes, Treaties
    from armstrace.desk.python.leaving import Dossier, DossierAsked, ExportAsked, Exported
    from armstrace.desk.python.looking import Hits, Trace
    from armstrace.desk.python.mirrors import Mirror
    from armstrace.desk.python.shares import Shares
    from armstrace.desk.python.taking import AddAsked, Taken


class SearchAsked(TypedDict, total=False):
    """What of a search is wanted: only some `kinds` of things, how many at `most`, from which one on (`first`)."""

    kinds: tuple[str, ...] | list[str]
    most: int
    first: int


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Case:
    """A case open for questions; each answers as the command of that name does.

    Several threads may ask: one is answered after the other. As a context manager it is closed at the end.
    """

    held: Held = field(repr=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {visible(str(self.folder))}>"

    @property
    def folder(self) -> Path:
        """The folder of the case."""
        return self.held.desk.root

    def close(self) -> None:
        """Let go of the case; nothing can be asked of it any more."""
        self.held.close()

    def show(self) -> "Summary":
        """Say what the case asks, its editions, judged claims and settings; a row per exhibit."""
        from armstrace.desk.python.case_told import summary_of

        return summary_of(self.held)

    def share(self, recipient: str = "", *, years: str, supplier: str = "") -> "Shares":
        """Give everybody's share of a state's imports of major arms, or with `supplier` of its exports, in TIV.

        `years` count from the first to the last: "2015-2019". `.by("supplier")` takes the total apart by a side.

        Raises:
            CaseError: nobody is named, or a state or the years are not known.
        """
        from armstrace.desk.python import shares

        return shares.shares_of(shares.Wording(self.held, recipient, supplier, years), "")

    def claims(self, document: str | Path = "", *, published: str = "", parse: bool = True) -> "Claims":
        """List the checkable claims of a document, or of all; without `parse` by plain patterns, which is faster.

        Raises:
            CaseError: there is no such document, or its day of publication is not known.
        """
        from armstrace.desk.python import articles

        return articles.claims_of(self.held, document, published, parse=parse)

    def check(self, document: str | Path, *, published: str = "") -> "Checked":
        """Check a document's claims against the case: its findings, each with the rows and the SQL behind it.

        Opened by an id the case takes a file in that it does not have yet, and keeps the findings.

        Raises:
            CaseError: there is no such document, or its day of publication is not known.
            UnknownFormat: it cannot be read.
        """
        from armstrace.desk.python import articles

        return articles.check_in(self.held, document, published)

    def recheck(self, *documents: str) -> "Rechecked":
        """Give the verdicts on the day of publication, as kept and of today, of documents that were checked.

        Raises:
            CaseError: there is no such document, or none was checked yet.
        """
        from armstrace.desk.python import articles

        return articles.recheck_in(self.held, documents)

    def treaties(self, state: str, *, treaty: str = "", on: str = "") -> "Treaties":
        """Say what a state had signed and joined on a day (today for ""), by treaty and table.

        Raises:
            CaseError: the state, treaty or day is not known.
        """
        from armstrace.desk.python import law

        return law.treaties_of(self.held, state, treaty, on)

    def embargoes(self, state: str, *, on: str = "", supplier: str = "") -> "Embargoes":
        """Give the arms embargoes on a state or group, with a day those that stood on it.

        With `supplier` each says too whether it was addressed to that state.

        Raises:
            CaseError: the state, group or day is not known.
        """
        from armstrace.desk.python import law

        return law.embargoes_on(self.held, state, on, supplier)

    def mirror(self, supplier: str, recipient: str, *, years: str = "") -> "Mirror":
        """Hold what a supplier reported of its exports against what the recipient reported of its imports.

        Raises:
            CaseError: a state or the years are not known.
        """
        from armstrace.desk.python import mirrors

        return mirrors.mirror_in(self.held, supplier, recipient, years)

    def incidents(self, **asked: "Unpack[IncidentsAsked]") -> "Incidents":
        """Find incidents of weapon use by place, days, weapon and actor, and the events that they tell of.

        Raises:
            CaseError: something asked is wrong; all mistakes are named at once.
        """
        from armstrace.desk.python import incidents

        return incidents.incidents_in(self.held, asked)

    def chain(self, *states: str, **asked: "Unpack[ChainAsked]") -> "Chains":
        """Build the chain from the first state to the last, or without states those that case.toml asks about.

        Raises:
            CaseError: no chain is asked about, or something of it is missing or not known.
        """
        from armstrace.desk.python import chains

        return chains.chains_in(self.held, states, asked)

    def diff(
        self, old: str, new: str, *, supplier: str = "", recipient: str = "", findings: bool = True
    ) -> "Difference":
        """Say what changed between two editions of the case, each named by a label, an exhibit or a file it has.

        With `findings` the documents that were checked are checked against either edition alone.

        Raises:
            CaseError: nothing in the case is named so.
        """
        from armstrace.desk.python import editions

        return editions.diff_in(self.held, old, new, (supplier, recipient), findings=findings)

    def search(self, words: str, **asked: Unpack[SearchAsked]) -> "Hits":
        """Find words anywhere in the case, however they are spelt; `armstrace search --help` tells the signs.

        Raises:
            CaseError: there is nothing to look for, or a kind is none.
        """
        named: Mapping[str, Any] = asked
        from armstrace.desk.python import looking

        return looking.search_in(self.held, words, named.get("kinds", ()), named.get("most", 20), named.get("first", 1))

    def why(self, key: str) -> "Trace":
        """Walk a record, claim, finding, surge, event or exhibit back to the bytes, read again there.

        Raises:
            CaseError: nothing in the case has this key.
        """
        from armstrace.desk.python import looking

        return looking.why_in(self.held, key)

    def replies(self) -> "Replies":
        """List the accusations that were put to the accused, and what came back."""
        from armstrace.desk.python import acts as signing

        return signing.replies_in(self.held)

    @property
    def flights(self) -> Flights:
        """The landings and take-offs that the case took in; needs the extra "flights".

        Raises:
            CaseError: the extra is not installed.
        """
        return flights_of(self.held)


class ActingCase(Case):
    """A case opened by an id: what changes it is signed with that id in its ledger, with the reason."""

    __slots__ = ()

    @property
    def by(self) -> str:
        """The id that acts are signed with."""
        return self.held.desk.by

    def add(self, *files: str | Path, **how: "Unpack[AddAsked]") -> "Taken":
        """Take files, or those inside folders, into the case as exhibits and read them.

        Raises:
            CaseError: a file is not there.
        """
        from armstrace.desk.python import taking

        return taking.added(self.held, files, how)

    def accept(self, *keys: str, why: str) -> "Signed":
        """Accept claims as they were read: from then on they are a person's word.

        Raises:
            CaseError: a key is that of no claim, or no reason is given; nothing is signed then.
        """
        from armstrace.desk.python import acts as signing

        return signing.judged(self.held, "accept", keys, why)

    def reject(self, *keys: str, why: str) -> "Signed":
        """Reject claims that were read wrongly: they are left out of findings, and listed as left out.

        Raises:
            CaseError: a key is that of no claim, or no reason is given; nothing is signed then.
        """
        from armstrace.desk.python import acts as signing

        return signing.judged(self.held, "reject", keys, why)

    def correct(
        self, key: str, *, why: str, words: str = "", start: int | None = None, slots: Mapping[str, str] | None = None
    ) -> "Signed":
        """Correct how a claim was read: what its slots say ({"object": "AZE"}), or which words it is, from `start` on.

        Raises:
            CaseError: the key is that of no claim, a slot or the words are none of it, or no reason is given.
        """
        from armstrace.desk.python import acts as signing
        from armstrace.desk.questions.judging import ReadAs

        return signing.corrected(self.held, key, ReadAs(slots or {}, words, start), why)

    def take_back(self, act: str, *keys: str, why: str) -> "Signed":
        """Take judgements on claims back; `act` is "accept" (a correction too) or "reject".

        Raises:
            CaseError: no such judgement stands, or no reason is given.
        """
        from armstrace.desk.python import acts as signing

        return signing.judged(self.held, act, keys, why, back=True)

    def place(self, key: str, rung: str, *, why: str, **how: "Unpack[Placed]") -> "Signed":
        """Put a record, finding, claim or exhibit on a rung of a chain, take it off, or exclude an explanation by it.

        Raises:
            CaseError: something is missing or not known; all mistakes are named at once.
        """
        from armstrace.desk.python import acts as signing

        return signing.put_on_rung(self.held, key, rung, why, how)

    def undo_place(self, number: int, *, why: str) -> "Signed":
        """Take a judgement on a chain back, by its number.

        Raises:
            CaseError: no such judgement stands, or no reason is given.
        """
        from armstrace.desk.python import acts as signing

        return signing.taken_off(self.held, number, why)

    def reply(self, key: str, *, why: str, **told: "Unpack[ReplyTold]") -> "Signed":
        """Sign that the accusation of a key was put to the accused, and what came back.

        Raises:
            CaseError: something is missing or not known; all mistakes are named at once.
        """
        from armstrace.desk.python import acts as signing

        return signing.replied(self.held, key, why, told)

    def undo_reply(self, number: int, *, why: str) -> "Signed":
        """Take a reply back, by its number.

        Raises:
            CaseError: no such reply stands, or no reason is given.
        """
        from armstrace.desk.python import acts as signing

        return signing.reply_withdrawn(self.held, number, why)

    def merge(self, *keys: str, why: str) -> "Signed":
        """Sign that incidents tell of one event.

        Raises:
            CaseError: a key names none, or no reason is given.
        """
        from armstrace.desk.python import acts as signing

        return signing.events_judged(self.held, "merge", keys, why)

    def split(self, *keys: str, why: str) -> "Signed":
        """Sign that incidents never tell of one event.

        Raises:
            CaseError: a key names none, or no reason is given.
        """
        from armstrace.desk.python import acts as signing

        return signing.events_judged(self.held, "split", keys, why)

    def undo_event(self, number: int, *, why: str) -> "Signed":
        """Take a judgement on events back, by its number.

        Raises:
            CaseError: no such judgement stands, or no reason is given.
        """
        from armstrace.desk.python import acts as signing

        return signing.events_judged(self.held, "undo", [str(number)], why)

    def dossier(self, document: str | Path = "", **asked: "Unpack[DossierAsked]") -> "Dossier":
        """Check a document (that checked last for "") again and write its dossier, as a page or a PDF.

        Raises:
            CaseError: there is no such document or finding, or what sets a PDF is not installed.
            IncompleteDossier: a value of the PDF does not lead back to its bytes.
        """
        from armstrace.desk.python import leaving

        return leaving.dossier_in(self.held, document, asked)

    def export(self, *words: str, out: str | Path, **how: "Unpack[ExportAsked]") -> "Exported":
        """Hand on what is named in a format of other programs: case.export("csv", "transfer", out="csv").

        Raises:
            CaseError: nothing that is asked for is known, or leaves.
        """
        from armstrace.desk.python import leaving

        return leaving.export_in(self.held, words, out, how)

    def verify(self) -> "Answer":
        """Re-read every exhibit, follow the ledger's chain, and rebuild the tables to compare them."""
        from armstrace.desk.python import taking

        return taking.verified(self.held)
