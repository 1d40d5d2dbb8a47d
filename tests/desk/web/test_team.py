"""A case served to several: who signs in, as whom, how often they may try, and what ends a session."""

import json
import os
import shutil
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser
from starlette.requests import Request

from armstrace.desk.web.accounts import passwords
from armstrace.desk.web.accounts.file import Account, changing, new_account, read_accounts
from armstrace.desk.web.answering import Answering
from armstrace.desk.web.door import Door
from armstrace.desk.web.guard.sessions import IDLE_S, LONGEST_S, MOST_OF_ONE, Sessions
from armstrace.desk.web.guard.tries import OF_ADDRESS, OF_NAME, WINDOW_S, Tries
from armstrace.desk.web.problems import TooMany
from armstrace.desk.web.serve import Team, listen
from armstrace.desk.web.visitor import Role, Visitor
from armstrace.evidence import ledger
from armstrace.records.errors import CaseError
from desk import conftest as of_the_desk
from desk.web.serving import Looked, Serving, serving

armstrace = of_the_desk.armstrace
pytestmark = pytest.mark.usefixtures("quick_hashes")

OF_THE_DESK = passwords._hasher()
PASSWORD = "four plain words here"  # noqa: S105  # of accounts made here
ROLES = {"ann": Role.READER, "ben": Role.ANALYST, "cem": Role.ANALYST, "dora": Role.CUSTODIAN}


def make(path: Path, roles: dict[str, Role]) -> Path:
    kept = passwords.hashed(PASSWORD)
    with changing(path) as accounts:
        for name, role in roles.items():
            accounts[name] = new_account(accounts, name, role, kept)
    return path


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("accounts") / "users.json", ROLES)


@pytest.fixture(scope="module")
def team(made: Path, accounts: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    root = Path(shutil.copytree(made, tmp_path_factory.mktemp("team") / "case"))
    with serving(root, team=Team(accounts)) as running:
        yield running


def sign_in(client: httpx.Client, name: str, password: str, **headers: str) -> httpx.Response:
    origin = str(client.base_url)
    return client.post("/sign-in", data={"name": name, "password": password}, headers={"origin": origin, **headers})


@pytest.fixture(autouse=True)
def no_tries_yet(request: pytest.FixtureRequest) -> None:
    if "team" in request.fixturenames:
        team: Serving = request.getfixturevalue("team")
        team.listening.served.tries._wrong.clear()


def test_nobody_comes_in_without_an_account(team: Serving) -> None:
    client = team.stranger()
    page = client.get("/")
    assert (page.status_code, "Sign in" in page.text, "Who armed" in page.text) == (403, True, False)
    assert client.get("/api/overview").status_code == 403
    assert client.get(f"/enter?token={team.listening.served.one_time.token}").status_code == 404
    assert client.get("/").status_code == 403


def test_who_signs_in_acts_under_their_id_alone(team: Serving, accounts: Path) -> None:
    client = team.signed_in(" Ann ", PASSWORD)
    page = client.get("/").text
    assert (f"{read_accounts(accounts)['ann'].by}, reader" in page, "Leave everywhere" in page) == (True, True)
    ledger_bytes = (team.root / "ledger.jsonl").read_bytes()
    assert not any(name.encode() in ledger_bytes.split(b'"') for name in ROLES)


def test_people_sign_in_and_leave_in_a_browser(team: Serving, browser: Browser) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    opened = Looked(page, team.url)
    page.on("console", lambda said: opened.complaints.append(said.text) if "403" not in said.text else None)
    opened.go("/")
    assert opened.barriers() == []
    for password in ("not the password", PASSWORD):
        page.get_by_label("Name").fill("dora")
        page.get_by_label("Password").fill(password)
        page.get_by_role("button", name="Sign in").click()
        if password != PASSWORD:
            assert "do not fit together" in page.get_by_role("alert").inner_text()
            assert opened.barriers() == []
    page.wait_for_url(team.url + "/")
    assert "custodian" in page.locator("form.who").inner_text()
    opened.go("/exhibits")
    page.locator("#list a, table a").first.click()
    page.get_by_text("Who may see it: open").click()
    assert (opened.barriers(), opened.complaints) == ([], [])
    page.get_by_role("button", name="Leave everywhere").click()
    page.get_by_label("Password").wait_for()
    context.close()


def test_an_unknown_name_gets_the_answer_of_a_wrong_password(team: Serving) -> None:
    wrong, unknown = (sign_in(team.stranger(), name, "not the password") for name in ("ann", "nobody"))
    assert (wrong.status_code, wrong.text) == (unknown.status_code, unknown.text)
    assert (wrong.status_code, "do not fit together" in wrong.text, "set-cookie" in wrong.headers) == (403, True, False)


def test_an_unknown_name_costs_as_much_work(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    hasher = OF_THE_DESK
    monkeypatch.setattr(passwords, "_hasher", lambda: hasher)
    passwords._of_nobody.cache_clear()
    kept = passwords.hashed(PASSWORD)

    class Watched:
        hash = staticmethod(hasher.hash)

        @staticmethod
        def verify(kept: str, said: bytes) -> bool:
            tried.append(kept.partition("$m=")[2].partition("$")[0])
            return bool(hasher.verify(kept, said))

    monkeypatch.setattr(passwords, "_hasher", Watched)
    assert (passwords.fits(kept, "wrong"), passwords.fits("", "of nobody"), passwords.fits(kept, PASSWORD)) == (
        False, False, True,
    )  # fmt: skip
    assert tried == ["65536,t=3,p=4"] * 3
    passwords._of_nobody.cache_clear()


def test_passwords_are_argon2id_with_a_salt_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_hasher", lambda: OF_THE_DESK)
    one, other = passwords.hashed(PASSWORD), passwords.hashed(PASSWORD)
    assert one.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert one != other


@pytest.mark.parametrize("said", ["short", "aaaaaaaaaaaaaaaa", "x" * 10_000, ""])
def test_a_password_that_is_easily_guessed_is_refused(said: str) -> None:
    with pytest.raises(CaseError, match="too easy to guess"):
        passwords.hashed(said)


@pytest.mark.parametrize("name", ["ann", "nobody"])
def test_guessing_is_stopped_alike_for_known_and_unknown_names(team: Serving, name: str) -> None:
    tries = team.listening.served.tries
    for _ in range(OF_NAME):
        tries.begin(name, "127.0.0.1")
    late = sign_in(team.stranger(), name, PASSWORD)
    assert (late.status_code, "too many tries" in late.text) == (429, True)
    # others come in all the same
    team.signed_in("ben", PASSWORD)


def test_tries_are_forgotten_in_time_and_counted_by_address_too() -> None:
    now = [0.0]
    tries = Tries(clock=lambda: now[0])
    for number in range(OF_ADDRESS):
        tries.begin(f"name{number}", "10.0.0.1")
    with pytest.raises(TooMany):
        tries.begin("another", "10.0.0.1")
    tries.begin("another", "10.0.0.2")
    now[0] = WINDOW_S
    tries.begin("another", "10.0.0.1")


def test_behind_a_proxy_who_asks_is_what_the_proxy_said_last(team: Serving) -> None:
    behind = replace(team.listening.served, secure=True)
    for said in (["10.0.0.1"], ["6.6.6.6, 10.0.0.1"], ["6.6.6.6", "10.0.0.1"], ["6.6.6.6", "7.7.7.7, 10.0.0.1"]):
        headers = [(b"x-forwarded-for", each.encode()) for each in said]
        asked = Request({"type": "http", "headers": headers, "client": ("127.0.0.1", 1)})
        assert Door(behind, Answering(behind, ()))._address(asked) == "10.0.0.1", said
        assert Door(team.listening.served, Answering(behind, ()))._address(asked) == "127.0.0.1"


def test_who_guesses_from_elsewhere_locks_nobody_out() -> None:
    tries = Tries()
    for _ in range(OF_NAME):
        tries.begin("ann", "10.0.0.1")
    tries.begin("ann", "10.0.0.2")
    tries.right("ann", "10.0.0.2")
    with pytest.raises(TooMany):
        tries.begin("ann", "10.0.0.1")


@pytest.mark.parametrize("said", [{"origin": "https://evil.example"}, {"origin": "null"}, {"origin": ""}])
def test_a_page_elsewhere_signs_nobody_in(team: Serving, said: dict[str, str]) -> None:
    answer = sign_in(team.stranger(), "ann", PASSWORD, **said)
    assert (answer.status_code, "set-cookie" in answer.headers) == (403, False)


def test_a_session_changes_with_every_sign_in(team: Serving) -> None:
    """A cookie that somebody planted is worth nothing afterwards."""
    client, name = team.stranger(), team.listening.served.cookie
    client.cookies.set(name, "planted")
    cookie = sign_in(client, "ann", PASSWORD).headers["set-cookie"]
    assert "planted" not in cookie
    assert ("HttpOnly" in cookie, "SameSite=strict" in cookie) == (True, True)
    stranger = team.stranger()
    stranger.cookies.set(name, "planted")
    assert stranger.get("/").status_code == 403


def test_leaving_ends_one_session_and_leaving_everywhere_all(team: Serving) -> None:
    here, there, away, other = (team.signed_in(name, PASSWORD) for name in ("ben", "ben", "ben", "ann"))
    assert here.post("/leave").status_code == 303
    assert [each.get("/ledger").status_code for each in (here, there, other)] == [403, 200, 200]
    assert there.post("/leave", data={"everywhere": "1"}).status_code == 303
    assert [each.get("/ledger").status_code for each in (there, away, other)] == [403, 403, 200]


@pytest.mark.parametrize("what", ["role", "password", "removed", "id"])
def test_a_changed_account_ends_its_sessions_at_once(team: Serving, accounts: Path, what: str) -> None:
    with changing(accounts) as known:
        known["eve"] = Account("eve", "p-eve001", Role.CUSTODIAN, known["ann"].password)
    client = team.signed_in("eve", PASSWORD)
    assert client.get("/ledger").status_code == 200
    changed = {
        "role": Account("eve", "p-eve001", Role.READER, known["eve"].password),
        "password": Account("eve", "p-eve001", Role.CUSTODIAN, passwords.hashed(PASSWORD)),
        "id": Account("eve", "p-eve002", Role.CUSTODIAN, known["eve"].password),
    }
    with changing(accounts) as known:
        del known["eve"]
        if what in changed:
            known["eve"] = changed[what]
    assert client.get("/ledger").status_code == 403


@pytest.mark.parametrize(
    "how",
    [
        {"headers": "x-role: custodian; x-forwarded-user: dora; remote-user: dora"},
        {"query": "role=custodian&by=p-1"},
        {"headers": "cookie: role=custodian"},
        {"body": '{"role": "custodian", "visitor": {"role": 3}, "csrf": "x"}'},
    ],
    ids=["headers", "query", "cookie", "body"],
)
def test_a_role_cannot_be_forged(team: Serving, how: dict[str, str]) -> None:
    reader = team.signed_in("ann", PASSWORD)
    lines = len(ledger.read_lines(team.root))
    headers = dict(each.split(": ") for each in how.get("headers", "").split("; ") if each)
    if "cookie" in headers:
        headers["cookie"] += f"; {team.listening.served.cookie}={reader.cookies[team.listening.served.cookie]}"
    content = how.get("body", "{}")
    headers["content-type"] = "application/json"
    answer = reader.post(f"/api/exhibits/rehash?{how.get('query', '')}", content=content, headers=headers)
    assert (answer.status_code, answer.json()["where"]) == (403, "the role")
    assert len(ledger.read_lines(team.root)) == lines


def test_two_who_decide_on_one_claim_at_once_are_told_of_each_other(team: Serving, accounts: Path) -> None:
    people = {name: team.signed_in(name, PASSWORD) for name in ("ben", "cem")}
    (row,) = people["ben"].get("/api/documents").json()["documents"]
    path = f"/api/documents/{row['sha256']}"
    views = {name: client.get(path, params={"wait": "1"}).json() for name, client in people.items()}
    claim = next(each["claim"] for each in views["ben"]["claims"] if each["claim"])
    acts = {"ben": "accept", "cem": "reject"}

    def decide(name: str) -> httpx.Response:
        body = {"claim": claim, "act": acts[name], "why": "as I read it", "seen": views[name]["seen"]}
        return people[name].post(f"{path}/decide", json=body)

    with ThreadPoolExecutor(2) as pool:
        answers = dict(zip(people, pool.map(decide, people), strict=True))
    assert sorted(each.status_code for each in answers.values()) == [200, 409]
    first, second = sorted(people, key=lambda name: answers[name].status_code)
    last = ledger.read_lines(team.root)[-1]
    assert (last.act, last.by) == (acts[first], read_accounts(accounts)[first].by)
    assert f"{acts[first]} by {last.by}" in answers[second].json()["detail"]


def test_a_session_ends_when_left_idle_and_after_a_day() -> None:
    now = [0.0]
    sessions = Sessions(clock=lambda: now[0])
    idle, busy = (sessions.begin(Visitor("p-1")) for _ in range(2))
    while now[0] < LONGEST_S - IDLE_S / 2:
        now[0] += IDLE_S / 2
        assert sessions.of(busy) is not None or now[0] >= LONGEST_S
    assert sessions.of(idle) is None
    now[0] = LONGEST_S
    assert sessions.of(busy) is None


def test_one_account_cannot_push_others_out() -> None:
    sessions = Sessions()
    other = sessions.begin(Visitor("p-2"), "ben")
    for _ in range(MOST_OF_ONE * 3):
        sessions.begin(Visitor("p-1"), "ann")
    assert sessions.of(other) is not None
    assert sessions.end_all("ann") == MOST_OF_ONE


@pytest.mark.skipif(os.name == "nt", reason="modes")
def test_the_file_of_accounts_is_closed_and_must_stay_so(tmp_path: Path) -> None:
    path = make(tmp_path / "users.json", {"ann": Role.READER})
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert PASSWORD not in path.read_text()
    path.chmod(0o644)
    with pytest.raises(CaseError, match="Others on this machine"):
        read_accounts(path)


def test_what_happens_to_the_file_of_accounts_lets_nobody_in(made: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(made, tmp_path / "case"))
    path = make(tmp_path / "users.json", {"ann": Role.READER})
    with serving(root, team=Team(path)) as team:
        client = team.signed_in("ann", PASSWORD)
        for harm in (b"", b"{}", b"[" * 100_000, json.dumps({"form": 1, "accounts": [{"name": "x"}]}).encode()):
            path.write_bytes(harm)
            assert client.get("/ledger").status_code == 422
            assert "ledger-lines" not in client.get("/ledger").text
        path.unlink()
        assert client.get("/api/ledger").status_code == 422
        assert sign_in(team.stranger(), "ann", PASSWORD).status_code == 422


def test_behind_a_proxy_the_cookie_is_for_tls_alone(made: Path, accounts: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(made, tmp_path / "case"))
    behind = Team(accounts, names=("desk.example.org",), behind_tls=True)
    with serving(root, team=behind) as team:
        assert team.url == "https://desk.example.org"
        port = team.listening.line.getsockname()[1]
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
            said = {"host": "desk.example.org", "origin": "https://desk.example.org"}
            form = {"name": "ann", "password": PASSWORD}
            plain = client.post("/sign-in", data=form, headers={**said, "origin": "http://desk.example.org"})
            assert plain.status_code == 403
            cookie = client.post("/sign-in", data=form, headers=said).headers["set-cookie"]
            assert cookie.startswith("__Host-armstrace-")
            assert ("Secure" in cookie, "Path=/" in cookie, "Domain" in cookie) == (True, True, False)
            assert client.get("/", headers={"host": "evil.example"}).status_code == 403


def test_the_accounts_may_not_lie_in_the_case_and_must_be_some(made: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(made, tmp_path / "case"))
    with pytest.raises(CaseError, match="in the case folder"):
        listen(root, team=Team(make(root / "users.json", {"ann": Role.READER})))
    empty = make(tmp_path / "none.json", {})
    with pytest.raises(CaseError, match="no account yet"):
        listen(root, team=Team(empty))
    some = make(tmp_path / "some.json", {"ann": Role.READER})
    with pytest.raises(CaseError, match="By which name"):
        listen(root, team=Team(some, host="0.0.0.0"))  # noqa: S104  # that is what is refused


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--host", "0.0.0.0"], "everybody could ask"),  # noqa: S104
        (["--host", "192.0.2.1"], "everybody could ask"),
        (["--host", "::"], "everybody could ask"),
        (["--host", "example.org"], "is no address"),
        (["--name", "desk.example.org"], "This is for a team"),
        (["--behind-tls"], "This is for a team"),
        (["--without-tls"], "This is for a team"),
        (["--host", "192.0.2.1", "--users", "users.json"], "cross the network unencrypted"),
        (["--users", "users.json", "--behind-tls", "--without-tls"], "either behind TLS or without"),
    ],
)
def test_other_addresses_need_accounts(
    armstrace: of_the_desk.Armstrace, tmp_path: Path, words: list[str], said: str
) -> None:
    done = armstrace("serve", "--case", tmp_path, *words)
    assert (done.code, said in done.err) == (2, True)


def test_the_commands_on_accounts(armstrace: of_the_desk.Armstrace, tmp_path: Path) -> None:
    path, phrase = tmp_path / "users.json", tmp_path / "phrase"
    phrase.write_text(PASSWORD + "\n")
    made = armstrace("users", "add", path, "Ann", "--role", "analyst", "--as", "p-77", "--password", phrase)
    assert (made.code, "acts as p-77" in made.out) == (0, True)
    known = json.loads(armstrace("users", "list", path, "--json").out)
    assert known == [{"name": "ann", "role": "analyst", "by": "p-77"}]
    before = read_accounts(path)["ann"].password
    assert armstrace("users", "role", path, "ann", "custodian").code == 0
    assert armstrace("users", "password", path, "ann", "--password", phrase).code == 0
    now = read_accounts(path)["ann"]
    assert (now.role, now.password != before) == (Role.CUSTODIAN, True)
    for words, said in (
        (["add", path, "ann", "--password", phrase], "already"),
        (["add", path, "a b", "--password", phrase], "no name"),
        (["add", path, "ben", "--as", "p-77", "--password", phrase], "Another account"),
        (["add", path, "ben", "--as", "Ben Doe", "--password", phrase], "is not an id"),
        (["add", path, "ben", "--role", "king", "--password", phrase], "is no role"),
        (["role", path, "ben", "reader"], "There is no account"),
        (["add", path, "ben"], "Nobody can be asked"),
        (["remove", tmp_path / "nowhere", "ann"], "no such file"),
    ):
        done = armstrace("users", *words)
        assert (done.code, said in done.err) == (2, True), done.err
    assert armstrace("users", "remove", path, "ann").code == 0
    assert read_accounts(path) == {}
