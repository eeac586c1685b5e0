"""The text of an edition as XHTML elements; EPUB takes them as they are, DAISY makes them plainer.

Each run has an element of its own with the run's ``id``, which an overlay can point to.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from lxml import etree
from lxml.builder import ElementMaker

from audionews.model import BlockKind, Role
from audionews.publish.document import Document, Group, Run, TimedBlock, TimedSection

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml has no public name for it

Filled = Callable[[Element, TimedBlock], Element]
"""Fills an element with the runs of a block."""

HTML5 = "<!DOCTYPE html>"
XHTML = "http://www.w3.org/1999/xhtml"
EPUB = "http://www.idpf.org/2007/ops"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
EPUB_TYPE = f"{{{EPUB}}}type"

E = ElementMaker(namespace=XHTML, nsmap={None: XHTML, "epub": EPUB})

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_FROM_THE_RIGHT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_OWN_MARK = re.compile(r"(?:[^\w\s\"'“‘«(]|\(?\w{1,3}[.)])\s")
_NUMBERED = re.compile(r"\(?\d+[.)]\s")
VOICES = 5
"""How many speakers the style sheet tells apart before it begins again."""


def clean(text: str) -> str:
    """The text without the characters that XML 1.0 forbids."""
    return _ILLEGAL.sub("", text)


def language_tag(language: str) -> str:
    """The tag in BCP 47's form; "und" where it cannot be one."""
    tag = language.replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else "und"


def direction(language: str) -> str:
    """Which way the language is written: "ltr" or "rtl"."""
    return "rtl" if language.split("-", maxsplit=1)[0].lower() in _FROM_THE_RIGHT else "ltr"


def set_language(element: Element, language: str) -> None:
    """Says in both of XHTML's ways which language the element's text is in."""
    tag = language_tag(language)
    element.set("lang", tag)
    element.set(XML_LANG, tag)
    if direction(tag) == "rtl":
        element.set("dir", "rtl")


def serialised(root: Element, doctype: str = "") -> bytes:
    """The document as UTF-8, with an XML declaration."""
    data: bytes = etree.tostring(
        root, xml_declaration=True, encoding="utf-8", doctype=doctype or None
    )
    return data


def section(timed: TimedSection, document: Document) -> Element:
    """The section's element, named by its heading, or by its title where it has none."""
    element = E.section({"id": timed.id, EPUB_TYPE: "chapter", "role": "doc-chapter"})
    if timed.heading:
        element.set("aria-labelledby", f"h-{timed.id}")
    else:
        element.set("aria-label", clean(timed.title))
    for number, group in enumerate(timed.groups):
        for made in _group(group, timed, document):
            if group.kind:
                made.set("id", group_id(timed, number))
            element.append(made)
    return element


def contents(places: Iterable[tuple[str, TimedSection]]) -> Element:
    """A list of links, nested as the headings are, from addresses and what begins there."""
    lists: list[Element] = [E.ol()]
    for href, timed in places:
        del lists[timed.level :]
        if len(lists) < timed.level:
            lists.append(E.ol())
            lists[-2][-1].append(lists[-1])
        lists[-1].append(E.li(E.a(clean(timed.title), href=href, id=f"n-{timed.id}")))
    return lists[0]


def group_id(timed: TimedSection, number: int) -> str:
    """The name of the element of a section's group, counted from 0."""
    return f"{timed.id}-g{number}"


def _group(group: Group, timed: TimedSection, document: Document) -> Iterator[Element]:
    def filled(element: Element, block: TimedBlock) -> Element:
        return _filled(element, block, document)

    match group.kind:
        case "figure":
            yield _figure(group, filled)
        case "list":
            yield _list(group.blocks, filled)
        case "table":
            rows = (E.tr(filled(E.td(), block)) for block in group.blocks)
            yield E.table(E.tbody(*rows))
        case "quote":
            yield E.blockquote(*(filled(E.p(), block) for block in group.blocks))
        case "":
            yield from (filled(_alone(block, timed), block) for block in group.blocks)


def _alone(block: TimedBlock, timed: TimedSection) -> Element:
    if block.is_heading and block is timed.heading:
        return E(f"h{timed.level}", id=f"h-{timed.id}")
    if block.is_heading:
        return E(f"h{min(timed.level + 1, 6)}")
    return E.p() if block.kind is BlockKind.PARAGRAPH else E.p({"class": block.kind.value})


def _figure(group: Group, filled: Filled) -> Element:
    figure, caption = E.figure(), E.figcaption()
    for block in group.blocks:
        parent = figure if block.kind is BlockKind.PICTURE else caption
        parent.append(filled(E.p({"class": block.kind.value}), block))
    if len(caption):
        figure.append(caption)
    return figure


def _list(blocks: Iterable[TimedBlock], filled: Filled) -> Element:
    """Items by their depth; a list inside a list stands inside the item before it."""
    open_lists = list[tuple[int, Element]]()
    for block in blocks:
        while len(open_lists) > 1 and block.level < open_lists[-1][0]:
            open_lists.pop()
        if not open_lists or block.level > open_lists[-1][0]:
            inner = _list_element(block.text)
            if open_lists:
                open_lists[-1][1][-1].append(inner)
            open_lists.append((block.level, inner))
        open_lists[-1][1].append(filled(E.li(), block))
    return open_lists[0][1]


def _list_element(first: str) -> Element:
    """The list that begins with that item: items that bring their own marks get no second ones."""
    element = E.ol() if _NUMBERED.match(first) else E.ul()
    if _OWN_MARK.match(first):
        element.set("class", "marked")
    return element


def _filled(element: Element, block: TimedBlock, document: Document) -> Element:
    if block.language != document.language:
        set_language(element, block.language)
    for run in block.runs:
        span = _span(run, block, document)
        span.tail = _ILLEGAL.sub(" ", run.blank)
        element.append(span)
    return element


def _span(run: Run, block: TimedBlock, document: Document) -> Element:
    span = E.span(clean(run.text), id=run.id)
    if run.added:
        span.set("class", "added")
    elif run.role is Role.QUOTATION:
        span.set("class", "quotation")
    if run.speaker:
        voice = document.speakers.index(run.speaker) % VOICES + 1
        span.set("class", f"quotation voice-{voice}")
        span.set("title", clean(run.speaker))
    if run.language != block.language:
        set_language(span, run.language)
    return span
