"""The page of the settings; what the code reads is looked for in the code, so that none goes unmentioned."""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from armstrace.desk import case
from armstrace.desk.chains import asked
from docs.made.page import NOTICE, joined, table

ROOT = Path(__file__).resolve().parents[2]

INTRODUCTION = """A setting is said on the command line, else in an environment variable, else in `case.toml`, else it
has its default. `armstrace case show` says of each where it comes from. The options of every command stand in
[commands](cli.md)."""

CASE: Mapping[str, str] = {
    "title": "Text: the name of the case.",
    "question": "Text: what the case is to answer.",
    "parties": "List of texts: the parties to the conflict, as codes (`ARM`) or names. They are nobody's independent "
    "witnesses, and those that a chain does not name count as its opponents.",
    "period": "Text: the time that the case is about.",
    "sensitive": "true or false (default): nothing is asked of another machine but through a proxy.",
    "chain": "Tables `[[chain]]`, one for each chain to be built; see below.",
    "roles": 'Table: what each pseudonymous id does (`p-7f3a91 = "analyst"`), printed beside what that person signed.',
}
CHAIN: Mapping[str, str] = {
    "name": "Text: what the chain is called; each name once.",
    "hops": 'List of states, each supplying the next (`["ISR", "AZE"]`), or of tables with `supplier`, `recipient`, '
    "`what` (component, system or onward) and `designation`. Needed.",
    "place": "Text: where the use asked about was.",
    "from": "Day (EDTF): the first on which it may have been.",
    "to": "Day (EDTF): the last.",
    "weapon": "An identity of a weapon, such as `lar-160`.",
    "user": "Who used it; the last recipient where nothing is said.",
    "opponents": "List: who else fought there; the other parties of the case where nothing is said.",
    "decided": 'Table: by the number of a hop, the day of its supplier\'s decision (`{1 = "2018-05"}`).',
    "route": "Who is to be asked: `licence-review`, `att-6-3`, `state-aid`, `embargo` or `company`.",
}
ENVIRONMENT: Mapping[str, str] = {
    "ARMSTRACE_BY": "The pseudonymous id under which you sign; else one is made for the case.",
    "ARMSTRACE_NO_PLUG_INS": "Set to anything but 0: no plug-in is looked for; as `armstrace --no-plug-ins`.",
    "NO_COLOR": "Set to anything: no colour or other style on a terminal (<https://no-color.org>).",
    "ARMSTRACE_MODEL_KEY": "The key that a model's server asks for (`claims --model`). Sent to no other address; "
    "refused without TLS to another machine.",
    "AWS_ACCESS_KEY_ID": "A key for `s3://`: where one is there, archives are asked for with it.",
    "AWS_PROFILE": "The same, by the name of a profile.",
    "AWS_DEFAULT_PROFILE": "The same.",
    "AWS_WEB_IDENTITY_TOKEN_FILE": "The same, by a token of the machine's.",
    "AWS_SHARED_CREDENTIALS_FILE": "Where the file of keys lies; else `~/.aws/credentials`.",
    "AWS_CONFIG_FILE": "Where its settings lie; else `~/.aws/config`.",
    "AWS_ENDPOINT_URL_S3": "Where `s3://` is; `--endpoint` goes before it.",
    "AWS_ENDPOINT_URL": "The same, for all services.",
    "AWS_EC2_METADATA_DISABLED": "Set by armstrace: no key is looked for at an address that you did not name.",
    "SOURCE_DATE_EPOCH": "Seconds since 1970: the moment that a page or PDF is dated with, so that it can be made "
    "again byte by byte; else now.",
    "NUMBA_CACHE_DIR": "Where compiled readers of traces are kept.",
    "XDG_CACHE_HOME": "Where the folder for them is made, if the last is not set; else `~/.cache`.",
    "LOCALAPPDATA": "The same on Windows.",
}
OF_THE_SYSTEM: Mapping[str, str] = {
    "COLUMNS": "The width of a terminal, where it does not say it itself.",
}
MAKEFILE: Mapping[str, str] = {
    "PYTHON": "The Python that uv is installed with.",
    "JOBS": "How many tests run side by side.",
    "PEER_PYTHON": "The Python 3.12 that one of the compared programs needs.",
    "UV_CACHE_DIR": "Where uv keeps what it fetched.",
    "SSL_CERT_FILE": "Whom downloads trust; the system's list where it has one.",
}
DEFAULTS = re.compile(r"^(?:export )?([A-Z_]+) \?= *(.*)$", re.MULTILINE)
_VARIABLE = re.compile(r"[A-Z][A-Z0-9]*_[A-Z0-9_]+|LOCALAPPDATA")


def settings_page() -> str:
    """Write the page of the settings."""
    makefile = dict(defaults_of((ROOT / "Makefile").read_text(encoding="utf-8")))
    made = [(f"`{name}`", f"`{makefile.get(name, '')}`", said) for name, said in MAKEFILE.items()]
    return joined(
        (
            "# Settings",
            NOTICE,
            INTRODUCTION,
            "## case.toml",
            "Written by `armstrace new`; you may edit it. Another word in it is refused, with all mistakes at once.",
            _rows("setting", CASE),
            "### [[chain]]",
            _rows("setting", CHAIN),
            "## Environment variables",
            "Read by armstrace itself:",
            _rows("variable", ENVIRONMENT),
            "Read by the libraries that print to terminals:",
            _rows("variable", OF_THE_SYSTEM),
            "## The Makefile",
            "Said behind `make`, as in `make test JOBS=4`, or in the environment.",
            table(("variable", "default", "is"), made),
        )
    )


def _rows(head: str, said: Mapping[str, str]) -> str:
    return table((head, "is"), [(f"`{name}`", words) for name, words in said.items()])


def defaults_of(makefile: str) -> Iterator[tuple[str, str]]:
    """Give the variables of a Makefile that can be set from outside, with their defaults."""
    return ((found[1], found[2]) for found in DEFAULTS.finditer(makefile))


def variables_of(source: str) -> set[str]:
    """Give the environment variables that a module reads: where it looks at the environment, its texts like one."""
    if "environ" not in source and "getenv" not in source:
        return set()
    tree = ast.parse(source)
    looks = any(isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"} for node in ast.walk(tree))
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return {text for text in texts if _VARIABLE.fullmatch(text) and not text.startswith("O_")} if looks else set()


def undocumented(
    modules: Sequence[str] | None = None, words: Sequence[str] | None = None, makefile: str | None = None
) -> list[str]:
    """Name the settings that the code reads and this page does not have, and those that it has for nothing.

    `modules` are texts of modules, `words` those of case.toml and of its chains, `makefile` is the text of one; what is
    not given is the project's own.
    """
    if modules is None:
        modules = [path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py")]
    if words is None:
        words = case_words()
    if makefile is None:
        makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    wanted = {f"environment {name}" for module in modules for name in variables_of(module)}
    wanted |= {f"case.toml {name}" for name in words} | {f"Makefile {name}" for name, _ in defaults_of(makefile)}
    told = {f"environment {name}" for name in ENVIRONMENT} | {f"Makefile {name}" for name in MAKEFILE}
    told |= {f"case.toml {name}" for name in (*CASE, *(f"chain.{each}" for each in CHAIN))}
    return sorted(wanted ^ told)


def case_words() -> list[str]:
    """Give the words that case.toml may say, as the code that reads it has them."""
    return [*case.SETTINGS, *(f"chain.{word}" for word in asked.SETTINGS)]
