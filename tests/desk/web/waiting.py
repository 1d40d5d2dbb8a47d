"""Waiting for a job of a served case to end."""

import time

import httpx


def ended(client: httpx.Client, number: str) -> dict[str, str]:
    """Wait until a job has ended and give what is told of it."""
    for _ in range(600):
        told: dict[str, str] = client.get(f"/api/jobs/{number}").json()
        if told["ended"]:
            return told
        time.sleep(0.05)
    raise AssertionError(f"the job did not end: {told}")


def added(client: httpx.Client, name: str, content: bytes, **said: str) -> dict[str, str]:
    """Hand a file over, wait until it was taken in and read, and give what is told of the job."""
    answer = client.post("/api/exhibits", params={"name": name, **said}, content=content)
    assert answer.status_code == 202, answer.text
    return ended(client, answer.json()["id"])
