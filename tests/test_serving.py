import builtins
import socket
import subprocess
import sys
import urllib.request

import pytest
from starlette.testclient import TestClient

from audionews import cli, serving
from audionews.errors import SettingsError

SOUND = bytes(range(256)) * 8


@pytest.fixture
def folder(tmp_path):
    edition = tmp_path / "output" / "bridge"
    edition.mkdir(parents=True)
    (edition / "bridge.mp3").write_bytes(SOUND)
    (edition / "index.html").write_text("<!DOCTYPE html><title>Bridge</title>")
    for name in ("transcript.vtt", "transcript.srt", "chapters.json", "script.json", "page.js"):
        (edition / name).write_text("{}")
    (edition / "bridge.epub").write_bytes(b"PK")
    (tmp_path / "output" / "feed.xml").write_text("<rss/>")
    (edition / ".new").mkdir()
    (edition / ".new" / "half.mp3").write_bytes(b"half")
    (tmp_path / "secret.txt").write_text("secret")
    return tmp_path / "output"


@pytest.fixture
def client(folder):
    return TestClient(serving.application(folder))


def test_a_part_of_the_sound_can_be_asked_for(client):
    answer = client.get("/bridge/bridge.mp3", headers={"Range": "bytes=100-199"})
    assert answer.status_code == 206
    assert answer.content == SOUND[100:200]
    assert answer.headers["content-range"] == f"bytes 100-199/{len(SOUND)}"
    assert client.get("/bridge/bridge.mp3", headers={"Range": "bytes=-10"}).content == SOUND[-10:]


def test_a_part_that_is_not_there_is_refused(client):
    answer = client.get("/bridge/bridge.mp3", headers={"Range": f"bytes={len(SOUND)}-"})
    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{len(SOUND)}"


def test_head_says_how_long_the_sound_is_without_sending_it(client):
    answer = client.head("/bridge/bridge.mp3")
    assert answer.headers["content-length"] == str(len(SOUND))
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.content == b""


def test_what_has_not_changed_is_not_sent_again(client):
    first = client.get("/bridge/bridge.mp3")
    again = {"If-None-Match": first.headers["etag"]}
    assert client.get("/bridge/bridge.mp3", headers=again).status_code == 304
    since = {"If-Modified-Since": first.headers["last-modified"]}
    assert client.get("/bridge/bridge.mp3", headers=since).status_code == 304


def test_players_of_other_sites_may_read_and_jump(client):
    answer = client.get("/bridge/transcript.vtt", headers={"Origin": "https://player.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "Content-Range" in answer.headers["access-control-expose-headers"]
    asked = {"Origin": "https://player.example", "Access-Control-Request-Method": "GET"}
    asked["Access-Control-Request-Headers"] = "range"
    assert client.options("/bridge/bridge.mp3", headers=asked).status_code == 200


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("bridge/bridge.mp3", "audio/mpeg"),
        ("bridge/bridge.epub", "application/epub+zip"),
        ("bridge/chapters.json", "application/json+chapters"),
        ("bridge/script.json", "application/json"),
        ("bridge/transcript.vtt", "text/vtt; charset=utf-8"),
        ("bridge/transcript.srt", "application/x-subrip"),
        ("bridge/page.js", "text/javascript; charset=utf-8"),
        ("bridge/", "text/html; charset=utf-8"),
        ("feed.xml", "application/rss+xml"),
    ],
)
def test_every_file_has_the_type_that_players_look_for(client, path, kind):
    assert client.get(f"/{path}").headers["content-type"] == kind


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/bridge/..%2f..%2fsecret.txt",
        "/bridge/.new/half.mp3",
        "/bridge/%2Enew/half.mp3",
        "/bridge/..%5c..%5csecret.txt",
        "/%00",
        "/" + "x" * 5000,
        "/nothing",
    ],
)
def test_nothing_else_is_given_out(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "secret" not in answer.text.replace("secret.txt", "")


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_that_leads_out_is_not_followed(client, folder):
    (folder / "way-out.txt").symlink_to(folder.parent / "secret.txt")
    assert client.get("/way-out.txt").status_code == 404


def test_a_folder_without_a_page_is_listed_without_what_is_hidden(client, folder):
    (folder / 'a "&" b').mkdir()
    listed = client.get("/").text
    assert '<a href="./bridge/">bridge/</a>' in listed
    assert "a &quot;&amp;&quot; b/" in listed
    assert ".new" not in listed
    assert client.get("/bridge", follow_redirects=False).headers["location"].endswith("/bridge/")


def test_a_port_that_is_taken_is_told_with_what_to_type():
    with serving.listening("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        with pytest.raises(SettingsError, match="--port"):
            serving.listening("127.0.0.1", port)


def test_the_command_serves_this_machine_only_until_it_is_stopped(folder):
    command = [sys.executable, "-u", "-m", "audionews", "serve", str(folder), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            place = process.stdout.readline().split(" at ")[1].split()[0]
            assert place.startswith("http://127.0.0.1:")
            with urllib.request.urlopen(f"{place}bridge/") as answer:  # noqa: S310 - our own
                assert b"Bridge" in answer.read()
        finally:
            process.terminate()


def test_without_its_libraries_the_command_says_what_to_type(folder, monkeypatch, capsys):
    kept = builtins.__import__

    def no_starlette(name, *rest):
        if name == "audionews" and rest[2] == ("serving",):
            raise ModuleNotFoundError("No module named 'starlette'", name="starlette")
        return kept(name, *rest)

    monkeypatch.setattr(builtins, "__import__", no_starlette)
    with pytest.raises(SystemExit) as ended:
        cli.main(["serve", str(folder)])
    said = capsys.readouterr().err
    assert ended.value.code == 5
    assert said.count("\n") == 1
    assert "pip install 'audionews[serve]'" in said


def test_ipv6_addresses_are_written_in_brackets():
    try:
        listener = serving.listening("::1", 0)
    except SettingsError:
        pytest.skip("this machine has no IPv6")
    with listener:
        assert serving.address(listener).startswith("http://[::1]:")
        assert listener.family == socket.AF_INET6
