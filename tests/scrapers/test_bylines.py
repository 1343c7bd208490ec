"""Who wrote an article: people, and nobody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.bylines import byline_of, declared_byline, outlet_keys
from scrapers.heads import Head

OUTLET = outlet_keys(["Furat Press", "furatpress.example", "فرات برس"])


@pytest.mark.parametrize(
    ("claim", "byline"),
    [
        ("Hani Salem", "Hani Salem"),
        ("By Hani Salem", "Hani Salem"),
        ("Written by Hani Salem", "Hani Salem"),
        ("By Hani Salem and Ruth Feld", "Hani Salem, Ruth Feld"),
        ("By Hani Salem, Ruth Feld & Omar Aziz", "Hani Salem, Ruth Feld, Omar Aziz"),
        ("Reporting by Hani Salem; Editing by Ruth Feld", "Hani Salem, Ruth Feld"),
        ("Hani Salem, Ruth Feld contributed to this report", "Hani Salem, Ruth Feld"),
        ("Hani Salem, Middle East Correspondent", "Hani Salem"),
        ("Hani Salem in Qamishli", "Hani Salem"),
        ("By Hani Salem | Furat Press", "Hani Salem"),
        ("By Hani Salem | 6 May 2024", "Hani Salem"),
        ("Hani Salem, Beirut", "Hani Salem"),
        ("Hani Salem (Aleppo)", "Hani Salem"),
        ("Hani Salem, hani@furatpress.example", "Hani Salem"),
        ("HANI SALEM", "HANI SALEM"),
        ("Hani Salem; hani salem", "Hani Salem"),
        ("Dr. Hani al-Salem", "Dr. Hani al-Salem"),
        ("Von Jana Petersen und Ulf Krämer, Istanbul", "Jana Petersen, Ulf Krämer"),
        ("Par Claire Meunier avec AFP", "Claire Meunier"),
        ("Par Claire Meunier et Ziad Khoury", "Claire Meunier, Ziad Khoury"),
        ("بقلم: سامر العلي", "سامر العلي"),
        ("بقلم سامر العلي", "سامر العلي"),
        ("إعداد: سامر العلي - منى سعيد", "سامر العلي, منى سعيد"),
        ("سامر العلي، فرات برس", "سامر العلي"),
        ("Haber: Mehmet Aydın", "Mehmet Aydın"),
        ("Yazan: Mehmet Aydın ve Zeynep Ak", "Mehmet Aydın, Zeynep Ak"),
        ("Nivîskar: Rojda Elî", "Rojda Elî"),
        ("Nûçegihan: Rojda Elî û Şêrko Ose", "Rojda Elî, Şêrko Ose"),
        ("نووسەر: هێمن کەریم", "هێمن کەریم"),
        ("Tom &amp;amp; Ann Reed", "Ann Reed"),
    ],
)
def test_people_are_found_among_the_words_around_them(claim: str, byline: str) -> None:
    assert byline_of([claim], OUTLET) == byline


@pytest.mark.parametrize(
    "claim",
    [
        *("", " ", "By", "admin", "Admin1", "Editor", "Staff", "Staff Writer", "Staff and agencies"),
        *("Reuters", "AFP", "REUTERS", "Agencies", "News Desk", "Newsroom", "Editorial Board", "webmaster"),
        *("https://facebook.com/furat", "www.furatpress.example", "@furat", "desk@furatpress.example"),
        *("Furat Press", "furat press", "FuratPress", "Furat Press Staff", "furatpress.example"),
        *(
            "Anadolu Ajansı",
            "Haber Merkezi",
            "DHA",
            "Dış Haberler Servisi",
            "Redaktion",
            "La rédaction",
            "dpa",
        ),
        *("وكالات", "فريق التحرير", "هيئة التحرير", "مراسل فرات برس", "فرات برس", "رويترز", "أ ف ب"),
        *("user123", "brandon-peak", "h.salem", "SyriaWatcher", "6 May 2024", "Published: yesterday"),
        "one two three four five six seven eight nine",
    ],
)
def test_desks_agencies_and_addresses_are_nobody(claim: str) -> None:
    assert byline_of([claim], OUTLET) is None


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ("Hani Salem", "Hani Salem"),
        ({"@type": "Person", "name": "Hani Salem"}, "Hani Salem"),
        ([{"name": "Hani Salem"}, {"name": "Ruth Feld"}, {"name": "Hani Salem"}], "Hani Salem, Ruth Feld"),
        ({"@type": "Person", "name": ["Hani Salem", "Ruth Feld"]}, "Hani Salem, Ruth Feld"),
        ({"@type": "Person", "name": {"name": "Hani Salem"}}, "Hani Salem"),
        ({"@type": "Person", "givenName": "Hani", "familyName": "Salem"}, "Hani Salem"),
        ({"@id": "#hani"}, "Hani Salem"),
        ({"@type": "Organization", "name": "Hani Salem Group"}, None),
        ([{"@type": "Organization", "name": "AFP"}, "Ruth Feld"], "Ruth Feld"),
        (None, None),
        (7, None),
        ([[[[[["Hani Salem"]]]]]], None),
        ({"@type": "Person", "name": None}, None),
    ],
)
def test_linked_data_names_authors_in_many_shapes(author: object, byline: str | None) -> None:
    person = {"@type": "Person", "@id": "#hani", "name": "Hani Salem"}
    article = {"@type": "NewsArticle", "author": author}
    assert declared_byline(Head({}), [article], [article, person], []) == byline


def test_linked_data_goes_before_metas_and_metas_in_their_order() -> None:
    head = Head({"author": ("admin",), "parsely-author": ("Ruth Feld",), "creator": ("Omar Aziz",)})
    assert declared_byline(head, [{"author": "Hani Salem"}], [], []) == "Hani Salem"
    assert declared_byline(head, [{"author": "Reuters"}], [], []) == "Ruth Feld"


def test_texts_shown_to_readers_name_people_by_their_capitals() -> None:
    assert byline_of(["By Hani Salem"], shown=True) == "Hani Salem"
    assert byline_of(["Ursula von Stein"], shown=True) == "Ursula von Stein"
    assert byline_of(["comments closed", "Politics", "read more"], shown=True) is None


@given(st.lists(st.text(max_size=200), max_size=4), st.booleans())
def test_a_byline_is_short_whatever_is_claimed(claims: list[str], shown: bool) -> None:
    byline = byline_of(claims, OUTLET, shown=shown)
    assert byline is None or 0 < len(byline) <= 120


def test_many_names_end_with_a_whole_one() -> None:
    byline = byline_of([f"Hani Salem{'abcdefghijkl'[number]} Karim" for number in range(12)])
    assert byline is not None
    assert byline.endswith(" Karim")
