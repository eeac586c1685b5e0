"""The reader of pages: what it takes for what, beside the golden pages."""

import subprocess
import sys

import pytest

from audionews.article.html import read_html
from audionews.errors import ArticleError
from audionews.model import BlockKind

PARAGRAPHS = (
    "The harbour of Sandvik was closed for two days after a crane slid off its rails in the storm.",
    "Nobody was hurt, the harbour master said on Sunday, but forty ships had to wait at sea.",
    (
        "The crane is forty years old and had been checked in March, according to its owner, who "
        "wants to build a new one on the southern quay before the end of next year."
    ),
    "Divers will look at the quay wall on Tuesday, when the wind is expected to turn at last.",
)


def page(*parts, head="", before="", after=""):
    body = "".join(part if part.startswith("<") else f"<p>{part}</p>" for part in parts)
    return (
        f"<html><head><title>Crane closes the harbour</title>{head}</head><body>{before}"
        f"<article><h1>Crane closes the harbour</h1>{body}</article>{after}</body></html>"
    )


def texts(article, kind):
    return [block.text for block in article.blocks if block.kind is kind]


def with_part(part):
    return read_html(page(*PARAGRAPHS[:2], part, *PARAGRAPHS[2:]))


def test_every_block_knows_where_it_stands():
    article = read_html(page(*PARAGRAPHS).replace("<p>", "\n<p>"))
    assert [block.line for block in article.blocks] == [1, 2, 3, 4, 5]
    assert article.blocks[1].path == "/html/body[1]/article[1]/p[1]"
    assert all(block.reason and 0 < block.confidence <= 1 for block in article.blocks)


def test_an_article_of_one_paragraph_is_read():
    article = read_html("<p>The bridge is open.</p>")
    assert texts(article, BlockKind.PARAGRAPH) == ["The bridge is open."]


@pytest.mark.parametrize("data", [b"", b"  ", "<!-- nothing -->", "<html><body></body></html>"])
def test_a_page_without_words_is_refused(data):
    with pytest.raises(ArticleError, match=r"news\.html"):
        read_html(data, source="news.html")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1251"])
def test_the_encoding_is_found(encoding):
    text = page("Мост через Орлову закрыт до весны, сообщил в понедельник городской совет.")
    meta = f'<head><meta charset="{encoding}">'
    article = read_html(text.replace("<head>", meta).encode(encoding))
    assert "Мост через Орлову" in article.blocks[-1].text
    assert article.language == "ru"


@pytest.mark.parametrize(
    "claim", ['<meta charset="utf-99">', '<meta charset="utf-8">', '<meta charset="ascii">']
)
def test_a_wrong_charset_does_not_stop_the_reading(claim):
    data = page("Le café a été fermé lundi.", head=claim).encode("cp1252")
    assert "fermé lundi" in read_html(data).blocks[-1].text or claim != '<meta charset="utf-99">'


def test_the_pages_language_has_its_region():
    data = page(*PARAGRAPHS).replace("<html>", '<html lang="en-GB">')
    assert read_html(data).language == "en-GB"


def test_a_template_that_names_the_wrong_language_is_not_believed():
    data = page("Мост через Орлову закрыт до весны, сообщил в понедельник городской совет.")
    assert read_html(data.replace("<html>", '<html lang="en-US">')).language == "ru"


def test_a_caption_parts_with_its_credit():
    article = with_part(
        '<figure><img src="crane.jpg" alt="A crane in the water"><figcaption>The crane on Sunday.'
        '<span class="credit">Jo Lind/Sandvik News</span></figcaption></figure>'
    )
    assert texts(article, BlockKind.PICTURE) == ["A crane in the water"]
    assert texts(article, BlockKind.CAPTION) == ["The crane on Sunday."]
    assert texts(article, BlockKind.CREDIT) == ["Jo Lind/Sandvik News"]


@pytest.mark.parametrize(
    "part",
    [
        '<div class="wp-caption"><img src="a.jpg"><p class="wp-caption-text">The quay.</p></div>',
        '<div><img src="a.jpg"><div class="article-image__caption">The quay.</div></div>',
        (
            '<figure><img src="a.jpg"><figcaption><span class="off-screen">Image caption</span>'
            "The quay.</figcaption></figure>"
        ),
        '<figure><img src="a.jpg"><p class="cutline">Image caption The quay.</p></figure>',
    ],
)
def test_a_caption_is_known_by_its_tag_or_its_class(part):
    assert texts(with_part(part), BlockKind.CAPTION) == ["The quay."]


def test_the_caption_of_a_video_is_not_said():
    article = with_part(
        '<div><iframe src="v"></iframe><p class="caption">Watch the crane</p></div>'
    )
    assert not texts(article, BlockKind.CAPTION)


@pytest.mark.parametrize("label", ["Video:", "VIDEO :", "Vídeo:", "Видео:"])
def test_a_caption_that_says_it_is_a_films_is_not_said_nor_its_credit(label):
    figure = (
        f'<figure><img src="a.jpg"><figcaption><p><b>{label}</b> The crane turns.</p>'
        '<p class="credit">Harbour Films</p></figcaption></figure>'
    )
    assert not texts(with_part(figure), BlockKind.CAPTION)
    assert not texts(with_part(figure), BlockKind.CREDIT)


def test_a_caption_that_only_speaks_of_a_video_is_said():
    figure = '<figure><img src="a.jpg"><figcaption>Video art on the quay.</figcaption></figure>'
    assert texts(with_part(figure), BlockKind.CAPTION) == ["Video art on the quay."]


def test_a_caption_that_is_printed_twice_is_said_once():
    figure = '<figure><img src="a.jpg"><figcaption>The quay at dawn.</figcaption></figure>'
    assert texts(with_part(figure * 2), BlockKind.CAPTION) == ["The quay at dawn."]


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("crane.jpg", "crane.jpg"),
        ("https://sandvik.example/crane.jpg", "https://sandvik.example/crane.jpg"),
        ("//cdn.example/crane.jpg", "//cdn.example/crane.jpg"),
        ("javascript:alert(1)", ""),
        (" java\nscript:alert(1)", ""),
        ("JaVaScRiPt:alert(1)", ""),
        ("data:image/png;base64,AAAA", ""),
        ("file:///etc/passwd", ""),
    ],
)
def test_an_address_is_http_or_relative(address, kept):
    article = with_part(f'<img src="{address}" alt="The crane">')
    (picture,) = [block for block in article.blocks if block.kind is BlockKind.PICTURE]
    assert picture.href == kept


def test_a_picture_that_counts_visits_is_no_picture():
    article = with_part('<img src="https://count.example/1.gif" width="1" height="1" alt="">')
    assert not any(block.kind is BlockKind.PICTURE for block in article.blocks)


def test_a_numbered_list_keeps_the_numbers_that_a_browser_writes():
    article = with_part(
        '<ol start="3"><li>Check the rails of the crane.</li><li>Check the brakes twice.</li>'
        '<li value="9">Call the harbour master before noon.</li></ol>'
    )
    assert [text[:2] for text in texts(article, BlockKind.LIST_ITEM)] == ["3.", "4.", "9."]


def test_items_of_a_list_in_a_list_are_deeper():
    article = with_part(
        "<ul><li>The northern quay is open again<ul><li>for boats below ten metres</li></ul></li>"
        "<li>The southern quay stays closed for now</li></ul>"
    )
    items = [block for block in article.blocks if block.kind is BlockKind.LIST_ITEM]
    assert [block.level for block in items] == [1, 2, 1]


def test_a_table_is_read_row_by_row_with_its_headers():
    article = with_part(
        "<table><tr><th>Quay</th><th>Ships</th></tr><tr><td>North</td><td>12</td></tr>"
        "<tr><td>South</td><td>28</td></tr></table>"
    )
    rows = ["Quay: North; Ships: 12.", "Quay: South; Ships: 28."]
    assert texts(article, BlockKind.TABLE_ROW) == rows


def test_a_table_that_lays_out_the_page_is_no_table_of_data():
    cell = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    article = read_html(f"<table><tr><td>Menu</td><td>{cell}</td></tr><tr><td>.</td></tr></table>")
    assert texts(article, BlockKind.PARAGRAPH)[-4:] == list(PARAGRAPHS)


def test_a_pull_quote_repeats_the_text_and_is_not_said():
    article = with_part(
        '<aside class="pull-quote">forty ships had to wait at sea</aside>'
        "<blockquote>We have waited longer than that for a parking space in the town.</blockquote>"
    )
    assert texts(article, BlockKind.PULL_QUOTE) == ["forty ships had to wait at sea"]
    assert len(texts(article, BlockKind.BLOCK_QUOTE)) == 1


def test_a_heading_over_links_is_not_the_articles():
    article = with_part(
        "<h3>The owner of the crane</h3><p>He bought it in the spring from a shipyard in Norway "
        "that had no use for it any more.</p>"
        '<h3>More stories</h3><ul><li><a href="/a">The ferry is late again today</a></li></ul>'
    )
    assert texts(article, BlockKind.SUBHEADING) == ["The owner of the crane"]


def test_what_is_left_out_is_told_with_its_reason():
    article = with_part(
        '<div class="newsletter"><p>Get our letter every morning for free.</p></div>'
    )
    (block,) = article.omitted
    assert (block.text, block.reason) == ("Get our letter every morning for free.", "newsletter")


def test_only_so_many_omitted_blocks_are_told():
    links = "".join(f'<li><a href="/{i}">Teaser number {i}</a></li>' for i in range(500))
    assert len(with_part(f'<ul class="related">{links}</ul>').omitted) == 100


def test_the_authors_are_not_said_twice():
    article = read_html(
        page(
            '<p class="byline">By Ana Brodt</p>', *PARAGRAPHS, '<p class="byline">By Ana Brodt</p>'
        )
    )
    assert article.authors == ("Ana Brodt",)
    assert texts(article, BlockKind.BYLINE) == ["By Ana Brodt"]


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        ('<meta name="author" content="By Ana Brodt and Ole Lind">', ("Ana Brodt", "Ole Lind")),
        ('<meta property="article:author" content="https://social.example/ana">', ()),
        ('<meta name="author" content="@ana">', ()),
        (
            (
                '<script type="application/ld+json">{"@type": "NewsArticle", "author": '
                '[{"@type": "Person", "name": "Ana Brodt"},'
                ' {"@type": "Organization", "name": "Sandvik News"}]}'
                "</script>"
            ),
            ("Ana Brodt",),
        ),
        (
            (
                '<script type="application/ld+json"><![CDATA[{"@type": ["ReportageNewsArticle"], '
                '"author": "Ana Brodt"}]]></script>'
            ),
            ("Ana Brodt",),
        ),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "author"</script>', ()),
    ],
)
def test_authors_are_people_not_addresses(head, authors):
    assert read_html(page(*PARAGRAPHS, head=head)).authors == authors


@pytest.mark.parametrize(
    ("part", "date"),
    [
        ('<meta itemprop="datePublished" content="2026-05-04T10:00Z">', "2026-05-04"),
        ("<p>Published on 4 May 2026, 10:00</p>", "2026-05-04"),
        ('<div itemprop="datePublished" content="0001-01-01"></div>', ""),
    ],
)
def test_the_date_is_the_pages_or_none(part, date):
    assert read_html(page(part, *PARAGRAPHS)).date == date


def test_the_headline_is_told_although_no_heading_shows_it():
    data = page(*PARAGRAPHS).replace("<h1>Crane closes the harbour</h1>", "")
    article = read_html(data.replace("<title>", "<title>Sandvik News | "))
    assert article.headline == "Crane closes the harbour"
    assert article.blocks[0].reason == "from the page's metadata"


def test_the_name_of_the_site_in_a_logo_is_no_headline():
    logo = '<h1 class="logo">Sandvik News Online</h1>'
    assert read_html(page(*PARAGRAPHS, before=logo)).headline == "Crane closes the harbour"


def test_reading_a_text_loads_no_library_for_pages():
    code = (
        "import sys; from audionews.article import read; read('-');"
        "print(*{'lxml', 'trafilatura'} & set(sys.modules))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        input=f"A crane in the water\n\n{PARAGRAPHS[0]}\n",
        capture_output=True,
        text=True,
        check=True,
    )
    assert not ran.stdout.split()


def test_a_name_alone_is_no_credit_worth_saying():
    figure = '<figure><img src="a.jpg"><figcaption><a class="credit">Kai</a></figcaption></figure>'
    assert "Kai" not in texts(with_part(figure), BlockKind.CREDIT)


def test_the_name_of_what_a_picture_links_to_is_no_caption():
    linked = (
        '<div><a href="/map"><img src="a.jpg"></a><a href="/map">Map: The new harbour</a>'
        '<span class="caption">Map: The new harbour</span></div>'
    )
    assert "Map: The new harbour" not in texts(with_part(linked), BlockKind.CAPTION)


QUAY = "The quay at dawn."
IMAGE = '<img src="a.jpg" width="600" alt="A crane in the water">'


@pytest.mark.parametrize(
    "part",
    [
        f'<div role="figure" aria-labelledby="c">{IMAGE}<p id="c">{QUAY}</p></div>',
        f'<div><img src="a.jpg" aria-describedby="x c"><p id="c">{QUAY}</p></div>',
        f'<div><p><img src="a.jpg" aria-labelledby="c"></p><p id="c">{QUAY}</p></div>',
        f'<div>{IMAGE}<div data-testid="image-caption">{QUAY}</div></div>',
        f'<div>{IMAGE}<div data-component="caption-block">{QUAY}</div></div>',
        f'<div>{IMAGE}<span class="small" itemprop="caption">{QUAY}</span></div>',
        f'<div>{IMAGE}<p class="leadImageCaption">{QUAY}</p></div>',
        f'<div>{IMAGE}<p class="photo__desc">{QUAY}</p></div>',
        f'<div>{IMAGE}<p class="didascalia">{QUAY}</p></div>',
        f'<div>{IMAGE}<p class="foto_bijschrift">{QUAY}</p></div>',
    ],
)
def test_a_caption_is_known_by_what_its_maker_or_its_picture_calls_it(part):
    article = with_part(part)
    assert texts(article, BlockKind.CAPTION) == [QUAY]
    assert QUAY not in texts(article, BlockKind.PARAGRAPH)


@pytest.mark.parametrize("name", ["no-caption", "nocaption", "copy", "photo-essay"])
def test_a_name_that_only_sounds_like_a_caption_makes_none(name):
    part = f'<div class="{name}"><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[2]}</p></div>'
    article = read_html(page(part, *PARAGRAPHS))
    assert not texts(article, BlockKind.CAPTION)


def test_a_text_beside_a_described_picture_is_no_caption():
    part = f'<img src="a.jpg" aria-describedby="map"><p id="other">{PARAGRAPHS[1]}</p>'
    article = read_html(page(PARAGRAPHS[0], part, *PARAGRAPHS[2:]))
    assert PARAGRAPHS[1] in texts(article, BlockKind.PARAGRAPH)


@pytest.mark.parametrize(
    ("words", "caption", "credit"),
    [
        (f"{QUAY} Photo: Jo Lind", [QUAY], "Photo: Jo Lind"),
        (f"{QUAY} (Photo: Jo Lind)", [QUAY], "(Photo: Jo Lind)"),
        ("Photo: Jo Lind/Sandvik News", [], "Photo: Jo Lind/Sandvik News"),
    ],
)
def test_a_paragraph_under_a_picture_that_ends_in_a_credit_is_its_caption(words, caption, credit):
    article = with_part(f"<p>{IMAGE}</p><p>{words}</p>")
    assert texts(article, BlockKind.CAPTION) == caption
    assert texts(article, BlockKind.CREDIT) == [credit]
    assert len(texts(article, BlockKind.PARAGRAPH)) == len(PARAGRAPHS)


@pytest.mark.parametrize(
    "words", [PARAGRAPHS[1], "The owner spoke to Reuters", f"{PARAGRAPHS[2]} {PARAGRAPHS[2]}"]
)
def test_a_paragraph_under_a_picture_is_no_caption_by_that_alone(words):
    article = read_html(page(PARAGRAPHS[0], f"<p>{IMAGE}</p><p>{words}</p>", PARAGRAPHS[3]))
    assert words in texts(article, BlockKind.PARAGRAPH)


@pytest.mark.parametrize(
    "words",
    [
        "Jo Lind / Getty Images",
        "Photo by Jo Lind on Unsplash",
        "Foto de Jo Lind",
        "Image courtesy of Sandvik Port",
        "© Jo Lind 2024",
    ],
)
def test_a_caption_that_only_names_the_photographer_is_a_credit(words):
    article = with_part(f"<figure>{IMAGE}<figcaption>{words}</figcaption></figure>")
    assert texts(article, BlockKind.CREDIT) == [words]
    assert not texts(article, BlockKind.CAPTION)


@pytest.mark.parametrize("words", ["Photo of the crane by night", "Photo by night of the crane."])
def test_a_caption_that_speaks_of_a_photo_is_no_credit(words):
    article = with_part(f"<figure>{IMAGE}<figcaption>{words}</figcaption></figure>")
    assert texts(article, BlockKind.CAPTION) == [words]


def test_the_copyright_beside_a_caption_is_its_credit():
    part = f'<span class="desc">{QUAY}</span> <span class="copy">DR</span>'
    article = with_part(f"<figure>{IMAGE}<figcaption>{part}</figcaption></figure>")
    assert texts(article, BlockKind.CAPTION) == [QUAY]
    assert texts(article, BlockKind.CREDIT) == ["DR"]


def test_the_copy_of_a_caption_is_no_copyright():
    part = f'<span class="copy">{QUAY}</span> <span class="credit">Sandvik News</span>'
    article = with_part(f"<figure>{IMAGE}<figcaption>{part}</figcaption></figure>")
    assert texts(article, BlockKind.CAPTION) == [QUAY]
    assert texts(article, BlockKind.CREDIT) == ["Sandvik News"]


@pytest.mark.parametrize(
    "words", ["View image in fullscreen", "Click to enlarge", "Hide caption", "Enlarge image"]
)
def test_the_words_of_a_button_are_no_caption(words):
    figure = f"<figure>{IMAGE}<figcaption>{words}</figcaption></figure>"
    assert not texts(with_part(figure), BlockKind.CAPTION)


def test_what_invites_to_listen_is_no_caption():
    audio = '<audio controls src="crane.mp3"></audio>'
    figure = f"<figure><figcaption>Listen to the crane:</figcaption>{audio}</figure>"
    assert not texts(with_part(figure), BlockKind.CAPTION)


def test_the_picture_of_a_lazy_page_is_not_called_loading():
    article = with_part('<img src="a.gif" alt="Loading...">')
    assert texts(article, BlockKind.PICTURE) == [""]


def test_a_linked_picture_of_another_article_leaves_no_credit():
    card = f'<a href="/b">{IMAGE}<p class="photo-desc">Ten ships. | Foto: Sandvik News</p></a>'
    article = with_part(f"<div>{card}</div>")
    assert not texts(article, BlockKind.CAPTION)
    assert not texts(article, BlockKind.CREDIT)


@pytest.mark.parametrize("caption", ["", QUAY])
def test_a_credit_that_links_to_the_photographer_is_kept(caption):
    part = f'{caption} <a class="credit" href="/jo">Jo Lind</a>'
    article = with_part(f"<figure>{IMAGE}<figcaption>{part}</figcaption></figure>")
    assert texts(article, BlockKind.CREDIT) == ["Jo Lind"]


def quotation(words):
    return (
        f"<figure><blockquote><p>{words}</p></blockquote>"
        "<figcaption>Ada Holm, harbour master</figcaption></figure>"
    )


def test_a_quotation_in_a_figure_is_said_with_its_source():
    words = "The crane was never safe, and everybody on the quay knew it."
    article = with_part(quotation(words))
    assert texts(article, BlockKind.BLOCK_QUOTE) == [words]
    assert "Ada Holm, harbour master" in texts(article, BlockKind.PARAGRAPH)
    assert not texts(article, BlockKind.CAPTION)


def test_a_figure_that_repeats_a_paragraph_is_not_said_nor_its_source():
    article = with_part(quotation(PARAGRAPHS[0]))
    assert "Ada Holm, harbour master" not in [block.text for block in article.spoken]
    assert [block.text for block in article.spoken].count(PARAGRAPHS[0]) == 1
