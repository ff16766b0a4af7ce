"""What keeps the page to the person who started it: loopback only, no foreign host or origin, a token, nothing foreign run.

A page on the web can make a browser send requests to this machine. Such a request names another Host (DNS rebinding) or
another Origin, and does not carry the cookie (SameSite=Strict), which only the address printed at the start gives.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

MAX_BODY = 1_000_000
"""Bytes of a request's body."""

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class Guard:
    """ASGI middleware: lets a request through only where host, origin and token are right."""

    def __init__(self, app: App, *, port: int, token: str) -> None:
        self.app, self.token = app, token
        self.hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost")}
        self.cookie = f"hakusho_review_{port}"  # a cookie belongs to a host, whatever the port

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        refusal = self.check(Request(scope))
        if refusal is not None:
            refusal.headers.update(HEADERS)
            await refusal(scope, receive, send)
            return

        async def send_safely(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, send_safely)

    def check(self, request: Request) -> Response | None:
        """The answer to a request that may not pass, None for one that may."""
        headers = request.headers
        if headers.get("host") not in self.hosts:
            return PlainTextResponse("this page answers only to 127.0.0.1", 421)
        if request.method not in ("GET", "HEAD", "POST"):
            return PlainTextResponse("not a method that is used here", 405)
        if request.method == "POST" and not _same_origin(headers):
            return PlainTextResponse("the request comes from another page", 403)
        given = request.query_params.get("token")
        if given is not None and request.method == "GET":
            if not self._is_token(given):
                return self._unknown()
            # The token leaves the address, so that it is in no history or bookmark, and goes into the cookie.
            answer = RedirectResponse(str(request.url.remove_query_params("token").replace(scheme="", netloc="")), 303)
            answer.set_cookie(self.cookie, self.token, httponly=True, samesite="strict", path="/")
            return answer
        if not self._is_token(_cookies(headers).get(self.cookie, "")):
            return self._unknown()
        if request.method == "POST":
            length = headers.get("content-length", "")
            if not length.isdecimal() or int(length) > MAX_BODY:
                return PlainTextResponse(f"a request has a length of at most {MAX_BODY:,} bytes", 413)
            if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
                return PlainTextResponse("a request is JSON", 415)
        return None

    def _is_token(self, given: str) -> bool:
        return secrets.compare_digest(given.encode(), self.token.encode())

    def _unknown(self) -> Response:
        return PlainTextResponse(
            "Open the address that `hakusho review` printed.\n`hakusho review` が表示したアドレスを開いてください。\n",
            403,
        )


def _same_origin(headers: Headers) -> bool:
    origin, host = headers.get("origin"), headers.get("host")
    if origin is not None:
        return origin == f"http://{host}"
    return headers.get("sec-fetch-site") == "same-origin"


def _cookies(headers: Headers) -> dict[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(headers.get("cookie", "")).items()}
    except CookieError:
        return {}
