"""All that `armstrace doctor` looks at, in order."""

from pathlib import Path

from armstrace.desk.doctor.item import Item, Standing
from armstrace.desk.doctor.machine import machine
from armstrace.desk.doctor.outside import plug_ins
from armstrace.desk.doctor.packages import packages
from armstrace.desk.doctor.tables import tables

CASE_FILE = "case.toml"


def look(start: Path) -> tuple[Item, ...]:
    """Look at the program, its extras, the machine, the tables and the plug-ins; `start` is where one works."""
    case = next((folder for folder in (start, *start.parents) if (folder / CASE_FILE).is_file()), None)
    return (*packages(), *machine(case), *tables(), *plug_ins())


def exit_code(items: tuple[Item, ...]) -> int:
    """Give 2 where armstrace cannot work, 3 where a plug-in was set aside, else 0: what is absent is an extra."""
    if any(each.standing is Standing.BROKEN for each in items):
        return 2
    aside = any(each.group == "plug-ins" and each.standing is Standing.DOUBTFUL for each in items)
    return 3 if aside else 0
