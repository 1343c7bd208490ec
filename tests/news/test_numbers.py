import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.numbers import languages_of, tokens

ANY = languages_of("")


def figures(text: str, language: str) -> list[str]:
    return [t.key for t in tokens(text, frozenset((language,))) if t.figure and not t.faint]


@pytest.mark.parametrize(
    ("language", "written", "value"),
    [
        ("en", "twenty-two", "22"),
        ("en", "one hundred and five", "105"),
        ("en", "nine hundred", "900"),
        ("en", "two hundred thousand", "200000"),
        ("en", "three thousand two hundred and eleven", "3211"),
        ("en", "a dozen", "12"),
        ("en", "a hundred", "100"),
        ("en", "2.5 million", "2500000"),
        ("en", "1,200", "1200"),
        ("en", "4.9", "4.9"),
        ("en", "0.125", "0.125"),
        ("en", "17:05", "17:5"),
        ("en", "14th", "14"),
        ("en", "12–15", "12-15"),
        ("ar", "سبع عشرة", "17"),
        ("ar", "أحد عشر", "11"),
        ("ar", "إحدى وعشرين", "21"),
        ("ar", "مئة وخمسة وعشرون", "125"),
        ("ar", "ثلاثمئة وخمسون ألف", "350000"),
        ("ar", "وثلاثة", "3"),
        ("ar", "الخمسة", "5"),
        ("ar", "٤٤", "44"),
        ("ar", "١٬٢٠٠", "1200"),
        ("ar", "٤٫٩", "4.9"),
        ("tr", "on iki", "12"),
        ("tr", "yirmi beş", "25"),
        ("tr", "bin iki yüz", "1200"),
        ("tr", "3 bin 500", "3500"),
        ("tr", "3'ü", "3"),
        ("tr", "ikisi", "2"),
        ("ku", "bîst û sê", "23"),
        ("ku", "yazdeh", "11"),
        ("ku", "sed û pênc", "105"),
        ("ku", "23yê", "23"),
        ("fr", "quatre-vingt-dix-sept", "97"),
        ("fr", "soixante-douze", "72"),
        ("fr", "vingt et un", "21"),
        ("fr", "une quinzaine", "15"),
        ("fr", "1 200", "1200"),
        ("de", "einundzwanzig", "21"),
        ("de", "zweihundertfünfunddreißig", "235"),
        ("de", "dreitausend", "3000"),
        ("de", "1.200", "1200"),
    ],
)
def test_a_figure_has_one_value_however_it_is_written(language: str, written: str, value: str) -> None:
    assert figures(f"xx {written} xx", language) == [value]


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("en", "three soldiers and twenty policemen", ["3", "20"]),
        ("en", "three, five", ["3", "5"]),
        ("en", "the M4 road", []),
        ("ar", "أحد المصابين", []),
        ("ar", "يوم الاثنين", []),
        ("de", "der Wunderbare", []),
        ("fr", "le chef du parti", []),
    ],
)
def test_what_is_not_one_figure_is_not_read_as_one(language: str, text: str, values: list[str]) -> None:
    assert figures(text, language) == values


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The shells fell on the market and three people were killed", "en"),
        ("قُتل ثلاثة مدنيين in Idlib", "ar"),
        ("Saldırıda üç kişi öldü ve beş kişi yaralandı", "tr"),
        ("Di êrîşê de sê kes hatin kuştin û pênc birîndar bûn", "ku"),
        ("Trois personnes ont été tuées dans la nuit", "fr"),
        ("Drei Menschen wurden in der Nacht getötet", "de"),
    ],
)
def test_the_language_is_told_by_its_small_words(text: str, language: str) -> None:
    assert languages_of(text) == {language}


def test_english_on_and_french_du_are_numbers_only_where_they_are() -> None:
    assert figures("killed on Monday", "en") == []
    assert figures("on kişi", "tr") == ["10"]
    assert figures("du kes", "ku") == ["2"]


def test_an_article_is_a_faint_one() -> None:
    (article, _) = tokens("a man", frozenset(("en",)))
    assert (article.key, article.figure, article.faint) == ("1", True, True)


@given(st.text(alphabet="one two hundred and 1 2,.:٣ا و عشر bin du-% \n'"))
def test_tokens_stand_in_order_and_do_not_overlap(text: str) -> None:
    found = tokens(text, ANY | {"ar"})
    ends = [0, *(token.end for token in found)]
    assert all(end <= token.start < token.end <= len(text) for end, token in zip(ends, found, strict=False))
