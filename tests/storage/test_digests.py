from dataclasses import replace
from datetime import datetime

from news.records import Access, Article, Certainty, FeedState, Health, OnTopic, Outcome, Settled
from news.reports import Coverage, Message, Report, StoryReport
from storage import digests, ledger, outbox
from storage.database import Database
from storage.digests import DigestLine, PlannedDigest
from storage.revisions import Cause
from storage.settling import record
from tests.storage.samples import HOUR, NOW, article, entry, flags, polled, relation, stored

DAY = 24 * HOUR
ONE, TWO = article("one"), article("two", feed="shaam", published_at=NOW - 3 * HOUR)


def settle(db: Database, *settled: Settled, now: datetime = NOW, cause: Cause = Cause.PUBLISHER) -> None:
    record(db, ledger.start(db, "monitor", now), settled, "pack-1", now, cause)


def digest(*articles: tuple[int, int], subscription: str = "daily", until: datetime = NOW) -> PlannedDigest:
    return PlannedDigest(
        subscription, until - DAY, until, "Digest", "<p>", f"Text {articles}", "csv", articles
    )


def message(number: int = 1) -> Message:
    return Message(f"<{number}@shamal.example>", "shamal@example", "reader@example", b"content")


def untold(db: Database, subscription: str = "daily") -> set[tuple[int, int]]:
    stories = digests.unreported(db, subscription, NOW - DAY)
    return {(report.article_id, report.revision) for story in stories for report in story.reports}


def test_a_report_carries_what_a_digest_shows(db: Database) -> None:
    found = flags("sdf", "hts", places=("raqqa",))
    copy = stored(TWO, found, relation=relation(TWO, story=9, copy_of=ONE), outcome=Outcome.COPY)
    settle(db, copy)
    assert digests.unreported(db, "daily", NOW - DAY) == (
        StoryReport(
            9,
            (
                Report(
                    article_id=TWO.id,
                    outlet="Shaam",
                    affiliation="",
                    url=TWO.url,
                    title=TWO.title,
                    text=TWO.text,
                    language="en",
                    published_at=TWO.published_at,
                    access=Access.FULL,
                    on_topic=OnTopic.YES,
                    mentions=found.mentions,
                    places=found.places,
                    copy_of=ONE.id,
                    published_certainty=Certainty.EXACT,
                ),
            ),
        ),
    )


def test_stories_with_most_reports_come_first_of_equals_the_newest(db: Database) -> None:
    def told(name: str, story: int, hours: int) -> Settled:
        of = article(name, published_at=NOW - hours * HOUR)
        return stored(of, relation=relation(of, story=story))

    settle(db, told("a", 1, 9), told("b", 2, 1), told("c", 3, 5), told("d", 3, 7), told("e", 4, 3))
    stories = digests.unreported(db, "daily", NOW - DAY)
    assert [story.story_id for story in stories] == [3, 2, 4, 1]
    assert [report.title for report in stories[0].reports] == ["News of d", "News of c"], "oldest first"


def test_only_articles_on_topic_that_name_an_actor_are_told(db: Database) -> None:
    settle(
        db,
        stored(article("yes")),
        stored(article("marginal"), flags("sdf", on_topic=OnTopic.MARGINAL)),
        stored(article("elsewhere"), flags("sdf", on_topic=OnTopic.NO)),
        stored(article("nobody"), flags()),
        stored(article("archive", fetched_at=NOW - 2 * DAY)),
    )
    assert untold(db) == {(article("yes").id, 1), (article("marginal").id, 1)}


def test_an_article_without_a_story_is_its_own(db: Database) -> None:
    settle(db, stored(ONE, relation=None))
    assert [story.story_id for story in digests.unreported(db, "daily", NOW - DAY)] == [ONE.id]


def test_what_was_told_is_not_told_again_but_to_others_it_is(db: Database) -> None:
    settle(db, stored(ONE), stored(TWO))
    assert digests.plan(db, digest((ONE.id, 1)), [message()], NOW)
    assert untold(db) == {(TWO.id, 1)}
    assert untold(db, "weekly") == {(ONE.id, 1), (TWO.id, 1)}


def test_a_revision_is_told_if_it_still_names_an_actor(db: Database) -> None:
    settle(db, stored(ONE), stored(TWO))
    digests.plan(db, digest((ONE.id, 1), (TWO.id, 1)), [message()], NOW)
    changed, silent = article("one", text="Changed."), replace(TWO, text="Nobody.")
    settle(db, stored(changed, outcome=Outcome.REVISION), stored(silent, flags(), outcome=Outcome.REVISION))
    assert untold(db) == {(ONE.id, 2)}


def reread(db: Database, of: Article, now: datetime = NOW, **changes: object) -> None:
    """Store a better reading of the page that an article came from."""
    better = replace(of, **changes)  # type: ignore[arg-type]  # a test's own words
    settle(db, stored(better, outcome=Outcome.REVISION, relation=None), now=now, cause=Cause.EXTRACTION)


def test_a_page_that_was_only_read_better_is_not_told_again(db: Database) -> None:
    settle(db, stored(ONE))
    digests.plan(db, digest((ONE.id, 1)), [message()], NOW)
    reread(db, ONE, text="SDF fighters left. The rest of it.")
    assert untold(db) == set()
    settle(db, stored(replace(ONE, text="SDF fighters stayed."), outcome=Outcome.REVISION))
    assert untold(db) == {(ONE.id, 3)}, "the publisher changed it"
    digests.plan(db, digest((ONE.id, 3)), [], NOW)
    reread(db, ONE, text="SDF fighters stayed. The rest of it.")
    assert untold(db) == set()


def test_what_was_read_better_before_it_is_told_is_not_called_changed(db: Database) -> None:
    settle(db, stored(ONE))
    reread(db, ONE, text="SDF fighters left. The rest of it.")
    [story] = digests.unreported(db, "daily", NOW - DAY)
    assert [(report.revision, report.text) for report in story.reports] == [
        (1, "SDF fighters left. The rest of it.")
    ]
    assert digests.plan(db, digest((ONE.id, 1)), [], NOW)
    assert untold(db) == set()


def test_what_names_an_actor_only_since_it_was_read_better_is_told(db: Database) -> None:
    settle(db, stored(ONE, flags()))
    assert untold(db) == set()
    reread(db, ONE, text="SDF fighters left. The rest of it.")
    assert untold(db) == {(ONE.id, 1)}


def test_an_article_that_was_old_when_first_seen_is_history(db: Database) -> None:
    week_old, older = article("week", published_at=NOW - 7 * DAY), article("old", published_at=NOW - 8 * DAY)
    settle(db, stored(week_old), stored(older), stored(article("undated", published_at=None)))
    settle(db, stored(article("elsewhere", published_at=NOW - 9 * DAY), flags("sdf", on_topic=OnTopic.NO)))
    assert untold(db) == {(week_old.id, 1), (article("undated").id, 1)}
    assert digests.coverage(db, NOW - DAY, NOW + HOUR).history == 1
    assert digests.coverage(db, NOW + HOUR, NOW + DAY).history == 0


def test_an_article_that_names_an_actor_only_long_after_its_date_is_history(db: Database) -> None:
    settle(db, stored(ONE, flags()))
    reread(db, ONE, NOW + 30 * DAY, text="SDF fighters left. The rest of it.")
    assert untold(db) == set()
    assert digests.coverage(db, NOW + 29 * DAY, NOW + 31 * DAY).history == 1


def test_a_publishers_change_is_told_however_late(db: Database) -> None:
    settle(db, stored(ONE))
    digests.plan(db, digest((ONE.id, 1)), [message()], NOW)
    late = replace(ONE, text="SDF fighters stayed.", fetched_at=NOW + 30 * DAY)
    settle(db, stored(late, outcome=Outcome.REVISION), now=NOW + 30 * DAY)
    assert untold(db) == {(ONE.id, 2)}


def test_planning_stores_the_digest_and_its_exact_messages_together(db: Database) -> None:
    planned = digest((ONE.id, 1), (TWO.id, 2))
    assert digests.plan(db, planned, [message(1), message(2)], NOW)
    assert digests.load_digest(db, planned.id) == planned
    assert outbox.pending(db) == [message(1), message(2)]
    assert {standing.digest for standing in outbox.states(db).values()} == {planned.id}


def test_planning_again_changes_nothing(db: Database) -> None:
    assert digests.plan(db, digest((ONE.id, 1)), [message(1)], NOW)
    assert not digests.plan(db, digest((ONE.id, 1)), [message(1)], NOW + HOUR)
    assert outbox.pending(db) == [message(1)]
    assert len(digests.list_digests(db, 5)) == 1


def test_what_another_run_told_meanwhile_is_not_planned_twice(db: Database) -> None:
    assert digests.plan(db, digest((ONE.id, 1)), [message(1)], NOW)
    overlapping = digest((TWO.id, 1), (ONE.id, 1), until=NOW + HOUR)
    assert not digests.plan(db, overlapping, [message(2)], NOW + HOUR)
    assert outbox.pending(db) == [message(1)]
    assert digests.load_digest(db, overlapping.id) is None
    assert digests.plan(db, replace(overlapping, subscription="weekly"), [message(2)], NOW + HOUR)
    assert digests.plan(db, digest((ONE.id, 2), until=NOW + HOUR), [message(3)], NOW + HOUR)


def test_windows_follow_each_other(db: Database) -> None:
    assert (digests.first_since(db, "daily"), digests.latest_until(db, "daily")) == (None, None)
    for until in (NOW, NOW + DAY):
        digests.plan(db, digest(until=until), [], until)
    digests.plan(db, digest(subscription="weekly", until=NOW + 9 * DAY), [], NOW)
    assert (digests.first_since(db, "daily"), digests.latest_until(db, "daily")) == (NOW - DAY, NOW + DAY)


def test_digests_are_listed_newest_first(db: Database) -> None:
    early, late = digest((ONE.id, 1)), digest(until=NOW + DAY)
    digests.plan(db, early, [message(1), message(2)], NOW)
    digests.plan(db, late, [], NOW + DAY)
    digests.plan(db, digest(subscription="weekly"), [], NOW + 2 * DAY)
    line = DigestLine(early.id, "daily", NOW - DAY, NOW, "Digest", NOW, articles=1, messages=2)
    assert digests.list_digests(db, 5, "daily")[-1] == line
    assert [listed.id for listed in digests.list_digests(db, 5, "daily")] == [late.id, early.id]
    assert [listed.subscription for listed in digests.list_digests(db, 1)] == ["weekly"]
    assert digests.load_digest(db, 1) is None


def test_coverage_counts_what_was_seen_in_the_window_and_what_may_be_missing(db: Database) -> None:
    failed = FeedState("shaam", "Shaam", Health.FAILED, 0, "HTTP 503")
    settle(db, stored(article("before")), now=NOW - 2 * DAY)
    settle(
        db,
        stored(article("told")),
        stored(article("elsewhere"), flags("sdf", on_topic=OnTopic.NO)),
        stored(article("nobody"), flags()),
        Settled(entry("later"), Outcome.DEFERRED),
        now=NOW - HOUR,
    )
    ledger.finish(db, ledger.start(db, "monitor", NOW - HOUR), [polled(failed)], NOW - HOUR)
    settle(db, stored(article("after")), now=NOW)
    assert digests.coverage(db, NOW - DAY, NOW) == Coverage(
        NOW - DAY, NOW, articles=3, off_topic=1, without_mention=1, feeds=(failed,), deferred=1
    )
