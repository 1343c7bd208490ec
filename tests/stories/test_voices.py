"""Who counts as a witness: each test tells a small story of reports."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from news.corroboration import Account, Corroboration, Dependence, Leaning
from news.knowledge import Source
from news.records import Certainty
from stories.voices import corroborate

MORNING = datetime(2026, 1, 9, 7, 10, tzinfo=UTC)
SOURCES = (
    Source("reuters", "Reuters", ("Reuters", "رويترز"), agency=True),
    Source("afp", "AFP", ("AFP", "Agence France-Presse", "فرانس برس"), agency=True),
    Source("sana", "SANA", ("SANA", "سانا"), owner="Syrian state", agency=True),
    Source("al-akhbar", "Al-Akhbar", ("Al-Akhbar", "صحيفة الأخبار")),
    Source("rudaw", "Rudaw", ("Rudaw", "رووداو")),
    Source("north-press", "North Press", ("North Press", "نورث برس")),
    Source("sohr", "SOHR", ("SOHR", "Syrian Observatory for Human Rights")),
    Source("livemap", "Live Map", ("Live Map",), independent=False),
)
NUMBERS = count(1)


def account(
    outlet: str,
    text: str = "Two lorries were burnt on the road to Manbij.",
    language: str = "en",
    hours: float = 0,
    owner: str = "",
    independent: bool = True,
    copy_of: Account | int | None = None,
    byline: str | None = None,
) -> Account:
    original = copy_of.article if isinstance(copy_of, Account) else copy_of
    return Account(
        next(NUMBERS), outlet, "Lorries burnt", text, language, owner, independent,
        MORNING + timedelta(hours=hours), Certainty.EXACT, original, byline,
    )  # fmt: skip


def judged(*accounts: Account) -> Corroboration:
    return corroborate(accounts, SOURCES)


def links(told: Corroboration) -> list[tuple[int, Leaning, str, int | None]]:
    return [(link.article, link.leaning, link.on, link.on_article) for link in told.chain]


def test_two_outlets_with_reports_of_their_own_are_two_voices() -> None:
    one, other = account("Rudaw"), account("Enab Baladi")
    told = judged(one, other)
    assert (told.independent, told.voices, told.chain) == (2, (one.article, other.article), ())


def test_nothing_at_all_corroborates_nothing() -> None:
    assert judged() == Corroboration(0)


def test_a_copy_adds_no_voice_however_long_the_chain() -> None:
    first = account("Rudaw")
    second = account("Daily Post", copy_of=first)
    third = account("Evening Post", copy_of=second)
    told = judged(third, second, first)
    assert told.voices == (first.article,)
    assert links(told) == [
        (second.article, Leaning.COPY, "Rudaw", first.article),
        (third.article, Leaning.COPY, "Daily Post", second.article),
    ]


def test_copies_of_a_report_that_is_not_here_are_one_voice_together() -> None:
    told = judged(account("Daily Post", copy_of=4711), account("Evening Post", copy_of=4711))
    assert told.independent == 1
    assert {link.on_article for link in told.chain} == {4711}
    assert judged(account("Daily Post", copy_of=4711), account("Evening Post", copy_of=4712)).independent == 2


def test_an_aggregator_is_no_voice_but_whose_text_it_had_first_is() -> None:
    collected = account("Google News", independent=False)
    assert judged(collected).independent == 0
    its_own = account("Rudaw", copy_of=collected, hours=1)
    assert judged(collected, its_own).voices == (its_own.article,)


def test_news_taken_from_an_aggregator_is_no_voice() -> None:
    taken = account("Rudaw", "Shells hit the town of Sarmin in the morning, Live Map reported.")
    assert judged(taken).independent == 0


def test_editions_of_a_house_and_outlets_of_an_owner_are_one_voice() -> None:
    english, arabic = account("North Press (English)"), account("North Press (Arabic)", hours=1)
    assert links(judged(english, arabic)) == [
        (arabic.article, Leaning.OWNER, "North Press (English)", english.article)
    ]
    agency, paper = account("SANA (English)"), account("Tishreen", owner="Syrian state", hours=1)
    assert judged(agency, paper).voices == (agency.article,)


def test_who_reports_after_another_of_the_story_leans_on_it() -> None:
    first = account("Al-Akhbar", hours=-3)
    later = account("Rudaw", "A delegation has been to Hasakah, Al-Akhbar reported on Friday.")
    told = judged(later, first)
    assert told.voices == (first.article,)
    (link,) = told.chain
    assert (link.leaning, link.on, link.on_article) == (Leaning.ATTRIBUTED, "Al-Akhbar", first.article)
    assert link.evidence == "A delegation has been to Hasakah, Al-Akhbar reported on Friday."


def test_translations_of_one_agency_are_one_voice() -> None:
    told = judged(
        account("Daily Post", "BEIRUT (Reuters) - Two lorries were burnt."),
        account("عنب بلدي", "قالت وكالة رويترز إن شاحنتين احترقتا على الطريق.", "ar"),
        account("Le Levant", "Deux camions ont brûlé, a rapporté Reuters.", "fr"),
        account("Der Bote", "Zwei Lastwagen brannten.\n\nQuelle: Reuters", "de"),
        account("Gazete", "Reuters'ın haberine göre iki kamyon yandı.", "tr"),
        account("Rojname", "Li gorî ajansa Reutersê du kamyon şewitîn.", "ku"),
        account("Signed", byline="Reuters"),
    )
    assert told.independent == 1
    assert [(link.leaning, link.on) for link in told.chain] == [(Leaning.AGENCY, "Reuters")] * 7


def test_an_agencys_own_report_is_the_voice_of_those_that_credit_it() -> None:
    printed = account("Daily Post", "BEIRUT (Reuters) - Two lorries were burnt.", hours=-1)
    own = account("Reuters", "BEIRUT (Reuters) - Two lorries were burnt.")
    told = judged(printed, own)
    assert told.voices == (own.article,)
    assert links(told) == [(printed.article, Leaning.AGENCY, "Reuters", own.article)]


def test_two_agencies_stay_two_though_a_third_report_names_both() -> None:
    told = judged(
        account("Reuters"),
        account("AFP"),
        account("Daily Post", "Two lorries were burnt, according to Reuters and AFP."),
    )
    assert told.independent == 2


def test_an_agencys_text_has_its_news_from_whom_it_names() -> None:
    told = judged(
        account("Daily Post", "BEIRUT (AFP) - Two lorries were burnt, the SOHR said."),
        account("Rudaw", "Two lorries were burnt, according to the SOHR."),
    )
    assert told.independent == 1


def test_an_outlet_that_names_itself_leans_on_nobody() -> None:
    told = judged(account("North Press (Arabic)", "وقال القائد لنورث برس إن الطريق مقطوع.", "ar"))
    assert (told.independent, told.chain) == (1, ())


def test_what_was_told_to_another_outlet_counts_only_where_it_leads() -> None:
    quote = "“The road is closed,” the commander told Rudaw."
    rest = "Nobody was seen on the bridge in the morning of that day. " * 4
    own = account("Rudaw")
    assert judged(own, account("Daily Post", f"{quote} {rest}")).independent == 1
    assert judged(own, account("Daily Post", f"{rest} {quote}")).independent == 2


def test_far_down_only_an_outlet_of_the_story_is_leaned_on() -> None:
    deep = "Nobody was seen on the bridge in the morning of that day. " * 6 + "Reuters reported two dead."
    assert judged(account("Reuters"), account("Daily Post", deep)).independent == 1
    assert judged(account("AFP"), account("Daily Post", deep)).chain == ()


def test_outlets_that_cite_each_other_are_one_voice() -> None:
    told = judged(
        account("Rudaw", "The road is closed, according to North Press."),
        account("North Press", "The road is closed, according to Rudaw."),
    )
    assert told.independent == 1


def test_an_outlet_that_also_has_news_of_its_own_speaks_for_those_that_cite_it() -> None:
    own = account("Rudaw", hours=1)
    told = judged(
        account("Rudaw", "The road is closed, according to Reuters."),
        own,
        account("Daily Post", "The road is closed, Rudaw reported."),
        account("Reuters"),
    )
    assert told.independent == 2
    assert own.article in told.voices


def test_the_first_is_who_may_have_been_it() -> None:
    exact = account("Rudaw")
    later = account("Enab Baladi", hours=1)
    told = judged(later, exact)
    assert (told.first, told.earliest, told.latest) == ((exact.article,), MORNING, MORNING)


def test_unsure_dates_make_a_range() -> None:
    exact = account("Rudaw")
    midnight = MORNING.replace(hour=0, minute=0)
    by_day = replace(account("Enab Baladi"), published_at=midnight, certainty=Certainty.DAY)
    told = judged(exact, by_day)
    assert set(told.first) == {exact.article, by_day.article}
    assert (told.earliest, told.latest) == (midnight - timedelta(hours=14), MORNING)
    zoneless = replace(account("Enab Baladi", hours=15), certainty=Certainty.ZONE_ASSUMED)
    assert judged(exact, zoneless).first == (exact.article,)
    guessed = replace(account("Enab Baladi", hours=47), certainty=Certainty.GUESSED)
    assert guessed.article in judged(exact, guessed).first


def test_a_report_without_a_date_may_have_been_the_first() -> None:
    exact, undated = account("Rudaw"), replace(account("Enab Baladi"), published_at=None, certainty=None)
    told = judged(exact, undated)
    assert (set(told.first), told.earliest, told.latest) == (
        {exact.article, undated.article},
        None,
        MORNING,
    )
    assert judged(undated).latest is None


def test_who_follows_another_was_not_first_whatever_the_dates_say() -> None:
    original = account("Rudaw", hours=2)
    told = judged(account("Daily Post", copy_of=original), account("Map", independent=False), original)
    assert told.first == (original.article,)
    assert told.earliest == MORNING + timedelta(hours=2)


OUTLETS = ["Rudaw", "Reuters", "North Press (Arabic)", "North Press (English)", "Daily Post", "Live Map"]
TEXTS = [
    "The road is closed.",
    "The road is closed, Reuters reported.",
    "The road is closed, according to Rudaw.",
    "(AFP) - The road is closed, the SOHR said.",
    "The road is closed, Live Map reported.",
]
stories = st.lists(
    st.tuples(st.sampled_from(OUTLETS), st.sampled_from(TEXTS), st.none() | st.integers(0, 7), st.booleans()),
    max_size=7,
).map(
    lambda rows: [
        Account(number, outlet, "", text, "en", independent=counts, copy_of=copy_of)
        for number, (outlet, text, copy_of, counts) in enumerate(rows)
    ]
)


@given(stories)
def test_voices_are_reports_that_count_and_every_other_says_why_it_is_none(accounts: list[Account]) -> None:
    told = corroborate(accounts, SOURCES)
    counting = {account.article for account in accounts if account.independent}
    assert set(told.voices) <= counting
    assert told.independent == len(told.voices)
    held = {link.article for link in told.chain}
    assert {account.article for account in accounts} - set(told.voices) <= held


@given(stories)
def test_the_order_of_reports_changes_nothing(accounts: list[Account]) -> None:
    assert corroborate(accounts[::-1], SOURCES) == corroborate(accounts, SOURCES)


def test_evidence_of_a_dateline_is_the_dateline() -> None:
    (link,) = judged(account("Daily Post", "BEIRUT (Reuters) - Two lorries were burnt.")).chain
    assert link == Dependence(link.article, Leaning.AGENCY, "Reuters", None, "BEIRUT (Reuters) -")
