"""What is flagged in an article, told phenomenon by phenomenon with a small pack."""

import pickle
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actors.flags import Flagger
from news.knowledge import Actor, Alias, Cues, Pack, Place, PlaceName, Thresholds
from news.records import Flags, OnTopic


def name(form: str, language: str, *, ambiguous: bool = False) -> Alias:
    return Alias(form, language, "name", ambiguous=ambiguous)


def sounded(form: str, language: str = "en") -> Alias:
    return Alias(form, language, "transliteration")


def acronym(form: str, language: str, *, ambiguous: bool = False) -> Alias:
    return Alias(form, language, "acronym", ambiguous=ambiguous)


def actor(id_: str, *aliases: Alias, kind: str = "armed_group") -> Actor:
    return Actor(id_, id_.title(), kind, id_, aliases=aliases)


def place(id_: str, kind: str, *names: PlaceName, north: bool = True) -> Place:
    return Place(id_, id_.title(), kind, "Idlib", north, names=names)


ACTORS = (
    actor(
        "hts",
        sounded("Hay'at Tahrir al-Sham"),
        sounded("Heyet Tahrir eş-Şam", "tr"),
        sounded("Hajat Tahrir asch-Scham", "de"),
        name("هيئة تحرير الشام", "ar"),
        name("الهيئة", "ar", ambiguous=True),
        acronym("HTŞ", "tr"),
        *(acronym("HTS", language, ambiguous=True) for language in ("en", "de")),
    ),
    actor(
        "sdf",
        name("Syrian Democratic Forces", "en"),
        acronym("قسد", "ar"),
        acronym("هەسەدە", "ckb"),
        acronym("HSD", "ku"),
        acronym("SDF", "en", ambiguous=True),
        acronym("FDS", "fr"),
    ),
    actor("ypg", acronym("YPG", "en"), acronym("YPG", "tr"), acronym("YPG/SDF", "en")),
    actor("sna", name("Syrian National Army", "en"), name("National Army", "en", ambiguous=True)),
    actor("army", name("Syrian army", "en"), name("Suriye ordusu", "tr"), name("syrische Armee", "de")),
    actor("army-ru", name("сирийская армия", "ru")),
    actor("ministry", name("Syrian Ministry of Defense", "en"), name("وزارة الدفاع", "ar", ambiguous=True)),
    actor("tip", acronym("TİP", "tr", ambiguous=True)),
    actor(
        "sharaa",
        sounded("Ahmed al-Sharaa"),
        sounded("Jolani"),
        name("الشرع", "ar", ambiguous=True),
        kind="person",
    ),
    actor("abdi", sounded("Mazloum Abdi"), sounded("Mezlûm Ebdî", "ku"), kind="person"),
    actor("old-guard", Alias("National Guard", "en", "name", until=date(2024, 12, 7))),
    actor("new-guard", Alias("National Guard", "en", "name", since=date(2024, 12, 8))),
)
PLACES = (
    place("idlib", "city", PlaceName("Idlib", "en"), PlaceName("İdlib", "tr")),
    place("idlib-gov", "governorate", PlaceName("Idlib province", "en"), PlaceName("Idlib", "en")),
    place("aleppo", "city", PlaceName("Aleppo", "en")),
    place("killi", "town", PlaceName("Kelly", "en")),
    place("saraqib", "town", PlaceName("Saraqib", "en")),
    place("damascus", "capital", PlaceName("Damascus", "en"), PlaceName("Şam", "tr"), north=False),
)  # fmt: skip
CUES = Cues(
    region=("Syria", "Syrian", "سوريا", "السورية", "Suriye", "Syrien"),
    against=(("hts", ("tariff codes",)), ("sharaa", ("الشرع الإسلامي",)), ("sdf", ("Japan's SDF",))),
)
PACK = Pack("test", "Test", "1", (), ACTORS, PLACES, (), CUES, Thresholds())
FLAGGER = Flagger(PACK)


def found(text: str, language: str | None = "en", day: date | None = None) -> list[tuple[str, str]]:
    return [(m.actor, m.surface) for m in FLAGGER.consider(text, language, day).mentions]


def reasons(text: str, language: str | None = "en", day: date | None = None) -> list[str]:
    return [refusal.reason for refusal in FLAGGER.consider(text, language, day).refused]


def flagged(title: str, text: str, language: str | None = "en") -> Flags:
    return FLAGGER.flag(title, text, language, datetime(2025, 3, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    "text",
    [
        "Fighters of Hayʼat Tahrir al-Sham withdrew.",
        "Fighters of HAYAT TAHRIR AL-SHAM withdrew.",
        "Fighters of Hayat  Tahrir\nAl Sham withdrew.",
        "Fighters of Hауаt Tаhrіr аl-Shаm withdrew.",  # Cyrillic letters among the Latin
        "Fighters of Ha\u00adyat Tah\u200brir al-Sham withdrew.",
        "Fighters of Hayat “Tahrir al-Sham” withdrew.",
    ],
)
def test_a_name_is_found_however_it_is_typed(text: str) -> None:
    assert [who for who, _ in found(text)] == ["hts"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Heyʼat Tahreer ash-Shaam denied it.", "en"),
        ("Heyet Tehrir el-Şam bunu yalanladı.", "tr"),
        ("Die Hayat Tahrir asch-Schām bestritt es.", "de"),
        ("Ahmad al-Chareh l'a démenti.", "fr"),
        ("Ahmet el-Şara bunu yalanladı.", "tr"),
        ("Ахмед аш-Шараа это отрицал.", "ru"),
        ("Mezlûm Evdî got na.", "ku"),
    ],
)
def test_transliterations_that_no_alias_lists_are_found_by_their_sounds(text: str, language: str) -> None:
    mentions = FLAGGER.consider(text, language, None).mentions
    assert [mention.rule for mention in mentions] == ["skeleton"]


def test_a_single_word_known_by_its_sounds_needs_the_region_near_it() -> None:
    assert found("Joulany spoke in Idlib.") == [("sharaa", "Joulany")]
    assert found("Joulany won the chess game.") == []
    assert found("Juliana spoke in Idlib.") == []


@pytest.mark.parametrize(
    ("text", "language", "surface"),
    [
        ("The YPG's office denied it.", "en", "YPG"),
        ("Kentteki HTŞ’nin karargahı boşaltıldı.", "tr", "HTŞ"),
        ("Suriye ordusunun konvoyu geçti.", "tr", "Suriye ordusunun"),
        ("Fermandarê HSDyê axivî.", "ku", "HSDyê"),
        ("هەسەدەی ڕایگەیاند", "ckb", "هەسەدەی"),
        ("Sprecher der syrischen Armee schwiegen.", "de", "syrischen Armee"),
        ("Представитель сирийской армии молчал.", "ru", "сирийской армии"),
        ("Un porte-parole l’a dit, selon l'FDS.", "fr", "FDS"),
        ("ولهيئة تحرير الشام مقرات", "ar", "ولهيئة تحرير الشام"),
        ("اتفاق بين دمشق وقسد", "ar", "وقسد"),
        ("هَيْئَة تحـريـر الشّام نفت ذلك", "ar", "هَيْئَة تحـريـر الشّام"),
    ],
)
def test_what_a_language_adds_to_a_name_is_understood(text: str, language: str, surface: str) -> None:
    assert [shown for _, shown in found(text, language)] == [surface]


def test_a_suffix_leaves_no_name_where_too_little_remains() -> None:
    assert found("قسدتها وعادت", "ar") == []


def test_a_german_compound_is_one_mention() -> None:
    assert found("Die HTS-Kämpfer zogen durch Syrien.", "de") == [("hts", "HTS-Kämpfer")]


def test_the_longest_name_wins_and_a_slash_parts_two() -> None:
    assert found("The Syrian National Army left.") == [("sna", "Syrian National Army")]
    assert found("YPG/HTS talks began in Syria.") == [("ypg", "YPG"), ("hts", "HTS")]
    assert found("The YPG/SDF left.") == [("ypg", "YPG/SDF")]


def test_british_and_american_spelling_are_one() -> None:
    assert found("The Syrian Ministry of Defence said so.") == [("ministry", "Syrian Ministry of Defence")]


def test_an_acronym_with_full_stops_is_the_acronym() -> None:
    assert found("The S.D.F. left Idlib.") == [("sdf", "S.D.F.")]


def test_an_ambiguous_name_needs_the_region_near_it() -> None:
    assert found("HTS fired at the town in Syria.") == [("hts", "HTS")]
    assert found("HTS is a rate of growth.") == []
    assert reasons("HTS is a rate of growth.") == ["nothing near it speaks of the region"]


def test_an_ambiguous_acronym_needs_its_capitals() -> None:
    assert found("In Syria the hts list was read.") == []
    assert reasons("In Syria the hts list was read.") == ["it is not written as a name: capitals are missing"]


def test_capitals_mean_nothing_where_all_is_written_in_them() -> None:
    assert found("SYRIA READS THE SDF TODAY AGAIN") == []


def test_the_full_name_elsewhere_settles_what_an_acronym_means() -> None:
    text = (
        "The Syrian Democratic Forces left the town.\n\n"
        + "It rained all day. " * 40
        + "\n\nThe SDF said so."
    )
    assert found(text)[-1] == ("sdf", "SDF")


def test_an_acronym_that_the_text_spells_otherwise_is_refused() -> None:
    text = "Türkiye İşçi Partisi adayını Suriye sınırında tanıttı. TİP mitingi kalabalıktı."
    assert found(text, "tr") == []
    assert "other words of the text spell this acronym" in reasons(text, "tr")


def test_a_phrase_against_an_actor_refuses_it_in_that_sentence_only() -> None:
    assert found("Syria published the HTS tariff codes.") == []
    assert found("Syria has tariff codes. HTS holds Idlib.") == [("hts", "HTS")]


def test_a_phrase_that_holds_the_name_denies_it_in_the_whole_text() -> None:
    assert found("Japan's SDF flew to Syria. The SDF brought tents.") == []


def test_a_longer_name_of_somebody_else_is_no_mention() -> None:
    assert found("In Syria the Somali National Army was praised.") == []
    assert found("وزارة الدفاع الجزائرية تحدثت عن سوريا", "ar") == []
    assert found("وزارة الدفاع السورية تحدثت", "ar") == [("ministry", "وزارة الدفاع")]
    assert found("الشرع الإسلامي في سوريا", "ar") == []


def test_the_day_decides_whom_a_name_means() -> None:
    assert found("The National Guard left.", day=date(2024, 1, 1)) == [("old-guard", "National Guard")]
    assert found("The National Guard left.", day=date(2025, 1, 1)) == [("new-guard", "National Guard")]
    assert any("2025-01-01" in reason for reason in reasons("The National Guard left.", day=date(2025, 1, 1)))


def test_a_surname_is_a_mention_once_the_full_name_was_given() -> None:
    mentions = FLAGGER.consider("Mazloum Abdi spoke. Later Abdi left.", "en", None).mentions
    assert [(m.surface, m.rule) for m in mentions] == [("Mazloum Abdi", "exact"), ("Abdi", "surname")]
    assert len(found("Mazloum Abdi spoke. The baker Hasan Abdi left.")) == 1
    assert found("Abdi left.") == []


def test_a_mention_names_the_alias_and_the_rule_that_found_it() -> None:
    (mention,) = FLAGGER.consider("In Syria, HTS's men left.", "en", None).mentions
    assert (mention.alias, mention.rule) == ("HTS", "suffix+context")


def test_mentions_of_the_title_have_offsets_into_the_title() -> None:
    flags = flagged("Syria: HTS leaves Idlib", "HTS left the town of Saraqib.")
    assert [(m.start, m.surface) for m in flags.title_mentions] == [(7, "HTS")]
    assert [(m.start, m.surface) for m in flags.mentions] == [(0, "HTS")]
    assert [p.place for p in flags.title_places] == ["idlib"]
    assert [p.place for p in flags.places] == ["saraqib"]


def test_no_name_runs_from_the_title_into_the_text() -> None:
    assert flagged("The Syrian", "army left.").mentions == ()


def test_the_title_speaks_for_ambiguous_names_anywhere_in_the_text() -> None:
    text = "It rained all day. " * 60 + "HTS was silent."
    assert [m.surface for m in flagged("Syria in winter", text).mentions] == ["HTS"]
    assert flagged("Winter", text).mentions == ()


def test_the_longer_place_wins_and_the_city_goes_before_its_governorate() -> None:
    assert [p.place for p in flagged("", "Rain in Idlib and in Idlib province.").places] == [
        "idlib",
        "idlib-gov",
    ]


def test_a_capital_that_speaks_is_a_government_and_no_place() -> None:
    assert [p.surface for p in flagged("", "Damascus rejected it. Shops opened in Damascus.").places] == [
        "Damascus"
    ]
    assert [p.start for p in flagged("", "Toplantı Şam'da yapıldı, Şam reddetti.", "tr").places] == [9]


def test_a_person_is_no_town() -> None:
    assert flagged("", "In Idlib the singer Megyn Kelly was heard.").place_ids == {"idlib"}


def test_a_headline_and_actors_make_an_article_relevant_and_say_why() -> None:
    weighed = flagged("Clashes in Idlib", "The Syrian army entered Saraqib.").relevance
    assert weighed.on_topic is OnTopic.YES
    assert weighed.reasons[0] == "in the headline: Idlib"
    assert any(reason.startswith("actors: army") for reason in weighed.reasons)


def test_an_article_that_names_nothing_is_off_topic() -> None:
    weighed = flagged("Chess", "A draw.").relevance
    assert (weighed.on_topic, weighed.score, weighed.reasons) == (OnTopic.NO, 0.0, ())


def test_a_flagger_travels_to_another_process() -> None:
    there = pickle.loads(pickle.dumps(FLAGGER))
    assert there.consider("The YPG left.", "en", None) == FLAGGER.consider("The YPG left.", "en", None)


LANGUAGES = st.sampled_from([None, "en", "ar", "tr", "ku", "ckb", "fr", "de", "ru", "xx"])
BITS = st.sampled_from(
    [
        *(alias.form for one in ACTORS for alias in one.aliases),
        *("Idlib", "Damascus", "Kelly", "Syria", "tariff codes", "Abdi", "al-", "-", "/", "'nin", "’s", "l'"),
        *(".", ", ", "\n", "\n\n", " ", "و", "لل", "\u200b", "\u0301", '"', "(", "4. "),
    ]
)  # fmt: skip
TEXTS = st.lists(BITS | st.text(max_size=8), max_size=25).map("".join)


@given(TEXTS, TEXTS, LANGUAGES)
@settings(max_examples=80, deadline=None)
def test_offsets_always_give_the_surface_and_spans_never_overlap(
    title: str, text: str, language: str | None
) -> None:
    flags = flagged(title, text, language)
    for source, spans in (
        (title, flags.title_mentions + flags.title_places),
        (text, flags.mentions + flags.places),
    ):
        assert all(source[span.start : span.end] == span.surface for span in spans)
        ordered = sorted(spans, key=lambda span: span.start)
        assert all(a.end <= b.start for a, b in pairwise(ordered))


@given(TEXTS, LANGUAGES)
@settings(max_examples=30, deadline=None)
def test_matching_twice_gives_the_same(text: str, language: str | None) -> None:
    assert FLAGGER.consider(text, language, None) == Flagger(PACK).consider(text, language, None)


@given(TEXTS, LANGUAGES)
@settings(max_examples=30, deadline=None)
def test_unrelated_text_after_an_article_takes_no_mention_beyond_doubt_away(
    text: str, language: str | None
) -> None:
    before = {m for m in FLAGGER.consider(text, language, None).mentions if "+" not in m.rule}
    after = FLAGGER.consider(text + "\n\nA loaf costs two coins.", language, None).mentions
    assert before <= set(after)
