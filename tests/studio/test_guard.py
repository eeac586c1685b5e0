from urllib.parse import urlsplit

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from audionews.studio.guard import LARGEST, Guard, new_token

HOST = "127.0.0.1:8100"
HOME = f"http://{HOST}"
TOKEN = new_token()


async def answer(request):
    return PlainTextResponse(f"{request.method} {len(await request.body())}")


APP = Guard(
    Starlette(routes=[Route("/{path:path}", answer, methods=["GET", "HEAD", "POST"])]),
    token=TOKEN,
    hosts=[HOST, "localhost:8100"],
)


@pytest.fixture
def stranger():
    return TestClient(APP, base_url=HOME, follow_redirects=False)


@pytest.fixture
def client(stranger):
    stranger.get(f"/?token={TOKEN}")
    return stranger


def test_the_token_lets_in_once_and_leaves_the_address(stranger):
    came = stranger.get(f"/editions/?token={TOKEN}")
    assert came.status_code == 303
    assert came.headers["location"] == "/editions/"
    cookie = came.headers["set-cookie"].lower()
    assert "samesite=strict" in cookie
    assert "httponly" in cookie
    assert stranger.get("/").text == "GET 0"


@pytest.mark.parametrize(
    "token",
    ["", "x", TOKEN[:-1], TOKEN + "x", "é"],
    ids=["none", "short", "cut", "longer", "not ASCII"],  # the token itself is another each time
)
def test_no_other_token_lets_in(stranger, token):
    assert stranger.get("/", params={"token": token}).status_code == 403
    cookie = f"audionews-studio-8100={token}".encode()
    assert stranger.get("/", headers={b"Cookie": cookie}).status_code == 403


def test_an_address_with_a_token_never_leads_to_another_machine(stranger):
    for path in ("//evil.example/", "/\\evil.example/", "/%5Cevil.example/"):
        came = stranger.get(f"{HOME}{path}?token={TOKEN}")
        assert urlsplit(came.headers["location"]).netloc == ""
        assert not came.headers["location"].startswith(("//", "/\\"))


@pytest.mark.parametrize(
    "host", ["evil.example:8100", "127.0.0.1", "127.0.0.1:80", "", "[::1]:8100"]
)
def test_another_host_is_refused(client, host):
    assert client.get("/", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:3000"},
        {"Origin": f"https://{HOST}"},
        {"Origin": "http://localhost:8100"},
        {"Origin": HOME, "Sec-Fetch-Site": "cross-site"},
        {"Origin": HOME, "Sec-Fetch-Site": "same-site"},
    ],
)
def test_only_its_own_pages_can_do_something(client, headers):
    assert client.post("/", headers=headers).status_code == 403


def test_its_own_pages_can_do_something(client):
    assert client.post("/", headers={"Origin": HOME}, content=b"abc").text == "POST 3"
    own = {"Origin": HOME, "Sec-Fetch-Site": "same-origin"}
    assert client.post("/", headers=own).status_code == 200


def test_pages_of_other_ports_can_load_nothing(client):
    other = {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors"}
    assert client.get("/", headers=other).status_code == 403
    assert client.get("/", headers={"Origin": "http://127.0.0.1:3000"}).status_code == 403
    assert client.get("/", headers={**other, "Sec-Fetch-Mode": "navigate"}).status_code == 200


def test_no_request_without_the_cookie_does_anything(stranger):
    assert stranger.post("/", headers={"Origin": HOME}).status_code == 403


def test_more_than_an_article_is_refused_unread(client):
    for length in (str(LARGEST + 1), "9" * 5000, "-1", "x"):
        refused = client.post("/", headers={"Origin": HOME, "Content-Length": length})
        assert refused.status_code == 413
    chunked = {"Origin": HOME, "Transfer-Encoding": "chunked"}
    assert client.post("/", headers=chunked).status_code == 413


def test_every_answer_says_what_the_page_may_do(client):
    for came in (client.get("/"), client.post("/"), client.get("/", headers={"Host": "x"})):
        policy = came.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert came.headers["x-content-type-options"] == "nosniff"
        assert came.headers["cache-control"] == "no-store"
        assert came.headers["cross-origin-resource-policy"] == "same-origin"


def test_tokens_differ():
    assert len({new_token() for _ in range(50)}) == 50
    assert len(TOKEN) >= 43
