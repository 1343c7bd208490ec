"""Which addresses name the same article."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.urls import absolute, canonical, host_of, is_reserved, untracked

KEYS = Path(__file__).parents[3] / "shared" / "data" / "groups" / "url_keys.json"
ARTICLE = "https://courier.example/2026/03/patrol-returns"


@pytest.mark.parametrize(
    "variant",
    [
        "http://courier.example/2026/03/patrol-returns",
        "https://www.courier.example/2026/03/patrol-returns/",
        "https://m.courier.example/2026/03/patrol-returns",
        "https://amp.courier.example/2026/03/patrol-returns",
        "https://courier.example/2026/03/patrol-returns/amp/",
        "https://courier.example/2026/03/patrol-returns.amp.html",
        "https://courier.example/2026/03/patrol-returns/index.html/amp",
        "https://courier.example/2026/03//patrol-returns?utm_source=x&fbclid=y#comments",
        "https://courier.example:443/2026/03/patrol-returns?ref=homepage",
        "https://courier-example.cdn.ampproject.org/c/s/courier.example/2026/03/patrol-returns/amp",
        "https://www.google.com/amp/s/courier.example/2026/03/patrol-returns/amp",
        "https://www.m.courier.example/2026/03/patrol%2Dreturns",
        "HTTPS://COURIER.EXAMPLE/2026/03/patrol-returns",
    ],
)
def test_variants_of_one_address(variant: str) -> None:
    assert canonical(variant) == ARTICLE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/?p=1", "https://a.example/?p=2"),
        ("https://a.example/news?id=1", "https://a.example/news?id=2"),
        ("https://a.example/story?src=77", "https://a.example/story?src=78"),
        ("https://a.example/Story", "https://a.example/story"),
        ("https://a.example/camp", "https://a.example/c"),
        ("https://ar.a.example/x", "https://en.a.example/x"),
        ("https://a.example:8080/x", "https://a.example/x"),
    ],
)
def test_addresses_that_differ(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


def test_the_order_of_parameters_does_not_matter() -> None:
    assert canonical("https://a.example/?b=2&a=1") == canonical("https://a.example/?a=1&b=2")


@given(st.text(max_size=80) | st.from_regex(r"https?://[a-z.]{1,12}(/[\w%.~-]{0,8}){0,4}(\?[\w=&%]{0,12})?"))
def test_a_canonical_url_is_its_own(url: str) -> None:
    assert canonical(canonical(url)) == canonical(url)


@pytest.mark.skipif(not KEYS.exists(), reason="the list of address variants is not here")
def test_the_list_of_variants() -> None:
    told = json.loads(KEYS.read_text(encoding="utf-8"))
    assert [row for row in told["same"] if canonical(row[-2]) != canonical(row[-1])] == []
    assert [row for row in told["different"] if canonical(row[-2]) == canonical(row[-1])] == []


@pytest.mark.parametrize(
    ("url", "seen"),
    [
        ("/a?b=1", "https://courier.example/a?b=1"),
        ("//other.example/a", "https://other.example/a"),
        ("http://other.example", "http://other.example"),
        ("javascript:alert(1)", None),
        ("http://user@other.example/", None),
        ("http:\\\\other.example", None),
        ("http://other.example:port/", None),
        ("http://[::1", None),
        ("mailto:a@b.example", None),
    ],
)
def test_addresses_as_seen_from_a_page(url: str, seen: str | None) -> None:
    assert absolute(url, "https://courier.example/x/") == seen


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("http://www.a.example/x/?utm_source=rss&p=1&fbclid=y#top", "http://www.a.example/x/?p=1"),
        ("http://a.example/x?utm_source=rss", "http://a.example/x"),
        ("http://a.example/x?q=%D8%B3&b", "http://a.example/x?q=%D8%B3&b"),
        ("http://[", "http://["),
    ],
)
def test_an_address_fit_to_be_clicked(url: str, clean: str) -> None:
    assert untracked(url) == clean


def test_the_host_of_an_address() -> None:
    assert host_of("https://WWW.Courier.example:8080/x") == "www.courier.example"
    assert host_of("no address") == host_of("http://[") == ""


@pytest.mark.parametrize("host", ["courier.example", "example", "a.test", "localhost", "127.0.0.1", "::1"])
def test_some_hosts_have_no_publisher(host: str) -> None:
    assert is_reserved(host)


@pytest.mark.parametrize("host", ["enabbaladi.net", "example.org", "128.0.0.1", "examples.sy", ""])
def test_others_may_have_one(host: str) -> None:
    assert not is_reserved(host)
