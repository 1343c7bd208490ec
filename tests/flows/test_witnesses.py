"""A story's reports, judged by what the pack knows of their outlets."""

from datetime import UTC, datetime

from flows.witnesses import corroboration_of
from news.corroboration import Leaning
from news.records import Access, Certainty, OnTopic
from news.reports import Report
from packs.loader import find_pack, load_pack

PACK = load_pack(find_pack("northern-syria"))
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def report(
    number: int, outlet: str, text: str, language: str = "en", certainty: Certainty | None = Certainty.EXACT
) -> Report:
    return Report(
        number, outlet, "", "", "Lorries burnt", text, language, NOON.replace(hour=number), Access.FULL,
        OnTopic.YES, published_certainty=certainty,
    )  # fmt: skip


def test_owners_and_sources_of_the_pack_decide_who_counts() -> None:
    told = corroboration_of(
        [
            report(1, "Anadolu Agency (English, Türkiye)", "Two lorries were burnt."),
            report(2, "TRT World", "Two lorries were burnt on the road."),
            report(3, "Daily Sabah", "ANKARA (AA) - Two lorries were burnt."),
            report(4, "Enab Baladi (Arabic)", "احترقت شاحنتان بحسب وكالة الأناضول.", "ar"),
            report(5, "Rudaw (English)", "Two lorries stood in flames when we came."),
        ],
        PACK,
    )
    assert told.voices == (1, 5)
    assert [(link.article, link.leaning, link.on_article) for link in told.chain] == [
        (2, Leaning.OWNER, 1),
        (3, Leaning.AGENCY, 1),
        (4, Leaning.AGENCY, 1),
    ]


def test_the_dates_certainty_decides_who_may_have_been_first() -> None:
    texts = [("Rudaw (English)", Certainty.EXACT), ("Enab Baladi (English)", Certainty.ZONE_ASSUMED)]
    reports = [report(n, outlet, "Lorries burnt.", certainty=c) for n, (outlet, c) in enumerate(texts, 1)]
    assert set(corroboration_of(reports, PACK).first) == {1, 2}


def test_an_outlet_that_left_the_pack_is_judged_by_its_name() -> None:
    told = corroboration_of(
        [report(1, "Gone Post (English)", "a"), report(2, "Gone Post (Arabic)", "b")], PACK
    )
    assert told.independent == 1
