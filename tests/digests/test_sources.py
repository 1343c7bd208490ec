from datetime import UTC, datetime
from itertools import count

from digests.sources import corroboration, independent, sources
from news.records import Access, Mention, OnTopic
from news.reports import Names, Report

NUMBERS = count(1)
NOW = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
NAMES = Names({"sdf": "Syrian Democratic Forces"}, {})


def report(
    outlet: str,
    copy_of: int | None = None,
    affiliation: str = "",
    access: Access = Access.FULL,
    revision: int = 1,
    url: str = "https://news.example/1",
    independent: bool = True,
) -> Report:
    return Report(
        article_id=next(NUMBERS),
        outlet=outlet,
        affiliation=affiliation,
        url=url,
        title="Title",
        text="قسد",
        language="ar",
        published_at=NOW.replace(hour=5, minute=30),
        access=access,
        on_topic=OnTopic.YES,
        mentions=(Mention("sdf", 0, 3, "قسد", "قسد", "name"),),
        copy_of=copy_of,
        revision=revision,
        independent=independent,
    )


def test_copies_and_editions_do_not_corroborate() -> None:
    first = report("Reuters")
    reports = [
        first,
        report("Daily Sabah", copy_of=first.article_id),
        report("ANHA (Arabic)"),
        report("ANHA (Kurdish)"),
    ]
    assert independent(reports) == 2
    assert corroboration(reports) == "2 independent of 4 reports"


def test_corroboration_in_words() -> None:
    assert corroboration([report("Reuters")]) == "1 report, not corroborated"
    assert corroboration([report("Reuters"), report("ANHA")]) == "2 independent reports"
    assert corroboration([report("Reuters", copy_of=5)]) == "1 report, a copy"
    assert corroboration([report("Reuters", copy_of=5), report("ANHA", copy_of=5)]) == "2 reports, all copies"


def test_an_aggregator_corroborates_nothing() -> None:
    passed_on = report("The Digest of the Press", independent=False)
    assert corroboration([report("Reuters"), passed_on]) == "1 independent of 2 reports"
    assert corroboration([passed_on]) == "1 report, no independent source"


def test_outlets_of_one_affiliation_may_be_one_voice() -> None:
    state = [report(outlet, affiliation="Turkish state media; since 1964") for outlet in ("TRT", "Anadolu")]
    assert corroboration(state) == "2 independent reports; one affiliation: Turkish state media"
    free = [report(outlet, affiliation="independent") for outlet in ("A", "B")]
    assert corroboration(free) == "2 independent reports"
    assert corroboration([*state, report("Reuters")]) == "3 independent reports"


def test_a_source_is_an_outlet_with_all_its_reports() -> None:
    first, other, again = report("ANHA (Arabic)"), report("Reuters"), report("ANHA (Kurdish)")
    told = sources([first, other, again], NAMES, NOW, {})
    assert [(source.outlet, len(source.reports)) for source in told] == [("ANHA", 2), ("Reuters", 1)]


def test_evidence_says_what_to_know_of_a_report() -> None:
    original = report("Reuters")
    reports = [
        original,
        report("Daily Sabah", copy_of=original.article_id, revision=2),
        report("SANA", copy_of=4_711),
        report("ANHA", access=Access.SUMMARY),
        report("Le Monde", access=Access.PARTIAL),
    ]
    told = [
        source.reports[0].notes for source in sources(reports, NAMES, NOW, {original.article_id: "Reuters"})
    ]
    assert told == [
        (),
        ("copy of Reuters", "updated"),
        ("copy of an earlier report",),
        ("summary only",),
        ("partial: paywalled",),
    ]


def test_evidence_names_actors_spellings_time_and_a_safe_link() -> None:
    ((source),) = sources([report("ANHA", url="javascript:alert(1)")], NAMES, NOW, {})
    (evidence,) = source.reports
    assert (evidence.actors, evidence.spellings) == (("Syrian Democratic Forces",), ("قسد",))
    assert (evidence.when, evidence.url) == ("05:30", "")


def test_a_long_label_is_cut_to_its_first_clause() -> None:
    long = (
        "agency based in the north-east and near to its administration in most of what it writes; since 2018"
    )
    (source,) = sources([report("North Press", affiliation=long)], NAMES, NOW, {})
    assert source.affiliation == "agency based in the north-east and near to its …"
    assert source.reports[0].affiliation == long
