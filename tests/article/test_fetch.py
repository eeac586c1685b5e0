import gzip
import socket
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from audionews.article import fetch as fetching
from audionews.article import source
from audionews.article.decode import decode
from audionews.article.fetch import fetch, is_public
from audionews.article.html.page import decode as page_decode
from audionews.errors import ArticleError


@contextmanager
def site(pages, robots=(404, {}, b"")):
    """A server on the loopback address; ``pages`` gives (status, headers, body) by path."""
    seen = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            seen.append((self.path, self.headers.get("User-Agent"), self.headers.get("Host")))
            answer = robots if self.path == "/robots.txt" else pages.get(self.path, (404, {}, b""))
            if callable(answer):
                answer(self)
                return
            status, headers, body = answer
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
    ).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", seen
    finally:
        server.shutdown()
        server.server_close()


def anything(_address):
    return True


def refusal(url, is_allowed=anything):
    with pytest.raises(ArticleError) as refused:
        fetch(url, is_allowed=is_allowed)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_a_page_is_read_under_an_honest_name():
    with site({"/a?b=1": (200, {}, b"<p>Harbour</p>")}) as (home, seen):
        assert fetch(f"{home}/a?b=1#top", is_allowed=anything) == b"<p>Harbour</p>"
    assert [path for path, _, _ in seen] == ["/robots.txt", "/a?b=1"]
    assert all(agent.startswith("audionews/") for _, agent, _ in seen)


def test_a_packed_page_is_unpacked():
    with site({"/": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"<p>Harbour</p>"))}) as (
        home,
        _,
    ):
        assert fetch(home, is_allowed=anything) == b"<p>Harbour</p>"


def test_a_bomb_of_a_page_is_not_unpacked():
    bomb = gzip.compress(bytes(15_000_000))
    with site({"/": (200, {"Content-Encoding": "gzip"}, bomb)}) as (home, _):
        assert "larger than" in refusal(home)


def test_a_page_that_never_ends_is_refused():
    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(bytes(100_000))
        except OSError:
            pass

    with site({"/": endless}) as (home, _):
        assert "larger than" in refusal(home)


@pytest.mark.parametrize("in_head", [True, False])
def test_a_page_that_trickles_is_left(monkeypatch, in_head):
    monkeypatch.setattr(fetching, "MAX_SECONDS", 0.5)

    def trickle(handler):
        start = b"HTTP/1.1 200 OK\r\nX-Long: " + (b"" if in_head else b"1\r\n\r\n")
        try:
            handler.wfile.write(start)
            for _ in range(40):
                handler.wfile.write(b"a")
                handler.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass

    started = time.monotonic()
    with site({"/": trickle}) as (home, _):
        assert "too slow" in refusal(home)
    assert time.monotonic() - started < 1.5


def test_redirects_are_followed_to_the_page():
    pages = {
        "/old": (301, {"Location": "/older/"}, b""),
        "/older/": (302, {"Location": "new"}, b""),
        "/older/new": (200, {}, b"here"),
    }
    with site(pages) as (home, _):
        assert fetch(f"{home}/old", is_allowed=anything) == b"here"


def test_a_ring_of_redirects_ends():
    with site({"/": (302, {"Location": "/"}, b"")}) as (home, seen):
        assert "redirects more than 5 times" in refusal(home)
    assert len([path for path, _, _ in seen if path == "/"]) == 6


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "http://user@127.0.0.1/"],
)
def test_a_redirect_to_anything_else_than_the_web_is_refused(target):
    with site({"/": (302, {"Location": target}, b"")}) as (home, _):
        assert "check it" in refusal(home) or "no web address" in refusal(home)


def test_each_redirect_is_checked_again():
    with site({"/": (302, {"Location": "http://127.0.0.2/"}, b"")}) as (home, _):
        message = refusal(home, is_allowed=lambda address: address == "127.0.0.1")
    assert "127.0.0.2 is no public address" in message


def test_the_address_that_was_checked_is_the_one_connected_to(monkeypatch):
    answers = []
    real = socket.getaddrinfo

    def resolving(host, *args, **kwargs):
        if host == "news.example":
            answers.append(host)
            host = "127.0.0.1"
        return real(host, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", resolving)
    connected = []
    connect = socket.create_connection

    def connecting(address, **kwargs):
        connected.append(address[0])
        return connect(address, **kwargs)

    monkeypatch.setattr(socket, "create_connection", connecting)
    with site({"/": (200, {}, b"here")}) as (home, seen):
        port = home.rpartition(":")[2]
        assert fetch(f"http://news.example:{port}/", is_allowed=anything) == b"here"
    assert connected == ["127.0.0.1", "127.0.0.1"]
    assert len(answers) == 2
    assert {host for _, _, host in seen} == {f"news.example:{port}"}


def test_a_name_with_one_private_address_is_refused(monkeypatch):
    found = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80))
        for address in ("93.184.216.34", "10.0.0.1")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: found)
    assert "no public address" in refusal("http://news.example/", is_allowed=is_public)


def test_the_certificate_is_checked_for_the_name(monkeypatch):
    asked = []

    class Context:
        def wrap_socket(self, sock, server_hostname):
            sock.close()
            asked.append(server_hostname)
            raise OSError(1, "stopped here")

    monkeypatch.setattr(fetching.ssl, "create_default_context", Context)
    with site({}) as (home, _):
        port = home.rpartition(":")[2]
        assert "stopped here" in refusal(f"https://localhost:{port}/", is_allowed=anything)
    assert asked == ["localhost"]


def test_robots_txt_is_respected():
    rules = b"User-agent: *\nDisallow: /private/\n"
    pages = {"/private/a": (200, {}, b"secret"), "/open": (200, {}, b"open")}
    with site(pages, robots=(200, {}, rules)) as (home, seen):
        assert fetch(f"{home}/open", is_allowed=anything) == b"open"
        assert "robots.txt" in refusal(f"{home}/private/a")
    assert "/private/a" not in [path for path, _, _ in seen]


def test_a_failing_robots_txt_closes_the_site():
    with site({"/": (200, {}, b"open")}, robots=(503, {}, b"")) as (home, _):
        assert "robots.txt" in refusal(home)


def test_an_answer_without_a_page_is_told():
    with site({}) as (home, _):
        assert "answers 404" in refusal(f"{home}/gone")


def test_a_server_that_is_no_web_server_is_told():
    def garbage(handler):
        handler.wfile.write(b"SSH-2.0-harbour\r\n")

    with site({"/": garbage}) as (home, _):
        assert "cannot be read" in refusal(home)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "0.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
        "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "ff02::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254",
        "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1",
    ],
)  # fmt: skip
def test_no_address_inside_of_a_network_is_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111", "::ffff:93.184.216.34"])
def test_addresses_of_the_internet_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost:80/", "http://[::1]/", "http://2130706433/",
        "http://0x7f.1/", "http://[::ffff:127.0.0.1]/", "http://169.254.169.254/latest/meta-data/",
    ],
)  # fmt: skip
def test_the_machine_itself_is_never_read(url):
    assert "public address" in refusal(url, is_allowed=is_public) or "cannot be read" in refusal(
        url, is_allowed=is_public
    )


@pytest.mark.parametrize(
    "url",
    [
        "http://",
        "http:///a",
        "https://a:99999/",
        "http://a b/",
        "http://a/\r\nX: y",
        "http://u:p@a/",
    ],
)
def test_what_is_no_address_is_refused(url):
    refusal(url)


def test_the_web_is_only_read_when_asked(monkeypatch):
    monkeypatch.setattr(fetching, "fetch", lambda _url: b"<p>fetched</p>")
    assert source.load("https://news.example/", fetch=True) == b"<p>fetched</p>"
    with pytest.raises(ArticleError, match="--fetch"):
        source.load("https://news.example/")


@pytest.mark.parametrize("kind", ["text/html", "text/plain"])
def test_the_encoding_that_the_server_tells_is_believed(kind):
    body = "Мост через Орлову закрыт".encode("koi8-r")
    with site({"/page": (200, {"Content-Type": f"{kind}; charset=KOI8-R"}, body)}) as (home, _):
        data = fetch(f"{home}/page", is_allowed=anything)
    assert decode(data, name="page") == page_decode(data) == "Мост через Орлову закрыт"


@pytest.mark.parametrize("charset", ["no-such-encoding", "utf-8", ""])
def test_an_encoding_that_cannot_be_is_not_believed(charset):
    body = "Café".encode("latin-1")
    with site({"/": (200, {"Content-Type": f"text/html; charset={charset}"}, body)}) as (home, _):
        assert fetch(f"{home}/", is_allowed=anything) == body


def test_a_mark_of_the_text_itself_goes_before_what_its_server_tells():
    body = "Café".encode("utf-8-sig")
    with site({"/": (200, {"Content-Type": "text/html; charset=latin-1"}, body)}) as (home, _):
        assert fetch(f"{home}/", is_allowed=anything) == body
