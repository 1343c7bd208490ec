from news.relations import Comparable, Tie
from stories.evidence import Vocabulary, evidence_in, words_of
from stories.fingerprints import folded
from stories.grouping import HeldStories, Joining, event_day
from tests.stories.reports import MIDDAY, article, report

NAMES = {"sdf": "SDF", "levant-front": "Levant Front", "manbij": "Manbij", "aoun": "Aoun al-Dadat"}
SWAP = article(
    "Twelve detainees changed hands near Manbij on Friday, 12 men in all.",
    "Wire",
    title="Detainees change hands",
    named="sdf levant-front|manbij aoun",
)
TALKS = article("Officers met to speak of lorries on the highway.", "Daily", named="hts mit|idlib m4")


def join(new: Comparable, held: dict[str, list[Comparable]]) -> Joining:
    words = {
        one.id: words_of(folded(one)) for one in (new, *(each for story in held.values() for each in story))
    }
    vocabulary = Vocabulary()
    for each in words.values():
        vocabulary.tell(each.terms)
    stories = HeldStories(vocabulary, NAMES, words[new.id].terms)
    for story, reports in held.items():
        for one in reports:
            stories.add(evidence_in(words[one.id], vocabulary), story, words[one.id].terms)
    return stories.join(evidence_in(words[new.id], vocabulary), words[new.id].terms)


def test_a_report_in_another_language_joins_by_what_it_names() -> None:
    arabic = article(
        "تبادل 12 محتجزا يوم الجمعة", "Jisr", language="ar", days=0.1, named="sdf levant-front|manbij aoun"
    )
    found = join(arabic, {"swap": [SWAP], "talks": [TALKS]})
    assert found.story == "swap"
    assert found.reason == "Levant Front, SDF, Manbij, Aoun al-Dadat, Friday 1 March, 12 محتجزا"


def test_reports_in_one_language_join_by_their_words() -> None:
    other = article("Detainees changed hands on Friday near Manbij.", "Globe", named="sdf|manbij")
    found = join(other, {"swap": [SWAP], "talks": [TALKS]})
    assert found == Joining("swap", "SDF, Manbij, Friday 1 March, similar words", ())


def test_a_report_of_something_else_begins_a_story() -> None:
    wheat = article("Wheat fell in Chicago.", "Globe", days=0.1)
    assert join(wheat, {"swap": [SWAP], "talks": [TALKS]}) == Joining(None, "", ())


def test_the_same_event_a_week_later_is_another_one() -> None:
    again = article(SWAP.text, "Globe", days=7.0, named="sdf levant-front|manbij")
    assert join(again, {"swap": [SWAP]}).story is None


def test_one_close_report_does_not_open_a_story_of_many_distant_ones() -> None:
    bridge = article(SWAP.text, "Globe", named="sdf levant-front|manbij")
    strangers = [article(f"Prices of onion{n} fell.", f"S{n}", named="|aleppo") for n in range(4)]
    assert join(bridge, {"mixed": [SWAP, *strangers]}).story is None


def test_an_outlet_that_goes_on_with_its_own_report_begins_a_story_that_follows() -> None:
    later = article(
        f"{SWAP.text} Four more were to be freed.", "Wire", key="later", days=1.0, named="sdf|manbij"
    )
    found = join(later, {"swap": [SWAP]})
    assert found.story is None
    [link] = found.links
    assert (link.tie, link.story) == (Tie.FOLLOWS, "swap")
    assert "Manbij" in link.reason


def test_a_report_that_fits_two_stories_says_that_they_may_be_one() -> None:
    twin = article(SWAP.text, "Globe", title=SWAP.title, named="sdf levant-front|manbij aoun")
    third = article(SWAP.text, "Times", title=SWAP.title, named="sdf levant-front|manbij aoun")
    found = join(third, {"swap": [SWAP], "told apart": [twin]})
    assert {found.story, *(link.story for link in found.links)} == {"swap", "told apart"}
    assert [link.tie for link in found.links] == [Tie.MEETS]


def test_reports_without_dates_join_on_overwhelming_evidence_only() -> None:
    vague = article("Prisoners were freed.", "Globe", days=None, named="sdf|manbij")
    sure = article(SWAP.text, "Globe", title=SWAP.title, days=None, named="sdf levant-front|manbij aoun")
    assert join(vague, {"swap": [SWAP]}).story is None
    assert join(sure, {"swap": [SWAP]}).story == "swap"


def test_an_event_was_on_the_weekday_named_before_the_report() -> None:
    assert event_day(report("It happened on Friday.")) == MIDDAY.date().replace(day=1)
    assert event_day(report("It happened on Tuesday.")) == MIDDAY.date()
    assert event_day(report("It happened.")) is None
    assert event_day(report("It happened on Friday.", days=None)) is None
