from dataclasses import replace

from news.records import Capture, Outcome, Page, Settled
from storage import captures, ledger
from storage.captures import Captured
from storage.database import Database
from storage.settling import record
from tests.storage.samples import HOUR, NOW, entry

ONE, TWO = entry("one"), entry("two", feed="shaam")
FILE = "2026/2026-03-01.warc.gz"


def page(of: str = "one", hours: int = 0) -> Page:
    url = f"https://enab.example/{of}"
    return Page(url, f"{url}/", 200, "text/html", b"", NOW + hours * HOUR)


def place(offset: int, file: str = FILE) -> Capture:
    return Capture(file, offset, 900, "ab" * 32)


def settle(db: Database) -> None:
    record(db, ledger.start(db, "monitor", NOW), [Settled(e, Outcome.CONSENT) for e in (ONE, TWO)], "p", NOW)


def test_what_was_fetched_for_an_entry_is_told_newest_first(db: Database) -> None:
    captures.write(db, [(ONE.id, page(), place(100)), (ONE.id, page(hours=2), place(1000))])
    newest = Captured(
        "https://enab.example/one", "https://enab.example/one/", NOW + 2 * HOUR, 200, "text/html", place(1000)
    )
    found = captures.of_entries(db, [ONE.id, TWO.id])
    assert found == {ONE.id: (newest, replace(newest, fetched_at=NOW, capture=place(100)))}


def test_writing_again_changes_nothing(db: Database) -> None:
    batch = [(ONE.id, page(), place(100)), (ONE.id, page(), place(100)), (TWO.id, page("two"), place(1000))]
    captures.write(db, batch)
    captures.write(db, batch)
    captures.write(db, [])
    assert db.rows("SELECT entry, start_at FROM captures ORDER BY start_at") == [
        (ONE.id, 100),
        (TWO.id, 1000),
    ]


def test_the_newest_page_of_each_entry_oldest_first(db: Database) -> None:
    settle(db)
    pages = [
        (ONE.id, page(), place(1)),
        (ONE.id, page(hours=3), place(2)),
        (TWO.id, page("two", 1), place(3)),
    ]
    captures.write(db, pages)
    assert [(told, got.capture.offset) for told, got in captures.latest(db)] == [(TWO, 3), (ONE, 2)]
    assert [told for told, _ in captures.latest(db, NOW + 2 * HOUR)] == [ONE]
    assert [told for told, _ in captures.latest(db, feed="shaam")] == [TWO]
    assert (captures.count(db), captures.count(db, NOW + 2 * HOUR), captures.count(db, feed="x")) == (2, 1, 0)


def test_the_newest_pages_come_in_portions(db: Database) -> None:
    settle(db)
    captures.write(db, [(e.id, page(), place(at)) for at, e in enumerate((ONE, TWO))])  # at the same moment
    [(first, got)] = captures.latest(db, most=1)
    [(second, _)] = captures.latest(db, most=5, after=(got.fetched_at, first.id))
    assert {first, second} == {ONE, TWO}
    assert captures.latest(db, after=(got.fetched_at, second.id)) == []


def test_a_file_is_forgotten_whole(db: Database) -> None:
    captures.write(db, [(ONE.id, page(), place(1)), (TWO.id, page(), place(1, "2026/2026-03-02.warc.gz"))])
    captures.forget(db, FILE)
    assert captures.of_entries(db, [ONE.id, TWO.id]).keys() == {TWO.id}
