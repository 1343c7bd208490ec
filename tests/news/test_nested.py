"""Addresses that stand inside others."""

import pytest

from news.nested import inside


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ("https://x.cdn.ampproject.org/v/s/a.example/b?c=1", "https://a.example/b?c=1"),
        ("https://www.google.fr/amp/s/a.example/b", "https://a.example/b"),
        ("https://web.archive.org/web/2026id_/http://a.example/b?c=1", "https://a.example/b?c=1"),
        ("https://l.facebook.com/l.php?h=1&u=http%3A%2F%2Fa.example%2Fb", "http://a.example/b"),
        ("https://l.instagram.com/?u=https://a.example/b", "https://a.example/b"),
        ("https://www.google.com/url?url=%2Fb&q=https://a.example/b", "https://a.example/b"),
        ("https://l.facebook.com/l.php?u=javascript:x", None),
        ("https://l.facebook.com/other?u=https://a.example/b", None),
        ("https://a.example/l.php?u=https://a.example/b", None),
        ("https://notgoogle.com/url?q=https://a.example/b", None),
        ("https://web.archive.org/web/2026/no-host", None),
        ("ftp://web.archive.org/web/2026/https://a.example/b", None),
    ],
)
def test_what_an_address_wraps(outer: str, inner: str | None) -> None:
    assert inside(outer) == inner


def test_what_is_no_address_is_told() -> None:
    with pytest.raises(ValueError, match="IPv6"):
        inside("https://[web.archive.org/web/2026/https://a.example/b")
