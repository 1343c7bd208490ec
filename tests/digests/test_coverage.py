from datetime import UTC, datetime

from digests.coverage import statement
from digests.records import Statement
from news.records import FeedState, Health
from news.reports import Coverage

SINCE, UNTIL = datetime(2026, 11, 19, 12, tzinfo=UTC), datetime(2026, 11, 20, 4, tzinfo=UTC)


def feed(outlet: str, state: Health = Health.OK, message: str = "") -> FeedState:
    return FeedState(outlet.lower(), outlet, state, 1, message)


def told(*feeds: FeedState, gaps: tuple[FeedState, ...] = (), deferred: int = 0) -> Statement:
    return statement(Coverage(SINCE, UNTIL, 412, 300, 93, feeds, deferred, gaps), reports=17)


def test_all_is_well() -> None:
    well = told(feed("ANHA"), feed("Reuters"))
    assert (well.warning, well.failed, well.empty, well.hidden) == ("", (), (), ())
    assert well.counts == (
        "412 new articles read: 17 in this digest, 300 off topic, 93 without a tracked actor.",
        "2 of 2 feeds answered.",
    )


def test_a_failed_feed_is_named_with_its_message_and_what_it_hides() -> None:
    gap = told(feed("ANHA", Health.FAILED, "HTTP\n403"), feed("Reuters"))
    assert gap.warning == "1 of 2 feeds failed (ANHA)"
    assert [(failed.outlet, failed.message) for failed in gap.failed] == [("ANHA", "HTTP 403")]
    assert gap.hidden == ("Nothing was heard from ANHA: what only they report is missing here.",)


def test_an_outlet_with_another_feed_is_only_partly_lost() -> None:
    gap = told(feed("ANHA (Arabic)", Health.FAILED), feed("ANHA (Kurdish)"))
    assert gap.hidden == ("Heard through another feed only, so perhaps in part: ANHA.",)
    assert gap.failed[0].message == "no reason given"


def test_when_nothing_answered_silence_means_nothing() -> None:
    assert (
        "does not mean that nothing happened"
        in told(feed("ANHA", Health.FAILED), feed("Reuters", Health.FAILED)).hidden[0]
    )
    assert told().counts[1] == "No feed was asked in this time."


def test_empty_feeds_and_deferred_articles_are_told() -> None:
    gap = told(feed("ANHA", Health.EMPTY), feed("Reuters"), deferred=1)
    assert gap.warning == "1 article still to be read"
    assert gap.empty == ("ANHA",)
    assert gap.hidden[0].startswith("A feed without new entries may be quiet or broken")
    assert gap.hidden[1].startswith("1 article was announced but could not be read yet")


def test_the_warning_names_few_and_counts_the_rest() -> None:
    gap = told(*(feed(name, Health.FAILED) for name in "ABCDE"))
    assert gap.warning == "5 of 5 feeds failed (A, B, C and 2 more)"
    assert len(gap.failed) == 5


def test_a_feed_that_scrolled_faster_than_we_looked_is_told() -> None:
    torn = feed("Step News", message="some may have been missed between 02:00 and 05:00")
    assert told(torn, gaps=(torn,)).hidden == (
        "Step News: some may have been missed between 02:00 and 05:00.",
    )


def test_a_feed_that_only_holds_old_news_is_not_counted_as_heard() -> None:
    assert told(feed("ANHA", Health.STALE), feed("Reuters", Health.QUIET)).empty == ("ANHA",)


def test_what_came_in_as_history_is_counted() -> None:
    [sentence] = statement(Coverage(SINCE, UNTIL, 9, 0, 0, (feed("ANHA"),), history=2), reports=7).hidden
    assert sentence.startswith("2 articles were old already when first seen")
