"""Every sentence that a mirror prints: templates here, names and numbers as the records have them."""

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "agree": "Both report {number} in category {category}.",
    "agree doubt": "{supplier} reports {supplied}, {recipient} {received}: the same within the doubt printed.",
    "agree nil": "Both made a nil report for {year}.",
    "agree nothing": "Both reported for {year}; neither names a transfer with the other.",
    "differ": "{supplier} reports {supplied}, {recipient} {received}: they differ by {by}.",
    "differ alone": "{named} reports {number}; {silent} reported category {category} for {year}, not with {named}.",
    "differ files": "The files here tell different numbers of one report: {supplied} and {received}.",
    "no report": "{named} reports {number}; for {silent} the register has no report for {year}.",
    "no report at all": "The register has no report of {silent} for {year}.",
    "nil report": "{named} reports {number}; {silent} made a nil report for {year}.",
    "left out": "{named} reports {number}; the report of {silent} for {year} has nothing in category {category}.",
    "withheld": "{supplier} reports {supplied}, {recipient} {received}: a number or partner is withheld.",
    "definition": ("{supplier} reports {supplied}, {recipient} {received}; of how it counts a report says: {notes}."),
    "definition category": (
        "{named} reports {number} in category {category}; {silent} has the same number in {other_category}."
    ),
    "register definition": ("{told}; {recipient} reports items to the UN register: they cannot be compared."),
    "register no report": "{told}; for {recipient} the UN register has no report for {year}.",
    "register nil report": "{told}; {recipient} made a nil report to the UN register for {year}.",
    "register not here": "{told}; no report of {recipient} to the UN register for {year} is in these files.",
    "register listed": "{told}; the lines of the report of {recipient} for {year} are not in these files.",
    "other year": "{supplier} reports {supplied}, {recipient} {received}; with {other_year} both come to {number}.",
    "not here": "{named} reports {number}; no report of {silent} for {year} is in these files: nothing follows.",
    "not here at all": "No report of {silent} for {year} is in these files: nothing follows.",
    "listed": "{named} reports {number}; the register lists a report of {silent}, its lines are not in these files.",
    "customs": (
        "{supplier}'s customs count {supplied} sent under code {category}, {recipient}'s {received} received: values at"
        " two borders, which are not held against each other{pieces}."
    ),
    "customs alone": (
        "{named}'s customs count {number} under code {category}; no row of {silent}'s on it with {named} is in these"
        " files: nothing follows."
    ),
    "customs withheld": (
        "{named}'s customs count {number} under code {category}; {silent}'s keep a partner of that code back ({kept})."
    ),
    "listed at all": "The register lists a report of {silent} for {year}; its lines are not in these files.",
}
"""The sentence of each kind of answer."""

TOLD = "{supplier} told {register} {figures}"
NOT_TOLD = "a number that is not told"
NOTHING = "nothing"
BESIDE = "{printed} ({when}): compiled by SIPRI from open sources, the reports among them; no second origin"
PARTY = "Each report is the word of a party to the transfer; two that agree are two parties telling the same."


def sentence(name: str, values: Mapping[str, object]) -> str:
    """Fill in a template."""
    return SENTENCES[name].format_map(dict(values))
