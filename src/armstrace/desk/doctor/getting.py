"""How something is got on this very system: by pip, uv or pipx, and by the system's own package manager."""

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

_MANAGERS: Mapping[str, str] = {
    "apt-get": "apt-get install",
    "dnf": "dnf install",
    "zypper": "zypper install",
    "pacman": "pacman -S",
    "apk": "apk add",
    "brew": "brew install",
    "winget": "winget install",
}
# where a package is not called as its program
_PACKAGES: Mapping[str, Mapping[str, str]] = {
    "sha256sum": {"brew": "coreutils"},
    "duckdb": {"winget": "DuckDB.cli"},
    "openssl": {"winget": "ShiningLight.OpenSSL.Light"},
}
# which managers do not keep a program at all
_NOT_KEPT: Mapping[str, tuple[str, ...]] = {"duckdb": ("apt-get", "dnf", "zypper", "apk")}


def with_extra(extra: str) -> str:
    """Give the command that installs an extra the way armstrace itself was installed."""
    wanted = f"'armstrace[{extra}]'" if os.name != "nt" else f'"armstrace[{extra}]"'
    home = Path(sys.prefix).parts
    if "uv" in home and "tools" in home:
        return f"uv tool install --reinstall {wanted}"
    if "pipx" in home:
        return f"pipx install --force {wanted}"
    checkout = Path(__file__).resolve().parents[4]
    if (checkout / "Makefile").is_file() and (checkout / "uv.lock").is_file():
        return "make setup"
    if shutil.which("pip", path=str(Path(sys.executable).parent)):
        return f"{sys.executable} -m pip install {wanted}"
    return f"uv pip install --python {sys.executable} {wanted}"


def program(name: str) -> str:
    """Give the command that installs a program of the system, or a sentence where no package manager is known."""
    for manager in ["winget"] if os.name == "nt" else [each for each in _MANAGERS if each != "winget"]:
        if shutil.which(manager) and manager not in _NOT_KEPT.get(name, ()):
            root = "" if manager in {"brew", "winget"} or getattr(os, "geteuid", lambda: 0)() == 0 else "sudo "
            return f"{root}{_MANAGERS[manager]} {_PACKAGES.get(name, {}).get(manager, name)}"
    return f"No package manager here is known to keep {name}: see its own site."
