from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from news.relations import Comparable, Kind, Sightings
from stories.copies import COMMON, TEMPLATE, Copy, HeldTexts, Lifted, days_apart
from stories.fingerprints import folded

MIDDAY = datetime(2024, 3, 5, 12, tzinfo=UTC)
LEAD = (
    "Engineers reached the dam on Sunday under a truce and began to repair two of its six turbines "
    "after four months in which nobody could come near the engine hall."
)
MIDDLE = (
    "The water had risen to a hand's breadth below the gates, a technician said, and the pumps that keep the "
    "galleries dry had been running on a borrowed generator since the new year."
)
END = (
    "Both sides agreed to keep fighters away from the road, and a second team is to bring spare parts from "
    "the coast before the end of the week if the quiet holds."
)
STORY = f"{LEAD}\n\n{MIDDLE}\n\n{END}"
OTHER = (
    "Farmers in the plain sold their wheat at a loss this summer because sacks were scarce, lorries dear and "
    "the silo closed its gates two weeks before the harvest had come in."
)


def article(
    key: str, text: str, outlet: str = "Wire", title: str = "Dam", url: str = "", hours: float | None = 0.0
) -> Comparable:
    when = None if hours is None else MIDDAY + timedelta(hours=hours)
    return Comparable(key, url or f"https://{outlet}.example/{key}", title, text, outlet, "en", when)


def match(new: Comparable, held: Sequence[Comparable]) -> Copy | Lifted | None:
    texts = HeldTexts(Sightings())
    for one in held:
        texts.add(folded(one))
    return texts.match(folded(new))


def kind(new: Comparable, held: Comparable) -> Kind | None:
    copy = match(new, [held])
    return copy.kind if isinstance(copy, Copy) else None


ORIGINAL = article("original", STORY, url="https://wire.example/dam")


def test_one_address_in_two_writings_is_one_article() -> None:
    again = article("again", STORY, url="http://www.wire.example/dam/amp/?utm_source=feed#top")
    assert kind(again, ORIGINAL) == Kind.SAME_URL


def test_an_article_whose_text_changed_at_its_address_is_a_revision() -> None:
    changed = article("changed", STORY.replace("two of its", "three of its"), url="https://wire.example/dam")
    assert kind(changed, ORIGINAL) == Kind.REVISION


def test_the_same_words_elsewhere_are_a_verbatim_copy() -> None:
    copy = match(article("copy", STORY, "Daily"), [ORIGINAL])
    assert copy == Copy("original", Kind.VERBATIM, 1.0, (" ".join(STORY.split()).removesuffix("."),))


def test_a_copy_with_a_credit_and_another_headline_is_verbatim_too() -> None:
    credited = f"Our desk\n\n{STORY}\n\nThis report first appeared on Wire."
    assert kind(article("copy", credited, "Daily", "At last, repairs"), ORIGINAL) == Kind.VERBATIM


def test_a_copy_cut_off_in_the_middle_is_truncated() -> None:
    assert (
        kind(article("cut", f"{LEAD} The water had risen to a hand's", "Daily"), ORIGINAL) == Kind.TRUNCATED
    )


def test_a_paragraph_with_a_comment_is_an_excerpt() -> None:
    quoted = f"Seen elsewhere:\n\n{MIDDLE}\n\nWe shall see."
    assert kind(article("digest", quoted, "Digest"), ORIGINAL) == Kind.EXCERPT


def test_a_copy_with_sentences_exchanged_and_words_replaced_is_rewritten() -> None:
    reworked = STORY.replace("under a truce", "during a ceasefire").replace(
        "nobody could", "no one was able to"
    )
    reworked = reworked.replace("a technician said", "said a worker").replace(
        "agreed to keep", "promised to hold"
    )
    reworked = reworked.replace("is to bring spare parts", "will fetch what is missing")
    assert kind(article("rewrite", reworked, "Globe"), ORIGINAL) == Kind.REWRITTEN


def test_another_text_is_no_copy() -> None:
    assert match(article("wheat", OTHER, "Daily"), [ORIGINAL]) is None


def test_an_article_without_text_copies_nothing() -> None:
    assert match(article("b", "", "B", title=""), [article("a", "", "A", title="")]) is None


def test_two_stubs_under_one_prompt_are_no_copies() -> None:
    prompt = "You are reading a short version of this page. " + " ".join(f"offer{n}" for n in range(60))
    stub = article("stub", f"{LEAD}\n\n{prompt}", "Bulletin", "Repairs")
    assert match(article("wheat", f"{OTHER}\n\n{prompt}", "Bulletin", "Wheat"), [stub]) is None


def test_a_template_is_learnt_from_the_titles_it_stands_under() -> None:
    form = " ".join(f"form{n}" for n in range(80))
    held = [article(f"day{n}", f"{form} {OTHER[n * 9 :]}", "Count", f"Day {n}") for n in range(TEMPLATE)]
    assert match(article("next", f"{form} {STORY}", "Count", "Next"), held) is None


def test_what_stands_in_very_many_articles_is_a_stock_phrase() -> None:
    phrase = " ".join(f"phrase{n}" for n in range(40))
    held = [article(f"a{n}", f"{phrase} {n}", f"Outlet {n}", f"Title {n}") for n in range(COMMON + 1)]
    assert match(article("new", f"{phrase} again", "Daily", "New"), held) is None


def test_the_very_same_article_is_found_though_all_of_it_is_furniture() -> None:
    form = " ".join(f"form{n}" for n in range(80))
    held = [article(f"day{n}", f"{form} {n}", "Count", f"Day {n}") for n in range(TEMPLATE)]
    assert kind(article("again", f"{form} 1", "Count", "Day 1"), held[1]) is Kind.VERBATIM
    copy = match(article("again", f"{form} 1", "Count", "Day 1"), held)
    assert isinstance(copy, Copy)
    assert copy.found == "day1"


def test_evidence_is_the_longest_shared_passages_as_the_copy_words_them() -> None:
    quoted = f"Seen elsewhere:\n\n{MIDDLE.upper()}\n\nWe shall see."
    copy = match(article("digest", quoted, "Digest"), [ORIGINAL])
    assert isinstance(copy, Copy)
    assert copy.passages == (MIDDLE.upper().removesuffix("."),)


def test_a_paragraph_of_background_is_lifted_and_makes_no_copy() -> None:
    news = " ".join(f"News{n} of another kind came in at {n} today." for n in range(12))
    assert match(article("later", f"{news}\n\n{MIDDLE}", "Daily", "Later"), [ORIGINAL]) == Lifted(
        "original", len(MIDDLE.split()) + 1
    )


def test_of_stored_articles_the_likeliest_are_asked_for() -> None:
    copy, stranger = folded(article("copy", STORY, "Daily")), folded(article("wheat", OTHER))
    seen = Sightings(
        holders=dict.fromkeys(folded(ORIGINAL).sample, ("original",))
        | dict.fromkeys(stranger.sample, ("wheat",)),
        titles={"original": ("Wire", "Dam"), "wheat": ("Wire", "Wheat")},
    )
    assert HeldTexts(seen).needed([copy]) == {"original"}


def test_furniture_of_stored_articles_is_known_from_where_it_was_seen() -> None:
    prompt = " ".join(f"offer{n}" for n in range(60))
    old, new = (
        folded(article(key, f"{prompt} {text}", outlet, key))
        for key, text, outlet in (("old", MIDDLE, "Bulletin"), ("new", OTHER, "Daily"))
    )
    shared = old.sample & new.sample
    three = ("old", "other", "third")
    titles = {key: ("Bulletin", key) for key in three}
    unknown = Sightings(dict.fromkeys(shared, ("old",)), titles=titles)
    assert isinstance(HeldTexts(unknown, [old]).match(new), Copy), "a prompt as long passes for the article"
    assert HeldTexts(Sightings(dict.fromkeys(shared, three), titles=titles), [old]).match(new) is None


def test_an_unknown_date_is_not_the_same_day() -> None:
    assert days_apart(ORIGINAL, article("a", "", hours=36)) == 1.5
    assert days_apart(ORIGINAL, article("a", "", hours=None)) is None
