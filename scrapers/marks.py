"""Marks of an element, a bit each: what its tag, class and role say of the text in it."""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

# Words in class and id attributes, as themes and site builders use them.
_CLASSES = (
    (
        "related",
        r"related|recommend|read-?(?:more|next|also)|more-?(?:on|from|news|stories)|also-?(?:read|like)|popular|"
        r"trending|most-?(?:read|viewed)|teaser|promo|side-?bar|widget|outbrain|taboola|sponsor|advert|"
        r"(?:^|[-_ ])ads?(?:[-_ ]|$)|banner|recirc|suggest|latest|next-?(?:article|post)|"
        r"prev(?:ious)?-?(?:article|post)|onward|siblings|cross-?link|inline-?link|linkbox",
    ),
    (
        "sharing",
        r"shar(?:e|ing)|social|follow|addthis|facebook(?!-post)|twitter(?!-(?:tweet|video|moment))|whatsapp|tool(?:s?bar|box)|"
        r"(?:^|[-_ ])tools?(?:[-_ ]|$)|print",
    ),
    (
        "appeal",
        r"newsletter|subscri|sign-?up|paywall|regwall|login|piano|donat|support|membership|cta|"
        r"call-?to-?action|marketing|abo-?box",
    ),
    ("comments", r"comment|disqus|respond|reply|discussion|livefyre|kommentar|forum"),
    (
        "picture",
        r"caption|credit|copyright|legend|photo|image|gallery|slideshow|figure|media|player|video|bildunter",
    ),
    (
        "about",
        r"meta|byline|author|bio(?:graph)?|date|time|publish|crumb|tags?(?:[-_ ]|$)|tag-?list|categor|"
        r"keyword|topic|section-?name|kicker|info(?:[-_ ]|$)|source",
    ),
    (
        "frame",
        r"nav|menu|foot|head|masthead|cookie|consent|gdpr|modal|popup|overlay|pagination|pager|skip|ticker|breaking",
    ),
    (
        "body",
        r"article-?(?:body|content|text|main)|entry-?content|post-?(?:body|content)|story-?(?:body|content|text)|"
        r"content-?body|main-?(?:content|text|body)|body-?(?:text|content|copy)|field-name-body|rich-?text|wysiwyg|"
        r"news-?(?:text|body|content|detail)|paragraph|prose|haber-?(?:metni|detay|icerik)|textblock",
    ),
    (
        "standfirst",
        r"standfirst|lead|intro|summary|excerpt|dek|sub-?(?:title|head)|deck|abstract|chapeau|vorspann|ozet|spot",
    ),
    (
        "listing",
        r"list|grid|cards?(?:[-_ ]|$)|carousel|slider|swiper|feed|items?(?:[-_ ]|$)|collection|thumb",
    ),
    ("box", r"fact-?box|info-?box|box(?:[-_ ]|$)|timeline|key-?points|highlights|quote|pull"),
    # The last three tell what a text behind an article is: a gate, something else than the article, unseen.
    (
        "gate",
        r"(?:pay|reg|registration|login|abo|plus|offer|premium|subscri\w+)-?wall|data-paywall|"
        r"piano-(?:id|inline|offer|template|modal|container)|tp-(?:modal|container|iframe)|poool|"
        r"(?:subscriber|member)s?-?only|premium-(?:gate|lock|offer|prompt|notice|box)|"
        r"(?:content|article|subscription|member|premium)-?gate|gated|barrier|locked|restricted|"
        r"subscri(?:be|ption)-?(?:prompt|gate|required)",
    ),
    (
        "beside",
        r"comment|disqus|newsletter|(?:^|\s|(?:site|page|global|main|wp)[\s_-]*)footer|sidebar|related|recommend|share|social|cookie|consent|popup|"
        r"subscribe-(?:modal|overlay)|breadcrumb|author-?(?:box|bio)|(?:^|[\s_-])nav(?:[\s_-]|$)|"
        r"(?:^|[\s_-])menu",
    ),
    (
        "unseen",
        r"(?:^|\s)(?:hidden|d-none|is-hidden|hide|visually-hidden|sr-only|screen-reader-text)(?:\s|$)",
    ),
)
_TAGS = {
    "aside": ("aside",),
    "nav": ("nav",),
    "footer": ("footer",),
    "header": ("header",),
    "article": ("article",),
    "main": ("main",),
    "form": ("form", "fieldset"),
    "figure": ("figure", "figcaption"),
    "table": ("table", "td"),
    "list": ("ul", "ol", "li", "dl"),
    "quote": ("blockquote",),
    "heading": ("h1", "h2", "h3", "h4", "h5", "h6"),
    "caption": ("figcaption",),
}
_ROLES = {
    "navigation": "nav",
    "complementary": "aside",
    "contentinfo": "footer",
    "banner": "header",
    "main": "main",
    "article": "article",
    "search": "nav",
    "dialog": "frame",
}
NAMES = (*(name for name, _ in _CLASSES), *_TAGS, "hidden")
BIT: Mapping[str, int] = MappingProxyType({name: 1 << place for place, name in enumerate(NAMES)})

_CAPTION_CLASS = re.compile(r"wp-caption-text|(?:image|photo)-?caption|photo-credit")
_PATTERNS = tuple((BIT[name], re.compile(pattern)) for name, pattern in _CLASSES)
_TAG_BITS = {
    tag: sum(BIT[name] for name, tags in _TAGS.items() if tag in tags)
    for tags in _TAGS.values()
    for tag in tags
}
_LONGEST_CLASSES = 500  # characters of class and id that are looked at


@lru_cache(maxsize=20_000)
def marks(tag: str, names: str, role: str, *, hidden: bool) -> int:
    """Return the marks of an element; `names` are its class, id and itemprop."""
    found = _TAG_BITS.get(tag, 0)
    if names:
        for name in names[:_LONGEST_CLASSES].lower().split():
            found |= _named(name)
    if role in _ROLES:
        found |= BIT[_ROLES[role]]
    return found | BIT["hidden"] if hidden else found


@lru_cache(maxsize=50_000)
def _named(name: str) -> int:
    """Return the marks of one name, in small letters: themes share many."""
    found = sum(bit for bit, pattern in _PATTERNS if pattern.search(name))
    return found | BIT["caption"] if _CAPTION_CLASS.search(name) else found
