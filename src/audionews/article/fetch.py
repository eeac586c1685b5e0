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
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from audionews import __version__
from audionews.errors import ArticleError

USER_AGENT = f"audionews/{__version__}"
MAX_SIZE = 10_000_000
"""Bytes after decompression."""
MAX_SECONDS = 10.0
MAX_REDIRECTS = 5
_MAX_ROBOTS = 500_000  # Source: RFC 9309, section 2.5
_CHUNK = 65_536
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
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
    """The body of the page at the address.

    Args:
        url: an http or https address.
        is_allowed: which IP addresses may be connected to.

    Raises:
        ArticleError: the address may not be read, does not answer in 10 seconds, or is too large.
    """
    visit = _Visit(is_allowed=is_allowed, until=time.monotonic() + MAX_SECONDS)
    first = url
    for _ in range(MAX_REDIRECTS + 1):
        _respect_robots(visit, url)
        answer = visit.get(url, limit=MAX_SIZE)
        if answer.status not in _REDIRECTS or not answer.location:
            break
        url = urljoin(url, answer.location)
    else:
        raise ArticleError(f"{first} redirects more than {MAX_REDIRECTS} times; save the page")
    if answer.status != http.client.OK:
        raise ArticleError(f"{url} answers {answer.status}; check it in a browser, save the page")
    return answer.body


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    status: int
    location: str
    body: bytes


def _respect_robots(visit: "_Visit", url: str) -> None:
    """See that the site lets programs read the page; without a robots.txt it does."""
    answer = visit.get(urljoin(url, "/robots.txt"), limit=_MAX_ROBOTS)
    if answer.status in _REDIRECTS and answer.location:
        answer = visit.get(urljoin(url, answer.location), limit=_MAX_ROBOTS)
    if answer.status != http.client.OK:
        return
    rules = RobotFileParser()
    rules.parse(answer.body.decode("utf-8", errors="replace").splitlines())
    if not rules.can_fetch(USER_AGENT, url):
        raise ArticleError(f"{url} is closed to programs by its robots.txt; save the page yourself")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Visit:
    """What all requests of one fetch have in common."""

    is_allowed: Allowed
    until: float
    """The monotonic time at which patience ends."""

    def get(self, url: str, *, limit: int) -> _Answer:
        parts = _checked(url)
        try:
            return self._get(parts, limit)
        except TimeoutError as error:
            raise ArticleError(f"{url} is too slow; save the page and name the file") from error
        except (OSError, http.client.HTTPException, zlib.error, UnicodeError) as error:
            reason = getattr(error, "strerror", None) or error or type(error).__name__
            raise ArticleError(f"{url} cannot be read: {reason}; check the address") from error

    def _get(self, parts: SplitResult, limit: int) -> _Answer:
        connection = self._connect(parts)
        try:
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            headers = {"User-Agent": USER_AGENT, "Accept-Encoding": "gzip, deflate"}
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            body = b""
            if response.status == http.client.OK:
                body = self._body(response, connection, parts.geturl(), limit)
            return _Answer(
                status=response.status, location=response.headers.get("Location", ""), body=body
            )
        finally:
            connection.close()

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
        url: str,
        limit: int,
    ) -> bytes:
        unpack = _unpacker(response.headers.get("Content-Encoding", ""))
        body = bytearray()
        while chunk := self._chunk(response, connection):
            while chunk and len(body) <= limit:
                body += unpack.decompress(chunk, _CHUNK) if unpack else chunk
                chunk = unpack.unconsumed_tail if unpack else b""
            if len(body) > limit:
                raise ArticleError(f"{url} is larger than {limit:,} bytes; save the article's text")
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


def _unpacker(encoding: str) -> "zlib._Decompress | None":
    match encoding.strip().lower():
        case "gzip" | "x-gzip":
            return zlib.decompressobj(zlib.MAX_WBITS | 16)
        case "deflate":
            return zlib.decompressobj()
        case _:
            return None
