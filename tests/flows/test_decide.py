"""What becomes of an entry, decided without a store or a network."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.decide import (
    as_held,
    by_host,
    choose,
    failed_fate,
    not_asked_fate,
    read_fate,
    twin_fate,
    unread_fate,
)
from news.errors import FetchError, TemporaryFetchError
from news.records import Access, Certainty, FeedEntry, Outcome, Page, Reading, Settled
from news.urls import canonical, host_of
from storage.entries import SeenEntry
from storage.revisions import Current

NOW = datetime(2026, 3, 20, 7, tzinfo=UTC)
SUMMARY = "Three lorries crossed at Bab al-Hawa on Thursday morning."


def entry(
    url: str = "https://courier.example/a",
    *,
    feed: str = "courier",
    title: str = "Lorries",
    summary: str = "",
) -> FeedEntry:
    return FeedEntry(feed, "Courier", url, url, title, summary, published_at=NOW, languages=("en",))


def seen(before: FeedEntry, outcome: Outcome) -> SeenEntry:
    return SeenEntry(before, outcome, None, 1, "", NOW)


def page(url: str = "https://courier.example/a") -> Page:
    return Page(url, url, 200, "text/html", b"", NOW)


def reading(text: str = "Three lorries crossed.", access: Access = Access.FULL) -> Reading:
    return Reading("Lorries cross", text, access)


def test_a_new_entry_is_fetched() -> None:
    choice = choose([entry()], {}, set(), NOW)
    assert choice.fetch == (entry(),)
    assert choice.settled == ()


def test_a_settled_entry_is_known_until_its_title_changes() -> None:
    before = {entry().id: seen(entry(), Outcome.STORED)}
    assert choose([entry()], before, set(), NOW).settled == (Settled(entry(), Outcome.KNOWN),)
    changed = entry(title="Lorries turned back")
    assert choose([changed], before, set(), NOW).fetch == (changed,)


def test_an_entry_that_says_it_was_updated_is_fetched_again() -> None:
    told = FeedEntry("courier", "Courier", "https://courier.example/a", "", "Lorries", updated_at=NOW)
    later = FeedEntry(
        "courier", "Courier", "https://courier.example/a", "", "Lorries", updated_at=NOW + timedelta(hours=1)
    )
    assert choose([later], {told.id: seen(told, Outcome.STORED)}, set(), NOW).fetch == (later,)
    assert choose([told], {told.id: seen(told, Outcome.STORED)}, set(), NOW).fetch == ()


def test_a_deferred_entry_is_tried_again() -> None:
    assert choose([entry()], {entry().id: seen(entry(), Outcome.DEFERRED)}, set(), NOW).fetch == (entry(),)


def test_an_article_that_another_feed_brought_is_known() -> None:
    tracked = entry("http://www.courier.example/a?utm_source=rss", feed="courier-world")
    assert choose([tracked], {}, {canonical("https://courier.example/a")}, NOW).settled == (
        Settled(tracked, Outcome.KNOWN),
    )


def test_of_two_entries_of_one_article_the_first_is_fetched() -> None:
    other = entry("https://m.courier.example/a/amp", feed="courier-world")
    choice = choose([entry(), other], {}, set(), NOW)
    assert choice.fetch == (entry(),)
    assert choice.twins[entry().id] == (other,)


def test_of_two_entries_of_one_article_the_one_that_led_to_an_article_is_fetched() -> None:
    other = entry("https://m.courier.example/a/amp", feed="courier-world")
    before = replace(seen(replace(other, title="Old"), Outcome.STORED), article=7)
    choice = choose([entry(), other], {other.id: before}, set(), NOW)
    assert choice.fetch == (other,)
    assert choice.twins[other.id] == (entry(),)


@given(st.lists(st.sampled_from(["a", "b", "c"]).flatmap(lambda h: st.just(entry(f"https://{h}.example/x")))))
def test_batches_hold_one_host_each_and_lose_nothing(entries: list[FeedEntry]) -> None:
    batches = by_host(entries)
    assert sorted(e.id for batch in batches for e in batch) == sorted(e.id for e in entries)
    assert all(len({host_of(e.url) for e in batch}) == 1 for batch in batches)


def test_a_page_with_text_is_stored() -> None:
    fate = read_fate(entry(), page(), reading())
    assert fate.outcome is Outcome.STORED
    assert fate.article is not None
    assert (fate.article.title, fate.article.published_at, fate.article.language) == (
        "Lorries cross",
        NOW,
        "en",
    )


@pytest.mark.parametrize("front", ["https://courier.example/", "http://www.courier.example/en/"])
def test_a_front_page_in_place_of_an_article_leaves_the_summary_or_nothing(front: str) -> None:
    led = replace(page(), final_url=front)
    assert read_fate(entry(), led, reading()).outcome is Outcome.UNREADABLE
    kept = read_fate(entry(summary=SUMMARY), led, reading())
    assert kept.article is not None
    assert (kept.article.canonical_url, kept.article.text) == (canonical(entry().url), SUMMARY)
    assert read_fate(entry(front), page(front), reading()).outcome is Outcome.STORED
    told = replace(reading(), canonical_url="https://courier.example/a")
    assert read_fate(entry(), led, told).outcome is Outcome.STORED


def held(text: str) -> Current:
    return Current("https://courier.example/old", "Lorries", text, Access.FULL, NOW)


TEXT = "Three lorries crossed the bridge at dawn on Thursday, and two of them came back at noon."


@pytest.mark.parametrize("before", [TEXT, f"{TEXT} Nobody said what they bore.", TEXT.upper(), TEXT[:50]])
def test_an_article_of_the_same_entry_and_text_keeps_its_address(before: str) -> None:
    fate = as_held(read_fate(entry(), page(), reading(TEXT)), held(before))
    assert fate.article is not None
    assert fate.article.canonical_url == "https://courier.example/old"


@pytest.mark.parametrize("before", ["", "Lorries crossed.", f"Water was all that was spoken of. {TEXT[:24]}"])
def test_an_article_of_the_same_entry_with_another_text_is_another(before: str) -> None:
    fate = read_fate(entry(), page(), reading(TEXT))
    assert as_held(fate, held(before)) == fate


def test_a_date_in_the_far_future_is_unknown() -> None:
    future = FeedEntry("f", "F", "https://f.example/a", "", "T", published_at=NOW + timedelta(days=30))
    article = read_fate(future, page(), reading()).article
    assert article is not None
    assert article.published_at is None


HOURS = timedelta(hours=1)
EXACT, ZONE_ASSUMED, DAY, GUESSED = Certainty


@pytest.mark.parametrize(
    ("feed", "on_page", "wanted"),
    [
        ((NOW, EXACT), (NOW - HOURS, EXACT), (NOW, EXACT)),
        ((NOW, ZONE_ASSUMED), (NOW - 3 * HOURS, EXACT), (NOW - 3 * HOURS, EXACT)),
        ((NOW, ZONE_ASSUMED), (NOW - 3 * HOURS, GUESSED), (NOW, ZONE_ASSUMED)),
        ((NOW, ZONE_ASSUMED), (NOW - 90 * HOURS, EXACT), (NOW, ZONE_ASSUMED)),
        ((NOW, DAY), (NOW + 9 * HOURS, EXACT), (NOW + 9 * HOURS, EXACT)),
        ((None, None), (NOW, GUESSED), (NOW, GUESSED)),
        ((NOW, None), (None, None), (NOW, ZONE_ASSUMED)),
        ((NOW + 99 * HOURS, EXACT), (NOW, DAY), (NOW, DAY)),
        ((None, None), (None, None), (None, None)),
    ],
)
def test_the_feed_dates_an_article_unless_its_page_is_surer_and_agrees(
    feed: tuple[datetime | None, Certainty | None],
    on_page: tuple[datetime | None, Certainty | None],
    wanted: tuple[datetime | None, Certainty | None],
) -> None:
    told = replace(entry(), published_at=feed[0], published_certainty=feed[1])
    shown = replace(reading(), published_at=on_page[0], published_certainty=on_page[1])
    article = read_fate(told, page(), shown).article
    assert article is not None
    assert (article.published_at, article.published_certainty) == wanted


@pytest.mark.parametrize(
    ("feed", "on_page", "wanted"),
    [
        (NOW + HOURS, NOW + 2 * HOURS, NOW + HOURS),
        (NOW, NOW + 2 * HOURS, NOW + 2 * HOURS),
        (NOW, None, NOW),
        (NOW - HOURS, NOW - HOURS, None),
        (NOW + 99 * HOURS, None, None),
        (None, None, None),
    ],
)
def test_a_change_is_after_the_publication_and_not_ahead(
    feed: datetime | None, on_page: datetime | None, wanted: datetime | None
) -> None:
    told = replace(entry(summary=SUMMARY), updated_at=feed)
    article = read_fate(told, page(), replace(reading(), modified_at=on_page)).article
    assert article is not None
    assert article.modified_at == wanted


def test_a_summary_is_dated_by_its_feed() -> None:
    told = replace(entry(summary=SUMMARY), published_certainty=EXACT, updated_at=NOW + HOURS)
    article = unread_fate(told, page(), "").article
    assert article is not None
    assert (article.published_at, article.published_certainty, article.modified_at) == (
        NOW,
        EXACT,
        NOW + HOURS,
    )


@pytest.mark.parametrize(
    ("access", "outcome"), [(Access.CONSENT, Outcome.CONSENT), (Access.NONE, Outcome.UNREADABLE)]
)
def test_a_page_without_its_article_leaves_the_summary_or_nothing(access: Access, outcome: Outcome) -> None:
    assert read_fate(entry(), page(), reading("", access)).outcome is outcome
    kept = read_fate(entry(summary=SUMMARY), page(), reading("", access))
    assert kept.outcome is Outcome.SUMMARY
    assert kept.article is not None
    assert (kept.article.text, kept.article.access) == (SUMMARY, Access.SUMMARY)


def test_a_temporary_failure_is_deferred_and_given_up_in_the_end() -> None:
    error = TemporaryFetchError("HTTP 503 from courier.example", 503)
    assert failed_fate(entry(), error, 0, 5, NOW).outcome is Outcome.DEFERRED
    assert failed_fate(entry(), error, 3, 5, NOW).outcome is Outcome.DEFERRED
    assert failed_fate(entry(), error, 4, 5, NOW).outcome is Outcome.ABANDONED
    assert failed_fate(entry(summary=SUMMARY), error, 4, 5, NOW).outcome is Outcome.SUMMARY


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_does_not_exist_is_gone_even_with_a_summary(status: int) -> None:
    fate = failed_fate(entry(summary=SUMMARY), FetchError(f"HTTP {status}", status), 0, 5, NOW)
    assert (fate.outcome, fate.article) == (Outcome.GONE, None)


def test_a_refused_page_leaves_the_summary_or_nothing() -> None:
    refusal = FetchError("HTTP 403 from courier.example", 403)
    assert failed_fate(entry(), refusal, 0, 5, NOW).outcome is Outcome.REFUSED
    assert failed_fate(entry(summary=SUMMARY), refusal, 0, 5, NOW).outcome is Outcome.SUMMARY
    assert not_asked_fate(entry(summary=SUMMARY), "terms", NOW).note == "terms"


def test_a_twin_is_known_where_its_article_was_stored_and_shares_the_failure_else() -> None:
    twin = entry("https://m.courier.example/a")
    assert twin_fate(twin, read_fate(entry(), page(), reading())).outcome is Outcome.KNOWN
    gone = failed_fate(entry(), FetchError("HTTP 404", 404), 0, 5, NOW)
    assert twin_fate(twin, gone).outcome is Outcome.GONE


def test_each_wait_is_longer_than_the_last_but_no_longer_than_a_day() -> None:
    error = TemporaryFetchError("HTTP 503 from courier.example", 503)
    waits = [failed_fate(entry(), error, tried, 20, NOW).retry_at for tried in range(8)]
    hours = [(at - NOW) / timedelta(hours=1) for at in waits if at is not None]
    assert hours == pytest.approx([1 / 6, 1 / 2, 1.5, 4.5, 13.5, 24, 24, 24])


def test_a_server_that_asks_for_time_gets_it() -> None:
    error = TemporaryFetchError("HTTP 429 from courier.example", 429, retry_after=7200)
    assert failed_fate(entry(), error, 0, 6, NOW).retry_at == NOW + timedelta(hours=2)


def test_an_entry_whose_time_has_not_come_waits_with_its_reason() -> None:
    before = replace(seen(entry(), Outcome.DEFERRED), note="HTTP 503", retry_at=NOW + timedelta(minutes=5))
    choice = choose([entry()], {entry().id: before}, set(), NOW)
    assert choice.fetch == ()
    assert choice.settled == (
        Settled(entry(), Outcome.DEFERRED, note="HTTP 503", retry_at=NOW + timedelta(minutes=5)),
    )
    assert choose([entry()], {entry().id: before}, set(), NOW + timedelta(minutes=5)).fetch == (entry(),)


def test_a_page_that_no_parser_survives_leaves_the_summary() -> None:
    told = unread_fate(entry(summary=SUMMARY), page(), "took more than 10 s")
    assert (told.outcome, told.note) == (Outcome.SUMMARY, "took more than 10 s")
    assert unread_fate(entry(), page(), "took more than 10 s").outcome is Outcome.UNREADABLE
