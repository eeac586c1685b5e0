"""A page of the web -> its bytes: only public addresses, politely, within limits.

Name resolution and connection are one step here: the address that was checked is the address
that is connected to, so that a name cannot point elsewhere a moment later.  Every redirect is
checked in the same way.
"""

import http.client
import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass, field
from threading import Thread
from urllib.parse import SplitResult, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from audionews import __version__
from audionews.article.decode import in_utf8
from audionews.errors import ArticleError

USER_AGENT = f"audionews/{__version__}"
MAX_SIZE = 10_000_000
"""Bytes after decompression."""
MAX_SECONDS = 10.0
MAX_REDIRECTS = 5
_MAX_ROBOTS = 500_000  # Source: RFC 9309, section 2.5
_CHUNK = 65_536
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_TEXTS = frozenset({"text/html", "text/plain", "text/markdown", "application/xhtml+xml"})
_PORTS = {"http": 80, "https": 443}

Allowed = Callable[[str], bool]


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public Internet."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is not None:
            return is_public(str(inner))
        if ip in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def fetch(url: str, *, is_allowed: Allowed = is_public) -> bytes:
    """The body of the page at the address, as UTF-8 where its server tells another encoding.

    Args:
        url: an http or https address.
        is_allowed: which IP addresses may be connected to.

    Raises:
        ArticleError: the address may not be read, does not answer in 10 seconds, or is too large.
    """
    visit = _Visit(is_allowed=is_allowed, until=time.monotonic() + MAX_SECONDS)
    outcome: Future[bytes] = Future()
    # Neither a resolver nor a server that trickles keeps to a time limit; a thread can be left.
    Thread(target=_deliver, args=(outcome, visit, url), daemon=True).start()
    try:
        return outcome.result(timeout=MAX_SECONDS)
    except TimeoutError as error:
        raise ArticleError(f"{url} is too slow; save the page and name the file") from error


def _deliver(outcome: "Future[bytes]", visit: "_Visit", url: str) -> None:
    try:
        outcome.set_result(_page(visit, url))
    except Exception as error:  # noqa: BLE001 - it is raised again where the page is waited for
        outcome.set_exception(error)


def _page(visit: "_Visit", url: str) -> bytes:
    url, answer = _follow(visit, url, limit=MAX_SIZE, respect=_respect_robots)
    if answer.status != http.client.OK:
        raise ArticleError(f"{url} answers {answer.status}; check it in a browser, save the page")
    return in_utf8(answer.body, answer.charset) if answer.charset else answer.body


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    status: int
    location: str
    body: bytes
    charset: str
    """What the server tells of a text's encoding; of XML it is the file that knows better."""


def _follow(
    visit: "_Visit", url: str, *, limit: int, respect: "Callable[[_Visit, str], None]"
) -> tuple[str, _Answer]:
    """The answer at the end of the redirects, and its address."""
    first = url
    for _ in range(MAX_REDIRECTS + 1):
        respect(visit, url)
        answer = visit.get(url, limit=limit)
        if answer.status not in _REDIRECTS or not answer.location:
            return url, answer
        url = urljoin(url, answer.location)
    raise ArticleError(f"{first} redirects more than {MAX_REDIRECTS} times; save the page")


def _respect_robots(visit: "_Visit", url: str) -> None:
    """See that the site lets programs read the page; without a robots.txt it does."""
    home = urljoin(url, "/robots.txt")
    if home not in visit.robots:
        _, visit.robots[home] = _follow(
            visit, home, limit=_MAX_ROBOTS, respect=lambda _visit, _url: None
        )
    answer, rules = visit.robots[home], RobotFileParser()
    rules.parse(answer.body.decode("utf-8", errors="replace").splitlines())
    # Source: RFC 9309, section 2.3.1: where the server fails, all is closed.
    if answer.status >= http.client.INTERNAL_SERVER_ERROR or not rules.can_fetch(USER_AGENT, url):
        raise ArticleError(f"{url} is closed to programs by its robots.txt; save the page yourself")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Visit:
    """What all requests of one fetch have in common."""

    is_allowed: Allowed
    until: float
    """The monotonic time at which patience ends."""
    robots: dict[str, _Answer] = field(default_factory=dict)

    def get(self, url: str, *, limit: int) -> _Answer:
        parts = _checked(url)
        try:
            return self._get(parts, limit)
        except TimeoutError as error:
            raise ArticleError(f"{url} is too slow; save the page and name the file") from error
        except (OSError, http.client.HTTPException, zlib.error, UnicodeError) as error:
            reason = getattr(error, "strerror", None) or error or type(error).__name__
            reason = " ".join(str(reason).split())
            raise ArticleError(f"{url} cannot be read: {reason}; check the address") from error

    def _get(self, parts: SplitResult, limit: int) -> _Answer:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip, deflate"}
        with closing(self._connect(parts)) as connection:
            connection.request("GET", path, headers=headers)
            with connection.getresponse() as response:
                is_page = response.status == http.client.OK
                return _Answer(
                    status=response.status,
                    location=response.headers.get("Location", ""),
                    body=self._body(response, connection, parts, limit) if is_page else b"",
                    charset=_charset(response.headers),
                )

    def _connect(self, parts: SplitResult) -> http.client.HTTPConnection:
        host = parts.hostname or ""
        port = parts.port or _PORTS[parts.scheme]
        connection = http.client.HTTPConnection(host, port, timeout=self._left())
        connection.sock = self._socket(host, port)
        if parts.scheme == "https":
            context = ssl.create_default_context()
            connection.sock = context.wrap_socket(connection.sock, server_hostname=host)
        return connection

    def _socket(self, host: str, port: int) -> socket.socket:
        """A connection to an address of the host, all of which must be allowed."""
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
        refused = [address for address in addresses if not self.is_allowed(address)]
        if refused or not addresses:
            raise ArticleError(f"{host} is no public address of the web; name a file instead")
        for address in addresses[:-1]:
            try:
                return socket.create_connection((address, port), timeout=self._left())
            except OSError:
                continue
        return socket.create_connection((addresses[-1], port), timeout=self._left())

    def _body(
        self,
        response: http.client.HTTPResponse,
        connection: http.client.HTTPConnection,
        parts: SplitResult,
        limit: int,
    ) -> bytes:
        unpack = _unpacker(response.headers.get("Content-Encoding", ""))
        body = bytearray()
        while chunk := self._chunk(response, connection):
            while chunk and len(body) <= limit:
                body += unpack.decompress(chunk, _CHUNK) if unpack else chunk
                chunk = unpack.unconsumed_tail if unpack else b""
            if len(body) > limit:
                raise ArticleError(
                    f"{parts.geturl()} is larger than {limit:,} bytes; save the article's text"
                )
        return bytes(body)

    def _chunk(
        self, response: http.client.HTTPResponse, connection: http.client.HTTPConnection
    ) -> bytes:
        if connection.sock is not None:
            connection.sock.settimeout(self._left())
        self._left()
        return response.read1(_CHUNK)

    def _left(self) -> float:
        left = self.until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def _checked(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ArticleError(f"{url!r} is no web address; check it") from error
    if parts.scheme not in _PORTS or not parts.hostname or port == 0:
        raise ArticleError(f"{url!r} is no web address; give one with http:// or https://")
    if parts.username is not None or any(ord(c) <= 32 or ord(c) == 127 for c in url):
        raise ArticleError(f"{url!r} has parts that an article's address has not; check it")
    return parts


def _charset(headers: http.client.HTTPMessage) -> str:
    is_text = headers.get_content_type() in _TEXTS
    return (headers.get_content_charset() or "") if is_text else ""


def _unpacker(encoding: str) -> "zlib._Decompress | None":
    match encoding.strip().lower():
        case "gzip" | "x-gzip":
            return zlib.decompressobj(zlib.MAX_WBITS | 16)
        case "deflate":
            return zlib.decompressobj()
        case _:
            return None
