from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from news.ids import shown
from news.records import Article, Outcome, Settled
from storage import articles, ledger
from storage.database import Database
from storage.settling import record
from tests.storage.samples import HOUR, NOW, article, entry, flags, relation, stored


def settle(db: Database, *settled: Settled) -> None:
    record(db, ledger.start(db, "monitor", NOW), settled, "pack-1", NOW)


def test_held_tells_which_of_these_we_have(db: Database) -> None:
    ours, other = article("one"), article("two")
    settle(db, stored(ours))
    assert articles.held(db, {ours.canonical_url, other.canonical_url}) == {
        ours.canonical_url: articles.HeldArticle(ours.id, ours.text_id, 1, ours.access, "enab", "Enab")
    }
    assert articles.held(db, set()) == {}


def test_an_article_comes_back_with_all_that_is_known_of_it(db: Database) -> None:
    of, found = article(), flags("sdf", "hts", places=("raqqa",))
    settle(db, stored(of, found))
    held = articles.article(db, of.id)
    assert held is not None
    assert (held.article, held.flags, held.relation) == (of, found, relation(of))
    assert (held.revision, held.first_seen_at, held.pack_version) == (1, NOW, "pack-1")
    assert [seen.entry for seen in held.entries] == [entry()]


def test_articles_of_before_the_columns_say_nothing_of_how_sure_they_are(db: Database) -> None:
    settle(db, stored(article()))
    db.run("UPDATE articles SET published_certainty = NULL, modified_at = NULL")
    db.run("UPDATE entries SET published_certainty = NULL")
    held = articles.article(db, article().id)
    assert held is not None
    assert held.article == article(published_certainty=None, modified_at=None)


def test_a_change_we_knew_stays_unless_it_is_before_the_publication(db: Database) -> None:
    settle(db, stored(article(published_at=NOW - HOUR, modified_at=NOW)))
    for published_at, kept in ((NOW - HOUR, NOW), (NOW + HOUR, None)):
        newer = article(text=f"Dated {published_at}.", published_at=published_at, modified_at=None)
        settle(db, stored(newer, outcome=Outcome.REVISION, relation=None))
        held = articles.article(db, newer.id)
        assert held is not None
        assert held.article.modified_at == kept


def test_what_we_do_not_hold_is_none(db: Database) -> None:
    assert articles.article(db, 1) is None
    assert articles.find(db, "no such thing") is None


@settings(max_examples=15, deadline=None)
@given(
    title=st.text(),
    text=st.text(),
    fetched_at=st.datetimes(timezones=st.just(UTC)),
    published_at=st.none() | st.datetimes(timezones=st.just(UTC)),
    url=st.text(min_size=1),
)
def test_any_article_comes_back_as_it_was(
    db_for_many: Database,
    title: str,
    text: str,
    fetched_at: datetime,
    published_at: datetime | None,
    url: str,
) -> None:
    of = article(
        url, canonical_url=url, title=title, text=text, fetched_at=fetched_at, published_at=published_at
    )
    db_for_many.run("DELETE FROM articles")
    db_for_many.run("DELETE FROM removed_lines")
    settle(db_for_many, Settled(entry(url), Outcome.STORED, of))
    held = articles.article(db_for_many, of.id)
    assert held is not None
    assert held.article == of


def test_an_article_is_found_by_id_by_url_and_by_what_a_feed_called_it(db: Database) -> None:
    of = article(url="https://enab.example/final", canonical_url="https://enab.example/raqqa-leave")
    settle(db, Settled(entry(url="https://feeds.example/redirect?to=1", guid="1"), Outcome.STORED, of))
    for called in (
        shown(of.id),
        f" {shown(of.id)}\n",
        "https://www.enab.example/raqqa-leave/?utm_source=x",
        "https://enab.example/final",
        "https://feeds.example/redirect?to=1",
    ):
        found = articles.find(db, called)
        assert found is not None, called
        assert found.article == of


def test_batches_hold_every_article_once(db: Database) -> None:
    ours = {article(str(number)).id: article(str(number), removed=()) for number in range(7)}
    settle(db, *(stored(of) for of in ours.values()))
    seen: list[Article] = []
    start = 0
    while batch := articles.batch(db, start, 3):
        assert len(batch) <= 3
        seen += batch
        start = batch[-1].id + 1
    assert {of.id: of for of in seen} == ours
    assert all(a.id < b.id for a, b in pairwise(seen))
