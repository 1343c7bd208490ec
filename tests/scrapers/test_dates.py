"""Dates in every spelling that pages and feeds have."""

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.records import Certainty
from scrapers.dates import Dated, dated

EXACT, ZONE_ASSUMED, DAY = Certainty.EXACT, Certainty.ZONE_ASSUMED, Certainty.DAY
TIMES = st.datetimes(datetime(1990, 1, 2), datetime(2099, 12, 30)).map(lambda at: at.replace(microsecond=0))
ZONES = st.integers(-12 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))


def told(text: str, day_first: bool | None = None) -> str | None:
    read = dated(text, day_first=day_first)
    return None if read is None else f"{read.at:%Y-%m-%d %H:%M:%S} {read.certainty}"


@pytest.mark.parametrize(
    "text",
    [
        "2024-05-06T10:00:00+03:00",
        "2024-05-06T10:00:00+0300",
        "2024-05-06T10:00:00.000+03:00",
        "2024-05-06T10:00:00+03",
        "2024-05-06 10:00:00 +03:00",
        "2024-05-06T10:00:00 03:00",
        "2024-05-06T10:00:00+03:00[Europe/Istanbul]",
        "2024-05-06T07:00:00Z",
        "2024-05-06T07:00Z",
        "2024-05-06 07:00:00 UTC",
        "20240506T070000Z",
        "1714978800",
        "1714978800000",
        "1714978800.0",
        "/Date(1714978800000)/",
        "Mon, 06 May 2024 10:00:00 +0300",
        "Mon, 06 May 2024 07:00:00 GMT",
        "Mon, 06 May 2024 10:00:00 EEST",
        "Mon, 06 May 2024 03:00:00 EDT",
        "Mon May 06 2024 10:00:00 GMT+0300 (Eastern European Summer Time)",
        "Mon May 6 10:00:00 EEST 2024",
        "6 May 2024 10:00 Europe/Istanbul",
        "06/05/2024 10:00 Asia/Damascus",
        "6 Mayıs 2024 Pazartesi 10:00 (TSİ)",
        "6 أيار 2024 10:00 بتوقيت دمشق",
        "6 مايو 2024 07:00 بتوقيت غرينتش",
        "6. Mai 2024, 9:00 MESZ",
    ],
)
def test_a_time_with_its_zone_is_exact(text: str) -> None:
    assert told(text, day_first=True) == "2024-05-06 07:00:00 exact"


@pytest.mark.parametrize(
    "text",
    [
        "2024-05-06T22:30:00",
        "2024-05-06 22:30",
        "20240506223000",
        "2024/05/06 22:30",
        "06.05.2024 22.30 Uhr",
        "6. Mai 2024, 22:30 Uhr",
        "6 mai 2024 à 22h30",
        "Lundi 6 mai 2024 - 22:30",
        "6 May 2024 10:30 pm",
        "May 6, 2024 at 10:30 p.m.",
        "10:30 PM, Monday, May 6th, 2024",
        "22:30 6 Mayıs 2024",
        "06 Mayıs 2024, 22:30",
        "٠٦‏/٠٥‏/٢٠٢٤ ٢٢:٣٠",
        "الاثنين 6 أيار/مايو 2024، 10:30 م",
        "6 مايو، 2024 الساعة 10:30 مساءً",
        "٦ی ئایاری ٢٠٢٤ ٢٢:٣٠",
        "6ê Gulana 2024an, 22:30",
        "Mon, 06 May 2024 22:30:00 IST",  # India, Ireland or Israel
    ],
)
def test_a_time_without_zone_is_taken_for_utc_and_says_so(text: str) -> None:
    assert told(text, day_first=True) == "2024-05-06 22:30:00 zone_assumed"


@pytest.mark.parametrize(
    "text",
    [
        "2024-05-06",
        "20240506",
        "2024-05-06T00:00:00",  # how a lost time looks
        "06.05.2024",
        "6.5.24",
        "06-May-2024",
        "2024年5月6日",
        "6 May 2024",
        "May 6, 2024",
        "6th of May, 2024",
        "6 Mayıs 2024",
        "6 Mayıs 2024'te",
        "6 mai 2024",
        "6. Mai 2024",
        "6 أيّار 2024",
        "6 مايو 2024",
        "٦ ماي ٢٠٢٤",
        "۶ ئایاری ۲۰۲۴",
        "6 Gulan 2024",
        "6'ê Gulanê, 2024",
        "2024 Gulan 6",
        "6ی مایسی 2024",
    ],
)
def test_a_day_alone_is_a_day(text: str) -> None:
    assert told(text) == "2024-05-06 00:00:00 day"


@pytest.mark.parametrize(
    "year",
    [
        "كانون الثاني, شباط, آذار, نيسان, أيار, حزيران, تموز, آب, أيلول, تشرين الأول, "
        "تشرين الثاني, كانون الأول",
        "يناير, فبراير, مارس, أبريل, مايو, يونيو, يوليو, أغسطس, سبتمبر, أكتوبر, نوفمبر, ديسمبر",
        "جانفي, فيفري, مارس, أفريل, ماي, جوان, جويلية, أوت, شتنبر, أكتوبر, نونبر, دجنبر",
        "Ocak, Şubat, Mart, Nisan, Mayıs, Haziran, Temmuz, Ağustos, Eylül, Ekim, Kasım, Aralık",
        "Çile, Sibatê, Adarê, Nîsanê, Gulanê, Hezîranê, Tîrmehê, Tebaxê, Îlonê, Cotmehê, Mijdarê, Kanûnê",
        "Çileya Paşîn, Reşemî, Adar, Avrêl, Gulan, Pûşper, Temûz, Gelawêj, Rezber, Çiriya Pêşîn, "
        "Çiriya Paşîn, Çileya Pêşîn",
        "کانوونی دووەم, شوبات, ئازار, نیسان, ئایار, حوزەیران, تەمموز, ئاب, ئەیلوول, تشرینی یەکەم, "
        "تشرینی دووەم, کانوونی یەکەم",
        "janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, novembre, décembre",
        "Jänner, Februar, März, April, Mai, Juni, Juli, August, September, Oktober, November, Dezember",
        "JAN, Feb., Mar, Apr, may, June, Jul, Aug, Sept., Oct, Nov, Dec",
    ],
)
def test_months_are_known_by_their_names(year: str) -> None:
    for month, name in enumerate(year.split(", "), start=1):
        assert dated(f"14 {name} 2024") == Dated(datetime(2024, month, 14, tzinfo=UTC), DAY), name


@pytest.mark.parametrize(
    ("text", "day_first", "day"),
    [
        ("06/05/2024", True, "2024-05-06"),
        ("06/05/2024", False, "2024-06-05"),
        ("06-05-2024", False, "2024-06-05"),
        ("06.05.2024", False, "2024-05-06"),
        ("05/13/2024", True, "2024-05-13"),
        ("13/05/2024", False, "2024-05-13"),
    ],
)
def test_the_order_of_day_and_month_is_told_or_shows(text: str, day_first: bool, day: str) -> None:
    assert told(text, day_first=day_first) == f"{day} 00:00:00 day"


def test_an_order_that_nothing_tells_leaves_two_readings() -> None:
    read = dated("06/05/2024 10:00")
    assert read is not None
    assert (read.at, read.other) == (
        datetime(2024, 5, 6, 10, tzinfo=UTC),
        datetime(2024, 6, 5, 10, tzinfo=UTC),
    )
    same = dated("05/05/2024")
    assert same is not None
    assert same.other is None


@pytest.mark.parametrize(
    "text",
    [
        *("", "soon", "May 2024", "2024", "10:30", "2024-02-31", "2024-13-45", "32.01.2024"),
        *("0001-01-01T00:00:00", "1970-01-01T00:00:00Z", "0", "1989-12-31", "2100-01-01"),
        "1445-10-27",  # Hijri
        "16 Gulan 2724",  # Kurdish
        "12 people were killed in 2024",
        "By the river, 3 May",
        "9" * 10_000,
        "1/" * 5_000,
    ],
)
def test_what_is_no_date_of_our_time_is_none(text: str) -> None:
    assert dated(text) is None


@given(at=TIMES, zone=ZONES)
def test_what_machines_write_is_read_as_it_was_meant(at: datetime, zone: timezone) -> None:
    meant = at.replace(tzinfo=zone)
    wanted = Dated(meant.astimezone(UTC), EXACT)
    if not 1990 <= at.year <= 2099:
        return
    assert dated(meant.isoformat()) == wanted
    assert dated(format_datetime(meant)) == wanted
    assert dated(f"{meant:%Y-%m-%d %H:%M:%S %z}") == wanted


@given(at=TIMES, text=st.text(max_size=40))
def test_no_text_makes_it_raise(at: datetime, text: str) -> None:
    for each in (text, f"{at} {text}", f"{text} {at:%d %B %Y} {text}", f"{at:%d/%m/%Y}{text}"):
        read = dated(each)
        assert read is None or read.at.tzinfo is UTC
