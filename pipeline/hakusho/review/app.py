"""The page: its routes. Each reads the request, asks the desk, and renders; one request at a time, so that the order of
the decisions in the file is the order in which they were made."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from hakusho.errors import HakushoError
from hakusho.language import LANGUAGES, message, said_by, translated
from hakusho.review import render
from hakusho.review.desk import Desk, Outdated
from hakusho.review.fields import SPAN_TYPES
from hakusho.review.page import Refused
from hakusho.review.queue import STATUSES, Filter
from hakusho.review.wording import Words, language

_STATIC = {"review.css": "text/css", "review.js": "text/javascript", "icon.svg": "image/svg+xml"}
_LANGUAGE = "hakusho_language"
_PAGE = 40  # records of the queue shown at a time


def application(desk: Desk) -> Starlette:
    """The application over a desk, without the guard (see `security`)."""
    routes = _Routes(desk)
    return Starlette(
        routes=[
            Route("/", routes.page),
            Route("/queue", routes.queue),
            Route("/document", routes.document),
            Route("/card/{record_id}", routes.card),
            Route("/form/{record_id}", routes.form),
            Route("/new", routes.new),
            Route("/missing", routes.missing),
            Route("/decide", routes.decide, methods=["POST"]),
            Route("/add", routes.add, methods=["POST"]),
            Route("/complete", routes.complete, methods=["POST"]),
            Route("/undo", routes.undo, methods=["POST"]),
            Route("/static/{name}", routes.static),
        ],
        exception_handlers={Outdated: _outdated, Refused: _refused, HakushoError: _failed},
    )


class _Routes:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    # Pages and parts of pages

    async def page(self, request: Request) -> Response:
        words = _words(request)
        wanted = Filter.of(request.query_params)
        changes = [kind for kind, _ in self.desk.queue.choices("change", Filter())]
        answer = _html(
            "page.html",
            words,
            wanted=wanted,
            choices={
                name: self.desk.queue.choices(name, wanted) for name in ("type", "doc", "rule", "act", "resolution")
            },
            changes=changes,
            statuses=("open", *STATUSES),
            span_types=SPAN_TYPES,
            other=LANGUAGES[1 - LANGUAGES.index(words.language)],
            script=json.dumps(words.script(), ensure_ascii=False),
            by=self.desk.by,
            **self._queue(request, wanted, words),
        )
        if request.query_params.get("lang") in LANGUAGES:
            answer.set_cookie(_LANGUAGE, words.language, max_age=31_536_000, httponly=True, samesite="strict")
        return answer

    async def queue(self, request: Request) -> Response:
        words = _words(request)
        return _html("queue.html", words, **self._queue(request, Filter.of(request.query_params), words))

    async def document(self, request: Request) -> Response:
        query = request.query_params
        page = self.desk.document(query.get("doc", ""))
        cuts = render.parts(page.text)
        number = _int(query.get("part")) if "part" in query else render.part_at(cuts, _int(query.get("offset")))
        number = max(0, min(number, len(cuts) - 1))
        return _html(
            "document.html",
            _words(request),
            document=page.document,
            part=number,
            parts=len(cuts),
            bounds=cuts[number],
            stretches=render.stretches(page, *cuts[number]),
            types=(*SPAN_TYPES, "tables"),
        )

    async def card(self, request: Request) -> Response:
        words = _words(request)
        return _html("card.html", words, **render.card(self.desk, request.path_params["record_id"], words))

    async def form(self, request: Request) -> Response:
        return _html("form.html", _words(request), **render.edit_form(self.desk, request.path_params["record_id"]))

    async def new(self, request: Request) -> Response:
        query = request.query_params
        if query.get("type") not in SPAN_TYPES:
            raise HTTPException(404)
        span = _int(query.get("start")), _int(query.get("end"))
        return _html(
            "form.html", _words(request), **render.new_form(self.desk, query.get("doc", ""), query["type"], *span)
        )

    async def missing(self, request: Request) -> Response:
        doc_id = request.query_params.get("doc", "")
        return _html("missing.html", _words(request), doc_id=doc_id, types=render.missing(self.desk, doc_id))

    async def static(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in _STATIC:
            raise HTTPException(404)
        return FileResponse(Path(__file__).parent / "static" / name, media_type=_STATIC[name])

    # Decisions

    async def decide(self, request: Request) -> Response:
        body = await _body(request)
        kind = body.get("decision")
        if kind not in ("accept", "reject", "correct"):
            raise Refused(message("a decision is accept, reject or correct"))
        record_id = self.desk.decide(kind, _moment(body), str(body.get("record_id")), str(body.get("seen")), body)
        return self._answer(request, record_id, body, redraw=kind != "accept")

    async def add(self, request: Request) -> Response:
        body = await _body(request)
        if body.get("type") not in SPAN_TYPES:
            raise Refused(message("a record of this type is not made by selecting text"))
        record_id = self.desk.add(_moment(body), str(body.get("doc")), str(body["type"]), body)
        return self._answer(request, record_id, body, redraw=True)

    async def complete(self, request: Request) -> Response:
        body = await _body(request)
        doc_id = str(body.get("doc"))
        self.desk.complete(_moment(body), doc_id, str(body.get("type")), body.get("span"))
        rendered = _render("missing.html", _words(request), doc_id=doc_id, types=render.missing(self.desk, doc_id))
        return JSONResponse({"missing": rendered})

    async def undo(self, request: Request) -> Response:
        body = await _body(request)
        decision = self.desk.undo(_moment(body))
        if decision is None:
            return JSONResponse({"nothing": True})
        if decision.record_id is None or self.desk.queue.entry(decision.record_id) is None:
            wanted = Filter.of(body.get("filter") or {})
            return JSONResponse(
                {"gone": decision.record_id, "redraw": True, "progress": render.progress(self.desk, wanted)}
            )
        return self._answer(request, decision.record_id, body, redraw=True)

    def _answer(self, request: Request, record_id: str, body: Mapping[str, Any], redraw: bool) -> Response:
        words = _words(request)
        entry, _, record = self.desk.find(record_id)
        wanted = Filter.of(body.get("filter") or {})
        return JSONResponse(
            {
                "record_id": record_id,
                "doc": entry.doc_id,
                "start": record.start,
                "status": entry.status,
                "items": "".join(
                    _render("item.html", words, item=render.item(self.desk, other, words))
                    for other in [entry, *self.desk.dependents(record_id)]
                ),
                "progress": render.progress(self.desk, wanted),
                "redraw": redraw,
            }
        )

    def _queue(self, request: Request, wanted: Filter, words: Words) -> dict[str, Any]:
        query, queue = request.query_params, self.desk.queue
        after, before, at = (query.get(name, "") for name in ("after", "before", "at"))
        entries = queue.page(wanted, after=after, before=before, at=at, limit=_PAGE)
        first = entries[0].record_id if entries else ""
        last = entries[-1].record_id if entries else ""
        return {
            "items": [render.item(self.desk, entry, words) for entry in entries],
            "progress": render.progress(self.desk, wanted),
            "has_before": bool(first) and bool(queue.page(wanted, before=first, limit=1)),
            "has_after": bool(last) and bool(queue.page(wanted, after=last, limit=1)),
        }


def _words(request: Request) -> Words:
    chosen = request.query_params.get("lang") or request.cookies.get(_LANGUAGE)
    return Words(language(chosen, request.headers.get("accept-language", "")))


def _render(name: str, words: Words, **values: Any) -> str:
    text = render.templates().get_template(name).render(t=words, **values)
    return text.encode("utf-8", "replace").decode()  # a document may hold what cannot be sent


def _html(name: str, words: Words, **values: Any) -> Response:
    return Response(_render(name, words, **values), media_type="text/html; charset=utf-8")


async def _body(request: Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.body())
    except ValueError:
        raise Refused(message("the request is not JSON")) from None
    if not isinstance(body, dict) or not isinstance(body.get("filter") or {}, dict):
        raise Refused(message("the request is not an object"))
    return body


def _moment(body: Mapping[str, Any]) -> str:
    """When the person decided, as the browser says."""
    at = body.get("at")
    try:
        if not isinstance(at, str) or datetime.fromisoformat(at).tzinfo is None:
            raise ValueError
    except ValueError:
        raise Refused(message("a decision has a time with its zone")) from None
    return at


def _int(text: str | None) -> int:
    try:
        return int(text or 0)
    except ValueError:
        raise Refused(message("{text} is not a number", text=text)) from None


def _told(request: Request, error: Exception) -> str:
    """What an error says, in the language of the page."""
    return translated(said_by(error), _words(request).language)


async def _outdated(request: Request, error: Exception) -> Response:
    return JSONResponse({"error": _told(request, error), "outdated": True}, 409)


async def _refused(request: Request, error: Exception) -> Response:
    return JSONResponse({"error": _told(request, error)}, 422)


async def _failed(request: Request, error: Exception) -> Response:
    """The file could not be written, or the extraction was replaced: the page keeps the decision and tries again."""
    return JSONResponse({"error": _told(request, error)}, 503)
