import hashlib
import io
import time
import zipfile

import pytest

from audionews.article import read, safely
from audionews.article.safely import Archive, parse_xml
from audionews.errors import ArticleError

NOISE = b"".join(hashlib.sha256(bytes([i % 256, i // 256])).digest() for i in range(10_000))
XXE = """<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "{file}">]>"""
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + "]>"
)
BODIES = {
    "nitf": "<nitf><body><body.content><p>{}</p></body.content></body></nitf>",
    "newsml": "<NewsML><NewsItem><DataContent><p>{}</p></DataContent></NewsItem></NewsML>",
    "g2": "<newsItem><contentSet><inlineXML><p>{}</p></inlineXML></contentSet></newsItem>",
    "rss": "<rss><channel><item><title>{}</title></item></channel></rss>",
    "atom": "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>{}</title></entry></feed>",
}


def zipped(members, compression=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def docx(document):
    return zipped({"word/document.xml": document})


def epub(
    package="<package/>",
    page="<p>A</p>",
    container='<container><rootfile full-path="p.opf"/></container>',
):
    return zipped({"META-INF/container.xml": container, "p.opf": package, "a.xhtml": page})


PACKAGE = """<package>
<manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="a"/></spine>
</package>"""


def refusal(tmp_path, data):
    file = tmp_path / "article"
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    started = time.process_time()
    with pytest.raises(ArticleError) as refused:
        read(file)
    assert time.process_time() - started < 10
    assert "\n" not in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_external_entities_are_refused(tmp_path, body):
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    message = refusal(tmp_path, XXE.format(file=secret.as_uri()) + body.format("&x;"))
    assert "declares entities" in message


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_billion_laughs_are_refused(tmp_path, body):
    assert "declares entities" in refusal(tmp_path, LAUGHS + body.format("&j;"))


def test_entities_are_refused_in_utf_16_too(tmp_path):
    text = XXE.format(file="file:///etc/hostname").replace('"1.0"', '"1.0" encoding="utf-16"')
    assert "entities" in refusal(tmp_path, (text + BODIES["nitf"].format("&x;")).encode("utf-16"))


@pytest.mark.parametrize("make", [docx, epub, lambda x: epub(container=x)])
def test_entities_inside_of_archives_are_refused(tmp_path, make):
    assert "declares entities" in refusal(tmp_path, make(LAUGHS + "<r>&j;</r>"))


def test_an_entity_in_a_page_of_a_book_stays_closed(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    page = XXE.format(file=secret.as_uri()) + "<html><body><p>Before &x; after.</p></body></html>"
    book = tmp_path / "a.epub"
    book.write_bytes(epub(PACKAGE, page))
    assert "the secret" not in " ".join(block.text for block in read(book)[0].blocks)


def test_a_plain_document_type_is_no_harm():
    root = parse_xml(
        b'<!DOCTYPE nitf SYSTEM "http://127.0.0.1:9/nitf.dtd"><nitf>&#233;</nitf>', name="a"
    )
    assert root.text == "é"


def test_text_that_only_speaks_of_entities_is_no_harm():
    assert parse_xml(b"<a><![CDATA[ <!DOCTYPE a []> ]]></a>", name="a").text == " <!DOCTYPE a []> "


def bomb(name, megabytes, others=()):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for other in others:
            archive.writestr(other, "<package/>")
        with archive.open(name, "w", force_zip64=True) as member:
            for _ in range(megabytes):
                member.write(b" " * 1_000_000)
    return file.getvalue()


def test_a_bomb_of_a_document_is_refused(tmp_path):
    data = bomb("word/document.xml", 300)
    assert len(data) < 400_000
    assert "more than 50 MB" in refusal(tmp_path, data)


def test_a_bomb_of_a_book_is_refused(tmp_path):
    assert "more than 50 MB" in refusal(
        tmp_path, bomb("OPS/a.xhtml", 51, ["META-INF/container.xml"])
    )


def test_a_part_packed_too_tightly_is_refused():
    with pytest.raises(ArticleError, match="200-fold"):
        Archive(zipped({"a": b" " * 2_000_000}), name="a")


def test_a_size_that_lies_does_not_help():
    data = zipped({"a": NOISE[:300_000]})
    lying = data.replace((300_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little"))
    with pytest.raises(ArticleError, match=r"broken (part|archive)"):
        Archive(lying, name="a").read("a")


def test_all_parts_together_have_a_limit(monkeypatch):
    monkeypatch.setattr(safely, "MAX_TOTAL", 250_000)
    noise = NOISE[:90_000]
    with pytest.raises(ArticleError, match="unpacks to more"):
        Archive(zipped({"a": noise, "b": noise, "c": noise}), name="a")
    archive = Archive(zipped({"a": noise, "b": noise}), name="a")
    archive.read("a")
    archive.read("b")
    with pytest.raises(ArticleError, match="unpacks to more"):
        archive.read("a")


def test_an_archive_of_very_many_files_is_refused():
    with pytest.raises(ArticleError, match="2,000 files"):
        Archive(zipped({f"{number}": "" for number in range(2_001)}), name="a")


@pytest.mark.parametrize(
    "name",
    ["/etc/passwd", "../up", "a/../../up", "..\\up", "C:/windows/x", "C:\\x", "\\\\server\\x"],
)
def test_a_part_outside_of_the_archive_is_refused(name):
    with pytest.raises(ArticleError, match="outside"):
        Archive(zipped({name: "x"}), name="a")


def test_an_encrypted_part_is_told():
    data = bytearray(zipped({"a": "hello"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ArticleError, match="broken part"):
        Archive(bytes(data), name="a").read("a")


def test_a_missing_part_is_told(tmp_path):
    book = zipped(
        {"META-INF/container.xml": '<container><rootfile full-path="p.opf"/></container>'}
    )
    assert "lacks its part p.opf" in refusal(tmp_path, book)


def test_elements_nested_beyond_reason_are_refused(tmp_path):
    deep = "<nitf><body><body.content>" + "<block>" * 100_000
    assert "not well-formed" in refusal(tmp_path, deep)


def test_comments_do_not_hide_a_document_type(tmp_path):
    long = "<!-- a -->" * 20_000
    assert "declares entities" in refusal(
        tmp_path, f"{long}<!DOCTYPE nitf [<!ENTITY a 'b'>]><nitf/>"
    )


def test_text_that_is_utf_8_in_spite_of_its_declaration_is_read_as_that():
    data = '<?xml version="1.0" encoding="iso-8859-1"?><a>Décès</a>'.encode()
    assert parse_xml(data, name="a").text == "Décès"
    assert parse_xml(data.decode().encode("latin-1"), name="a").text == "Décès"
