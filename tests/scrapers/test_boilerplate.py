"""Lines that are no article, told from lines that are, in the pack's languages."""

import re
import tomllib
from collections.abc import Collection, Sequence
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.knowledge import LineRule
from news.records import Removed
from news.texts import line_id
from scrapers.blocks import Block
from scrapers.boilerplate import plain_line, strip, strip_lines
from scrapers.lines import Line

PACK = Path(__file__).parents[2] / "packs/northern-syria/boilerplate.toml"
BODY = "Two civilians were wounded when shells fell on a village north of Raqqa on Monday, residents said."


def pack_rules() -> list[LineRule]:
    return [
        LineRule(table["kind"], pattern, **{k: v for k, v in table.items() if k not in ("kind", "patterns")})
        for table in tomllib.loads(PACK.read_text("utf-8"))["line"]
        for pattern in table["patterns"]
    ]


RULES = pack_rules()


def parted(
    lines: Sequence[str],
    rules: Sequence[LineRule] = RULES,
    title: str = "",
    outlet: str = "",
    recurring: Collection[int] = (),
) -> tuple[tuple[str, ...], tuple[Removed, ...]]:
    return strip([Line(line) for line in lines], rules, outlet, (title,), frozenset(recurring))


def kinds(lines: Sequence[str], outlet: str = "North Press") -> dict[str, str]:
    return {line.text: line.kind for line in parted(lines, outlet=outlet)[1]}


BOILERPLATE = {
    "skip_link": [
        "Skip to content",
        "Zum Inhalt springen",
        "Aller au contenu principal",
        "Ana içeriğe geç",
        "انتقل إلى المحتوى",
        "Перейти к содержанию",
    ],
    "back_to_top": [
        "Back to the index",
        "Back to top",
        "Nach oben",
        "Haut de page",
        "Yukarı çık",
        "العودة إلى الأعلى",
        "Наверх",
    ],
    "breadcrumb": ["Home > World > Middle East", "الرئيسية / أخبار سوريا", "Destpêk / Nûçe"],
    "byline_source": [
        "North Press",
        "By Hani al-Salem",
        "By Sara Ahmed and John O’Neil",
        "Source: North Press",
        "North Press, January 12, 2023",
        "الكاتب: هاني السالم",
        "Von Anna Schmidt",
    ],
    "date_line": [
        "Publié le 3 mai 2024, 10:30 UTC - Anne Morel",
        "Yayınlanma: 3 May 2024, 10:30 - Haber Merkezi",
        "Weşan: 3 gulan 2024",
        "Published: 12 May 2023, 10:30 am",
        "Last updated on May 3, 2024",
        "Veröffentlicht am 3. Mai 2024",
        "Publié le 3 mai 2024 à 10h30",
        "Güncelleme: 03.05.2024 10:30",
        "تم النشر في 3 أيار 2024",
        "Опубликовано: 3 мая 2024",
    ],
    "byline_credit": [
        "Propos recueillis par Anne Morel, à Erbil",
        "Compiled by News desk",
        "Reporting by Hani al-Salem",
        "(Reporting by A. Khalil in Beirut; Editing by Tom Brown)",
        "Additional reporting by Sara Ahmed",
        "تحرير: سارة أحمد",
        "Editör: Ali Kaya",
        "Sara Ahmed contributed to this report.",
    ],
    "photo_caption": [
        "A truck drives through Idlib, Syria, Feb. 5, 2020. — Ahmad Atrash/AFP via Getty Images",
        "Smoke rises over Tal Rifaat. (Photo by Delil Souleiman / AFP)",
        "Residents queue for bread in Hasakah [File]",
    ],
    "photo_credit": [
        "Photo: Delil Souleiman",
        "Foto: picture alliance",
        "صورة: إنترنت",
        "Fotoğraf: AA",
        "Фото: РИА Новости",
        "Photo by Sara Ahmed",
    ],
    "related_links": [
        "Sur le même sujet: À Alep, le pain manque; À Idlib, la pluie",
        "Related stories: Shells fall again; Road closed",
        "Related Topics",
        "Read more",
        "Read also: Turkey shells Tal Rifaat again",
        "More on Syria",
        "Lesen Sie auch: Kämpfe in Manbidsch",
        "Lire aussi : la Syrie après la chute",
        "Te puede interesar",
        "İlgili haberler",
        "اقرأ أيضاً: قصف على ريف حلب",
        "مواضيع ذات صلة",
        "Читайте также: обстрел в Идлибе",
        "Nûçeyên têkildar",
    ],
    "share_buttons": [
        "E-mail this page to a friend",
        "Share",
        "Share on Facebook",
        "Facebook Twitter WhatsApp",
        "Follow us on Telegram",
        "Teilen",
        "Partager cet article",
        "Compartir en Facebook",
        "Paylaş",
        "شارك الخبر",
        "تابعونا على تلغرام",
        "Поделиться в соцсетях",
        "Parve bike",
    ],
    "share_appeal": [
        "Note to readers: please click the share buttons above. Forward this article to friends."
    ],
    "donation_appeal": [
        "Buy us a coffee.",
        "Support our work. Your donation keeps us independent.",
        "Donate now",
        "If you like our reporting, please support us with a small contribution.",
        "Unterstützen Sie unsere Arbeit mit einer Spende.",
        "Faites un don à notre rédaction",
        "Поддержите нас",
    ],
    "newsletter": [
        "Sign up for our daily newsletter",
        "Subscribe",
        "Enter your email address",
        "Newsletter abonnieren",
        "Inscrivez-vous à notre newsletter",
        "Bültenimize abone olun",
        "اشترك في النشرة البريدية",
        "Подпишитесь на нашу рассылку",
    ],
    "paywall_prompt": [
        "Subscribe to continue reading",
        "Continue reading this article for free",
        "This article is for subscribers only",
        "You have reached your limit of free articles",
        "Jetzt weiterlesen",
        "Article réservé aux abonnés",
        "Il vous reste 57.09% de cet article à lire",
        "Regístrate gratis para seguir leyendo",
        "Bu içerik abonelere özeldir",
        "هذا المحتوى مخصص للمشتركين",
        "Чтобы читать дальше, войдите",
        "Ji bo xwendina berdewam bibin endam",
        "بۆ خوێندنەوەی تەواوی هەواڵەکە ببە بە ئەندام",
    ],
    "subscription_offer": [
        "Subscribe for unlimited access",
        "You have 2 free articles left",
        "$14 monthly or $100 annually ($8.33/month)",
        "Start your free trial",
        "Jederzeit monatlich kündbar",
        "Je m’abonne",
        "Hemen abone ol",
        "خطط الاشتراك",
    ],
    "terms_login": [
        "By signing up, you agree to our Terms and Conditions",
        "Already have an account? Log in",
        "Log in",
        "Bereits Abonnent? Anmelden",
        "Déjà abonné ? Se connecter",
        "Giriş yap",
        "تسجيل الدخول",
        "Войти",
    ],
    "separator": ["***", "———", "OR", "veya"],
    "taxonomy": [
        "عاجل",
        "Son dakika",
        "Tags: Syria, SDF, Raqqa",
        "Region: Middle East",
        "Filed under: News",
        "Schlagwörter: Syrien",
        "Etiketler: Suriye",
        "الوسوم: سوريا، قسد",
        "Теги: Сирия",
        "#Syria #SDF",
    ],
    "media_url": [
        "https://cdn.outlet.example/wp-content/uploads/video.mp4",
        "pic.twitter.com/AbCd123",
        "https://www.youtube.com/watch?v=x",
    ],
    "source_copyright": [
        "Copyright © North Press, 2023",
        "© 2023 North Press",
        "All rights reserved.",
        "The original source of this article is South Wind",
        "جميع الحقوق محفوظة",
        "Tüm hakları saklıdır",
        "Все права защищены",
        "Source: SANA",
        "نقلاً عن صوت الفرات",
    ],
    "feed_footer": ["The post Shells fall north of Raqqa appeared first on North Press."],
    "comment_prompt": [
        "Comments",
        "Leave a comment",
        "3 Comments",
        "Schreiben Sie einen Kommentar",
        "Laisser un commentaire",
        "Yorumlar",
        "أضف تعليق",
        "Комментарии",
    ],
    "membership_prompt": ["Become a member of North Press", "Devenez membre", "Hazte socio"],
    "author_index": ["Articles by: Hani al-Salem", "About the author", "عن الكاتب"],
    "disclaimer": [
        "Disclaimer: the contents of this article are of sole responsibility of the author.",
        "The views expressed in this article do not necessarily reflect those of North Press.",
        "الآراء الواردة في المقال لا تعبر بالضرورة عن رأي الموقع",
        "Les opinions exprimées n’engagent que leur auteur",
    ],
    "fair_use_notice": [
        "This site contains copyrighted material the use of which has not always been "
        "specifically authorized by the copyright owner."
    ],
    "contact": [
        "For media inquiries: press@outlet.example",
        "Contact us",
        "للتواصل معنا: 123",
        "desk@outlet.example",
    ],
    "cookie_notice": [
        "We use cookies to improve your experience",
        "Accept all cookies",
        "Alle akzeptieren",
        "Nous utilisons des cookies pour améliorer votre visite",
        "نستخدم ملفات تعريف الارتباط",
    ],
    "advertisement": [
        "Reklam | Paylaş",
        "Advertisement",
        "Anzeige",
        "Publicité",
        "Reklam",
        "إعلان",
        "Реклама",
    ],
    "media_player": [
        "Listen to this article · 3 min",
        "Guhdarî bike",
        "Your browser does not support the audio element.",
        "Listen to this article",
    ],
    "app_prompt": ["Download our app", "حمل تطبيق نورث برس"],
    "reading_time": ["5 min read", "Lesezeit: 3 Minuten", "مدة القراءة: 3 دقائق"],
}

ARTICLE = [
    "Breaking news of the attack reached the capital within the hour.",
    "Back to the index of prices, bread costs twice as much as in May.",
    "Turkey | Syria | Iraq",
    "“Support our troops,” he told the crowd, and the crowd answered.",
    "The report, published in 2019, found that both sides had shelled the town.",
    "Published figures suggest that 300 families left the camp in May 2024.",
    "Residents subscribe to a generator for $14 a month, a price most cannot pay.",
    "$14 million a month goes to the factions, according to a former official.",
    "Support for the Syrian Democratic Forces has fallen in Deir ez-Zor.",
    "By Friday evening the road had been closed on both sides",
    "By contrast, Ankara denied that it had known of the raid.",
    "Photos by activists showed smoke over the market of Jindires.",
    "Video: Caliphate in Miniature",
    "Reporting by Reuters showed that the convoy had crossed at night.",
    "Share prices fell in Istanbul after the announcement.",
    "Contact with the patrol was lost near Ain Issa on Sunday.",
    "Copyright law in Syria dates from 2001, lawyers said.",
    "More than forty people were killed, among them nine children.",
    "Members of the group log in to a closed channel to receive orders.",
    "Follow-up talks will be held in Qamishli next week.",
    "Tags were found on the bodies, an officer said.",
    "Read out in Kurdish, Arabic and Syriac, the statement called for calm.",
    "Home to 400,000 people, the district has no working hospital.",
    "IDLIB, Syria (North Press) – Turkish intelligence held a meeting on Sunday.",
    "شارك مئات الأهالي في تشييع القتلى بمدينة القامشلي.",
    "تابع المصدر أن القصف استهدف محيط القرية.",
    "كتب الناشط على صفحته أن الطريق مقطوع منذ الصباح.",
    "المصدر أكد أن الاجتماع عقد في بلدة سرمدا.",
    "إعلان وقف إطلاق النار دخل حيز التنفيذ منتصف الليل.",
    "الكاتب السوري المعروف توفي في منفاه عن سبعين عاماً.",
    "Paylaşılan görüntülerde köyün üzerinden duman yükseldiği görüldü.",
    "Kaynaklara göre görüşme İdlib’de yapıldı.",
    "Haber ajansı ANHA, saldırıda iki kişinin öldüğünü duyurdu.",
    "Anzeige gegen den Kommandeur erstatteten drei Familien aus Afrin.",
    "Von den Vertriebenen sind viele nach Tall Rifaat geflohen.",
    "Partager le pouvoir à Damas reste un vœu pieux, dit-il.",
    "Par ailleurs, Ankara a envoyé des renforts vers Ras al-Aïn.",
    "Más de cien personas huyeron de la ciudad de Manbij.",
    "Поделиться властью в Дамаске никто не готов, говорит он.",
    "Источники сообщили, что переговоры прошли в Идлибе.",
    "Parvekirina alîkariyê li kampê du rojan dom kir.",
]


@pytest.mark.parametrize("kind", BOILERPLATE)
def test_boilerplate_is_known_by_its_kind(kind: str) -> None:
    lines = [BODY, *BOILERPLATE[kind], BODY]
    found = kinds(lines)
    assert {line: found.get(line) for line in BOILERPLATE[kind]} == dict.fromkeys(BOILERPLATE[kind], kind)


@pytest.mark.parametrize("sentence", ARTICLE)
def test_a_sentence_of_an_article_stays_whatever_words_it_uses(sentence: str) -> None:
    assert parted([BODY, sentence, BODY], outlet="North Press") == ((BODY, sentence, BODY), ())


def test_every_pattern_of_the_pack_compiles() -> None:
    for rule in RULES:
        re.compile(rule.pattern.replace("{outlet}", "x"), re.IGNORECASE)


def test_markdown_marks_do_not_hide_a_line() -> None:
    assert kinds([BODY, "By [South Wind](#)", "**Disclaimer:** opinions are the authors’ own.", r"\*"]) == {
        "By [South Wind](#)": "byline_source",
        "**Disclaimer:** opinions are the authors’ own.": "disclaimer",
        r"\*": "separator",
    }


def test_a_name_that_a_byline_gave_is_a_byline_when_it_stands_alone() -> None:
    assert kinds(["By South Wind", "South Wind", BODY])["South Wind"] == "byline_source"


def test_a_caption_is_known_again_without_its_credit() -> None:
    caption = "Members of a faction ride in a truck through a town in Idlib’s countryside, Feb. 5, 2020."
    assert (
        kinds([caption, f"{caption} — Ahmad Atrash/AFP via Getty Images", BODY])[caption] == "photo_caption"
    )


def test_the_headline_falls_where_it_is_repeated() -> None:
    kept, removed = parted(["Shells fall: two wounded", BODY], title="SHELLS FALL – two wounded")
    assert kept == (BODY,)
    assert removed == (Removed("headline", "Shells fall: two wounded"),)


def test_a_headline_that_is_the_whole_text_is_kept() -> None:
    assert parted(["Shells fall", "Share"], title="Shells fall")[0] == ("Shells fall",)


def test_a_line_falls_for_where_it_stands_before_it_is_read() -> None:
    teaser = Block("Share the road", 3, 1.0, "p", 0, 0, 4, (4, 3, 2, 1))
    lines = [Line(BODY), Line(teaser.text, 0.01, teaser), Line("Share")]
    kept, removed = strip(lines, RULES)
    assert kept == (BODY,)
    assert removed == (Removed("related_links", "Share the road"), Removed("share_buttons", "Share"))


def test_a_rule_for_the_end_leaves_the_beginning_alone() -> None:
    rule = LineRule("contact", "^call us$", at_end=True)
    lines = ["call us", *[BODY] * 5, "call us"]
    assert strip_lines(lines, [rule])[0] == ("call us", *[BODY] * 5)


def test_a_rule_that_cuts_takes_what_follows_but_never_the_larger_part() -> None:
    rule = LineRule("comment_prompt", "^comments$", cuts=True)
    assert strip_lines([BODY, BODY, "Comments", "First!"], [rule])[0] == (BODY, BODY)
    assert strip_lines(["Intro", "Comments", BODY, BODY], [rule])[0] == ("Intro", BODY, BODY)


def test_a_line_that_is_too_long_is_not_judged_by_its_wording() -> None:
    rule = LineRule("related_links", "^read more", longest=20)
    assert strip_lines(["Read more", f"Read more: {BODY}"], [rule])[0] == (f"Read more: {BODY}",)


def test_a_pattern_for_the_outlet_waits_for_its_name() -> None:
    rule = LineRule("byline_source", "^{outlet}$")
    assert strip_lines(["A+ News", BODY], [rule])[0] == ("A+ News", BODY)
    assert parted(["A+ News", BODY], [rule], outlet="A+ News")[0] == (BODY,)


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("## A *title* with [a link](http://x.example/a_(b))", "A title with a link)"),
        (r"a\_b and snake_case", "a_b and snake_case"),
        ("- a list item", "a list item"),
        ("__bold__ and _slanted_", "bold and slanted"),
        ("5 > 3", "5 > 3"),
    ],
)
def test_marks_and_bullets_are_no_text(line: str, plain: str) -> None:
    assert plain_line(line) == plain


@pytest.mark.parametrize("bait", ["[", "![", "[a](", "[a", "](", "[](", "\\", "_", "* ", "> ", "- "])
def test_marks_without_end_are_read_in_good_time(bait: str) -> None:
    line = bait * (400_000 // len(bait))
    assert len(plain_line(line)) <= len(line)  # where time grows with the square of it, this takes hours


@pytest.mark.parametrize(
    "bait",
    ["9", "٩", "share ", "share 9 ", "x ", "a ", "1:", "#a ", "AB/", "| ", "by Al ", "haber: a ", ". "],
)
def test_no_rule_of_the_pack_takes_its_time_over_a_line(bait: str) -> None:
    lines = [(bait * 300)[:length] + end for length in (30, 100, 250) for end in ("", "~")]
    began = process_time()
    strip_lines(lines, RULES)
    assert process_time() - began < 2


def test_pages_of_cuts_and_captions_are_read_in_good_time() -> None:
    rules = [LineRule("photo_caption", "/AFP$"), LineRule("comment_prompt", "^leave a reply", cuts=True)]
    captions = [f"Smoke rises over a village on the road, number {number} /AFP" for number in range(20_000)]
    lines = [f"The smoke rose for hours over villages, number {number}" for number in range(20_000)]
    prompts = [f"Leave a reply {number}" for number in range(20_000)]
    kept, removed = strip_lines([*prompts, *captions, *lines], rules)
    assert len(kept) == 20_000
    assert {line.kind for line in removed} == {"photo_caption", "comment_prompt"}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=80), max_size=12), st.text(max_size=20), st.text(max_size=20))
def test_every_line_is_kept_or_removed_once(lines: list[str], title: str, outlet: str) -> None:
    kept, removed = parted(lines, RULES, title, outlet)
    assert sorted([*kept, *(line.text for line in removed)]) == sorted(
        line.strip() for line in lines if line.strip()
    )


HOUSE = "We write the names of villages as those who live there say them."
NEWS = "Lorries with flour crossed the bridge at dawn, the bakers of the town said."


def test_what_recurs_on_the_outlets_pages_falls_in_any_spelling() -> None:
    kept, removed = parted([NEWS, HOUSE.upper()], recurring=[line_id(HOUSE)])
    assert kept == (NEWS,)
    assert removed == (Removed("recurring", HOUSE.upper()),)


def test_a_rule_names_what_falls_before_memory_does() -> None:
    rules = [LineRule("house_note", "^we write the names")]
    assert parted([NEWS, HOUSE], rules, recurring=[line_id(HOUSE)])[1] == (Removed("house_note", HOUSE),)


def test_a_headline_is_left_rather_than_what_recurs_and_that_rather_than_nothing() -> None:
    assert parted([NEWS, HOUSE], (), NEWS, recurring=[line_id(HOUSE)])[0] == (NEWS,)
    assert parted([HOUSE], (), NEWS, recurring=[line_id(HOUSE)])[0] == (HOUSE,)
