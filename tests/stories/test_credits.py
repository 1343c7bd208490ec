"""Whose text a report says it prints."""

import pytest

from news.knowledge import Source
from stories.credits import credits_of
from stories.namings import index_of

INDEX = index_of(
    (
        Source("reuters", "Reuters", ("Reuters", "رويترز"), agency=True),
        Source("afp", "AFP", ("AFP", "أ ف ب"), agency=True),
        Source("sana", "SANA", ("SANA", "سانا", "Sana news agency"), agency=True),
        Source("anadolu", "Anadolu", ("AA", "Anadolu Ajansı"), agency=True),
        Source("dha", "DHA", ("DHA",), agency=True),
        Source("dpa", "dpa", ("dpa",), agency=True),
        Source("ronahi", "Ronahî Nûçe", ("Ronahî Nûçe",)),
    )
)
NEWS = "Two lorries were burnt on the road to the dam in the morning, residents said."


def credited(text: str, language: str = "en", byline: str | None = None) -> list[str]:
    return [credit.source.id for credit in credits_of(byline, text, language, INDEX)]


@pytest.mark.parametrize(
    ("dateline", "source"),
    [
        ("BEIRUT (Reuters) - ", "reuters"),
        ("QAMISHLI, Syria, 12 January 2026 (AFP) — ", "afp"),
        ("AFP - ", "afp"),
        ("ANKARA (AA) - ", "anadolu"),
        ("ŞANLIURFA, (DHA) - ", "dha"),
        ("دمشق - سانا: ", "sana"),
        ("دمشق-سانا\n\n", "sana"),
        ("بيروت (أ ف ب) - ", "afp"),
        ("Damaskus (dpa) - ", "dpa"),
        ("Beyrouth (AFP) – ", "afp"),
        ("Home > World\n\nBEIRUT (Reuters) - ", "reuters"),
    ],
)
def test_a_dateline_names_an_agency(dateline: str, source: str) -> None:
    assert credited(dateline + NEWS) == [source]


@pytest.mark.parametrize(
    ("line", "language", "source"),
    [
        ("Source: Reuters", "en", "reuters"),
        ("(With reporting by AFP)", "en", "afp"),
        ("Our Own Post contributed to this report via AFP.", "en", "afp"),
        ("AFP contributed to this report.", "en", "afp"),
        ("This story first appeared on Sana news agency.", "en", "sana"),
        ("© AFP 2026", "en", "afp"),
        ("(Reuters)", "en", "reuters"),
        ("المصدر: سانا", "ar", "sana"),
        ("نقلاً عن رويترز", "ar", "reuters"),
        ("Kaynak: AA", "tr", "anadolu"),
        ("Çavkanî: Ronahî Nûçe", "ku", "ronahi"),
        ("Source : AFP", "fr", "afp"),
        ("avec AFP", "fr", "afp"),
        ("Quelle: dpa", "de", "dpa"),
        ("mit Material von dpa", "de", "dpa"),
    ],
)
def test_a_last_line_names_whose_text_it_was(line: str, language: str, source: str) -> None:
    assert credited(f"{NEWS}\n\n{line}", language) == [source]
    assert credited(f"{NEWS}\n\n{line}\n\nFollow us on Telegram", language) == [source]


def test_a_text_may_end_with_its_agency_in_brackets() -> None:
    assert credited(f"{NEWS}\n\nThe road is open again. (AFP)") == ["afp"]


def test_a_joint_credit_names_both() -> None:
    assert credited(f"{NEWS}\n\nAFP/Reuters") == ["afp", "reuters"]


@pytest.mark.parametrize("byline", ["Reuters", "By Jane Doe and Reuters", "Reuters, AFP"])
def test_a_byline_may_be_an_agencys(byline: str) -> None:
    assert credited(NEWS, byline=byline)[0] == "reuters"


def test_a_byline_of_people_credits_nobody() -> None:
    assert credited(NEWS, byline="Reuters Miller and Jane Doe") == []


@pytest.mark.parametrize(
    "text",
    [
        f"{NEWS}\n\nPhoto: Reuters",
        f"Fighters on the road to the dam, 12 January 2026. (AFP)\n\n{NEWS}\n\n{NEWS}",
        f"{NEWS}\n\nJournalists from Reuters were there, and a man who met with AFP.",
        f"{NEWS}\n\nA list published by Reuters was wrong.",
        f"{NEWS}\n\nResidents and a man who once drove for Reuters stayed at home all day.",
        "Two lorries were burnt on the road, and a car of the agency (Reuters) was hit.\n\nNobody was hurt.",
        f"Reuters journalists were at the gate - nobody was hurt.\n\n{NEWS}",
    ],
)
def test_pictures_and_mere_names_are_no_credit(text: str) -> None:
    assert credited(text) == []


def test_a_source_who_spoke_to_an_agency_is_no_line_of_credit() -> None:
    assert credited(f"{NEWS}\n\nوقال المصدر لرويترز إن الطريق مفتوح.", "ar") == []
    assert credited(f"{NEWS}\n\nالمصدر: رويترز", "ar") == ["reuters"]
