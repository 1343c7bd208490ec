"""Made-up pages in the shapes of real ones, written without a look at the code that is to read them."""

from tests.scrapers.page import Page, ld

PAGES = (
    Page(
        "arabic wordpress with yoast graph",
        url="https://www.furat-now.example/archives/58231",
        head="""<title>قصف يستهدف قرية شمال منبج - الفرات الآن</title>
        <meta property="og:title" content="قصف يستهدف قرية شمال منبج - الفرات الآن">
        <meta property="og:site_name" content="الفرات الآن">
        <link rel="canonical" href="https://furat-now.example/archives/58231">"""
        + ld(
            {
                "@context": "https://schema.org",
                "@graph": [
                    {
                        "@type": "Article",
                        "headline": "قصف يستهدف قرية شمال منبج",
                        "author": {
                            "name": "ليلى الحمد",
                            "@id": "https://furat-now.example/#/schema/person/1",
                        },
                        "datePublished": "2024-11-03T18:20:11+00:00",
                        "dateModified": "2024-11-03T19:02:40+00:00",
                    },
                    {"@type": "WebSite", "name": "الفرات الآن"},
                    {
                        "@type": "Person",
                        "@id": "https://furat-now.example/#/schema/person/1",
                        "name": "ليلى الحمد",
                    },
                ],
            }
        ),
        title="قصف يستهدف قرية شمال منبج",
        byline="ليلى الحمد",
        published="2024-11-03T18:20:11 exact",
        modified="2024-11-03T19:02:40",
        canonical="https://furat-now.example/archives/58231",
    ),
    Page(
        "arabic theme with nothing but shown lines",
        url="https://badia.example/?p=991",
        lang="ar",
        head="<title>البادية نت | عودة عشرات العائلات إلى تل رفعت</title>",
        body="""<header><h1><a href="/">البادية نت</a></h1></header>
        <h1 class="entry-title">عودة عشرات العائلات إلى تل رفعت</h1>
        <div class="post-meta"><span>بقلم: سامر العلي</span>
        <span>٣ كانون الأول ٢٠٢٤ - ٠٩:١٥ م</span></div>""",
        outlet="البادية نت",
        title="عودة عشرات العائلات إلى تل رفعت",
        byline="سامر العلي",
        published="2024-12-03T21:15:00 guessed",
    ),
    Page(
        "turkish agency with its own labels",
        url="https://www.sinirhaber.example/guncel/kilis-te-sinir-kapisi-acildi/40112",
        lang="tr",
        head="""<title>Kilis'te sınır kapısı yeniden açıldı | Sınır Haber</title>
        <meta property="og:title" content="KİLİS'TE SINIR KAPISI YENİDEN AÇILDI">
        <meta name="author" content="Sınır Haber Merkezi">
        <meta name="datePublished" content="2025-02-14 16:05:00+03:00">
        <meta name="dateModified" content="2025-02-14 16:05:00+03:00">""",
        body="""<h1>Kilis'te sınır kapısı yeniden açıldı</h1><p>Haber: Mehmet Aydın - Kilis</p>""",
        outlet="Sınır Haber",
        title="Kilis'te sınır kapısı yeniden açıldı",
        byline="Mehmet Aydın",
        published="2025-02-14T13:05:00 exact",
        modified="2025-02-14T13:05:00",
    ),
    Page(
        "turkish visible line with two times",
        url="https://anadolupostasi.example/dunya/haseke-su-sorunu",
        lang="tr",
        body="""<h1>Haseke'de su sorunu büyüyor</h1>
        <div class="tarih">Giriş: 09.01.2025 08:30 Güncelleme: 09.01.2025 11:45</div>""",
        title="Haseke'de su sorunu büyüyor",
        published="2025-01-09T08:30:00 guessed",
        modified="2025-01-09T11:45:00",
    ),
    Page(
        "kurmanji site with month names",
        url="https://stranname.example/ku/nuce/kobane-av",
        lang="ku",
        head='<meta property="og:title" content="Av gihaşt gundên Kobanê » Stranname">'
        '<meta property="og:site_name" content="Stranname">',
        body="""<h1>Av gihaşt gundên Kobanê</h1>
        <p>Nivîskar: Rojda Elî</p><p>Dîroka weşanê: 21 Çile 2025, 14:10</p>""",
        title="Av gihaşt gundên Kobanê",
        byline="Rojda Elî",
        published="2025-01-21T14:10:00 guessed",
    ),
    Page(
        "sorani page with local digits",
        url="https://awaz.example/babet/3321",
        lang="ckb",
        head='<meta property="og:title" content="ڕێگای حەسەکە کرایەوە | ئاواز">'
        '<meta property="og:site_name" content="ئاواز">',
        body="""<h1>ڕێگای حەسەکە کرایەوە</h1><div>نووسەر: هێمن کەریم</div>
        <div>بڵاوکراوەتەوە: ١٥ی ئازاری ٢٠٢٥</div>""",
        title="ڕێگای حەسەکە کرایەوە",
        byline="هێمن کەریم",
        published="2025-03-15T00:00:00 guessed",
    ),
    Page(
        "english wire page with staff and agencies",
        url="https://levantwire.example/2025/03/08/aid-trucks-enter-idlib",
        lang="en",
        head="""<title>Aid trucks enter Idlib through Bab al-Hawa – Levant Wire</title>
        <meta property="article:published_time" content="2025-03-08T06:45:00Z">
        <meta property="article:modified_time" content="2025-03-07T22:00:00Z">
        <meta name="author" content="Staff and agencies">""",
        body="<h1>Aid trucks enter Idlib through Bab al-Hawa</h1>",
        outlet="Levant Wire",
        title="Aid trucks enter Idlib through Bab al-Hawa",
        published="2025-03-08T06:45:00 exact",
    ),
    Page(
        "english byline with roles and places",
        url="https://heraldeast.example/world/syria/truce-holds-in-sheikh-maqsoud",
        lang="en-GB",
        head=ld(
            {
                "@type": "NewsArticle",
                "headline": "Truce holds in Sheikh Maqsoud",
                "author": [{"@type": "Person", "name": "By Nadia Rahme, Middle East Correspondent, Beirut"}],
                "datePublished": "08/10/2025 14:30",
            }
        ),
        title="Truce holds in Sheikh Maqsoud",
        byline="Nadia Rahme",
        published="2025-10-08T14:30:00 zone_assumed",
    ),
    Page(
        "two writers joined by and, several contributed",
        url="https://heraldeast.example/world/syria/prices",
        lang="en",
        body="""<h1>Bread prices double in Raqqa</h1>
        <p class="byline">By Omar Haddad and Ruth Feld; Zeyneb Kaya contributed reporting</p>
        <time datetime="2024-07-19T05:00:00-04:00">July 19, 2024</time>""",
        title="Bread prices double in Raqqa",
        byline="Omar Haddad, Ruth Feld, Zeyneb Kaya",
        published="2024-07-19T09:00:00 *",
    ),
    Page(
        "french paper, headline cut in open graph",
        url="https://www.lejour-levant.example/international/deir-ezzor-un-pont-rouvre_1204.html",
        lang="fr",
        head="""<title>Deir ez-Zor : un pont sur l'Euphrate rouvre après sept ans - International -
        Le Jour du Levant</title>
        <meta property="og:title" content="Deir ez-Zor : un pont sur l'Euphrate rouvre...">
        <meta property="og:site_name" content="Le Jour du Levant">""",
        body="""<h1>Deir ez-Zor : un pont sur l'Euphrate rouvre après sept ans</h1>
        <p>Par Claire Meunier et Ziad Khoury</p>
        <p>Publié le 2 février 2024 à 18h05, mis à jour le 3 février 2024 à 07h40</p>""",
        title="Deir ez-Zor : un pont sur l'Euphrate rouvre après sept ans",
        byline="Claire Meunier, Ziad Khoury",
        published="2024-02-02T18:05:00 guessed",
        modified="2024-02-03T07:40:00",
    ),
    Page(
        "german page with named zone",
        url="https://rundblick-sued.example/politik/syrien-waffenruhe-103.html",
        lang="de",
        head="""<meta name="date" content="Thu, 16 May 2024 09:12:00 CEST">
        <meta property="og:title" content="Waffenruhe in Nordsyrien: Was bekannt ist | Rundblick Süd">""",
        body="<h1>Waffenruhe in Nordsyrien: Was bekannt ist</h1><p>Von Jana Petersen, Istanbul</p>",
        outlet="Rundblick Süd",
        title="Waffenruhe in Nordsyrien: Was bekannt ist",
        byline="Jana Petersen",
        published="2024-05-16T07:12:00 exact",
    ),
    Page(
        "german page with shown date and update",
        url="https://rundblick-sued.example/politik/lager-103.html",
        lang="de",
        body="""<h1>Neues Lager bei Afrin eröffnet</h1>
        <div>Stand: 4. März 2024, 10:20 Uhr</div><div>Veröffentlicht am 03.03.2024 um 19:00 Uhr</div>""",
        title="Neues Lager bei Afrin eröffnet",
        published="2024-03-03T19:00:00 guessed",
        modified="2024-03-04T10:20:00",
    ),
    Page(
        "epoch in milliseconds and an organization as author",
        url="https://khabur.example/story/77",
        head=ld(
            {
                "@type": ["NewsArticle"],
                "headline": "Wheat buyers return to Qamishli",
                "author": {"@type": "Organization", "name": "Khabur News"},
                "publisher": {"@type": "Organization", "name": "Khabur News"},
                "datePublished": 1717401600000,
            }
        ),
        body="<h1>Wheat buyers return to Qamishli</h1>",
        title="Wheat buyers return to Qamishli",
        published="2024-06-03T08:00:00 exact",
    ),
    Page(
        "only the address knows the day",
        url="https://northern-post.example/2023/09/17/drone-over-tel-tamer/",
        body="<h1>Drone over Tel Tamer</h1><p>A drone was heard over the town at dawn.</p>",
        title="Drone over Tel Tamer",
        published="2023-09-17T00:00:00 guessed",
    ),
    Page(
        "ambiguous numbers with nothing to tell their order",
        url="https://wireless.example/n/5",
        head='<meta property="article:published_time" content="03/04/2024">',
        body="<h1>Bridge closed</h1>",
        title="Bridge closed",
        published="2024-04-03T00:00:00 guessed",
    ),
    Page(
        "ambiguous numbers that the change resolves",
        url="https://wireless.example/n/6",
        head='<meta property="article:published_time" content="03/04/2024 10:00">'
        '<meta property="article:modified_time" content="2024-03-04T15:30:00Z">',
        body="<h1>Bridge opened</h1>",
        title="Bridge opened",
        published="2024-03-04T10:00:00 zone_assumed",
        modified="2024-03-04T15:30:00",
    ),
    Page(
        "american order by language",
        url="https://usdesk.example/n/9",
        lang="en-US",
        head='<meta property="article:published_time" content="03/04/2024 10:00 PM EST">',
        body="<h1>Envoy lands in Erbil</h1>",
        title="Envoy lands in Erbil",
        published="2024-03-05T03:00:00 exact",
    ),
    Page(
        "twice escaped entities",
        url="https://khabur.example/story/78",
        head=(
            '<meta property="og:title" content="&amp;quot;We stay&amp;quot;, say '
            'Hasakah&amp;#39;s farmers - Khabur News">'
        ),
        outlet="Khabur News",
        title='"We stay", say Hasakah\'s farmers',
    ),
    Page(
        "an outlet as prefix of the headline stays, after a colon",
        url="https://khabur.example/story/79",
        head='<meta property="og:title" content="Syria: A year after the quake">'
        '<meta property="og:site_name" content="Syria">',
        body="<h1>Syria: A year after the quake</h1>",
        title="Syria: A year after the quake",
    ),
    Page(
        "the headline has a dash of its own",
        url="https://khabur.example/story/80",
        head="<title>Jindires - a town between two quakes - Khabur News</title>",
        body="<h1>Jindires - a town between two quakes</h1>",
        outlet="Khabur News",
        title="Jindires - a town between two quakes",
    ),
    Page(
        "amp page names its canonical with tracking",
        url="https://khabur.example/story/81/amp",
        head='<link rel="canonical" href="http://WWW.Khabur.example/story/81?utm_source=amp&id=4#top">',
        canonical="https://khabur.example/story/81?id=4",
    ),
    Page(
        "relative canonical and open graph address of the list",
        url="https://khabur.example/en/story-82.html",
        head=(
            '<link rel="canonical" href="/en/story-82.html"><meta property="og:url" '
            'content="https://khabur.example/en/">'
        ),
        canonical="https://khabur.example/en/story-82.html",
    ),
    Page(
        "canonical of another site is not ours",
        url="https://khabur.example/story/83",
        head='<link rel="canonical" href="https://origin-agency.example.com/a/83">',
        canonical=None,
    ),
    Page(
        "two article things, the second is this page",
        url="https://khabur.example/story/84",
        head=ld(
            [
                {
                    "@type": "NewsArticle",
                    "url": "https://khabur.example/story/12",
                    "headline": "Older story",
                    "datePublished": "2019-01-01T00:00:00Z",
                    "author": "Old Writer",
                },
                {
                    "@type": "NewsArticle",
                    "mainEntityOfPage": {"@id": "https://khabur.example/story/84"},
                    "headline": "Checkpoint reopens near Ain Issa",
                    "datePublished": "2025-05-05T05:05:05Z",
                    "author": "Hala Darwish",
                },
            ]
        ),
        title="Checkpoint reopens near Ain Issa",
        byline="Hala Darwish",
        published="2025-05-05T05:05:05 exact",
    ),
    Page(
        "modified in a list, published as text with a weekday",
        url="https://nil-khabar.example/a/1",
        lang="ar",
        head=ld(
            {
                "@type": "NewsArticle",
                "headline": "وصول أول قطار قمح إلى حلب",
                "datePublished": "الخميس، 12 يونيو 2025 - 11:40 ص بتوقيت القاهرة",
                "dateModified": ["2025-06-12T12:00:00+03:00"],
                "author": ["وكالات", "منى سعيد"],
            }
        ),
        title="وصول أول قطار قمح إلى حلب",
        byline="منى سعيد",
        published="2025-06-12T08:40:00 exact",
        modified="2025-06-12T09:00:00",
    ),
    Page(
        "social links and handles are no authors",
        url="https://khabur.example/story/85",
        head='<meta property="article:author" content="https://facebook.com/khabur"><meta '
        'name="author" content="@khabur_en">'
        '<meta name="twitter:creator" content="@khabur_en">',
        body='<h1>Storm cuts power in Derik</h1><a rel="author" href="/author/dilan">Dilan Othman</a>',
        title="Storm cuts power in Derik",
        byline="Dilan Othman",
    ),
    Page(
        "no page at all",
        url="https://khabur.example/story/86",
        body="<p>Nothing here.</p>",
        title="",
    ),
    Page(
        "a date in the article's sentences is not its own",
        url="https://khabur.example/story/87",
        body="<h1>Families remember the massacre</h1><p>On 25 June 2015, gunmen entered the "
        "town before dawn, and "
        "for two days nobody could leave the houses along the main road to the border.</p>",
        title="Families remember the massacre",
    ),
    Page(
        "a column of other articles carries dates",
        url="https://khabur.example/story/88",
        body="<h1>Clinic opens in Amuda</h1><p>The clinic has twelve beds.</p>"
        '<aside><ul><li><a href="/1">Older</a> <span class="date">1 May 2022</span></li></ul></aside>',
        title="Clinic opens in Amuda",
    ),
    Page(
        "headline cut at 110 characters in linked data",
        url="https://khabur.example/story/89",
        head=ld(
            {
                "@type": "NewsArticle",
                "headline": (
                    "Residents of four villages east of the river say that they were "
                    "told to leave within two days by men who ga"
                ),
            }
        ),
        body="<h1>Residents of four villages east of the river say that they were told to leave "
        "within two days by "
        "men who gave no name</h1>",
        title="Residents of four villages east of the river say that they were told to leave "
        "within two days by men "
        "who gave no name",
    ),
    Page(
        "hawar style ar",
        url="https://jazira-agency.example/ar/2024/12/08/item-991",
        lang="ar",
        head=(
            '<meta property="og:title" content="قسد: صد هجوم على سد تشرين | وكالة الجزيرة"><meta '
            'property="og:site_name" content="وكالة الجزيرة"><meta '
            'property="article:published_time" content="2024-12-08T21:44:10+03:00">'
        ),
        body='<h1>قسد: صد هجوم على سد تشرين</h1><span class="author">وكالة الجزيرة - كوباني</span>',
        title="قسد: صد هجوم على سد تشرين",
        published="2024-12-08T18:44:10 exact",
    ),
    Page(
        "blogger ar",
        url="http://raqqa-voices.example/2019/02/blog-post_12.html",
        lang="ar",
        head="<title>أصوات الرقة: سوق المدينة يعود</title>",
        body=(
            '<h2 class="date-header">الثلاثاء، 12 فبراير 2019</h2><h3 class="post-title '
            'entry-title">سوق المدينة يعود</h3><span class="post-author vcard">مرسلة بواسطة '
            '<span class="fn" itemprop="author"><span itemprop="name">أيمن '
            "الخلف</span></span></span>"
        ),
        outlet="أصوات الرقة",
        byline="أيمن الخلف",
        published="2019-02-12T00:00:00 guessed",
    ),
    Page(
        "tr newspaper json",
        url="https://gazetekilis.example/haber/99812",
        lang="tr",
        head=ld(
            {
                "@type": "NewsArticle",
                "headline": "Afrin'de zeytin hasadı başladı",
                "datePublished": "2024-10-02T08:15:00+0300",
                "dateModified": "2024-10-02T09:00:00+0300",
                "author": {"@type": "Person", "name": "Haber Merkezi"},
                "publisher": {"@type": "Organization", "name": "Gazete Kilis"},
            }
        ),
        body="<h1>Afrin'de zeytin hasadı başladı - Gazete Kilis</h1>",
        title="Afrin'de zeytin hasadı başladı",
        published="2024-10-02T05:15:00 exact",
        modified="2024-10-02T06:00:00",
    ),
    Page(
        "microdata",
        url="https://o.example/n1",
        body=(
            '<div itemscope itemtype="http://schema.org/NewsArticle"><h1 itemprop="headline">Dam '
            'gates opened at dusk</h1><span itemprop="author" itemscope><span '
            'itemprop="name">Lina Aboud</span></span><span itemprop="datePublished" '
            'content="2024-04-02T16:10:00+02:00">2 April</span></div>'
        ),
        title="Dam gates opened at dusk",
        byline="Lina Aboud",
        published="2024-04-02T14:10:00 *",
    ),
    Page(
        "hatom abbr",
        url="https://o.example/n2",
        body='<h1>Market burns in Azaz</h1><abbr class="published" title="2011-11-02T11:00:00Z">2 Nov</abbr>',
        title="Market burns in Azaz",
        published="2011-11-02T11:00:00 *",
    ),
    Page(
        "unix ogupdated",
        url="https://o.example/2024/07/03/n3",
        head='<meta property="og:updated_time" content="1720000000">',
        body="<h1>Wells run dry</h1>",
        title="Wells run dry",
        published="2024-07-03T00:00:00 guessed",
        modified="2024-07-03T09:46:40",
    ),
    Page(
        "fr par signature",
        url="https://o.example/n4",
        lang="fr",
        body=(
            "<h1>À Raqqa, les écoles rouvrent</h1><p>Par <a href='/auteurs/lea'>Léa Vasseur</a> "
            "(à Beyrouth)</p><p>Publié le 1er septembre 2024</p>"
        ),
        title="À Raqqa, les écoles rouvrent",
        byline="Léa Vasseur",
        published="2024-09-01T00:00:00 guessed",
    ),
    Page(
        "de dpa",
        url="https://o.example/n5",
        lang="de",
        head=(
            '<meta name="author" content="dpa"><meta name="date" '
            'content="2024-03-09T14:05:00+01:00"><meta name="last-modified" '
            'content="2024-03-09T15:05:00+01:00">'
        ),
        body="<h1>Angriff auf Stromwerk</h1>",
        title="Angriff auf Stromwerk",
        published="2024-03-09T13:05:00 exact",
        modified="2024-03-09T14:05:00",
    ),
    Page(
        "ku latin caps",
        url="https://o.example/ku/n6",
        lang="ku",
        head="<title>Li Dirbêsiyê xwepêşandan | Nûçe TV</title>",
        body="<h1>Li Dirbêsiyê xwepêşandan</h1><p>14ê Sibata 2025an - 09:20</p><p>Amadekar: Şîlan Hesen</p>",
        outlet="Nûçe TV",
        title="Li Dirbêsiyê xwepêşandan",
        byline="Şîlan Hesen",
        published="2025-02-14T09:20:00 guessed",
    ),
    Page(
        "ckb latin digits",
        url="https://o.example/ckb/n7",
        lang="ckb",
        body="<h1>باران لە قامیشلۆ</h1><span>20ی کانوونی یەکەمی 2024 - 18:45</span>",
        title="باران لە قامیشلۆ",
        published="2024-12-20T18:45:00 guessed",
    ),
    Page(
        "en dateline with time first",
        url="https://o.example/n8",
        lang="en-US",
        body=(
            '<h1>Sanctions waiver extended</h1><p class="byline">by Dana Whitfield | Staff '
            "Writer</p><p>11:02 AM ET, Tue January 14, 2025</p>"
        ),
        title="Sanctions waiver extended",
        byline="Dana Whitfield",
        published="2025-01-14T11:02:00 guessed",
    ),
    Page(
        "site title in h1 and section",
        url="https://o.example/n9",
        head=(
            '<meta property="og:title" content="Grain silo reopens - Economy - The Balikh '
            'Post"><meta property="og:site_name" content="The Balikh Post"><meta '
            'property="article:section" content="Economy">'
        ),
        body='<h1 id="logo">The Balikh Post</h1><h2>Grain silo reopens</h2>',
        title="Grain silo reopens",
    ),
    Page(
        "name in reverse and email",
        url="https://o.example/n10",
        head='<meta name="author" content="Omar Saad (omar@o.example)">',
        body="<h1>Two bridges, one river</h1>",
        title="Two bridges, one river",
        byline="Omar Saad",
    ),
    Page(
        "canonical query id",
        url="https://o.example/view.php?id=9&utm_medium=rss",
        head='<link rel="canonical" href="view.php?id=9">',
        canonical="https://o.example/view.php?id=9",
        title="",
    ),
    Page(
        "arabic am",
        url="https://o.example/n11",
        lang="ar",
        body=(
            '<h1>حريق في مخيم قرب الحسكة</h1><div class="date">الأحد 2 حزيران/يونيو 2024 الساعة '
            "12:20 صباحاً</div><div>تحرير: نور الأحمد</div>"
        ),
        title="حريق في مخيم قرب الحسكة",
        byline="نور الأحمد",
        published="2024-06-02T00:20:00 guessed",
    ),
    Page(
        "liveblog",
        url="https://o.example/live/1",
        head=ld(
            {
                "@type": "LiveBlogPosting",
                "headline": "Live: talks in Damascus",
                "datePublished": "2025-03-10T08:00:00Z",
                "dateModified": "2025-03-10T20:00:00Z",
                "author": [{"@type": "Person", "name": "Rana Khalil"}],
                "liveBlogUpdate": [
                    {
                        "@type": "BlogPosting",
                        "headline": "First statement",
                        "datePublished": "2025-03-10T19:00:00Z",
                    }
                ],
            }
        ),
        title="Live: talks in Damascus",
        byline="Rana Khalil",
        published="2025-03-10T08:00:00 exact",
        modified="2025-03-10T20:00:00",
    ),
    Page(
        "ar special",
        url="https://o.example/a/1",
        lang="ar",
        body=(
            '<h1>أهالي عفرين ينتظرون العودة</h1><div class="author">خاص - شبكة النهر</div><div '
            'class="date">2024-12-30 | 17:05</div>'
        ),
        outlet="شبكة النهر",
        title="أهالي عفرين ينتظرون العودة",
        published="2024-12-30T17:05:00 guessed",
    ),
    Page(
        "tr kaynak AA",
        url="https://o.example/a/2",
        lang="tr",
        body=(
            "<h1>Cerablus'ta okul açıldı</h1><span>Kaynak: AA</span><span>Yayın Tarihi: 5 Eylül "
            "2024 Perşembe 09:40</span><span>Son Güncelleme: 5 Eylül 2024 10:10</span>"
        ),
        title="Cerablus'ta okul açıldı",
        published="2024-09-05T09:40:00 guessed",
        modified="2024-09-05T10:10:00",
    ),
    Page(
        "rtl marks",
        url="https://o.example/a/3",
        lang="ar",
        head='<meta property="og:title" content="\u202bانفجار في الباب\u202c - \u200fتلفزيون النهر">',
        outlet="تلفزيون النهر",
        title="انفجار في الباب",
    ),
    Page(
        "ar months slash pair",
        url="https://o.example/a/4",
        lang="ar",
        body=(
            "<h1>زيارة وفد إلى القامشلي</h1><p>الأربعاء 15 تشرين الثاني/نوفمبر 2023 - 13:20 "
            "بتوقيت دمشق</p><p>كتب: فراس الجاسم ورنا علي</p>"
        ),
        title="زيارة وفد إلى القامشلي",
        byline="فراس الجاسم ورنا علي",
        published="2023-11-15T10:20:00 guessed",
    ),
    Page(
        "graph string author",
        url="https://o.example/a/5",
        head=ld(
            {
                "@graph": [
                    {"@type": "newsArticle", "headline": "x"},
                    {
                        "@type": "NewsArticle",
                        "headline": "Ferry service resumes",
                        "author": "Dana Whitfield; Omar Saad",
                        "datePublished": "2025-01-02T03:04:05.678Z",
                        "dateModified": "",
                    },
                ]
            }
        ),
        title="Ferry service resumes",
        byline="Dana Whitfield, Omar Saad",
        published="2025-01-02T03:04:05 exact",
    ),
    Page(
        "de title with pipe section",
        url="https://o.example/a/6",
        lang="de",
        head=(
            "<title>Türkei verlegt Truppen | Politik | Tagesspur</title><meta "
            'property="og:site_name" content="Tagesspur">'
        ),
        body="<h1>Türkei verlegt Truppen</h1><p>Von: Jonas Keller</p><p>Erstellt: 28.11.2024, 18:16 Uhr</p>",
        title="Türkei verlegt Truppen",
        byline="Jonas Keller",
        published="2024-11-28T18:16:00 guessed",
    ),
    Page(
        "fr heure",
        url="https://o.example/a/7",
        lang="fr",
        head='<meta property="og:title" content="EN DIRECT. Alep : les combats ont cessé | Levant Info">',
        body=(
            "<h1>EN DIRECT. Alep : les combats ont cessé</h1><p>Propos recueillis par Hélène "
            "Sabbagh</p><p>Mis en ligne le 30/11/2024 à 07:45</p>"
        ),
        outlet="Levant Info",
        title="EN DIRECT. Alep : les combats ont cessé",
        byline="Hélène Sabbagh",
        published="2024-11-30T07:45:00 guessed",
    ),
    Page(
        "ku kurdish date",
        url="https://o.example/ku/a/8",
        lang="ku",
        head='<meta property="article:published_time" content="2024-08-01T11:00:00+03:00">',
        body="<h1>Şewata li Hesekê hat vemirandin</h1><p>Ji aliyê Rojîn Mihemed ve</p>",
        title="Şewata li Hesekê hat vemirandin",
        byline="Rojîn Mihemed",
        published="2024-08-01T08:00:00 exact",
    ),
    Page(
        "ckb org author",
        url="https://o.example/ckb/a/9",
        lang="ckb",
        head=ld(
            {
                "@type": "NewsArticle",
                "headline": "هێرش بۆ سەر گوندێک",
                "author": {"@type": "Person", "name": "دەستەی نووسەران"},
                "datePublished": "2024-08-01",
            }
        ),
        title="هێرش بۆ سەر گوندێک",
        published="2024-08-01T00:00:00 day",
    ),
    Page(
        "wrong future",
        url="https://o.example/2024/01/05/a10",
        head=(
            '<meta property="article:published_time" content="2042-01-05T00:00:00Z"><meta '
            'name="date" content="2024-01-05T09:00:00Z">'
        ),
        body="<h1>Shops close early</h1>",
        title="Shops close early",
        published="2024-01-05T09:00:00 *",
    ),
    Page(
        "en updated only shown",
        url="https://o.example/a/11",
        body="<h1>Curfew lifted in Manbij</h1><p>Last updated: 4 Feb 2025 16:00 GMT</p>",
        title="Curfew lifted in Manbij",
        published="2025-02-04T16:00:00 guessed",
        modified="2025-02-04T16:00:00",
    ),
    Page(
        "double author meta",
        url="https://o.example/a/12",
        head=(
            '<meta name="author" content="Nour Haddad"><meta property="article:author" '
            'content="nour haddad"><meta name="parsely-author" content="Nour Haddad, Levant '
            'Info">'
        ),
        byline="Nour Haddad",
        outlet="Levant Info",
        body="<h1>Fuel queue</h1>",
        title="Fuel queue",
    ),
    Page(
        "twitter handle title",
        url="https://o.example/a/13",
        head=(
            '<meta property="og:title" content="Rain floods camp near Atmeh - @levantinfo"><meta '
            'name="twitter:site" content="@levantinfo">'
        ),
        title="Rain floods camp near Atmeh",
    ),
    Page(
        "dash without space",
        url="https://o.example/a/14",
        head="<title>Rain floods camp near Atmeh- Levant Info</title>",
        outlet="Levant Info",
        title="Rain floods camp near Atmeh",
    ),
)
