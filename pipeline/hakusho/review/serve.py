"""The server: on the loopback address only, until it is told to stop."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable
from pathlib import Path

from hakusho.errors import HakushoError
from hakusho.language import message
from hakusho.review.desk import Desk

_NEEDED = "starlette", "uvicorn"


def serve(
    extracted: Path, decisions: Path, by: str, port: int, against: str | None, ready: Callable[[str], None]
) -> None:
    """Serve the page until interrupted; `ready` is told its address, token included.

    `port` 0 is any free one. Raises HakushoError where the extra is not installed or the port is taken.
    """
    try:
        import uvicorn

        from hakusho.review.app import application
        from hakusho.review.security import Guard
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _NEEDED:
            raise
        raise HakushoError(message("the review page needs an extra: pip install 'hakusho[review]'")) from None
    with _listen(port) as listening, Desk(extracted, decisions, by) as desk:
        if against is not None:
            from hakusho.review.changes import mark_changes

            mark_changes(desk, against)
        chosen = listening.getsockname()[1]
        token = secrets.token_urlsafe(32)
        app = Guard(application(desk), port=chosen, token=token)
        server = uvicorn.Server(
            uvicorn.Config(
                app,
                log_level="warning",
                access_log=False,
                server_header=False,
                lifespan="off",
                ws="none",
                proxy_headers=False,
            )
        )
        ready(f"http://127.0.0.1:{chosen}/?token={token}")
        server.run(sockets=[listening])


def _listen(port: int) -> socket.socket:
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    # On Windows SO_REUSEADDR would let two programs have one port; elsewhere it only spares a wait after the last one.
    found.setsockopt(socket.SOL_SOCKET, getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR), 1)
    try:
        found.bind(("127.0.0.1", port))
        found.listen(64)
    except OSError as error:
        found.close()
        raise HakushoError(
            message("port {port}: {error}; name another, or 0 for any free one", port=port, error=error)
        ) from None
    return found
