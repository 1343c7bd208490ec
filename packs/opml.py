"""Feed lists as OPML 2.0 (opml.org/spec2.opml), the format that feed readers exchange."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from email.utils import format_datetime
from itertools import count

from lxml import etree

from news.errors import InputError
from news.ids import content_id, shown
from news.knowledge import Feed
from news.texts import clean_line
from news.urls import host_of
from packs import fields
from packs.feeds import is_address

LARGEST_DOCUMENT = 10_000_000  # bytes; some 30,000 feeds
_CATEGORY = "/shamal/"  # a category that carries the feed's id, so that it outlives the way through a reader
_LONGEST_ID = 60
_NO_ID = re.compile(r"[^a-z0-9]+")
_SEPARATORS = re.compile(r"[,;\s]+")


def feeds_to_opml(feeds: Iterable[Feed], title: str, created: datetime) -> str:
    """Return an OPML document: an outline for each feed with its outlet, address, languages and id."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = clean_line(title)
    etree.SubElement(head, "dateCreated").text = format_datetime(created)
    body = etree.SubElement(root, "body")
    for feed in feeds:
        outlet = clean_line(feed.outlet)
        attributes = {"text": outlet, "title": outlet, "type": "rss", "xmlUrl": feed.url}
        if feed.languages:
            attributes["language"] = ", ".join(feed.languages)
        etree.SubElement(body, "outline", attributes, category=_CATEGORY + feed.id)
    etree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root, encoding="unicode") + "\n"


def feeds_from_opml(document: bytes) -> tuple[Feed, ...]:
    """Return the feeds of an OPML document, from all its folders, in order; each address once.

    An id is the one that `feeds_to_opml` wrote, else made from the outlet's name or the host: the same
    document always gives the same ids. InputError where the document is no OPML, is unsafe XML, or holds
    a feed whose address is no http(s) URL.
    """
    feeds: dict[str, Feed] = {}
    taken: set[str] = set()
    for outline in _body(document).iter("{*}outline"):
        attributes = {str(name).lower(): clean_line(str(value)) for name, value in outline.attrib.items()}
        url = attributes.get("xmlurl", "")
        if url and url not in feeds:
            feeds[url] = _feed(url, attributes, taken, f"line {outline.sourceline}")
            taken.add(feeds[url].id)
    return tuple(feeds.values())


def _body(document: bytes) -> etree._Element:
    """Parse without entities, network or size for attackers; return the <body>."""
    if len(document) > LARGEST_DOCUMENT:
        raise InputError(
            f"an OPML file of {len(document):,} bytes is too large: at most {LARGEST_DOCUMENT:,}"
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(document, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"not an OPML file, because not well-formed XML: {error}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise InputError("an OPML file needs no DOCTYPE, and one may hide an attack: take the DOCTYPE out")
    body = root.find("{*}body")
    if etree.QName(root).localname.lower() != "opml" or body is None:
        raise InputError(
            f"not an OPML file: expected <opml> with a <body>, and found <{etree.QName(root).localname}>"
        )
    return body


def _feed(url: str, attributes: dict[str, str], taken: Collection[str], where: str) -> Feed:
    if not is_address(url):
        raise InputError(f"{where}: {url!r} is no http(s) address; mend it or take the outline out")
    names = (attributes.get("title", ""), attributes.get("text", ""), host_of(url))
    outlet = next(name for name in names if fields.is_text(name))
    spoken = (code.split("-")[0].lower() for code in _SEPARATORS.split(attributes.get("language", "")))
    return Feed(
        id=next(name for name in _ids(url, outlet, attributes.get("category", "")) if name not in taken),
        outlet=outlet,
        url=url,
        languages=tuple(dict.fromkeys(filter(fields.is_language, spoken))),
    )


def _ids(url: str, outlet: str, categories: str) -> Iterator[str]:
    """Yield ids for a feed, the best first; the later ones are made from its address, without end."""
    for category in categories.split(","):
        written = category.strip().removeprefix(_CATEGORY)
        if category.strip().startswith(_CATEGORY) and fields.is_identifier(written):
            yield written
    base = _slug(outlet) or _slug(host_of(url)) or "feed"
    yield base
    for number in count():
        yield f"{base}-{shown(content_id(url, str(number)))[:8]}"


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    return _NO_ID.sub("-", plain)[:_LONGEST_ID].strip("-")
