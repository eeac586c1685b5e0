"""Files made to harm, of every kind: each is read or refused soon, with little memory."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from audionews.article import read
from audionews.model import UNSPOKEN

SECONDS, MEGABYTES = 10, 512
WORDS = "The council said on Monday that the bridge would open again before the winter came. "
SCRIPT = "javascript:alert(1)"
LAUGHS = (
    '<!DOCTYPE r [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + "]>"
)
XXE = '<!DOCTYPE r [<!ENTITY j SYSTEM "file:///dev/zero">]>'
NITF = "<nitf><body><body.content><p>&j;</p></body.content></body></nitf>"
PAGE = f"<html><body><h1>Bridge</h1><p>{WORDS * 5}&j;</p></body></html>"
PACKAGE = """<package>
<manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="a"/></spine>
</package>"""
CONTAINER = '<container><rootfile full-path="p.opf"/></container>'
READ = """
import json, resource, sys, time
from audionews.article import read
from audionews.errors import ArticleError
from pathlib import Path
def megabytes():
    status = Path("/proc/self/status")  # getrusage tells Linux's parent, too
    if status.exists():
        peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(peak.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 * 1024)
for file in sorted(Path(sys.argv[1]).iterdir()):
    start = time.process_time()
    try:
        end = "read" if read(file) else "read nothing"
    except ArticleError as error:
        end = str(error)
    print(json.dumps([file.name, time.process_time() - start, megabytes(), end]))
"""


def zipped(members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def files():
    """The files by name: entities, bombs, depth, length."""
    spaces = " " * 60_000_000
    yield "laughs.xml", (LAUGHS + NITF).encode()
    yield "laughs.html", (LAUGHS + PAGE).encode()
    yield "laughs.docx", zipped({"word/document.xml": LAUGHS + "<r>&j;</r>"})
    yield "entity.xml", (XXE + NITF).encode()
    yield "entity.html", (XXE + PAGE).encode()
    yield (
        "entity.epub",
        zipped({"META-INF/container.xml": CONTAINER, "p.opf": PACKAGE, "a.xhtml": XXE + PAGE}),
    )
    yield "bomb.docx", zipped({"word/document.xml": spaces})
    yield "bomb.epub", zipped({"META-INF/container.xml": CONTAINER, "a.xhtml": spaces})
    yield "nested.html", ("<div>" * 50_000 + WORDS + "</div>" * 50_000).encode()
    yield "unclosed.html", (f"<p>{WORDS * 5}</p>" + "<div>" * 50_000 + WORDS).encode()
    yield "nested.xml", ("<nitf><body><body.content>" + "<block>" * 50_000).encode()
    yield "nested.md", (">" * 50_000 + " " + WORDS + "\n" + "[" * 50_000).encode()
    yield "nested.json", ('{"@graph":[' * 50_000).encode()
    yield "long.html", ("<p>" + WORDS * 250_000).encode()
    yield "full.txt", f"{WORDS * 5}\n\n".encode() * 23_000
    yield "long.txt", (WORDS * 250_000).encode()
    yield "long.md", (WORDS * 250_000).encode()
    yield "long.json", json.dumps({"@type": "Article", "articleBody": WORDS * 250_000}).encode()


@pytest.mark.skipif(sys.platform == "win32", reason="the memory of a process is told by POSIX")
def test_each_file_made_to_harm_is_read_or_refused_soon_with_little_memory(tmp_path):
    given = dict(files())
    for name, data in given.items():
        (tmp_path / name).write_bytes(data)
    ran = subprocess.run(
        [sys.executable, "-c", READ, str(tmp_path)], capture_output=True, text=True, check=True
    )
    told = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [name for name, *_ in told] == sorted(given)
    assert [row for row in told if row[1] >= SECONDS or row[2] >= MEGABYTES] == []


LINKED = {
    "page.html": f'<h1>Bridge</h1><p>{WORDS}<a href="{SCRIPT}">more</a></p>'
    f'<figure><img src="{SCRIPT}" alt="A bridge"></figure><p>{WORDS}Work ends soon.</p>',
    "page.md": f"# Bridge\n\n{WORDS}[more]({SCRIPT})\n\n![A bridge]({SCRIPT})\n\n{WORDS}\n",
    "wire.xml": "<nitf><body><body.content><media media-type='image'>"
    f"<media-reference source='{SCRIPT}' alternate-text='A bridge'/></media>"
    f"<p>{WORDS}</p></body.content></body></nitf>",
    "page.json": json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": "Bridge",
            "url": SCRIPT,
            "image": SCRIPT,
            "articleBody": WORDS,
        }
    ),
    "item.json": json.dumps(
        {"headline": "Bridge", "body_text": WORDS, "canonicalurl": SCRIPT, "uri": "urn:bridge"}
    ),
    "front.md": f"---\nurl: {SCRIPT}\n---\n\n# Bridge\n\n{WORDS}\n",
    "feed.xml": "<rss><channel><item><title>Bridge</title>"
    f"<link>{SCRIPT}</link><description>&lt;p&gt;{WORDS}&lt;a href='{SCRIPT}'&gt;more&lt;/a&gt;"
    f"&lt;img src='{SCRIPT}' alt='A bridge'&gt;&lt;/p&gt;</description></item></channel></rss>",
}


@pytest.mark.parametrize("name", LINKED)
def test_an_address_that_is_a_script_is_dropped_by_every_reader(tmp_path, name):
    file = Path(tmp_path, name)
    file.write_text(LINKED[name], encoding="utf-8")
    (article,) = read(file)
    assert any(WORDS.strip() in block.text for block in article.blocks)
    assert "javascript" not in article.url
    assert not any("javascript" in block.href for block in article.blocks)
    spoken = [block.text for block in article.blocks if block.kind not in UNSPOKEN]
    assert not any("javascript" in text for text in spoken)
