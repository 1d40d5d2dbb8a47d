"""What on a page was read by a machine, and which readings a person accepted, by role."""

from collections.abc import Sequence
from dataclasses import dataclass

from armstrace.dossier.model import Dossier
from armstrace.dossier.wording import counted
from armstrace.records.findings import Finding


@dataclass(frozen=True, slots=True)
class ReadingPart:
    """A sentence on all readings, and those that a person judged, by the number of the claim."""

    lead: str
    judged: tuple[tuple[int, str], ...]


def reading_part(dossier: Dossier, findings: Sequence[tuple[int, Finding]]) -> ReadingPart:
    """Count the readings that stand as suggestions, and list those that a person accepted or that moved since."""
    judged = []
    for number, finding in findings:
        if said := dossier.accepted.get(finding.key):
            judged.append((number, f"Accepted {said}."))
        elif said := dossier.judge_again.get(finding.key):
            judged.append((number, f"To be judged again; it was judged {said}."))
    claims = len(findings) + len(dossier.unchecked) + len(dossier.left_out) + len(dossier.apart)
    shown = (*(finding for _, finding in findings), *(each.finding for each in dossier.apart))
    accepted = sum(dossier.accepted.get(finding.key) is not None for finding in shown)
    by = f" ({dossier.reader})" if dossier.reader else ""
    lead = f"A program{by} read {counted(claims, 'claim')} in the text. A person accepted the reading of {accepted:,}, "
    lead += f"rejected {len(dossier.left_out):,}, and has not judged the others: they are suggestions. "
    lead += "Rows were read out of the other exhibits by the programs named with each; every verdict and figure was "
    lead += "computed by the check named with it."
    return ReadingPart(lead, tuple(judged))
