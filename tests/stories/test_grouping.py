from datetime import UTC, datetime, timedelta

from news.records import Comparable
from stories.fingerprints import folded
from stories.grouping import HeldStories

MIDDAY = datetime(2024, 3, 5, 12, tzinfo=UTC)


def report(
    key: str, text: str, days: float | None = 0.0, language: str = "en", outlet: str = "", named: str = ""
) -> Comparable:
    actors, _, places = named.partition("|")
    when = None if days is None else MIDDAY + timedelta(days=days)
    known = frozenset(actors.split()), frozenset(places.split())
    return Comparable(key, "", text[:40], text, outlet or f"outlet {key}", language, when, *known)


def joined(new: Comparable, held: dict[str, list[Comparable]]) -> tuple[str, str] | None:
    stories = HeldStories()
    for story, reports in held.items():
        for one in reports:
            stories.add(stories.evidence_in(folded(one)), story)
    return stories.joined_by(stories.evidence_in(folded(new)))


SWAP = report(
    "en", "Twelve detainees changed hands near Manbij on Friday.", named="sdf levant-front|manbij sajur"
)
TALKS = report("talks", "Officers met to speak of lorries on the M4.", named="hts mit|idlib m4")


def test_a_report_in_another_language_joins_by_what_it_names() -> None:
    arabic = report("ar", "تبادل 12 محتجزا يوم الجمعة", 0.1, "ar", named="sdf levant-front|manbij sajur")
    assert joined(arabic, {"swap": [SWAP], "talks": [TALKS]}) == (
        "swap",
        "levant-front, sdf, manbij, sajur; same weekday",
    )


def test_reports_in_one_language_join_by_their_words() -> None:
    other = report("en2", "Detainees changed hands on Friday near Manbij, twelve in all.", named="sdf|manbij")
    story, reason = joined(other, {"swap": [SWAP], "talks": [TALKS]}) or ("", "")
    assert story == "swap"
    assert reason == "sdf, manbij; same weekday; similar words"


def test_shared_numbers_are_told_as_a_reason() -> None:
    one = report("a", "Iraq took back 159 families and 600 people.", named="iraq-gov|al-hol")
    other = report("b", "159 عائلة و600 شخص", 0.1, "ar", named="iraq-gov|al-hol")
    assert joined(other, {"hol": [one]}) == ("hol", "iraq-gov, al-hol; 2 shared numbers")


def test_a_report_of_something_else_joins_nothing() -> None:
    assert joined(report("x", "Wheat fell in Chicago.", 0.1), {"swap": [SWAP], "talks": [TALKS]}) is None


def test_the_same_event_a_week_later_is_another_one() -> None:
    again = report("later", SWAP.text, 7.0, named="sdf levant-front|manbij sajur")
    assert joined(again, {"swap": [SWAP]}) is None


def test_one_close_report_does_not_open_a_story_of_many_distant_ones() -> None:
    bridge = report("bridge", SWAP.text, named="sdf levant-front|manbij sajur")
    strangers = [report(f"s{n}", f"Prices of onion{n} fell.", 0.0, named="|aleppo") for n in range(4)]
    assert joined(bridge, {"mixed": [SWAP, *strangers]}) is None


def test_reports_without_dates_join_on_overwhelming_evidence_only() -> None:
    vague = report("vague", "Prisoners were freed.", None, named="sdf levant-front|manbij sajur")
    sure = report("sure", SWAP.text, None, named="sdf levant-front|manbij sajur")
    assert joined(vague, {"swap": [SWAP]}) is None
    assert joined(sure, {"swap": [SWAP]}) is not None
