"""What a foreign page, a foreign name, or someone without the address gets: nothing, and no decision is taken."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from typing import Any

import pytest
from bench import FOUND, TEXT, Server, extraction

pytest.importorskip("starlette", reason="the page needs the extra `review`")

AT = "2026-01-31T09:30:00.000Z"


class Client:
    def __init__(self, server: Server) -> None:
        self.server, self.port = server, server.port
        self.host = f"127.0.0.1:{self.port}"
        path = server.address.partition(self.host)[2]
        answer = self.request("GET", path, {})
        assert (answer.status, answer.getheader("location")) == (303, "/")
        cookie = str(answer.getheader("set-cookie"))
        assert "HttpOnly" in cookie and "SameSite=strict" in cookie
        self.known = {"Cookie": cookie.split(";")[0]}

    def request(self, method: str, path: str, headers: dict[str, str], body: Any = None) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        data = None if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        connection.request(method, path, data, {"Host": self.host, **headers})
        return connection.getresponse()

    def get(self, path: str, **headers: str) -> str:
        answer = self.request("GET", path, {**self.known, **headers})
        assert answer.status == 200, answer.read()
        return answer.read().decode()

    def post(self, path: str, body: Any, **headers: str) -> tuple[int, Any]:
        given = {"Origin": f"http://{self.host}", "Content-Type": "application/json", **self.known}
        answer = self.request("POST", path, {k: v for k, v in (given | headers).items() if v}, body)
        text = answer.read().decode()
        return answer.status, json.loads(text) if text.startswith("{") else text


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    folder = tmp_path_factory.mktemp("security")
    server = Server(extraction(folder / "out", {"a": (TEXT, FOUND)}), folder / "d.jsonl")
    yield Client(server)
    server.kill()


def seen(client: Client) -> dict[str, str]:
    page = client.get("/queue")
    line = next(line for line in page.splitlines() if line.startswith("<li data-id"))
    found = dict(part.split("=", 1) for part in line[4:-1].split(" ") if "=" in part)
    return {"record_id": found["data-id"].strip('"'), "seen": found["data-seen"].strip('"')}


def test_every_answer_has_the_policy(client: Client) -> None:
    for path in ("/", "/static/review.js", "/nowhere", "/card/none"):
        answer = client.request("GET", path, client.known)
        policy = str(answer.getheader("content-security-policy"))
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert answer.getheader("x-content-type-options") == "nosniff"
        assert answer.getheader("cache-control") == "no-store"


@pytest.mark.parametrize("path", ["/", "/queue", "/document?doc=a", "/static/review.js"])
def test_without_the_token_there_is_nothing(client: Client, path: str) -> None:
    for headers in ({}, {"Cookie": f"hakusho_review_{client.port}=guess"}, {"Cookie": "\x01=;;="}):
        assert client.request("GET", path, headers).status == 403
    assert client.request("GET", "/?token=guess", client.known).status == 403


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.evil.example", ""])
def test_another_host_name_is_refused(client: Client, host: str) -> None:
    assert client.request("GET", "/", {**client.known, "Host": host}).status in (400, 421)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": ""},
        {"Origin": "", "Sec-Fetch-Site": "cross-site"},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Cookie": ""},
    ],
)
def test_another_origin_decides_nothing(client: Client, headers: dict[str, str]) -> None:
    before = client.server.lines()
    status, _ = client.post("/decide", {"decision": "accept", "at": AT, **seen(client)}, **headers)
    assert status in (403, 415)
    assert client.server.lines() == before


def test_a_get_decides_nothing(client: Client) -> None:
    assert client.request("GET", "/decide", client.known).status == 405
    assert client.request("PUT", "/decide", client.known, {}).status == 405


@pytest.mark.parametrize(
    "body",
    [
        b"{", b"[]", b'{"decision": "accept"}', {"decision": "agree"}, {"decision": "accept", "at": "yesterday"},
        {"decision": "accept", "at": AT, "record_id": "none"}, {"decision": "accept", "at": AT, "record_id": None, "filter": 1},
    ],
)  # fmt: skip
def test_a_request_that_makes_no_sense(client: Client, body: Any) -> None:
    before = client.server.lines()
    status, answer = client.post("/decide", body)
    assert status == 422 and answer["error"]
    assert client.server.lines() == before


def test_a_request_that_is_too_long(client: Client) -> None:
    assert client.post("/decide", b" " * 1_000_001)[0] == 413


def test_the_same_decision_sent_twice_is_one_line(client: Client) -> None:
    before = client.server.lines()
    body = {"decision": "accept", "at": AT, **seen(client)}
    assert [client.post("/decide", body)[0] for _ in range(3)] == [200, 200, 200]
    assert len(client.server.lines()) == len(before) + 1


def test_values_that_were_not_seen_are_not_decided(client: Client) -> None:
    before = client.server.lines()
    status, answer = client.post(
        "/decide", {"decision": "accept", "at": AT.replace("09", "10"), **seen(client), "seen": "other"}
    )
    assert (status, answer["outdated"]) == (409, True)
    assert client.server.lines() == before


@pytest.mark.parametrize(
    ("span", "exact", "message"),
    [
        ([0, 10_000], None, "not in the document"),
        ([5, 5], None, "not in the document"),
        ([0, 3], "別の文", "not what the document has"),
        (["x", 1], None, "a start and an end"),
        (None, None, "a start and an end"),
        ([12, 14], None, "white space"),
    ],
)
def test_a_selection_is_checked(client: Client, span: Any, exact: str | None, message: str) -> None:
    body = {
        "at": AT,
        "doc": "a",
        "type": "dates",
        "span": span,
        "exact": exact,
        "fields": {"type": "DATE", "value": "2024"},
    }
    status, answer = client.post("/add", body)
    assert status == 422 and message in answer["error"]


def test_languages(client: Client) -> None:
    assert "承認" in client.get("/", **{"Accept-Language": "ja,en;q=0.8"})
    assert "not reviewed" in client.get("/", **{"Accept-Language": "fr;q=0.9, en;q=0.5, ja;q=0.2"})
    assert "未確認" in client.get("/?lang=ja", **{"Accept-Language": "en"})


def test_what_is_refused_is_said_in_the_language_of_the_page(client: Client) -> None:
    body = {"at": AT, "doc": "a", "type": "dates", "span": [0, 9_999_999], "exact": "x", "fields": {}}
    said = {name: client.post("/add", body, **{"Accept-Language": name})[1]["error"] for name in ("en", "ja")}
    assert said == {
        "en": "the selection 0:9999999 is not in the document",
        "ja": "選択範囲 0:9999999 は文書の外にある",
    }
