"""The names that makers of pages give to the parts of them, in classes, ids and roles."""

import re
from functools import lru_cache

_LONGEST_KNOWN = 200  # letters of a name that is kept in mind


class _Names:
    """Whole words of names such as ``article-related__list``, which come again all over a page."""

    def __init__(self, *words: str) -> None:
        pattern = rf"(?:^|[\s_-])(?:{'|'.join(words)})(?=$|[\s_-])"
        self._search = re.compile(pattern, re.IGNORECASE).search
        self._known = lru_cache(maxsize=2000)(self._search)

    def search(self, name: str) -> re.Match[str] | None:
        """The first of the words in the name."""
        return self._known(name) if len(name) <= _LONGEST_KNOWN else self._search(name)


HIDDEN = _Names(
    *("sr-only", "sr", "visually-?hidden", "screen-?reader(?:-text)?", "off-?screen", "a11y"),
    *("hide-text", "is-hidden"),
)
NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
"""The same in a style."""

BESIDE = _Names(
    *("promo\\w*", "sidebar", "breadcrumbs?", "tags?", "topics", "teasers?", "advert\\w*", "ads?"),
    *("sponsor\\w*", "rail", "carousel", "playlist", "toolbar", "menu", "widget", "popup"),
    *("modal", "banner", "see-?also"),
)
"""Containers of the page; now and then, of a part of the article."""
OUTSIDE = _Names(
    *("comments?", "respond", "newsletter", "sign-?up", "related", "recommend\\w*", "share"),
    *("sharing", "social", "subscri\\w+", "paywall", "cookie\\w*", "consent", "outbrain"),
    *("taboola", "most-?(?:read|popular|viewed)", "trending", "read-?(?:more|next)", "also-?read"),
    *("more-?(?:from|on|stories|news)", "donat\\w+", "membership", "footer"),
    *("instagram-media", "tiktok-embed", "fb-(?:post|video)"),
)
"""Containers that are never the article's."""

PULL_QUOTE = re.compile(r"pull[-_]*quote|quote[-_]*pull", re.IGNORECASE)
STANDFIRST = _Names(
    *("stand-?first", "dek", "deck", "lead", "lede", "sub-?title", "sub-?head(?:line)?"),
    *("summary", "intro", "chapo", "excerpt", "description", "perex", "teaser-?text"),
    *("vorspann", "entradilla", "bajada", "sottotitolo"),
)
KICKER = _Names(
    "kicker", "eyebrow", "overline", "rubric?", "section-?label", "dachzeile", "volanta"
)
BIO = _Names(
    *("(?:author-?)?bio(?:graphy)?", "author-?(?:info|box|desc\\w*|about)"),
    "about-?(?:the-?)?author",
)
CAPTION = _Names(
    r"(?<!no[-_])(?<!has[-_])(?<!with[-_])(?!no|has|with)[a-z]*caption(?:s|-?text)?",
    *("cutline", "legend[ae]?"),
    *("(?:img|image|photo|foto|picture|media)[-_]*(?:desc|description|legend[ae]?)", "didascalia"),
    *("pie[-_]?(?:de[-_]?)?foto", "leyenda", "(?:foto)?bijschrift", "bildunterschrift"),
    *("bildtext", "bildetekst", "billedtekst", "kuvateksti", "popisek"),
)
CREDIT = _Names(
    *("credits?", "copyright", "copyrightholder", "photographer", "source", "byline"),
    *("(?:photo|image|img)-?credit", "attribution", "author", "creator", "rights"),
)
COPYRIGHT = _Names("copy", "copy-?right")
"""The same as a credit in a caption; elsewhere, a text's words are its copy."""
VIDEO = re.compile(r"video|player|brightcove|youtube|vimeo", re.IGNORECASE)
FILM_LABEL = re.compile(r"(?:v[ií]d[eé]os?|watch|видео)\s*:", re.IGNORECASE)
"""How the caption of a film begins, also where a picture stands for the film."""

END_MATTER = re.compile(
    r"^(?:a version of this (?:article|story) appear|.{0,80}\bcontributed (?:to this|reporting)"
    r"|.{0,120}\bcontributed\.?$|.{0,40}\breport(?:ed|ing) from\b|additional reporting|reporting by"
    r"|this (?:article|story) was (?:originally|first|reprinted)|follow .{0,40}\bon\b"
    r"|.{2,60}\bis (?:a|an|the) .{0,60}\b(?:reporter|correspondent|editor|writer|author of"
    r"|journalist|columnist|professor)\b)",
    re.IGNORECASE,
)
"""How words about the authors begin, after the article."""
