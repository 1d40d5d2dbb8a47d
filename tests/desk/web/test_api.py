"""The API: every view and act is described, what it gives fits the description, and nonsense is answered in words."""

import json
from typing import Any

import pytest

from armstrace.desk.web.api.openapi import api_path
from armstrace.desk.web.app import all_ways
from armstrace.desk.web.ways import Act, Look, Send, Upload
from desk.web.serving import Serving


def described(served: Serving) -> dict[str, Any]:
    told: dict[str, Any] = served.client().get("/api/openapi.json").json()
    return told


def fits(value: Any, schema: dict[str, Any], parts: dict[str, Any], where: str = "") -> list[str]:
    """Say where a value is not what its schema says; as much of JSON Schema as the description uses."""
    if "$ref" in schema:
        return fits(value, parts[schema["$ref"].rpartition("/")[2]], parts, where)
    if "anyOf" in schema:
        return [] if any(not fits(value, each, parts, where) for each in schema["anyOf"]) else [where]
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}
    kind = schema.get("type")
    if kind in kinds and (not isinstance(value, kinds[kind]) or (kind == "integer" and isinstance(value, bool))):
        return [f"{where} is no {kind}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{where} is {value!r}"]
    if kind == "array":
        return items_fit(value, schema, parts, where)
    if kind != "object":
        return []
    known = schema.get("properties", {})
    more = schema.get("additionalProperties", {})
    wrong = [f"{where}.{name} is missing" for name in schema.get("required", ()) if name not in value]
    wrong += [f"{where}.{name} is not described" for name in value if name not in known and more is False]
    return wrong + [
        said
        for name, each in value.items()
        for said in fits(each, known.get(name) or (more if isinstance(more, dict) else {}), parts, f"{where}.{name}")
    ]


def items_fit(value: list[Any], schema: dict[str, Any], parts: dict[str, Any], where: str) -> list[str]:
    """Say where a list is not what its schema says: each of its own kind, or all of one."""
    of = schema.get("prefixItems") or [schema["items"]] * len(value)
    if len(value) != len(of):
        return [f"{where} has {len(value)} parts"]
    each = enumerate(zip(value, of, strict=True))
    return [said for n, (one, kind) in each for said in fits(one, kind, parts, f"{where}[{n}]")]


def test_every_way_is_described(served: Serving) -> None:
    told = described(served)
    for way in all_ways():
        path = way.path if isinstance(way, Send) else api_path(way.path)
        method = "post" if isinstance(way, Act | Upload) else "get"
        said = told["paths"][path][method]
        assert said["summary"].endswith("."), path
        assert said["responses"]["202" if isinstance(way, Upload) else "200"]
    names = [said["operationId"] for path in told["paths"].values() for said in path.values()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "path", [api_path(way.path) for way in all_ways() if isinstance(way, Look) and "{" not in way.path]
)
def test_what_is_given_fits_its_description(served: Serving, path: str) -> None:
    told = described(served)
    schema = told["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    answer = served.client().get(path)
    assert answer.status_code == 200
    assert fits(answer.json(), schema, told["components"]["schemas"]) == []


NONSENSE = ["x", "-1", "9" * 40, "\u0661", "[]", "' OR 1=1 --", "a\x00b", "\ud7ff" * 3000]


@pytest.mark.parametrize("path", ["/api/exhibits", "/exhibits", "/api/ledger", "/api/set-aside"])
def test_nonsense_is_refused_in_words(served: Serving, path: str) -> None:
    client = served.client()
    for said in NONSENSE:
        for name in ("page", "reading", "first", "words"):
            answer = client.get(path, params={name: said})
            assert answer.status_code in {200, 422}, (name, said)
    answer = client.get("/api/exhibits", params={"page": "x", "reading": "?"})
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert {"page must be a whole number" in answer.json()["detail"], "reading is" in answer.json()["detail"]} == {True}


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{", "application/json"),
        (b"[]", "application/json"),
        (b"[" * 100_000, "application/json"),
        (b"\xff\xfe", "application/x-www-form-urlencoded"),
        (b"&".join(b"a=1" for _ in range(5000)), "application/x-www-form-urlencoded"),
        (b"--x\r\n", "multipart/form-data; boundary=x"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused_in_words(served: Serving, body: bytes, kind: str) -> None:
    answer = served.client().post("/api/exhibits/rehash", content=body, headers={"content-type": kind})
    assert answer.status_code == 422
    assert answer.json()["detail"]


def test_no_method_but_those_described(served: Serving) -> None:
    client = served.client()
    for method in ("PUT", "DELETE", "PATCH", "TRACE", "OPTIONS"):
        assert client.request(method, "/api/exhibits").status_code in {403, 404, 405}


def test_a_fault_of_ours_tells_no_details(served: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    client = served.client()
    monkeypatch.setattr(type(served.listening.served.room), "desk", _broken)
    answer = client.get("/api/overview")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert json.loads(answer.text)["title"] == "ArmstraceError"


def _broken(*_: object) -> None:
    raise RuntimeError("a secret of the program")
