"""What every command has in common: an example that holds, quiet, verbose, next steps, colour, completion, doctor."""

import json
import os
import pty
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError
from itertools import takewhile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from typer.main import get_command

from armstrace.desk.cli import next_steps
from armstrace.desk.cli.examples import EXAMPLES
from armstrace.desk.cli.main import app
from armstrace.desk.doctor import getting, machine, packages
from armstrace.desk.doctor.item import Item, Standing
from armstrace.desk.doctor.look import exit_code
from desk.conftest import PROGRAM, Armstrace

NEEDS_MORE = {
    "accounts of a team": {"users add", "users role", "users password", "users list", "users remove"},
    "names sealed before": {f"identities {word}" for word in ("new", "add", "show", "list", "forget")},
    "an archive of traces": {"flights read", "flights movements", "flights at", "flights track", "surge"},
    "a key of this case": {"accept", "reject", "correct", "place", "reply"},
    "files of the reader": {"add", "read", "check", "diff", "mirror", "export", "new"},
    "to write, or to stay": {"withdraw", "sensitivity", "bundle", "dossier", "recheck", "demo", "serve", "mcp"},
    "a shell": {"completion", "sources"},
    "tests of its own": {"doctor", "chain", "verify", "incidents", "search"},
}


def commands(group: Any = None, before: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    words: Any = group or get_command(app)
    for word, command in words.commands.items():
        if getattr(command, "commands", None):
            yield from commands(command, (*before, word))
        else:
            yield " ".join((*before, word)), command


EVERY = dict(commands())


def words_of(name: str) -> list[str]:
    line = EXAMPLES[name].partition(" > ")[0]
    assert line.startswith(name)
    return shlex.split(line.removeprefix(name))


def test_every_command_has_an_example_and_every_example_a_command() -> None:
    assert set(EVERY) == set(EXAMPLES)
    for name, command in EVERY.items():
        assert f"armstrace {EXAMPLES[name]}" in command.epilog


@pytest.mark.parametrize("name", sorted(EVERY))
def test_the_example_of_a_command_is_one_it_understands(name: str) -> None:
    context = EVERY[name].make_context(name, words_of(name))
    assert context.params["quiet"] is False


def test_examples_that_ask_the_demo_case_run(armstrace: Armstrace, demo_case: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(demo_case.parent)
    run = sorted(set(EVERY) - {name for names in NEEDS_MORE.values() for name in names})
    assert {"share", "treaties", "embargoes", "why", "case show", "claims"} <= set(run)
    for name in run:
        done = armstrace(*name.split(), *words_of(name))
        assert done.code == 0, (name, done.err)


def test_help_shows_the_example_on_one_line(armstrace: Armstrace) -> None:
    done = armstrace("share", "--help")
    assert f"\n    armstrace {EXAMPLES['share']}\n" in done.out


def test_quiet_says_results_and_verbose_the_time(armstrace: Armstrace, tmp_path: Path) -> None:
    usual = armstrace("embargoes", "Iceland")
    assert "No embargo on Iceland" in usual.err
    quiet = armstrace("embargoes", "Iceland", "-q")
    assert (quiet.code, quiet.out, quiet.err) == (0, usual.out, "")
    told = armstrace("embargoes", "Iceland", "--verbose").err
    assert "armstrace embargoes: " in told
    assert " s of the processor" in told
    bad = tmp_path / "bad.csv"
    bad.write_text("nothing\n", encoding="utf-8")
    aside = armstrace("read", bad, "-q")
    assert aside.code == 3
    assert "set aside" in aside.err
    both = armstrace("embargoes", "Iceland", "-q", "-v")
    assert both.code == 2
    assert "opposite things" in both.err


def test_verbose_shows_where_an_error_is_from(armstrace: Armstrace) -> None:
    plain = armstrace("embargoes", "Ruritania")
    assert plain.code == 2
    assert "Traceback" not in plain.err
    assert "Traceback" in armstrace("embargoes", "Ruritania", "-v").err


def on_terminal(*words: str, **more: str) -> str:
    """Run a command with a terminal for all three streams, and give what it wrote."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "120", **more}
    env = {name: value for name, value in env.items() if value != "unset"}
    with subprocess.Popen([*PROGRAM, *words], stdin=theirs, stdout=theirs, stderr=theirs, env=env) as process:
        os.close(theirs)
        read = []
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:
                break
            if not part:
                break
            read.append(part)
        process.wait(60)
    os.close(ours)
    return b"".join(read).decode()


def test_a_terminal_gets_colour_and_a_next_step_and_a_pipe_neither() -> None:
    shown = on_terminal("doctor", NO_COLOR="unset")
    assert "\x1b[" in shown
    assert "next: armstrace demo DIR" in shown
    bare = on_terminal("doctor", "--quiet", NO_COLOR="1")
    assert "\x1b[" not in bare
    assert "next: " not in bare
    piped = subprocess.run([*PROGRAM, "doctor"], capture_output=True, text=True, check=True)
    assert "\x1b" not in piped.stdout + piped.stderr
    assert "next: " not in piped.stdout + piped.stderr


def test_next_steps_are_of_commands_and_say_nothing_to_a_program() -> None:
    assert set(next_steps.NEXT) <= set(EVERY)
    assert next_steps.next_step("check", {"case": Path("c")}).startswith("next: armstrace why KEY --case c")
    assert next_steps.next_step("check", {"json": True}) == ""
    assert next_steps.next_step("check", {"html": Path("-")}) == ""
    for name, told in next_steps.NEXT.items():
        assert told.startswith("armstrace "), name
        for words in told.format(on=" --case C", case="C").split("armstrace ")[1:]:
            parses(words.split())


def parses(words: list[str]) -> None:
    """Read words as a command would, without doing what they say; small letters behind them say what it does."""
    command: Any = get_command(app)
    while getattr(command, "commands", None):
        command = command.commands[words.pop(0)]
    if "..." not in words:
        command.make_context("armstrace", list(takewhile(lambda word: word.isupper() or word.startswith("--"), words)))


def test_a_folder_in_a_next_step_can_be_pasted() -> None:
    assert "--case 'my case'" in next_steps.next_step("why", {"case": Path("my case")})


def completed(line: str, folder: Path) -> set[str]:
    words = shlex.split(line) + ([""] if line.endswith(" ") else [])
    more = {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1), "_ARMSTRACE_COMPLETE": "complete_bash"}
    code = "import sys; sys.argv[0] = 'armstrace'; from armstrace.desk.cli.main import run; run()"
    paths = os.pathsep.join(filter(None, sys.path))
    env = os.environ | more | {"PYTHONPATH": paths}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=env, cwd=folder
    )
    assert done.stderr == ""
    return set(done.stdout.split())


def test_a_shell_completes_commands_states_and_keys_of_the_case(demo_case: Path) -> None:
    assert completed("armstrace trea", demo_case) == {"treaties"}
    assert {"AZE", "ARE"} <= completed("armstrace share --recipient A", demo_case)
    keys = completed("armstrace why finding:", demo_case)
    assert len(keys) > 3
    assert all(each.startswith("finding:") for each in keys)
    assert completed("armstrace why finding:", demo_case.parent) == set()


def test_the_script_of_a_shell_is_printed_and_written_nowhere(armstrace: Armstrace) -> None:
    assert "_ARMSTRACE_COMPLETE" in armstrace("completion", "zsh").out
    wrong = armstrace("completion", "tcsh")
    assert wrong.code == 2
    assert "bash, zsh, fish" in wrong.err


def test_doctor_is_fast_and_tells_a_program_the_same() -> None:
    used = []
    for _ in range(2):
        begun = os.times()
        done = subprocess.run([*PROGRAM, "doctor", "--json"], capture_output=True, text=True, check=True)
        now = os.times()
        used.append(now.children_user + now.children_system - begun.children_user - begun.children_system)
    assert min(used) < 1.0
    told = json.loads(done.stdout)
    assert {each["group"] for each in told} >= {"program", "extras", "system", "disks", "programs", "tables"}
    assert {"court", "flights", "web", "parse", "cluster", "mcp"} <= {each["name"] for each in told}
    assert any(each["name"] == "treaty_facts.csv" and "20" in each["told"] for each in told)


def test_doctor_says_how_what_is_missing_is_got(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(packages, "distribution", _no_distribution)
    items = tuple(packages.packages())
    court = next(each for each in items if each.name == "court")
    assert court.standing is Standing.ABSENT
    assert court.todo == getting.with_extra("court")
    assert next(each for each in items if each.name == "core").standing is Standing.BROKEN
    assert exit_code(items) == 2
    monkeypatch.setattr(shutil, "which", lambda name, **_: "/usr/bin/apt-get" if name == "apt-get" else None)
    assert getting.program("openssl").endswith("apt-get install openssl")
    assert "its own site" in getting.program("duckdb")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=10))
    assert machine._disk("this folder", tmp_path).standing is Standing.DOUBTFUL


def _no_distribution(name: str) -> Any:
    raise PackageNotFoundError(name)


def test_exit_codes_of_doctor() -> None:
    def item(group: str, standing: Standing) -> Item:
        return Item(group, "x", standing, "")

    assert exit_code((item("extras", Standing.ABSENT), item("disks", Standing.DOUBTFUL))) == 0
    assert exit_code((item("plug-ins", Standing.DOUBTFUL),)) == 3
    assert exit_code((item("plug-ins", Standing.DOUBTFUL), item("program", Standing.BROKEN))) == 2


@pytest.mark.parametrize(
    ("prefix", "command"),
    [
        ("/home/x/.local/share/uv/tools/armstrace", "uv tool install --reinstall 'armstrace[web]'"),
        ("/home/x/.local/pipx/venvs/armstrace", "pipx install --force 'armstrace[web]'"),
    ],
)
def test_an_extra_is_got_the_way_armstrace_was(prefix: str, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "prefix", prefix)
    assert getting.with_extra("web") == command


def test_nothing_waits_for_plug_ins_before_a_command_needs_them() -> None:
    told = "import sys, armstrace.desk.cli.main; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout.split()
    assert "armstrace.desk.cli.main" in loaded
    assert "armstrace.plug_ins.found" not in loaded
