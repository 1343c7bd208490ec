from dataclasses import fields, replace

import pytest

from news.records import FeedMemory, FeedState, Health
from storage import feeds
from storage.database import Database
from tests.storage.samples import HOUR, NOW

STATE = FeedState("enab", "Enab", Health.QUIET, 12, "nothing new for 4 days", NOW, NOW + HOUR, NOW - HOUR)
MEMORY = FeedMemory(
    url="https://enab.example/feed/",
    state=STATE,
    asked_at=NOW,
    due_at=NOW + HOUR,
    interval_seconds=3_600.0,
    read_at=NOW - HOUR,
    etag='"a-1"',
    last_modified="Sun, 01 Mar 2026 05:00:00 GMT",
    body_hash="0123abcd",
    newest=(2**64 - 1, 7),
    failures=0.75,
    moved_to="https://enab.example/rss/",
    moves=2,
    archive="wordpress https://enab.example/wp-json/",
    archive_sought_at=NOW,
)


def test_nothing_is_remembered_at_first(db: Database) -> None:
    assert feeds.memories(db) == {}
    feeds.remember(db, [])
    assert feeds.memories(db) == {}


@pytest.mark.parametrize("memory", [MEMORY, FeedMemory("u", FeedState("f", "F", Health.OK), NOW, NOW)])
def test_a_memory_comes_back_as_it_was(db: Database, memory: FeedMemory) -> None:
    feeds.remember(db, [memory])
    assert feeds.memories(db) == {memory.state.feed: memory}


def test_the_sample_says_something_in_every_field() -> None:
    plain = FeedMemory("u", STATE, NOW, NOW)
    untold = [
        field.name for field in fields(plain) if getattr(MEMORY, field.name) == getattr(plain, field.name)
    ]
    assert set(untold) <= {"state", "asked_at"}


def test_a_later_memory_replaces_that_of_its_feed_alone(db: Database) -> None:
    other = replace(MEMORY, state=replace(STATE, feed="shaam"))
    later = replace(MEMORY, asked_at=NOW + HOUR)
    feeds.remember(db, [MEMORY, other])
    feeds.remember(db, [later])
    assert feeds.memories(db) == {"enab": later, "shaam": other}
