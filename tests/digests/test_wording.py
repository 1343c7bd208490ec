from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from digests.wording import language_name, listed, moment, short_name, window

NOW = datetime(2026, 11, 20, 7, 0, tzinfo=ZoneInfo("Asia/Damascus"))


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (datetime(2026, 11, 20, 3, 14, tzinfo=UTC), "06:14"),
        (datetime(2026, 11, 19, 19, 10, tzinfo=UTC), "Thu 22:10"),
        (datetime(2026, 11, 12, 9, 0, tzinfo=UTC), "12 Nov"),
        (datetime(2024, 11, 30, 9, 0, tzinfo=UTC), "30 Nov 2024"),
        (datetime(2026, 11, 19, 0, 0, tzinfo=UTC), "19 Nov"),
        (None, "undated"),
    ],
)
def test_a_time_is_told_as_short_as_the_window_allows(at: datetime | None, told: str) -> None:
    assert moment(at, NOW) == told


def test_a_window_names_its_zone() -> None:
    evening = datetime(2026, 11, 19, 15, 0, tzinfo=NOW.tzinfo)
    assert window(evening, NOW) == "Thu 19 Nov 15:00 to Fri 20 Nov 2026 07:00 (UTC+3)"
    assert (
        window(NOW.replace(hour=3, tzinfo=UTC), NOW.replace(tzinfo=UTC))
        == "Fri 20 Nov 2026, 03:00 to 07:00 (UTC)"
    )
    india = NOW.replace(tzinfo=ZoneInfo("Asia/Kolkata"))
    assert window(india, india).endswith("(UTC+5:30)")


@pytest.mark.parametrize(
    ("actor", "name", "short"),
    [
        ("sdf", "Syrian Democratic Forces", "SDF"),
        ("zenki", "Nour al-Din al-Zenki Movement", "Nour al-Din al-Zenki Movement"),
        ("asayish", "Asayish (Internal Security Forces)", "Asayish"),
        ("hamza-division", "Hamza Division", "Hamza Division"),
    ],
)
def test_an_acronym_is_shown_for_a_long_name(actor: str, name: str, short: str) -> None:
    assert short_name(actor, name) == short


def test_languages_are_named_in_english() -> None:
    assert [language_name(code) for code in ("ar-SY", "KU", "xx", None)] == ["Arabic", "Kurdish", "xx", ""]


def test_a_long_list_tells_how_many_more() -> None:
    assert listed(("a", "b", "c"), 2) == "a, b and 1 more"
    assert listed(("a", "b"), 2) == "a, b"
