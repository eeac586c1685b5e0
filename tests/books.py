"""Reads EPUB and DAISY books back, with nothing of the code that wrote them."""

import posixpath
import re
import zipfile
from dataclasses import dataclass

from lxml import etree

NS = {
    "h": "http://www.w3.org/1999/xhtml",
    "o": "http://www.idpf.org/2007/opf",
    "s": "http://www.w3.org/ns/SMIL",
    "dc": "http://purl.org/dc/elements/1.1/",
    "epub": "http://www.idpf.org/2007/ops",
}


@dataclass(frozen=True)
class Clip:
    """What one par says: the element whose text it is, and the milliseconds it is heard."""

    text: str
    begin: int
    end: int


@dataclass(frozen=True)
class Page:
    """A content document and the clips of its overlay, in order."""

    name: str
    root: etree._Element
    overlay: str
    clips: tuple[Clip, ...]


class Epub:
    """An EPUB as a reading system sees it."""

    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)
        self.opf = self.xml("EPUB/package.opf")
        self.items = {item.get("id"): item for item in self.opf.iterfind(".//o:item", NS)}

    def xml(self, name):
        return etree.fromstring(self.zip.read(name))

    def meta(self, name):
        return [meta.text for meta in self.opf.iterfind(f".//o:meta[@property='{name}']", NS)]

    def duration_of(self, overlay):
        (meta,) = self.opf.iterfind(f".//o:meta[@refines='#{overlay}']", NS)
        return milliseconds(meta.text)

    @property
    def pages(self):
        refs = self.opf.iterfind(".//o:itemref", NS)
        return [self.page(self.items[ref.get("idref")]) for ref in refs]

    @property
    def nav(self):
        (item,) = self.opf.iterfind(".//o:item[@properties='nav']", NS)
        return self.page(item)

    def page(self, item):
        name, overlay = item.get("href"), item.get("media-overlay")
        clips = ()
        if overlay:
            smil = self.xml(f"EPUB/{self.items[overlay].get('href')}")
            clips = tuple(self.clip(par) for par in smil.iterfind(".//s:par", NS))
        return Page(name, self.xml(f"EPUB/{name}"), overlay, clips)

    def clip(self, par):
        text, audio = par.find("s:text", NS), par.find("s:audio", NS)
        assert f"EPUB/{audio.get('src')}" in self.zip.namelist()
        return Clip(
            text.get("src"),
            milliseconds(audio.get("clipBegin")),
            milliseconds(audio.get("clipEnd")),
        )


class Daisy:
    """A DAISY 2.02 book as a player sees it."""

    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)
        self.ncc = self.xml("ncc.html")

    def xml(self, name):
        parser = etree.XMLParser(load_dtd=False, resolve_entities=False)
        return etree.fromstring(self.zip.read(name), parser)

    def meta(self, name):
        metas = self.ncc.iterfind(f".//h:meta[@name='{name}']", NS)
        return [meta.get("content") for meta in metas]

    @property
    def smils(self):
        """The SMIL files in the order of the master SMIL."""
        return [ref.get("src") for ref in self.xml("master.smil").iter("ref")]

    def clips(self, smil):
        for par in self.xml(smil).iter("par"):
            audio = par.find("audio")
            assert audio.get("src") in self.zip.namelist()
            begin, end = (milliseconds(audio.get(f"clip-{edge}")) for edge in ("begin", "end"))
            yield Clip(par.find("text").get("src"), begin, end)


def milliseconds(clock):
    """A SMIL clock value in milliseconds."""
    parts = re.fullmatch(r"(?:npt=)?(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d+)?)s?", clock)
    hours, minutes, seconds = (float(part or 0) for part in parts.groups())
    return round(1000 * (3600 * hours + 60 * minutes + seconds))


def text_of(element):
    return "".join(element.itertext())


def by_id(root):
    """Every element with an id; ids are there once."""
    found = root.xpath("//*[@id]")
    named = {element.get("id"): element for element in found}
    assert len(named) == len(found)
    return named


def resolved(base, href):
    """The name of the file that a link leads to, and the fragment."""
    name, _, fragment = href.partition("#")
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), name)), fragment
