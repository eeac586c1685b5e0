"""The show as an OPML file, which podcast apps import.

Source: http://opml.org/spec2.opml
"""

from lxml import etree

from audionews.publish.feed.show import Show
from audionews.publish.xhtml import clean


def subscription(show: Show) -> bytes:
    """The list of subscriptions with this one show in it."""
    title, text = clean(show.title), clean(show.description)
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    attributes = {
        "type": "rss",
        "text": title,
        "title": title,
        "description": text,
        "language": show.language,
        "xmlUrl": show.url,
        "htmlUrl": show.link,
    }
    etree.SubElement(etree.SubElement(root, "body"), "outline", attributes)
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data
