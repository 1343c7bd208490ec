"""Consent and bot walls, and short news that only shows a banner."""

import pytest
from lxml import html

from packs.loader import find_pack, load_pack
from scrapers.structured import declared
from scrapers.walls import is_wall, unread

RULES = load_pack(find_pack("northern-syria")).line_rules
URL = "https://outlet.example/story"
NEWS = "Two civilians were wounded when shells fell on a village north of Raqqa on Monday, a hospital said."
ARTICLE = '<meta property="og:type" content="article">'

WALLS = {
    "consent by words": "<h1>Before you continue to Outlet</h1><p>We use cookies and data for ads.</p>",
    "vendors": "<h2>We value your privacy</h2><p>We and our 842 partners store and access information on "
    "a device for personalised advertising. You can withdraw your consent at any time.</p>",
    "pur": "<h1>Mit Werbung weiterlesen</h1><p>Ihre Einwilligung zu Cookies und Tracking können Sie im "
    "Datenschutz widerrufen.</p><button>Zustimmen und weiter</button>",
    "refuse": "<p>Nos partenaires et nous déposons des cookies sur votre terminal.</p>"
    "<button>Accepter et continuer</button><button>S’abonner pour refuser</button>",
    "turkish consent": "<p>Gizliliğinize önem veriyoruz</p><button>Kabul et ve devam et</button>",
    "arabic consent": "<p>خصوصيتك تهمنا</p><button>القبول والمتابعة</button>",
    "cloudflare": "<title>Just a moment...</title><p>Verifying you are human. This may take a while.</p>",
    "blocked": "<h1>Sorry, you have been blocked</h1><p>This website is using a security service.</p>",
    "noscript": "<noscript>Enable JavaScript and cookies to continue</noscript>",
    "datadome": "<p>Please enable JS</p><iframe src='https://geo.captcha-delivery.com/x'></iframe>",
    "perimeter": "<title>Access to this page has been denied</title><p>Press &amp; Hold to confirm</p>",
    "incapsula": "<iframe src='/_Incapsula_Resource?x=1'>Request unsuccessful.</iframe>",
    "akamai": "<title>Access Denied</title><p>You don't have permission to access this on this server.</p>",
    "aws": "<title>Human Verification</title><p>Let's confirm you are human</p>",
    "chinese": "<title>安全验证</title><p>您的访问过于频繁，请完成验证。</p>",
    "arabic bot": "<p>يرجى التحقق من أنك إنسان</p>",
    "turkish bot": "<title>Bir dakika lütfen...</title><p>İnsan olduğunuzu doğrulayın</p>",
    "french bot": "<title>Un instant…</title><p>Vérification que vous êtes humain.</p>",
    "german bot": "<title>Nur einen Moment…</title><p>Bestätigen Sie, dass Sie ein Mensch sind</p>",
    "kurdish bot": "<p>Ji kerema xwe piştrast bikin ku hûn mirov in</p>",
    "form": '<form action="https://consent.google.com/save"><input></form>',
}


def wall(body: str, kept: list[str] | None = None, url: str = URL, head: str = "") -> bool:
    """Tell whether a page is a wall; where not given, all its paragraphs are kept."""
    tree = html.document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>")
    lines = [paragraph.text_content() for paragraph in tree.iter("p")] if kept is None else kept
    return is_wall(lines, tree, unread(tree), url, RULES, declared(tree))


@pytest.mark.parametrize("body", WALLS.values(), ids=WALLS.keys())
def test_walls_are_known_even_where_they_bear_the_articles_metadata(body: str) -> None:
    assert wall(body)
    assert wall(body, head=ARTICLE)


def test_a_wall_is_known_by_its_address() -> None:
    assert wall("Sign in", [], "https://consent.google.com/m?continue=https://news.google.com/x")


@pytest.mark.parametrize("banner", ["vendors", "refuse", "arabic consent", "turkish consent"])
def test_short_news_with_a_banner_is_news(banner: str) -> None:
    body = f"<p>{NEWS}</p>{WALLS[banner]}"
    assert not wall(body)
    assert not wall(body, head=ARTICLE)


def test_long_news_is_no_wall_whatever_its_page_says() -> None:
    assert not wall(f"<p>{NEWS}</p>" * 5 + "".join(WALLS.values()))


def test_a_page_without_wall_or_text_is_none() -> None:
    assert not wall("<p>Nothing here yet.</p>")
