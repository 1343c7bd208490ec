"""Made-up pages that tell of their article in the ways the web has, and what is to be read from them."""

from tests.scrapers.page import Page, ld

URL = "https://khabur.example/2024/story"


def dates(name: str, *heads: str, published: str | None, modified: str | None = None, url: str = URL) -> Page:
    """Return a page whose dates alone matter."""
    return Page(name, url, head="".join(heads), published=published, modified=modified)


def meta(name: str, content: str) -> str:
    """Return a meta element."""
    return f'<meta property="{name}" content="{content}">'


def article(**more: object) -> str:
    """Return a script about a news article."""
    return ld({"@type": "NewsArticle", **more})


def shown(name: str, body: str, published: str | None, modified: str | None = None, lang: str = "") -> Page:
    """Return a page that shows its dates and declares none."""
    return Page(
        name,
        URL,
        body=f"<h1>Shells fall on a village</h1>{body}",
        lang=lang,
        published=published,
        modified=modified,
    )


PUBLISHED = (
    dates("offset", article(datePublished="2024-05-06T10:00:00+0300"), published="2024-05-06T07:00:00 exact"),
    dates("a list", article(datePublished=["2024-05-06T07:00:00Z"]), published="2024-05-06T07:00:00 exact"),
    dates("seconds", article(datePublished=1714978800), published="2024-05-06T07:00:00 exact"),
    dates("a value", article(datePublished={"@value": "2024-05-06"}), published="2024-05-06T00:00:00 day"),
    dates("no date", article(datePublished=True, dateCreated=None), published=None),
    dates(
        "day and time in two places",
        article(datePublished="2024-05-06"),
        meta("article:published_time", "2024-05-06T10:00:00+03:00"),
        published="2024-05-06T07:00:00 exact",
    ),
    dates(
        "the same clock with and without zone",
        article(datePublished="2024-05-06 10:00:00"),
        meta("article:published_time", "2024-05-06T10:00:00+03:00"),
        published="2024-05-06T07:00:00 exact",
    ),
    dates(
        "another clock lends no zone",
        article(datePublished="2024-05-06 10:00:00"),
        meta("article:published_time", "2024-05-06T11:07:00+03:00"),
        published="2024-05-06T10:00:00 zone_assumed",
    ),
    dates(
        "contradiction: the linked data wins, as a guess",
        article(datePublished="2024-05-06T07:00:00Z"),
        meta("article:published_time", "2024-02-01T07:00:00Z"),
        published="2024-05-06T07:00:00 guessed",
    ),
    dates(
        "contradiction: the address decides",
        article(datePublished="2024-05-06T07:00:00Z"),
        meta("article:published_time", "2024-02-01T07:00:00Z"),
        url="https://khabur.example/2024/02/01/story",
        published="2024-02-01T07:00:00 exact",
    ),
    dates(
        "parsely",
        '<meta name="parsely-pub-date" content="2024-05-06T07:00:00Z">',
        published="2024-05-06T07:00:00 exact",
    ),
    dates(
        "sailthru",
        '<meta name="sailthru.date" content="2024-05-06 07:00">',
        published="2024-05-06T07:00:00 zone_assumed",
    ),
    dates(
        "dublin core",
        '<meta name="DC.date.issued" content="2024-05-06">',
        published="2024-05-06T00:00:00 day",
    ),
    dates(
        "cxense",
        '<meta name="cXenseParse:recs:publishtime" content="2024-05-06T07:00:00.000Z">',
        published="2024-05-06T07:00:00 exact",
    ),
    dates(
        "itemprop",
        '<meta itemprop="datePublished" content="2024-05-06T07:00:00Z">',
        published="2024-05-06T07:00:00 exact",
    ),
    dates("plain date", '<meta name="date" content="2024-05-06">', published="2024-05-06T00:00:00 day"),
    dates("unset clock", meta("article:published_time", "0001-01-01T00:00:00"), published=None),
    dates("words", meta("article:published_time", "soon"), published=None),
    dates(
        "the page as a thing",
        ld({"@type": "WebPage", "url": URL, "datePublished": "2024-05-06T07:00:00Z"}),
        published="2024-05-06T07:00:00 exact",
    ),
    dates(
        "a broken script still dates",
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Said "no"", '
        '"datePublished": "2024-05-06T07:00:00Z"}</script>',
        published="2024-05-06T07:00:00 exact",
    ),
    dates(
        "a script in a comment of its own",
        '<script type="application/ld+json; charset=utf-8">//<![CDATA[\n{"@type": "NewsArticle", '
        '"datePublished": "2024-05-06T07:00:00Z"}\n//]]></script>',
        published="2024-05-06T07:00:00 exact",
    ),
    dates(
        "a teaser is not the article",
        article(url="https://khabur.example/2023/other", datePublished="2023-01-01T00:00:00Z"),
        article(url=URL, headline="This one", datePublished="2024-05-06T07:00:00Z"),
        published="2024-05-06T07:00:00 exact",
    ),
)
MODIFIED = (
    dates(
        "both",
        article(datePublished="2024-05-06T07:00:00Z", dateModified="2024-05-07T07:00:00Z"),
        published="2024-05-06T07:00:00 exact",
        modified="2024-05-07T07:00:00",
    ),
    dates(
        "changed before it was published",
        article(datePublished="2024-05-06T07:00:00Z", dateModified="2024-05-05T07:00:00Z"),
        published="2024-05-06T07:00:00 exact",
    ),
    dates(
        "the next source counts where the first is refused",
        article(datePublished="2024-05-06T07:00:00Z", dateModified="2024-05-05T07:00:00Z"),
        meta("og:updated_time", "1715065200"),
        published="2024-05-06T07:00:00 exact",
        modified="2024-05-07T07:00:00",
    ),
    dates(
        "a change alone is the best guess",
        meta("article:modified_time", "2024-05-07T07:00:00Z"),
        published="2024-05-07T07:00:00 guessed",
        modified="2024-05-07T07:00:00",
    ),
)
SHOWN = (
    shown("english", "<p>Published 6 May 2024, 10:30</p>", "2024-05-06T10:30:00 guessed"),
    shown(
        "english time",
        '<time datetime="2024-05-06T10:00:00+03:00">Monday</time>',
        "2024-05-06T07:00:00 guessed",
    ),
    shown(
        "declared time",
        '<time class="entry-date published" datetime="2024-05-06T10:00:00+03:00">Monday</time>'
        '<time class="updated" datetime="2024-05-07T10:00:00+03:00">Tuesday</time>',
        "2024-05-06T07:00:00 exact",
        "2024-05-07T07:00:00",
    ),
    shown(
        "arabic", "<div>تاريخ النشر: ٦ أيار ٢٠٢٤ - ١٠:٣٠ ص</div>", "2024-05-06T10:30:00 guessed", lang="ar"
    ),
    shown("arabic numbers", "<div>نشر في 06/05/2024</div>", "2024-05-06T00:00:00 guessed", lang="ar"),
    shown(
        "arabic update",
        "<div>نشر في 6 مايو 2024</div><div>آخر تحديث: 7 مايو 2024</div>",
        "2024-05-06T00:00:00 guessed",
        "2024-05-07T00:00:00",
        lang="ar",
    ),
    shown(
        "turkish",
        "<div>Yayınlanma: 06.05.2024 - 10:30 Güncelleme: 07.05.2024 - 11:00</div>",
        "2024-05-06T10:30:00 guessed",
        "2024-05-07T11:00:00",
        lang="tr",
    ),
    shown("kurmanji", "<div>6 Gulan 2024</div>", "2024-05-06T00:00:00 guessed", lang="ku"),
    shown("sorani", "<div>بڵاوکراوەتەوە: ٦ی ئایاری ٢٠٢٤</div>", "2024-05-06T00:00:00 guessed", lang="ckb"),
    shown(
        "french",
        "<p>Publié le 6 mai 2024 à 10h30 - Mis à jour le 7 mai 2024 à 11h00</p>",
        "2024-05-06T10:30:00 guessed",
        "2024-05-07T11:00:00",
        lang="fr",
    ),
    shown(
        "german", "<p>Veröffentlicht am 6. Mai 2024, 10:30 Uhr</p>", "2024-05-06T10:30:00 guessed", lang="de"
    ),
    shown(
        "a date below the text",
        "<p>Text.</p><div class='entry-meta'>6 May 2024</div>",
        "2024-05-06T00:00:00 guessed",
    ),
    shown("in other articles", "<aside>6 May 2024</aside><nav>6 May 2024</nav>", None),
    shown("in comments", "<p>Text.</p><div class='comments'><span>6 May 2024</span></div>", None),
    shown(
        "in a sentence",
        "<p>The road that was closed on 6 May 2024 after the first shells fell on it was opened again "
        "by the council, drivers said.</p>",
        None,
    ),
    shown("relative", "<p>Published 15 hours ago</p>", None),
)
BYLINES = (
    Page("meta", URL, head='<meta name="author" content="Hani Salem">', byline="Hani Salem"),
    Page("the outlet", URL, head='<meta name="author" content="Khabur">', outlet="Khabur"),
    Page(
        "the outlet in linked data, a person on the page",
        URL,
        head=article(author={"@type": "Organization", "name": "Khabur"}),
        body='<h1>Title here</h1><span class="author-name">Hani Salem</span>',
        byline="Hani Salem",
    ),
    Page(
        "shown",
        URL,
        body="<h1>Title here</h1><p>By Hani Salem and Ruth Feld</p>",
        byline="Hani Salem, Ruth Feld",
    ),
    Page("shown, not a byline", URL, body="<h1>Title here</h1><p>By the river, all was calm</p>"),
    Page("link", URL, body='<h1>Title here</h1><a href="/author/hani">Hani Salem</a>', byline="Hani Salem"),
    Page(
        "name and role in one box",
        URL,
        body="<h1>Title here</h1><div class='author-box'><span class='author-name'>Hani Salem</span>"
        "<span>Gardener</span></div>",
        byline="Hani Salem",
    ),
    Page("arabic", URL, body="<h1>قصف في إدلب</h1><div>بقلم: سامر العلي</div>", byline="سامر العلي"),
    Page("turkish", URL, body="<h1>Başlık burada</h1><b>Haber: Mehmet Aydın</b>", byline="Mehmet Aydın"),
    Page("kurmanji", URL, body="<h1>Sernav li vir</h1><i>Nivîskar: Rojda Elî</i>", byline="Rojda Elî"),
    Page(
        "by a column's author", URL, body="<h1>Title here</h1><aside><a class='author'>Ruth Feld</a></aside>"
    ),
)
CANONICAL = (
    Page(
        "relative",
        URL,
        head='<link rel="canonical" href="/2024/other/">',
        canonical="https://khabur.example/2024/other",
    ),
    Page("tracked", URL, head=f'<link rel="canonical" href="{URL}?utm_source=x#y">', canonical=URL),
    Page(
        "of the network's other host",
        URL,
        head='<link rel="canonical" href="https://en.khabur.example/2024/story">',
        canonical="https://en.khabur.example/2024/story",
    ),
    Page(
        "upper case, http, www",
        URL,
        head='<link rel="canonical" href="http://WWW.KHABUR.example/2024/story/">',
        canonical=URL,
    ),
    Page(
        "escaped twice",
        URL,
        head='<link rel="canonical" href="/story?id=4&amp;amp;p=2">',
        canonical="https://khabur.example/story?id=4&p=2",
    ),
    Page("several rels", URL, head=f'<link rel="Canonical shortlink" href="{URL}">', canonical=URL),
    Page(
        "front page, then open graph",
        URL,
        head=f'<link rel="canonical" href="/"><meta property="og:url" content="{URL}">',
        canonical=URL,
    ),
    Page(
        "another site",
        URL,
        head='<link rel="canonical" href="https://elsewhere.example.org/a">',
        canonical=None,
    ),
    Page(
        "no address",
        URL,
        head='<link rel="canonical" href="javascript:void(0)"><link rel="canonical" href="">',
        canonical=None,
    ),
    Page("amp", f"{URL}/amp", head=f'<link rel="canonical" href="{URL}">', canonical=URL),
    Page(
        "the section, in open graph only",
        "https://khabur.example/en/story-8.html",
        head='<meta property="og:url" content="https://khabur.example/en/">',
        canonical=None,
    ),
    Page(
        "the section above the article",
        "https://khabur.example/news/world/shells-fall-on-a-village",
        head='<link rel="canonical" href="https://khabur.example/news/world">',
        canonical=None,
    ),
    Page(
        "the article above its second page",
        "https://khabur.example/news/shells-fall-on-a-village/2",
        head='<link rel="canonical" href="https://khabur.example/news/shells-fall-on-a-village">',
        canonical="https://khabur.example/news/shells-fall-on-a-village",
    ),
    Page(
        "a script without the number of the article",
        "https://khabur.example/view.php?id=9",
        head='<link rel="canonical" href="https://khabur.example/view.php">',
        canonical=None,
    ),
    Page(
        "an article at the front page's address",
        "https://khabur.example/?p=9",
        head='<link rel="canonical" href="https://khabur.example/?p=9">',
        canonical="https://khabur.example/?p=9",
    ),
    Page(
        "a question that chooses no article",
        "https://khabur.example/shells-fall?lang=en",
        head='<link rel="canonical" href="https://khabur.example/shells-fall">',
        canonical="https://khabur.example/shells-fall",
    ),
)
PAGES = (*PUBLISHED, *MODIFIED, *SHOWN, *BYLINES, *CANONICAL)
