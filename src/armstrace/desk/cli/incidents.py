"""`armstrace incidents`."""

import sys
from pathlib import Path

from armstrace.desk.cli import incident_options as of
from armstrace.desk.cli.options import AsJson, CaseDir


def incidents(
    files: of.Files = None,
    near: of.Near = "",
    km: of.Km = 10.0,
    box: of.Box = "",
    first: of.First = "",
    last: of.Last = "",
    weapon: of.Weapon = "",
    actor: of.Actor = "",
    map_to: of.MapTo = None,
    timeline: of.LineTo = None,
    as_csv: of.AsCsv = False,
    template: of.Template = False,
    merge: of.Merge = "",
    split: of.Split = "",
    undo: of.Undo = "",
    sign: of.Sign = "",
    withdraw: of.Withdraw = False,
    why: of.Why = "",
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """List incidents of weapon use by place, days, weapon and actor, as their sources tell them, hedges kept.

    Exports and drawings round coordinates of the last twelve months to 0.1 degree, unless somebody signed (--sign).
    """
    from armstrace.desk.cli import incidents_words, options
    from armstrace.desk.cli.reading import ground
    from armstrace.desk.cli.taking import finish
    from armstrace.desk.incidents import export
    from armstrace.desk.incidents.find import find, laid_out
    from armstrace.desk.incidents.groups import Together, events_in, judgements_told
    from armstrace.desk.questions.incidents import wanted_of
    from armstrace.desk.questions.outputs import output

    acts = {"merge": merge, "split": split, "undo": undo, "take_back" if withdraw else "sign": sign}
    if template:
        sys.stdout.write(export.template())
        return
    if any(acts.values()):
        incidents_words.act(options.working_case(case), acts, why)
        return
    drawings = (output(map_to, "--map", files or []), output(timeline, "--timeline", files or []))
    said = {"near": near, "box": box, "first": first, "last": last, "weapon": weapon, "actor": actor}
    with ground(files or [], case) as at_hand:
        with laid_out(at_hand.case) as placed:
            found = find(placed, wanted_of(placed, said, km))
        form = "json" if json else "csv" if as_csv else "" if Path("-") in drawings else "text"
        incidents_words.warn(found, form)
        together = events_in(at_hand.case, found) if form in {"json", "text"} else Together()
        exporter, judgements = export.Exporter(at_hand.case), judgements_told(at_hand.case)
    incidents_words.draw(found, exporter, drawings)
    incidents_words.tell(found, exporter, (together, judgements), form)
    finish(whole=at_hand.whole)
