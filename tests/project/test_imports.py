"""Importing armstrace, every room of it, opens nothing outside Python's own folders, and no socket."""

import json
import subprocess
import sys

PROBE = """
import importlib, json, os, pkgutil, sys, sysconfig

home = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
seen = []

def watch(event, details):
    if event == "open" and isinstance(details[0], (str, bytes, os.PathLike)):
        seen.append((event, os.path.realpath(os.fsdecode(details[0]))))
    elif event.startswith("socket.") or event in {"subprocess.Popen", "os.mkdir", "os.rename", "os.remove"}:
        seen.append((event, repr(details)))

found = importlib.util.find_spec("armstrace")
home.add(os.path.dirname(found.origin))
home = tuple(os.path.realpath(folder) + os.sep for folder in home)
zipped = {os.path.realpath(entry) for entry in sys.path if entry.endswith(".zip")}  # Python looks there first
sys.addaudithook(watch)
names = ["armstrace"]
import armstrace
if sys.argv[1] == "all":
    for module in pkgutil.walk_packages(armstrace.__path__, "armstrace."):
        importlib.import_module(module.name)
        names.append(module.name)
outside = [each for each in seen if each[0] != "open" or not (each[1].startswith(home) or each[1] in zipped)]
print(json.dumps({"names": names, "seen": outside, "modules": sorted(sys.modules)}))
"""
# what big libraries look up about the machine when they load; none of it is a file of the reader's
MACHINE = ("/proc/", "/sys/", "/dev/null")


def imported(which: str) -> tuple[list[str], list[list[str]], list[str]]:
    """Import armstrace in a fresh process; gives the modules asked for, what was touched outside, all loaded."""
    done = subprocess.run([sys.executable, "-B", "-c", PROBE, which], capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    return told["names"], told["seen"], told["modules"]


def test_importing_armstrace_touches_nothing_and_loads_nothing_heavy() -> None:
    _, seen, modules = imported("root")
    assert seen == []
    assert not {"duckdb", "pyarrow", "trafilatura", "jinja2", "vl_convert"} & set(modules)


def test_importing_every_room_opens_no_file_outside_and_no_socket() -> None:
    names, seen, _ = imported("all")
    assert len(names) > 100
    outside = [each for each in seen if not (each[0] == "open" and each[1].startswith(MACHINE))]
    assert outside == []


def test_the_watch_sees_what_it_watches_for() -> None:
    """The probe itself is tried on a file and a socket, or the tests above would show nothing."""
    tampered = PROBE.replace(
        "import armstrace\n", "import armstrace, socket\nopen('/etc/hostname').close()\nsocket.socket()\n"
    )
    done = subprocess.run([sys.executable, "-B", "-c", tampered, "root"], capture_output=True, text=True, check=True)
    events = [event for event, _ in json.loads(done.stdout)["seen"]]
    assert events == ["open", "socket.__new__"]
