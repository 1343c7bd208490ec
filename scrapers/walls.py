"""Consent and bot walls: pages that stand where an article should be, and are never stored as one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from news.knowledge import LineRule
from scrapers.blocks import word_count
from scrapers.boilerplate import Same, of_kinds, strip_lines
from scrapers.structured import Declared

_CONSENT_WALL, _BOT_WALL = "consent_wall", "bot_wall"
_KINDS = frozenset((_CONSENT_WALL, _BOT_WALL))
_LONGEST_LINE = 400  # characters of a line of a wall
_HOSTS = re.compile(
    r"(?:https?:)?//(?:consent\.(?:google|youtube|yahoo)\.|guce\.|(?:[\w-]+\.)?consensu\.org|"
    r"(?:geo|ct)\.captcha-delivery\.com|challenges\.cloudflare\.com|validate\.perfdrive\.com|"
    r"[\w.-]+\.(?:privacy-mgmt\.com|awswaf\.com/[\w/-]*challenge)|captcha\.px-cloud\.net|[\w.-]*hcaptcha\.com/captcha)|"
    r"[^?#]{0,200}(?:/_Incapsula_Resource|/cdn-cgi/challenge-platform/h/)",
    re.IGNORECASE,
)
_LONGEST = 4_000  # characters that prose on consent and a wall's own words have at most
_FEWEST_WORDS = 80  # a text with more words than this is no wall, whatever else the page says
_FEWEST_BY_BANNER = 15  # the same where only words on consent speak for a wall: banners stand on short news
_FEWEST_DECLARED = 25  # the same where the page declares an article: a wall may bear its metadata
_MOST_TEXTS = 120  # pieces of text looked at: a wall says at once what it is
# What consent prose speaks of: a line with one of the first or three of the others is none of an article.
_COOKIES = ("cookie", "çerez", "datenschutz", "vie privée", "ملفات تعريف", "الكوكيز")
_CONSENT = re.compile(
    r"cookie|çerez|consent|privacy|partners?\b|personali[sz]ed|advertis|tracking|device|vendors?\b|"
    r"einwillig|zustimm|datenschutz|werbung|endgerät|personalisiert|widerruf|abonnement|pur-abo|"
    r"consentement|partenaires?|publicit|traceurs?|vie privée|terminal|confidentialité|personnalis|"
    r"accept|reject|choices|settings|ablehn|einstellung|refus|choix|paramètr|kabul|tercih|"
    r"ortak|reklam|gizlilik|kişisel|rıza|cihaz|"
    r"ملفات تعريف|الكوكيز|شركا[ءؤئ]|الخصوصية|موافق|إعلانات|بيانات|جهازك|قبول|رفض|إعدادات",
    re.IGNORECASE,
)
_CONSENT_TERMS = 3
_SEEN_TEXT = etree.XPath(
    "//title/text() | //body//text()[not(parent::script or parent::style or parent::template)]",
    smart_strings=False,
)
_IS_ARTICLE = etree.XPath("boolean(//meta[@property='og:type'][@content='article'])")


@dataclass(frozen=True, slots=True)
class Unread:
    """What of a page no reader sees: the addresses of its forms, frames and scripts, and its <noscript>."""

    addresses: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


def unread(tree: HtmlElement) -> Unread:
    """Read what of a page no reader sees, before it is taken out."""
    addresses: list[str] = []
    texts: list[str] = []
    for element in tree.iter("form", "iframe", "script", "noscript"):
        if element.tag == "noscript":
            texts.append(element.text_content()[:_LONGEST_LINE])
        elif address := element.get("action" if element.tag == "form" else "src"):
            addresses.append(address)
    return Unread(tuple(addresses), tuple(texts))


def is_wall(
    kept: Sequence[str],
    tree: HtmlElement,
    beside: Unread,
    url: str,
    rules: Sequence[LineRule],
    declared: Declared,
) -> bool:
    """Tell whether a page asks for consent or for proof of being human where the article should be.

    `kept` is what is left of the page's text, `beside` what no reader sees of it, `url` its final address.
    Prose about consent does not count as text. A page that declares an article is a wall only where hardly
    any text is left: short news with a banner is news.
    """
    text = " ".join(kept)
    if len(text) > _LONGEST:
        return False
    words = sum(map(word_count, kept))
    if words > _FEWEST_WORDS and _speaks_of_cookies(text):
        words = sum(word_count(line) for line in kept if not _is_consent(line))
    if words > _FEWEST_WORDS:
        return False
    words = sum(word_count(line) for line in kept if not _is_consent(line))
    if words > _FEWEST_DECLARED and (declared.articles or _IS_ARTICLE(tree)):
        return False
    if any(map(_HOSTS.match, (url, *beside.addresses))):
        return True
    kinds = _KINDS if words <= _FEWEST_BY_BANNER else _KINDS - {_CONSENT_WALL}
    return _shows(tree, beside, of_kinds(Same(rules), kinds))


def _speaks_of_cookies(text: str) -> bool:
    lower = text.lower()
    return any(word in lower for word in _COOKIES)


def _is_consent(line: str) -> bool:
    if _speaks_of_cookies(line):
        return True
    return len({match.lower() for match in _CONSENT.findall(line)}) >= _CONSENT_TERMS


def _shows(tree: HtmlElement, beside: Unread, rules: Sequence[LineRule]) -> bool:
    """Tell whether a piece of a page's text, its title or its <noscript> is a line of a wall."""
    seen = (" ".join(text.split()) for text in (*_SEEN_TEXT(tree), *beside.texts))
    texts = islice((text for text in seen if 0 < len(text) <= _LONGEST_LINE), _MOST_TEXTS)
    return any(line.kind in _KINDS for line in strip_lines(tuple(dict.fromkeys(texts)), rules)[1])
