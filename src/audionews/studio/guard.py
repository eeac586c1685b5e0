"""Who may come in: the browser of the person who started the studio, and no page of another site.

A random token in the first address becomes a cookie that no other site's page can send.  The Host
header is looked at, because a name server can call any machine's own address by any name; the
Origin header, because a page of another port is of the same site.
"""

import secrets
from collections.abc import Iterable
from hmac import compare_digest

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST = 12_000_000
"""Bytes of a request: an article, and what a form adds to it."""
TOKEN = "token"  # noqa: S105 - the name of the parameter
_SAFE = frozenset({"GET", "HEAD"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def new_token() -> str:
    """A token that nobody can guess."""
    return secrets.token_urlsafe(32)


class Guard:
    """Middleware that lets nobody else in, and says to browsers what the pages may do."""

    def __init__(self, app: ASGIApp, *, token: str, hosts: Iterable[str]) -> None:
        """Guard an application.

        Args:
            token: what whoever started the studio was given.
            hosts: the names and ports under which it is reached, as ``127.0.0.1:8100``.
        """
        self._app = app
        self._token = token.encode()
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            refusal = self._refusal(Request(scope))
            await (refusal or self._app)(scope, receive, _with_headers(send))

    def _refusal(self, request: Request) -> Response | None:
        host = request.headers.get("host", "")
        if host not in self._hosts:
            return PlainTextResponse("This is no name of the studio's.", 421)
        if not _same_origin(request.headers, host, must_say=request.method not in _SAFE):
            return PlainTextResponse("Only the studio's own pages may ask for this.", 403)
        if request.method in _SAFE and self._is_token(request.query_params.get(TOKEN, "")):
            return self._welcome(request, host)
        if not self._is_token(request.cookies.get(_cookie(host), "")):
            return PlainTextResponse(
                "Open the address that `audionews studio` printed when it was started.", 403
            )
        if _size(request.headers) > LARGEST:
            return PlainTextResponse("That is more than an article can be.", 413)
        return None

    def _is_token(self, given: str) -> bool:
        return compare_digest(given.encode(), self._token)

    def _welcome(self, request: Request, host: str) -> Response:
        """The page asked for, with the cookie, under an address without the token."""
        path = "/" + request.url.path.lstrip("/\\")  # "//name" would lead to another machine
        answer = RedirectResponse(path, 303)
        answer.set_cookie(_cookie(host), self._token.decode(), httponly=True, samesite="strict")
        return answer


def _cookie(host: str) -> str:
    """The name of the cookie; all ports of a machine share their cookies."""
    return f"audionews-studio-{host.rpartition(':')[2]}"


def _same_origin(headers: Headers, host: str, *, must_say: bool) -> bool:
    """Whether the request comes from the studio's pages or from the person, as the browser says."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site", "none")
    if origin is not None and origin != f"http://{host}":
        return False
    if must_say:
        return origin is not None and site in ("same-origin", "none")
    return site in ("same-origin", "none") or headers.get("sec-fetch-mode") == "navigate"


def _size(headers: Headers) -> int:
    """Bytes that the request says it has; a body of unknown size is too large."""
    if "transfer-encoding" in headers:
        return LARGEST + 1
    length = headers.get("content-length", "0")
    honest = length.isdecimal() and len(length) <= len(str(LARGEST))
    return int(length) if honest else LARGEST + 1


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.setdefault("Cache-Control", "no-store")
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
