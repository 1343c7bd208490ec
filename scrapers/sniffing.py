"""What came when a feed was asked for: looked at, not believed, and made fit for the parser."""

import codecs
import html
import re

from news.errors import FeedError
from news.texts import clean_line
from scrapers.charsets import decode
from scrapers.markup import plain_text

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before that of UTF-16, which is its start
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE = ((re.compile(rb"[\s<{]\0"), "utf-16-le"), (re.compile(rb"\0[\s<{]"), "utf-16-be"))
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']\s*([\w.:-]{2,40})", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_UTF_8 = re.compile(r"utf-?8", re.IGNORECASE)
_TURKISH = re.compile(r"iso[-_]?8859[-_]?9|latin-?5", re.IGNORECASE)  # means Windows-1254 on the web
_DECLARES_WITHIN = 1_024  # bytes
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_FEED = re.compile(r"<(?:[\w.-]{1,20}:)?(?:rss|rdf|feed|channel)(?=[\s>/])", re.IGNORECASE)
_ITEM = re.compile(r"<(?:[\w.-]{1,20}:)?(?:item|entry)(?=[\s>])", re.IGNORECASE)
_ITEM_END = re.compile(r"</(?:[\w.-]{1,20}:)?(?:item|entry)\s*>", re.IGNORECASE)
_FEED_END = re.compile(r"</(?:[\w.-]{1,20}:)?(?:rss|rdf|feed|channel)\s*>", re.IGNORECASE)
_WEB_PAGE = re.compile(r"<(?:html|head|body)[\s>]", re.IGNORECASE)
_SNIPPET = re.compile(r"<(?:!doctype\s+html|script|div|p|meta|title|h1)\b", re.IGNORECASE)
# A section that is taken as it stands, or an ampersand with what it may begin.
_AMPERSANDS = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?:#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|\w{1,40};)?", re.DOTALL
)
_MARKUP = frozenset("<>&\"'")

_LOOKED_AT = 100_000  # characters of a web page
_MOST_WORDS = 100  # on a wall; a page that says more is a page
_WALL_HOST = re.compile(
    r"https?://(?:consent\.[\w.-]+|guce\.[\w.-]+|[\w.-]*captcha-delivery\.com|validate\.perfdrive\.com|"
    r"challenges\.cloudflare\.com|(?:www\.)?google\.[a-z.]+/sorry)(?:[/?:]|$)",
    re.IGNORECASE,
)
_WALL_TITLE = re.compile(
    r"<title[^>]{0,200}>\s*(?:just a moment|attention required|before you continue|ddos-guard|access denied|"
    r"checking your browser|one moment, please|bot verification|security check|robot challenge|"
    r"bevor sie fortfahren|avant d.acc.der)",
    re.IGNORECASE,
)
_WALL_WORDS = re.compile(
    r"(?:enable|requires|activate|turn on|need)\s[\w\s]{0,20}?(?:javascript(?! to run this app)|cookies)|"
    r"captcha|not a robot|"
    r"are (?:you )?(?:a )?human|checking your browser|verify(?:ing)? (?:that )?you|unusual traffic|"
    r"_incapsula_|challenge-platform|cf-chl|sucuri|datadome|perimeterx|/aes\.js|access (?:is |was )?denied",
    re.IGNORECASE,
)
_SHOWN = 60  # characters of an answer that is no feed


class WebPageError(FeedError):
    """The answer is a web page."""


class WallError(FeedError):
    """The answer is a page that asks for consent, or for proof of being human."""


def text_of(body: bytes, content_type: str) -> str:
    """Return the characters of a document, without those that XML forbids.

    A byte order mark decides, then that it reads as UTF-8 but for a few slips, then its own declaration,
    the Content-Type and detection; never an error.
    """
    for mark, charset in _BOMS:
        if body.startswith(mark):
            return _ILLEGAL.sub("", body.decode(charset, "replace"))
    for pattern, charset in _WIDE:
        if pattern.match(body):
            return _ILLEGAL.sub("", body.decode(charset, "replace"))
    text = body.decode("utf-8", "replace")
    if _slips(text):
        text = decode(body, _declared(body, content_type))
    return _ILLEGAL.sub("", text)


def is_json(text: str) -> bool:
    """Tell whether a document is JSON rather than markup."""
    return text.lstrip().startswith("{")


def fit_for_parsing(text: str, url: str) -> tuple[bytes, bool]:
    """Return a feed in UTF-8 from its root on, and whether its end is there; `url` is where it came from.

    What stands before the root is dropped: white space, warnings, and the DOCTYPE with whatever entities
    it declares. Bare ampersands and HTML's entities are set right. Of a document that breaks off, what is
    incomplete at the end goes. Raises WallError, WebPageError or FeedError where there is no feed.
    """
    root = _FEED.search(text) or _ITEM.search(text)
    if root is None or _WEB_PAGE.search(text, 0, root.start()):
        raise _no_feed(text, url)
    whole = _FEED_END.search(text, max(root.start(), len(text) - 1_000)) is not None
    markup = text[root.start() :] if whole else _complete(text[root.start() :])
    markup = _AMPERSANDS.sub(_repaired, markup)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + markup.encode("utf-8", "replace"), whole


def _slips(text: str) -> bool:
    """Tell whether too many bytes were no UTF-8 for it to be that; a cut title or two spoils some feeds."""
    lost = text.count("\ufffd")
    foreign = len(text) - len(text.encode("ascii", "ignore")) - lost
    return lost * 10 > foreign


def _declared(body: bytes, content_type: str) -> str:
    """Return, as a Content-Type, the charset that a document is declared in if it is not UTF-8 for sure."""
    declaration = _DECLARED.search(body[:_DECLARES_WITHIN])
    header = _CHARSET.search(content_type)
    for name in (declaration and declaration[1].decode("ascii", "replace"), header and header[1]):
        if name and not _UTF_8.fullmatch(name):
            return "charset=windows-1254" if _TURKISH.fullmatch(name) else f"charset={name}"
    return ""


def _complete(markup: str) -> str:
    markup = markup[: markup.rfind(">") + 1]
    last = max((found.start() for found in _ITEM.finditer(markup)), default=0)
    # Where items are closed at all, the last one that is not may lack its address, or half of it.
    if last and _ITEM_END.search(markup) and not _ITEM_END.search(markup, last):
        return markup[:last]
    return markup


def _repaired(found: re.Match[str]) -> str:
    written = found[0]
    if not written.startswith("&"):
        return written
    meant = html.unescape(written) if written.endswith(";") else written
    if meant == written:
        return f"&amp;{written[1:]}"
    return written if set(meant) & _MARKUP else _ILLEGAL.sub("", meant.replace("\ufffd", ""))


def _no_feed(text: str, url: str) -> FeedError:
    if not text.strip():
        return FeedError("the address answers with an empty document, not a feed")
    if not (_WEB_PAGE.search(text) or _SNIPPET.search(text) or _WALL_HOST.match(url)):
        shown = clean_line(text[:1_000])[:_SHOWN].strip()
        said = f", that says {shown!r}" if shown and "<" not in shown else ""
        return FeedError(f"the address answers with something that is no feed{said}")
    if _is_wall(text[:_LOOKED_AT], url):
        return WallError("the address answers with a consent or bot wall, not a feed")
    return WebPageError("the address answers with a web page, not a feed")


def _is_wall(page: str, url: str) -> bool:
    if _WALL_HOST.match(url) or _WALL_TITLE.search(page):
        return True
    return _WALL_WORDS.search(page) is not None and len(plain_text(page).split()) <= _MOST_WORDS
