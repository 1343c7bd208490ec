from datetime import UTC, datetime
from itertools import count

from digests.sources import corroboration, independent, sources
from news.corroboration import Corroboration, Dependence, Leaning
from news.records import Access, Mention, OnTopic
from news.reports import Names, Report, StoryReport

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


def story(*reports: Report, voices: int, chain: tuple[Dependence, ...] = ()) -> StoryReport:
    """Return a story that was judged: its first reports are its voices."""
    counted = tuple(report.article_id for report in reports[:voices])
    return StoryReport(1, reports, Corroboration(voices, counted, chain))


def notes(told: StoryReport, outlets: dict[int, str]) -> list[tuple[str, ...]]:
    return [source.reports[0].notes for source in sources(told, NAMES, NOW, outlets)]


def leaning(of: Report, how: Leaning, on: str) -> Dependence:
    return Dependence(of.article_id, how, on)


def test_corroboration_in_words() -> None:
    assert corroboration(story(report("Reuters"), voices=1)) == "1 report, not corroborated"
    both = report("Reuters"), report("ANHA")
    assert corroboration(story(*both, voices=2)) == "2 independent reports"
    assert corroboration(story(*both, voices=1)) == "1 independent of 2 reports"
    assert corroboration(story(*both, report("SANA"), voices=2)) == "2 independent of 3 reports"


def test_where_only_copies_are_told_it_is_said() -> None:
    copies = report("Reuters", copy_of=5), report("ANHA", copy_of=5)
    assert corroboration(story(copies[0], voices=1)) == "1 report, a copy"
    assert corroboration(story(*copies, voices=1)) == "2 reports, all copies"
    assert corroboration(story(*copies, voices=2)) == "2 independent reports"


def test_an_aggregator_corroborates_nothing() -> None:
    passed_on = report("The Digest of the Press", independent=False)
    assert corroboration(story(passed_on, voices=0)) == "1 report, no independent source"


def test_what_nobody_judged_is_only_counted() -> None:
    unjudged = StoryReport(1, (report("Reuters"), report("ANHA")))
    assert (corroboration(unjudged), independent(unjudged)) == ("2 reports", 0)


def test_outlets_of_one_affiliation_may_be_one_voice() -> None:
    state = [report(outlet, affiliation="Turkish state media; since 1964") for outlet in ("TRT", "Anadolu")]
    told = corroboration(story(*state, voices=2))
    assert told == "2 independent reports; one affiliation: Turkish state media"
    free = [report(outlet, affiliation="independent") for outlet in ("A", "B")]
    assert corroboration(story(*free, voices=2)) == "2 independent reports"
    assert corroboration(story(*state, report("Reuters"), voices=3)) == "3 independent reports"


def test_a_source_is_an_outlet_with_all_its_reports() -> None:
    first, other, again = report("ANHA (Arabic)"), report("Reuters"), report("ANHA (Kurdish)")
    told = sources(story(first, other, again, voices=2), NAMES, NOW, {})
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
    told = story(*reports, voices=5)
    assert notes(told, {original.article_id: "Reuters"}) == [
        (),
        ("copy of Reuters", "updated"),
        ("copy of an earlier report",),
        ("summary only",),
        ("partial: paywalled",),
    ]


def test_evidence_says_what_a_report_leans_on() -> None:
    printed, later, owned, edition = (report(name) for name in ("Post", "Rudaw", "TRT", "ANHA (Arabic)"))
    chain = (
        leaning(printed, Leaning.AGENCY, "AFP"),
        leaning(printed, Leaning.AGENCY, "AFP"),
        leaning(later, Leaning.ATTRIBUTED, "Al-Akhbar"),
        leaning(owned, Leaning.OWNER, "Anadolu Agency (English)"),
        leaning(edition, Leaning.OWNER, "ANHA (Kurdish)"),
    )
    told = story(printed, later, owned, edition, voices=1, chain=chain)
    assert notes(told, {}) == [
        ("credits AFP",),
        ("after Al-Akhbar",),
        ("same owner as Anadolu Agency (English)",),
        (),
    ]


def test_a_copy_leaves_it_to_its_original_to_say_what_both_lean_on() -> None:
    original = report("Post")
    copy = report("Evening Post", copy_of=original.article_id)
    chain = (leaning(copy, Leaning.COPY, "Post"), leaning(copy, Leaning.AGENCY, "AFP"))
    told = story(copy, voices=1, chain=chain)
    assert notes(told, {original.article_id: "Post"}) == [("copy of Post",)]
    assert notes(told, {}) == [("copy of an earlier report", "credits AFP")]


def test_evidence_names_actors_spellings_time_and_a_safe_link() -> None:
    (source,) = sources(story(report("ANHA", url="javascript:alert(1)"), voices=1), NAMES, NOW, {})
    (evidence,) = source.reports
    assert (evidence.actors, evidence.spellings) == (("Syrian Democratic Forces",), ("قسد",))
    assert (evidence.when, evidence.url) == ("05:30", "")


def test_a_long_label_is_cut_to_its_first_clause() -> None:
    long = (
        "agency based in the north-east and near to its administration in most of what it writes; since 2018"
    )
    (source,) = sources(story(report("North Press", affiliation=long), voices=1), NAMES, NOW, {})
    assert source.affiliation == "agency based in the north-east and near to its …"
    assert source.reports[0].affiliation == long
