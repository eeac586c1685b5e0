"""Pronunciations in the Pronunciation Lexicon Specification, which other programs read.

A lexeme has the written forms as graphemes, the respelling as an alias and IPA as a phoneme.  What
the specification has no element for stands in its ``role``, under this project's name, beside an
alias that other programs understand.

Source: W3C Recommendation "Pronunciation Lexicon Specification (PLS) Version 1.0", 14 October 2008.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from typing import Literal

from audionews.model import Pronunciation
from audionews.spoken.lexicon import said

NAMESPACE = "http://www.w3.org/2005/01/pronunciation-lexicon"
OWN = "urn:audionews:pronunciation"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_PREFIX = "audionews:"
_MANNERS: dict[str, Literal["word", "letters"]] = {"word": "word", "letters": "letters"}


class _NoDoctype(ET.TreeBuilder):
    """Refuses document types: a lexicon needs none, and an entity could swell without end."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        del pubid, system
        raise ValueError(f"a document type ({name}) is not taken from a lexicon")


def read(content: bytes) -> tuple[Pronunciation, ...]:
    """The entries of a PLS document, one for each grapheme.

    Raises:
        ValueError: it is no PLS, or its phonemes are not in IPA.
    """
    try:
        root = ET.fromstring(content, ET.XMLParser(target=_NoDoctype()))  # noqa: S314 - no doctype
    except ET.ParseError as error:
        raise ValueError(f"not well-formed XML: {error}") from error
    if root.tag != f"{{{NAMESPACE}}}lexicon":
        raise ValueError(f"the outermost element is {root.tag}, not a PLS lexicon")
    language = root.get(f"{_XML}lang", "")
    return tuple(
        entry for lexeme in _all(root, "lexeme") for entry in _entries(lexeme, root, language)
    )


def _entries(lexeme: ET.Element, root: ET.Element, language: str) -> Iterator[Pronunciation]:
    """The entries of a lexeme; one that says nothing is passed over."""
    roles = _roles(lexeme)
    alias, phoneme = _preferred(lexeme, "alias"), _preferred(lexeme, "phoneme")
    ipa = phoneme is not None and phoneme.get("alphabet", root.get("alphabet", "ipa")) == "ipa"
    manner: Literal["", "word", "letters"] = next(
        (_MANNERS[role] for role in roles if role in _MANNERS), ""
    )
    for grapheme in _all(lexeme, "grapheme"):
        values = {
            "say": "" if manner else _text(alias),
            "ipa": _text(phoneme) if ipa else "",
            "language": next((role[5:] for role in roles if role.startswith("from-")), ""),
        }
        if _text(grapheme) and (manner or any(values.values())):
            yield Pronunciation(
                written=_text(grapheme),
                manner=manner,
                any_case="any-case" in roles,
                in_language=language,
                **values,
            )


def _roles(lexeme: ET.Element) -> list[str]:
    names = lexeme.get("role", "").split()
    return [name.removeprefix(_PREFIX) for name in names if name.startswith(_PREFIX)]


def _all(element: ET.Element, name: str) -> list[ET.Element]:
    return element.findall(f"{{{NAMESPACE}}}{name}")


def _preferred(lexeme: ET.Element, name: str) -> ET.Element | None:
    """The one marked so, or else the first."""
    found = _all(lexeme, name)
    return next((one for one in found if one.get("prefer") == "true"), found[0] if found else None)


def _text(element: ET.Element | None) -> str:
    return " ".join((element.text or "").split()) if element is not None else ""


def write(entries: Iterable[Pronunciation], language: str) -> bytes:
    """A PLS document of entries for articles of one language."""
    attributes = {"version": "1.0", "xmlns": NAMESPACE, "alphabet": "ipa", "xml:lang": language}
    root = ET.Element("lexicon", {**attributes, "xmlns:audionews": OWN})
    for entry in entries:
        _lexeme(root, entry, language)
    ET.indent(root)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def _lexeme(root: ET.Element, entry: Pronunciation, language: str) -> None:
    roles = [entry.manner, f"from-{entry.language}" if entry.language else ""]
    roles.append("any-case" if entry.any_case else "")
    role = " ".join(_PREFIX + name for name in roles if name)
    lexeme = ET.SubElement(root, "lexeme", {"role": role} if role else {})
    ET.SubElement(lexeme, "grapheme").text = entry.written
    if entry.ipa:
        ET.SubElement(lexeme, "phoneme").text = entry.ipa
    if entry.say or entry.manner:
        ET.SubElement(lexeme, "alias").text = said(entry, language)
