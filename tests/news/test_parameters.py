"""Which parameters choose an article."""

import pytest

from news.parameters import is_idle


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("UTM_Source", "rss"),
        ("gclid", "1"),
        ("sf128839201", "1"),
        ("ref", "homepage"),
        ("ref", ""),
        ("share", "twitter"),
        ("print", ""),
        ("print", "1"),
        ("amp", "true"),
        ("page", "all"),
        ("view", "Mobile"),
        ("tmpl", "component"),
    ],
)
def test_these_choose_none(name: str, value: str) -> None:
    assert is_idle(name, value, is_named=False)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("id", "1"),
        ("ref", "77"),
        ("ref", "a1041"),
        ("share", "88"),
        ("print", "1041"),
        ("page", "2"),
        ("view", "article"),
        ("mode", "all"),
        ("sf1", "1"),
        ("", ""),
        ("lang", "ar"),
    ],
)
def test_these_may(name: str, value: str) -> None:
    assert not is_idle(name, value, is_named=True)


def test_a_page_for_telephones_is_one_where_the_path_names_the_article() -> None:
    assert is_idle("m", "1", is_named=True)
    assert not is_idle("m", "1", is_named=False)
    assert not is_idle("m", "202401", is_named=True)
