"""A preview server: editions as a web server would give them out, for this machine only.

Players need byte ranges to jump, and CORS to read transcripts and chapters from another site.

The only module that knows Starlette's file serving and uvicorn; both come with the extra ``serve``.
"""

import html
import os
import socket
import stat
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from audionews.errors import SettingsError

_NOT_FOUND = 404
_NAMED = {"chapters.json": "application/json+chapters"}
_KINDS = {
    ".css": "text/css",
    ".epub": "application/epub+zip",
    ".html": "text/html",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".lpf": "application/lpf+zip",
    ".m4b": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".opml": "text/x-opml",
    ".png": "image/png",
    ".srt": "application/x-subrip",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".vtt": "text/vtt",
    ".xml": "application/rss+xml",
    ".zip": "application/zip",
}
"""Spelled out, because what a system takes a suffix for differs from machine to machine."""


def application(folder: Path) -> Starlette:
    """The server's application: every file below the folder but for hidden ones."""
    cors = Middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD"],
        allow_headers=["Range"],
        expose_headers=["Accept-Ranges", "Content-Length", "Content-Range", "ETag"],
    )
    return Starlette(routes=[Mount("/", _Editions(directory=folder, html=True))], middleware=[cors])


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 takes any that is free.

    Raises:
        SettingsError: the address cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise SettingsError(
            f"{host}:{port}: {error.strerror}; choose another with --port or --host"
        ) from error


def address(listener: socket.socket) -> str:
    """The web address that a listening socket is reached at."""
    host, port, *_ = listener.getsockname()
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def serve(folder: Path, listener: socket.socket) -> None:
    """Gives out the folder's files until it is stopped."""
    run(application(folder), listener)


def run(app: Starlette, listener: socket.socket) -> None:
    """Answers with an application until it is stopped; what still streams has a second to end."""
    config = uvicorn.Config(
        app, log_level="warning", lifespan="off", timeout_graceful_shutdown=1, server_header=False
    )
    uvicorn.Server(config).run(sockets=[listener])


class _Editions(StaticFiles):
    """Static files with the types that players look for, and lists of folders without a page."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        if any(part.startswith(".") and part != "." for part in Path(path).parts):
            raise HTTPException(_NOT_FOUND)
        try:
            return await super().get_response(path, scope)
        except HTTPException as error:
            folder = self._folder(path)
            if error.status_code != _NOT_FOUND or folder is None:
                raise
            if not scope["path"].endswith("/"):
                return RedirectResponse(f"{scope['path']}/")
            return _listed(folder)

    def _folder(self, path: str) -> Path | None:
        try:
            found, status = self.lookup_path(path)
        except (OSError, ValueError):  # no file can have that name
            return None
        return Path(found) if status and stat.S_ISDIR(status.st_mode) else None

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        path = Path(full_path)
        kind = _NAMED.get(path.name) or _KINDS.get(path.suffix.lower())
        if kind and "content-type" in response.headers:
            charset = "; charset=utf-8" if kind.startswith("text/") else ""
            response.headers["content-type"] = kind + charset
        return response


def _listed(folder: Path) -> Response:
    names = sorted(
        f"{path.name}/" if path.is_dir() else path.name
        for path in folder.iterdir()
        if not path.name.startswith(".")
    )
    links = "\n".join(f'<li><a href="./{html.escape(n)}">{html.escape(n)}</a></li>' for n in names)
    return HTMLResponse(
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>Editions</title>\n</head>\n<body>\n<h1>Editions</h1>\n<ul>\n{links}\n</ul>\n"
        "</body>\n</html>\n",
        headers={"Content-Security-Policy": "default-src 'none'"},
    )
