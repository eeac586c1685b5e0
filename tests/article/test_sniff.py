import io
import zipfile

import pytest

from audionews.article.sniff import READERS, sniff
from audionews.errors import ArticleError


def archive(*names):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as zipped:
        for name in names:
            zipped.writestr(name, "x")
    return file.getvalue()


CASES = [
    (b"Harbour opens again\n\nThe harbour of Nordvik opened on Monday.", "plain"),
    (b"# Harbour opens again\n\nThe harbour opened.", "markdown"),
    (b"---\ntitle: Harbour\n---\nIt opened.", "markdown"),
    (b"+++\ntitle = 'Harbour'\n+++\nIt opened.", "markdown"),
    (b"Harbour\n=======\n\nSee [the port](https://port.example).", "markdown"),
    (b"More than 5 * 3 * 2 ships [and counting] came.", "plain"),
    (b"<!DOCTYPE html>\n<title>Harbour</title>", "html"),
    (b"<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>", "html"),
    (b"<p>A fragment</p>", "html"),
    (b"<custom-story><p>A page of the page's own words</p></custom-story>", "html"),
    (b"<<We open again>>, said the mayor.", "plain"),
    (b"<?xml version='1.0'?><!-- wire --><nitf><body/></nitf>", "nitf"),
    (b"<!DOCTYPE nitf SYSTEM 'nitf.dtd'>\n<nitf/>", "nitf"),
    (b"<NewsML Version='1.2'><NewsItem/></NewsML>", "newsml"),
    (b"<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'/>", "newsml-g2"),
    (b"<nar:newsItem xmlns:nar='http://iptc.org/std/nar/2006-10-01/'/>", "newsml-g2"),
    (b"<rss version='2.0'><channel/></rss>", "feed"),
    (b"<feed xmlns='http://www.w3.org/2005/Atom'/>", "feed"),
    (b'{"headline": "Harbour", "body_text": "It opened."}', "ninjs"),
    (b'{"@context": "https://schema.org", "@type": "NewsArticle"}', "jsonld"),
    (b'[{"@type": "NewsArticle"}]', "jsonld"),
    (b"[Nordvik] The harbour opened.", "plain"),
    (b"\xef\xbb\xbf<nitf/>", "nitf"),
    ("<nitf></nitf>".encode("utf-16"), "nitf"),
    (archive("mimetype", "META-INF/container.xml"), "epub"),
    (archive("[Content_Types].xml", "word/document.xml"), "docx"),
]


@pytest.mark.parametrize(("data", "expected"), CASES)
def test_a_format_is_known_by_its_content(data, expected):
    assert sniff(data, name="article") == expected


def test_only_for_markdown_the_name_decides():
    assert sniff(b"It opened on Monday.", name="harbour.md") == "markdown"
    assert sniff(b"It opened on Monday.", name="harbour.html") == "plain"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7", "PDF"),
        (b"{\\rtf1", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old office document"),
        (b"\x89PNG\r\n", "picture"),
        (b"ID3\x04", "sound"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"PK\x03\x04 but not really", "broken archive"),
        (archive("a.txt"), "no DOCX or EPUB"),
        (b"<?xml version='1.0'?><invoice/>", "<invoice>"),
    ],
)
def test_what_holds_no_article_is_refused_in_one_line(data, word):
    with pytest.raises(ArticleError, match=word) as refused:
        sniff(data, name="article")
    assert "\n" not in str(refused.value)


def test_every_reader_has_a_format_that_leads_to_it():
    assert {expected for _, expected in CASES} >= set(READERS)
