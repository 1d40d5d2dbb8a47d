"""`armstrace bundle`."""

from pathlib import Path
from typing import Annotated

import typer

from armstrace.desk.cli.options import AsJson, CaseDir

Out = Annotated[Path, typer.Argument(metavar="OUT", help="A new folder or zip; or a bundle without a timestamp.")]
Zip = Annotated[bool, typer.Option("--zip", help="Write one zip file instead of a folder.")]
To = Annotated[str, typer.Option("--to", metavar="WHOM", help="Who is to receive it; it stands in the ledger.")]
NoGain = Annotated[
    bool, typer.Option("--non-commercial", help="Declare a non-commercial use: some sources leave for no other.")
]
Allow = Annotated[
    list[str] | None,
    typer.Option("--allow", metavar="EXHIBIT", help="Sign that it may leave; all: those whose licence nobody said."),
]
Hold = Annotated[list[str] | None, typer.Option("--hold", metavar="EXHIBIT", help="Hold it back all the same.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, for --allow and --hold.")]
Timestamp = Annotated[
    str,
    typer.Option("--timestamp", metavar="URL", help="Ask this authority (RFC 3161) for the time: it gets a hash."),
]
Proxy = Annotated[str, typer.Option("--proxy", metavar="URL", help="Go through this proxy, and to nobody else.")]
Root = Annotated[
    Path | None,
    typer.Option("--ca", metavar="FILE", help="The authority's root certificate (PEM), to be kept too."),
]
Answer = Annotated[
    Path | None, typer.Option("--answer", metavar="FILE", help="An authority's answer to the request kept in OUT.")
]
Receipt = Annotated[
    str, typer.Option("--receipt", metavar="SHA256", help="What the receiver computed of tagmanifest-sha256.txt.")
]
Redact = Annotated[
    Path | None,
    typer.Option("--redact", metavar="PLAN", help="Write a redacted copy after a plan (TOML, see docs/redaction.md)."),
]
Open = Annotated[
    str,
    typer.Option(
        "--open-commitment", metavar="NAME", help="Show what a commitment of the redacted copy OUT stands for."
    ),
]
Again = Annotated[bool, typer.Option("--again", help="Pack the last export anew, byte for byte.")]


def bundle(
    out: Out,
    as_zip: Zip = False,
    to: To = "",
    non_commercial: NoGain = False,
    allow: Allow = None,
    hold: Hold = None,
    why: Why = "",
    time_from: Timestamp = "",
    proxy: Proxy = "",
    ca: Root = None,
    answer: Answer = None,
    receipt: Receipt = "",
    again: Again = False,
    redact: Redact = None,
    open_commitment: Open = "",
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """Pack the case so that somebody else can check it alone: exhibits, ledger, records, findings, how to verify.

    Exhibits whose terms do not let them leave are listed by hash with the reason. Ends with 3 where a timestamp was
    asked for and did not come: the request is kept in the bundle. Nothing goes over a network without --timestamp.

    With --redact the bundle is made of what stays: files are written anew, never covered; local/redactions keeps what
    opens the commitments to the rest. A commitment that was opened is a line in the ledger.
    """
    from armstrace.desk.bundles.bundle import Wish, bundle
    from armstrace.desk.bundles.receipt import keep_stamp
    from armstrace.desk.cli import bundle_words, redaction_words
    from armstrace.desk.cli.options import working_case
    from armstrace.desk.licences import ALLOW, HOLD, sign

    stamping = bundle_words.stamping(time_from, proxy, ca, answer)
    if bundle_words.is_later(out, stamping, receipt):
        bundle_words.later(out, stamping, receipt, case)
        return
    if open_commitment:
        redaction_words.show_opened(working_case(case), out, open_commitment, json=json)
        return
    bundle_words.require_new(out)
    plan = redaction_words.plan_in(redact, again=again)
    opened = working_case(case)
    bundle_words.tell_whom(opened, stamping)
    sign(opened, ALLOW, allow or [], why)
    sign(opened, HOLD, hold or [], why)
    wish = Wish(to, non_commercial, as_zip, again, stamping)
    if plan is not None:
        redaction_words.write_copy(opened, out, wish, plan, json=json)
        return
    done = bundle(opened, out, wish)
    if again and done.sealed.stamped:
        keep_stamp(opened, done.tag_manifest, done.sealed)
    bundle_words.tell(done, bundle_words.same_again(out, case, non_commercial=non_commercial), json=json)
