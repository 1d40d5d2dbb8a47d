"""One line to paste for each command: a command without one is refused when the program starts.

Those in a case speak of the one that `armstrace demo` makes, with keys of claims and findings left as KEY.
"""

from collections.abc import Mapping

EXAMPLES: Mapping[str, str] = {
    "new": 'new my-case --title "Who armed whom?" --party AZE --period 2015/2020',
    "add": "add --case my-case deliveries.csv article.txt",
    "read": "read --case my-case",
    "sources": "sources --template incident_sheet > incidents.csv",
    "claims": "claims --case demo-case",
    "accept": 'accept KEY --why "read as printed" --case demo-case',
    "reject": 'reject KEY --why "it is a quotation" --case demo-case',
    "correct": 'correct KEY --slot object=AZE --why "named two lines above" --case demo-case',
    "check": "check article.txt --published 2020-11-20 --against deliveries.csv tiv-tables/ --html page.html",
    "serve": "serve --case demo-case",
    "share": "share --case demo-case --recipient AZE --years 2015-2019 --by supplier",
    "surge": "surge --counts landings.csv --conflict 2020-09-27..2020-11-10",
    "treaties": "treaties Azerbaijan --treaty CCM-2008 --on 2020-10-01",
    "embargoes": "embargoes Azerbaijan --on 2020-10-01",
    "incidents": "incidents --case demo-case --near Stepanakert --km 20",
    "chain": "chain --case demo-case",
    "place": 'place KEY --rung 4 --why "remnant identified" --case demo-case',
    "diff": "diff register-2023.csv register-2024.csv --recipient AZE",
    "recheck": "recheck --case demo-case",
    "reply": 'reply KEY --to "Ministry of Defence" --put 2020-11-01 --silent --why "our letter" --case demo-case',
    "mirror": "mirror Israel Azerbaijan unroca-israel.csv unroca-azerbaijan.csv --years 2015-2019",
    "search": "search cluster munition --case demo-case",
    "why": "why report.md --case demo-case",
    "dossier": "dossier report.md --case demo-case",
    "bundle": "bundle evidence --non-commercial --case demo-case",
    "export": "export csv transfer deliveries.csv --non-commercial",
    "sensitivity": 'sensitivity report.md restricted --why "names a witness" --case demo-case',
    "withdraw": 'withdraw report.md --reason consent --why "asked by the author" --case demo-case',
    "verify": "verify --case demo-case",
    "demo": "demo demo-case",
    "doctor": "doctor",
    "completion": 'completion bash > "$HOME/.local/share/bash-completion/completions/armstrace"',
    "mcp": "mcp --case demo-case",
    "case show": "case show --case demo-case",
    "flights read": "flights read 2020-10-15.tar --out landings --operator AZQ",
    "flights movements": "flights movements landings --airfield LLOV --csv landings.csv",
    "flights at": "flights at Ovda landings --operator AZQ",
    "flights track": "flights track 600866 2020-10-15.tar --day 2020-10-15 --svg day.svg",
    "identities new": "identities new --case demo-case",
    "identities add": "identities add p-7f3a91 --case demo-case",
    "identities show": "identities show --case demo-case",
    "identities list": "identities list --case demo-case",
    "identities forget": "identities forget p-7f3a91 --case demo-case",
    "users add": "users add accounts.json alice --role analyst",
    "users role": "users role accounts.json alice reader",
    "users password": "users password accounts.json alice",
    "users list": "users list accounts.json",
    "users remove": "users remove accounts.json alice",
}
"""By command, what stands behind `armstrace`."""


def example(words: str) -> str:
    """Give the example of a command as its help prints it, on one line whatever the width.

    Raises:
        KeyError: the command has none.
    """
    return f"\b\nExample:\n  armstrace {EXAMPLES[words]}"
