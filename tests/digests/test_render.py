import json
import re
from pathlib import Path

import pytest
from lxml import html

from digests.records import ActorCount, Digest, DigestStory, Evidence, Gap, Passage, Run, Source, Statement
from digests.render import render, subject
from news.texts import clean, clean_line

HOSTILE = Path(__file__).parents[3] / "shared/data/hostile/strings.json"
ALLOWED = {"html", "head", "meta", "title", "style", "body", "div", "table", "tbody", "tr", "td",
           "h1", "h2", "h3", "p", "a", "b", "span", "ul", "li"}  # fmt: skip
WELL = Statement("", ("412 new articles read.",), (), (), ())
SENTENCE = "وقال المتحدث إن قوات سوريا الديمقراطية انسحبت من البلدة مساء الخميس بعد اتفاق "


def passage(*words: str, language: str = "en", outlet: str = "Enab Baladi") -> Passage:
    """Every second word is marked."""
    return Passage(tuple(Run(word, at % 2 == 1) for at, word in enumerate(words)), language, outlet)


def report(number: int = 1, outlet: str = "Enab Baladi", language: str = "ar", *notes: str) -> Evidence:
    url = f"https://news.example/story/{number}"
    return Evidence(number, outlet, "", language, "Thu 22:10", None, url, "Title", notes, ("SDF",), ("قسد",))


def story(number: int = 1, headline: Passage | None = None, snippets: tuple[Passage, ...] = (),
          reports: tuple[Evidence, ...] = (), marginal: bool = False) -> DigestStory:  # fmt: skip
    told = reports or (report(number),)
    return DigestStory(
        number, number, headline or passage("The ", "SDF", " leaves Manbij"), told[0].url,
        "Manbij", ("SDF", "HTS"), marginal, "2 independent of 3 reports", snippets,
        tuple(Source(report.outlet, "opposition", (report,)) for report in told),
    )  # fmt: skip


def digest(*stories: DigestStory, statement: Statement = WELL, full: int | None = None) -> Digest:
    return Digest(
        title="Northern Syria",
        window="Thu 19 Nov 15:00 to Fri 20 Nov 2026 07:00 (UTC+3)",
        day="Fri 20 Nov",
        summary="",
        stories=stories,
        full=len(stories) if full is None else full,
        actors=(
            ActorCount("Syrian Democratic Forces", "SDF", 3, 7),
            ActorCount("Hamza Division", "Hamza", 1, 1),
        ),
        statement=statement,
    )


def parsed(digest: Digest) -> html.HtmlElement:
    return html.document_fromstring(render(digest).html)


def shown(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_subject_tells_how_much_and_who() -> None:
    assert subject(digest(story(), story(2))) == "Northern Syria: 2 stories, SDF, Hamza · Fri 20 Nov"
    quiet = Digest(
        "North", "", "Fri 20 Nov", "", (), 0, (), Statement("1 of 2 feeds failed (ANHA)", (), (), (), ())
    )
    assert subject(quiet) == "North: no stories, incomplete · Fri 20 Nov"


def test_the_same_digest_is_laid_out_the_same() -> None:
    assert render(digest(story())) == render(digest(story()))


def test_opening_a_digest_loads_nothing() -> None:
    page = parsed(digest(story(snippets=(passage("a ", "SDF"),))))
    assert {element.tag for element in page.iter() if isinstance(element.tag, str)} <= ALLOWED
    assert not page.xpath("//@src|//@background|//@onclick|//link|//img|//script|//form|//meta[@http-equiv]")
    assert not re.search(r"url\(|@import|@font-face", render(digest(story())).html)
    assert all(url.startswith("https://news.example/") for url in page.xpath("//@href"))


def test_the_page_is_in_order_for_those_who_hear_it() -> None:
    page = parsed(digest(story(), story(2), full=1))
    assert page.get("lang") == "en"
    assert [element.tag for element in page.xpath("//h1|//h2|//h3")] == ["h1", "h2", "h3", "h2", "h2", "h2"]
    assert set(page.xpath("//table/@role")) == {"presentation"}


def test_dark_and_phone_styles_survive_the_inlining() -> None:
    page = render(digest(story())).html
    assert "@media (prefers-color-scheme:dark)" in page
    assert "@media (max-width:480px)" in page
    assert page.count("<style") == 1


def test_marks_are_bold_and_coloured_without_padding() -> None:
    mark = parsed(digest(story(snippets=(passage("the ", "قسد", " said"),)))).xpath("//p//b[text()='قسد']")[0]
    assert "background:" in mark.get("style")
    assert "padding" not in mark.get("style")


@pytest.mark.parametrize(
    ("words", "language", "direction"),
    [
        ("قسد تنسحب من منبج", "ar", "rtl"),
        ("SDG Münbiç’ten çekildi", "tr", "ltr"),
        ("قسد تنسحب", "en", "rtl"),  # the letters decide, not what the page declares
    ],
)
def test_blocks_run_as_their_letters_do(words: str, language: str, direction: str) -> None:
    told = story(headline=passage(words, language=language), snippets=(passage(words, language=language),))
    for block in parsed(digest(told)).xpath("//h3|//p[@dir]"):
        assert (block.get("dir"), block.get("lang")) == (direction, language)
        assert ("text-align:right" in block.get("style")) == (direction == "rtl")


def test_arabic_is_large_with_room_between_lines() -> None:
    (quote,) = parsed(digest(story(snippets=(passage("قسد تنسحب", language="ar"),)))).xpath("//p[@dir='rtl']")
    assert "font-size:17px" in quote.get("style")
    assert "line-height:1.7" in quote.get("style")


def test_a_language_that_is_no_tag_is_left_out() -> None:
    page = parsed(digest(story(headline=passage("Title", language='en" onclick="x'))))
    assert page.xpath("//h3/@lang") == []


def test_a_story_shows_corroboration_place_actors_and_evidence() -> None:
    told = story(reports=(report(1), report(2, "Daily Sabah", "en", "copy of Enab Baladi")), marginal=True)
    text = shown(parsed(digest(told)))
    assert "1 · Manbij · SDF, HTS · marginal to the region" in text
    assert "2 independent of 3 reports" in text
    assert "Daily Sabah (opposition) · English, Thu 22:10 · copy of Enab Baladi" in text


def test_an_arabic_outlet_leaves_the_time_in_place() -> None:
    assert "عنب بلدي\u200e" in render(digest(story(reports=(report(1, "عنب بلدي", ""),)))).text


def test_what_was_not_covered_stands_first_and_in_full_at_the_end() -> None:
    gaps = Statement(
        "1 of 3 feeds failed (ANHA)",
        ("2 of 3 feeds answered.",),
        (Gap("anha-ar", "ANHA", "HTTP 403"),),
        ("Xeber24",),
        ("Nothing was heard from ANHA.",),
    )
    for form in (
        shown(parsed(digest(story(), statement=gaps))),
        render(digest(story(), statement=gaps)).text,
    ):
        assert form.index("Incomplete: 1 of 3 feeds failed (ANHA)") < form.rindex("leaves Manbij")
        assert all(word in form for word in ("HTTP 403", "Xeber24", "Nothing was heard from ANHA."))


def test_the_text_holds_every_story_and_link() -> None:
    stories = [
        story(number, reports=(report(number), report(number + 500, "ANHA"))) for number in range(1, 121)
    ]
    text = render(digest(*stories, full=40)).text
    assert all(
        f"https://news.example/story/{n}\n" in text for s in (range(1, 121), range(501, 621)) for n in s
    )
    assert text.count("leaves Manbij") == 120


def full_story(number: int) -> DigestStory:
    snippets = (
        passage("The ", "SDF", " said " + "words " * 25),
        passage(SENTENCE, "قسد", " مساء أمس", language="ar"),
    )
    return story(
        number, snippets=snippets, reports=tuple(report(number * 10 + at, f"Outlet {at}") for at in range(3))
    )


def test_forty_full_stories_fit_the_budget() -> None:
    page = render(digest(*(full_story(number) for number in range(1, 41)))).html
    assert len(page.encode()) <= 75_000
    assert page.count("<h3") == 40


def test_a_heavy_digest_tells_less_in_full_but_never_outgrows_a_mail_reader() -> None:
    long = tuple(passage(SENTENCE * 9, language="ar") for _ in range(2))
    rendered = render(digest(*(story(number, snippets=long) for number in range(1, 1_001)), full=40))
    assert len(rendered.html.encode()) <= 75_000
    assert 0 < rendered.html.count("<h3") < 40
    assert "more in the text part and in the attached table" in rendered.html
    assert rendered.csv.count("\r\n") == 1_001


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours "#rrggbb" (WCAG 2.2, 1.4.3)."""
    lights = []
    for colour in (one, other):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        lights.append(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def rule(styles: str, selector: str) -> dict[str, str]:
    found = re.search(rf"^{re.escape(selector)}{{(.*?)}}", styles, re.MULTILINE)
    assert found is not None, selector
    pairs = (pair.split(":", 1) for pair in found[1].replace("!important", "").split(";"))
    return {name: re.sub(r"^#(.)(.)(.)$", r"#\1\1\2\2\3\3", value) for name, value in pairs}


@pytest.mark.parametrize(
    ("style", "sheet", "words"),
    [
        (0, ".sheet", (".page", "a", ".meta", ".by", "ul")),
        (1, "body,.sheet", (".page,.page h3 a", "a", ".meta,.by,ul,.foot")),
    ],
)
def test_colours_are_legible_by_day_and_night(style: int, sheet: str, words: tuple[str, ...]) -> None:
    template = Path(__file__).parents[2] / "digests/templates/digest.html"
    styles = re.findall(r"<style[^>]*>(.*?)</style>", template.read_text("utf-8"), re.DOTALL)[style]
    ground = rule(styles, sheet)["background"]
    assert all(contrast(rule(styles, word)["color"], ground) >= 4.5 for word in words)
    for box in (".hit", ".gap"):
        colours = rule(styles, box)
        assert contrast(colours["color"], colours["background"]) >= 4.5


OWN_HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x>',
    "</title></style><svg>",
    "{{ 7*7 }}",
    "<!--",
    "&lt;b&gt;",
]


def hostile_inputs() -> list[str]:
    if not HOSTILE.exists():
        pytest.skip("the hostile strings are not beside the repository")
    cases = json.loads(HOSTILE.read_text("utf-8"))["cases"]
    places = {"title", "text", "source"}
    return [case["input"] for case in cases if "input" in case and places & set(case["where"])]


def assert_harmless(string: str) -> None:
    calm = clean(string)
    line = clean_line(string)
    told = story(
        1,
        passage(calm, calm, language=calm, outlet=line),
        (passage(calm, calm),),
        (report(1, line, line, line),),
    )
    gaps = Statement(line, (line,), (Gap(line, line, line),), (line,), (line,))
    page = parsed(digest(told, statement=gaps))
    assert {element.tag for element in page.iter()} <= ALLOWED
    assert {name for element in page.iter() for name in element.attrib} <= {
        "lang", "dir", "charset", "name", "content", "style", "class", "role", "align", "cellpadding",
        "cellspacing", "border", "href", "width", "data-css-inline",
    }  # fmt: skip
    assert line in shown(page).replace("\u200e", "")


@pytest.mark.parametrize("string", OWN_HOSTILE)
def test_own_hostile_strings_are_shown_as_text(string: str) -> None:
    assert_harmless(string)


def test_known_hostile_strings_are_shown_as_text() -> None:
    for string in hostile_inputs():
        assert_harmless(string)
