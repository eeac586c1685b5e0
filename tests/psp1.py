"""The rules of a podcast feed, written down once more from the documents, not from our writer.

Source: PSP-1 (Podcast Standards Project), Apple's requirements, the podcast namespace, Podlove
Simple Chapters, RFC 5005.
"""

import base64
import re
import uuid
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from lxml import etree, html

NS = {
    "atom": "http://www.w3.org/2005/Atom",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
}
HTML = {"p", "ol", "ul", "li", "a", "b", "i", "strong", "em", "br"}
ROLES = {("writing", "author"), ("cast", "narrator"), ("cast", "voice actor")}
ONCE = (
    *("title", "link", "description", "language", "lastBuildDate", "itunes:author", "itunes:image"),
    *("itunes:explicit", "itunes:type", "itunes:category", "podcast:guid", "podcast:locked"),
    *("podcast:medium", "podcast:txt[@purpose='ai-content']", "atom:link[@rel='self']"),
)
ONCE_AN_ITEM = (
    *("title", "link", "guid", "pubDate", "description", "enclosure", "itunes:duration"),
    *("itunes:explicit", "itunes:image", "podcast:chapters", "psc:chapters"),
    "podcast:txt[@purpose='ai-content']",
)
TRANSCRIPTS = {"text/vtt", "application/x-subrip", "application/json"}
CHAPTER_LINE = re.compile(r"(\d\d:\d\d:\d\d) (.*)")
LEAST_BYTES = 16_384  # some apps ignore what is smaller


def broken(feed, now):
    """The rules that a feed breaks, in words; ``now`` is the moment at which it is read."""
    root = etree.fromstring(feed)
    channel = root.find("channel")
    found = [
        *_rule("UTF-8", b"encoding='UTF-8'" in feed[:60]),
        *_rule(
            "three name spaces",
            {NS[n] for n in ("atom", "itunes", "podcast")} <= set(root.nsmap.values()),
        ),
        *_rule("RSS 2.0", root.get("version") == "2.0"),
        *_once(channel, ONCE),
        *_channel(channel),
    ]
    items = channel.findall("item")
    dates = [parsedate_to_datetime(item.findtext("pubDate")) for item in items]
    guids = [item.findtext("guid") for item in items]
    found += _rule("guids are unique", len(set(guids)) == len(guids))
    found += _rule(
        "dates have a zone and are past", all(date.tzinfo and date <= now for date in dates)
    )
    found += _rule("the latest comes first", dates == sorted(dates, reverse=True))
    for item in items:
        found += [f"{item.findtext('title')}: {one}" for one in _item(item)]
    return found


def _rule(name, kept):
    return [] if kept else [name]


def _once(element, tags):
    return [f"{tag} once" for tag in tags if len(element.findall(tag, NS)) != 1]


def _channel(channel):
    description, picture = channel.findtext("description"), channel.find("itunes:image", NS)
    guid = uuid.UUID(channel.findtext("podcast:guid", namespaces=NS))
    yield from _rule("description of 1 to 4000 bytes", 0 < len(description.encode()) <= 4000)
    yield from _rule("language", re.fullmatch(r"[a-z]{2,3}(-\w+)*", channel.findtext("language")))
    yield from _rule("explicit", _text(channel, "itunes:explicit") in ("true", "false"))
    yield from _rule("type", _text(channel, "itunes:type") in ("episodic", "serial"))
    yield from _rule("locked", _text(channel, "podcast:locked") in ("yes", "no"))
    yield from _rule("guid of version 5", guid.version == 5)
    yield from _rule("picture", _is_file(picture.get("href"), ".jpg", ".png"))
    yield from _rule("RSS picture", channel.findtext("image/url") == picture.get("href"))
    for tag in ("title", "link"):
        yield from _rule(
            f"RSS picture's {tag}", channel.findtext(f"image/{tag}") == channel.findtext(tag)
        )
    for email in channel.iterfind("itunes:owner/itunes:email", NS):
        yield from _rule("email", "@" in email.text)


def _item(item):
    yield from _once(item, ONCE_AN_ITEM)
    yield from _rule("title", item.findtext("title").strip())
    yield from _rule("explicit", _text(item, "itunes:explicit") in ("true", "false"))
    yield from _rule("whole seconds", re.fullmatch(r"[1-9]\d*", _text(item, "itunes:duration")))
    yield from _rule("guid is no link", item.find("guid").get("isPermaLink") == "false")
    yield from _rule("link", _is_address(item.findtext("link")))
    yield from _enclosure(item.find("enclosure"))
    yield from _notes(item)
    yield from _companions(item)
    yield from _people_and_excerpt(item)


def _enclosure(enclosure):
    yield from _rule("enclosure", _is_file(enclosure.get("url"), ".mp3"))
    yield from _rule("enclosure's type", enclosure.get("type") == "audio/mpeg")
    yield from _rule("enclosure's length", int(enclosure.get("length")) >= LEAST_BYTES)


def _notes(item):
    words = item.findtext("description")
    shown = html.fragment_fromstring(words, create_parent=True)
    lines = CHAPTER_LINE.findall("\n".join(shown.itertext()))
    chapters = [(one.get("start"), one.get("title")) for one in item.iterfind("psc:chapters/*", NS)]
    yield from _rule("description of 4000 bytes at most", len(words.encode()) <= 4000)
    yield from _rule("plain elements", {one.tag for one in shown.iter()} - {"div"} <= HTML)
    yield from _rule(
        "links are https or http", all(_is_address(a.get("href")) for a in shown.iter("a"))
    )
    yield from _rule("chapters begin at 0", chapters[0][0] == "00:00:00")
    yield from _rule("chapters in order", chapters == sorted(chapters, key=lambda one: one[0]))
    yield from _rule(
        "chapters in the notes",
        [one[0] for one in lines] == [one[0] for one in chapters][: len(lines)],
    )


def _companions(item):
    for transcript in item.iterfind("podcast:transcript", NS):
        yield from _rule(
            "transcript", _is_address(transcript.get("url")) and transcript.get("language")
        )
    kinds = {one.get("type"): one.get("rel") for one in item.iterfind("podcast:transcript", NS)}
    yield from _rule("WebVTT, SRT and JSON", kinds.keys() >= TRANSCRIPTS)
    yield from _rule("SRT as captions", kinds.get("application/x-subrip") == "captions")
    (chapters,) = item.iterfind("podcast:chapters", NS)
    yield from _rule("chapters' type", chapters.get("type") == "application/json+chapters")
    for other in item.iterfind("podcast:alternateEnclosure", NS):
        (integrity,) = other.iterfind("podcast:integrity", NS)
        kind, _, digest = integrity.get("value").partition("-")
        yield from _rule("32 characters", len(other.get("title")) <= 32)
        yield from _rule("a source", _is_address(other.find("podcast:source", NS).get("uri")))
        yield from _rule("sri", (integrity.get("type"), kind) == ("sri", "sha256"))
        yield from _rule("digest", len(base64.b64decode(digest, validate=True)) == 32)


def _people_and_excerpt(item):
    people = item.findall("podcast:person", NS)
    yield from _rule("a person", people)
    for person in people:
        yield from _rule("role", (person.get("group"), person.get("role")) in ROLES)
        yield from _rule("name", 0 < len(person.text.strip()) <= 128)
    for excerpt in item.iterfind("podcast:soundbite", NS):
        start, duration = float(excerpt.get("startTime")), float(excerpt.get("duration"))
        yield from _rule("15 to 120 seconds", 15 <= duration <= 120)
        end = int(_text(item, "itunes:duration"))
        yield from _rule("within the episode", start + duration <= end + 0.5)
        yield from _rule("title of 128 at most", len(excerpt.text) <= 128)


def _text(element, tag):
    return element.findtext(tag, namespaces=NS)


def _is_address(url):
    parts = urlsplit(url)
    return parts.scheme in ("https", "http") and parts.netloc and not re.search(r"\s", url)


def _is_file(url, *endings):
    return _is_address(url) and url.startswith("https://") and urlsplit(url).path.endswith(endings)
