"""Articles placed day by day, on invented reports."""

from datetime import UTC, datetime

from benchmarks.batches import in_daily_batches
from news.relations import Comparable

RAID = (
    "Forces raided a warehouse near Tabqa on Monday and arrested Salim Darwish, a financier of the group. "
    "Two fighters were wounded in the exchange of fire, residents of the quarter said, and 14 rifles found."
)
BREAD = (
    "Bakeries in Manbij doubled the price of bread on Tuesday because flour from the mills came late again. "
    "Shopkeepers closed their doors in protest until the council promised a new contract with the mill."
)


def report(id_: str, day: int, title: str, text: str) -> Comparable:
    at = datetime(2026, 3, day, 9, tzinfo=UTC)
    return Comparable(id_, f"https://{id_}.example/1", title, text, f"Outlet {id_}", "en", at)


def test_a_later_batch_joins_what_an_earlier_one_began() -> None:
    told = in_daily_batches(
        [
            report("copy", 3, "Financier arrested in raid near Tabqa", RAID),
            report("bread", 3, "Bread price doubles in Manbij", BREAD),
            report("raid", 2, "Financier arrested in raid near Tabqa", RAID),
        ],
        {},
    )
    assert told == {"raid": "raid", "copy": "raid", "bread": "bread"}


def test_what_a_day_brings_changes_no_story_of_the_days_before() -> None:
    articles = [
        report("a", 2, "Financier arrested in raid near Tabqa", RAID),
        report("b", 3, "Raid near Tabqa: Salim Darwish arrested, two fighters wounded", f"Agencies. {RAID}"),
        report("c", 4, "Bread price doubles in Manbij", BREAD),
    ]
    all_days = in_daily_batches(articles, {})
    for days in (1, 2):
        assert in_daily_batches(articles[:days], {}).items() <= all_days.items()


def test_articles_without_a_date_come_last() -> None:
    undated = Comparable(
        "u", "https://u.example/1", "Financier arrested in raid near Tabqa", RAID, "Outlet u", "en"
    )
    told = in_daily_batches([undated, report("z", 2, "Financier arrested in raid near Tabqa", RAID)], {})
    assert told == {"z": "z", "u": "z"}
