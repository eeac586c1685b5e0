"""Pages made to harm: each is read or refused soon, with little memory."""

import subprocess
import sys
import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audionews.article.html import read_html
from audionews.errors import ArticleError

WORDS = "The council said on Monday that the bridge would open again before the winter came. "
TEXT = f"<p>{WORDS * 5}</p>"
SECONDS = 10

PAGES = {
    "nested divisions": "<div>" * 50_000 + TEXT + "</div>" * 50_000,
    "nested tables": "<table><tr><td>" * 19_000 + TEXT,
    "nested bold": "<p>" + "<b>" * 50_000 + WORDS,
    "misnested": "<a><p><b><i>" * 14_000 + WORDS,
    "line breaks": TEXT + "<br>" * 59_000,
    "paragraphs": "".join(f"<p>{WORDS} {number}</p>" for number in range(14_000)),
    "headings": "".join(f"<h2>Part {number}</h2>" for number in range(14_000)) + TEXT,
    "bylines": "".join(f'<b class="author">By {i}</b>' for i in range(14_000)) + TEXT,
    "long class": f'<div class="{"related x-" * 100_000}">{TEXT}</div>',
    "columns": f"{TEXT}<table>" + "<tr><td colspan=99999999>a<td>b" * 5_000,
    "deep JSON": f'<script type="application/ld+json">{"[" * 100_000}</script>{TEXT}',
    "one word": "<p>" + "a" * 9_000_000,
    "one paragraph": "<p>" + WORDS * 50_000,
    "controls": TEXT + "\0" * 1_000_000,
}
REFUSED = {
    "20 MB": ("<p>" + WORDS * 250_000, "has 21 MB, a page may have 10"),
    "2 MB of line breaks": ("<br>" * 500_000, "more than 60,000 tags"),
    "attributes": ("<p " + " ".join(f"a{i}" for i in range(200_000)) + ">x", "one without end"),
}


@pytest.mark.parametrize("data", PAGES.values(), ids=PAGES)
def test_a_page_made_to_harm_is_read_or_refused_soon(data):
    start = time.process_time()
    with suppress(ArticleError):
        read_html(data, source="page.html")
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize(("data", "reason"), REFUSED.values(), ids=REFUSED)
def test_a_page_without_bounds_is_refused(data, reason):
    with pytest.raises(ArticleError, match=reason):
        read_html(data, source="page.html")


@pytest.mark.parametrize(
    "entity",
    [
        '<!ENTITY secret SYSTEM "file:///etc/passwd">',
        '<!ENTITY secret SYSTEM "http://127.0.0.1/secret">',
        '<!ENTITY a "ha"><!ENTITY secret "&a;&a;&a;&a;">',
    ],
)
def test_an_entity_of_its_own_is_never_resolved(entity):
    data = f"<!DOCTYPE html [{entity}]><html><body><h1>Bridge</h1><p>{WORDS}&secret;</p></body>"
    said = " ".join(block.text for block in read_html(data).blocks)
    assert "root:" not in said
    assert "haha" not in said


def test_scripts_and_what_is_hidden_are_never_said():
    data = (
        f"<p>{WORDS}<script>steal()</script><span style='display: none'>hidden words</span></p>"
        f"{TEXT}<template>later</template><noscript>turn it on</noscript>"
    )
    said = " ".join(block.text for block in read_html(data).blocks)
    assert not any(words in said for words in ("steal", "hidden words", "later", "turn it on"))


def test_escaped_markup_stays_text():
    article = read_html(f"{TEXT}<p>{WORDS}He typed &lt;b&gt;bold&lt;/b&gt; and laughed.</p>")
    assert "<b>bold</b>" in article.blocks[-1].text


@pytest.mark.skipif(sys.platform == "win32", reason="resource limits are POSIX's")
def test_the_largest_page_needs_little_memory():
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30));"
        "from audionews.article.html import read_html;"
        f"read_html('<p>' + {WORDS!r} * 110_000);"
        "peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;"
        f"print(peak // (1024 * 1024 if {sys.platform == 'darwin'} else 1024))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(ran.stdout) < 512


_PIECES = st.sampled_from(
    (
        *("<p>", "</p>", "<div class='related'>", "</div>", "<h2>", "<table><tr><td>", "<figure>"),
        *("<figcaption>", "<li>", "<ol start=x>", "<blockquote>", "<br>", "<img src=a alt=b>"),
        *("<a href='javascript:x'>", "<!--", "-->", "&amp;", "<article>", "<time>", "<b>", "\x00"),
        *("words of a page", "By Jo Lind", "2 May 2026", "«», “”", "日本語", "<script>"),
    )
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=40))
def test_no_markup_breaks_the_reader(pieces):
    try:
        article = read_html(" ".join(pieces))
    except ArticleError:
        return
    assert all(block.text or block.href for block in article.blocks)
    assert not any("\n" in block.text for block in article.blocks)
