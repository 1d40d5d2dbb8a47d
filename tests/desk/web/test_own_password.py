"""A person of a team changes their own password: the old one is asked, and all their other sessions end."""

import json
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser

from armstrace.desk.web.accounts import passwords
from armstrace.desk.web.accounts.file import changing, new_account, read_accounts
from armstrace.desk.web.guard.tries import OF_NAME
from armstrace.desk.web.serve import Team
from armstrace.desk.web.visitor import Role
from desk.web.serving import Looked, Serving, serving

pytestmark = pytest.mark.usefixtures("quick_hashes")
PASSWORD, ANOTHER = "four plain words here", "others that fit together"  # of accounts made here


@pytest.fixture
def accounts(tmp_path: Path) -> Path:
    path, kept = tmp_path / "users.json", passwords.hashed(PASSWORD)
    with changing(path) as known:
        for role in Role:
            known[role.name.lower()] = new_account(known, role.name.lower(), role, kept)
    return path


@pytest.fixture
def team(made: Path, accounts: Path, tmp_path: Path) -> Iterator[Serving]:
    with serving(Path(shutil.copytree(made, tmp_path / "case")), team=Team(accounts)) as running:
        yield running


def change(client: httpx.Client, old: str, new: str, again: str = "") -> httpx.Response:
    return client.post("/password", data={"old": old, "new": new, "again": again or new})


@pytest.mark.parametrize("role", [role.name.lower() for role in Role])
def test_each_role_changes_its_own_and_other_sessions_end(team: Serving, accounts: Path, role: str) -> None:
    before = read_accounts(accounts)
    mine, elsewhere, other = (
        team.signed_in(name, PASSWORD) for name in (role, role, "reader" if role != "reader" else "analyst")
    )
    assert mine.get("/password").status_code == 200
    assert change(mine, PASSWORD, ANOTHER).status_code == 200
    assert mine.get("/ledger").status_code == 200, "the browser that did it goes on"
    assert elsewhere.get("/ledger").status_code == 403
    assert other.get("/ledger").status_code == 200
    now = read_accounts(accounts)
    assert now[role].password.startswith("$argon2id$")
    assert {name for name in now if now[name] != before[name]} == {role}
    assert (now[role].by, now[role].role) == (before[role].by, before[role].role)
    assert stat.S_IMODE(accounts.stat().st_mode) == 0o600
    stranger = team.stranger()
    stranger.headers["origin"] = team.url
    assert stranger.post("/sign-in", data={"name": role, "password": PASSWORD}).status_code == 403
    assert stranger.post("/sign-in", data={"name": role, "password": ANOTHER}).status_code == 200


@pytest.mark.parametrize(
    ("form", "status", "said"),
    [
        (("not it at all", ANOTHER), 403, "not the password you have"),
        ((PASSWORD, ANOTHER, "another one again"), 422, "not the same"),
        ((PASSWORD, "short"), 422, "too easy to guess"),
        ((PASSWORD, "a" * 20), 422, "too easy to guess"),
        ((PASSWORD, PASSWORD), 422, "the password you have"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_changes(
    team: Serving, accounts: Path, form: tuple[str, ...], status: int, said: str
) -> None:
    client, before = team.signed_in("analyst", PASSWORD), accounts.read_bytes()
    answer = change(client, *form)
    assert (answer.status_code, said in answer.text) == (status, True)
    assert accounts.read_bytes() == before
    assert client.get("/ledger").status_code == 200


def test_a_form_of_another_page_and_a_guesser_change_nothing(team: Serving, accounts: Path) -> None:
    client, before = team.signed_in("reader", PASSWORD), accounts.read_bytes()
    said = {"old": PASSWORD, "new": ANOTHER, "again": ANOTHER}
    assert client.post("/password", data=said, headers={"x-csrf-token": "another"}).status_code == 403
    assert client.post("/password", data=said, headers={"origin": "https://evil.example"}).status_code == 403
    assert team.stranger().get("/password").status_code == 403
    for _ in range(OF_NAME):
        change(client, "not it at all", ANOTHER)
    assert change(client, PASSWORD, ANOTHER).status_code == 429
    assert accounts.read_bytes() == before


def test_alone_nobody_has_a_password(served: Serving) -> None:
    client = served.client()
    assert client.get("/password").status_code == 404
    assert client.post("/password", data={"old": "x"}).status_code == 404
    assert "/password" not in client.get("/").text


@pytest.mark.browser
def test_it_is_changed_in_a_browser(team: Serving, browser: Browser, accounts: Path) -> None:
    context = browser.new_context(reduced_motion="reduce", viewport={"width": 390, "height": 800})
    page = context.new_page()
    window = Looked(page, team.url)
    window.go("/")
    page.get_by_label("Name").fill("reader")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(team.url + "/")
    page.get_by_role("link", name="Password", exact=True).click()
    assert window.barriers() == []
    assert window.fits()
    page.get_by_label("The one you have").fill(PASSWORD)
    page.get_by_label("A new one").fill(ANOTHER)
    page.get_by_label("once more").fill(ANOTHER)
    before = json.loads(accounts.read_bytes())
    page.get_by_role("button", name="Change it").click()
    page.wait_for_url(team.url + "/")
    assert json.loads(accounts.read_bytes()) != before
    context.close()
