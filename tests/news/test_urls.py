"""Which addresses name the same article."""

import json
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from benchmarks.urls import own_pairs
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


def words(text: str) -> st.SearchStrategy[str]:
    return st.sampled_from(text.split())


SEGMENTS = words(
    """
    amp AMP amp.html x.amp .amp amp.amp tags index.php index.html.amp print feed a-b-c 123 c s v web 2026
    %2e%2e %2F %3F %C7 %25 é é https: a.example url l.php redirect iv ;jsessionid=1
    &utm_source=x x&amp;utm_a=b
    """
)
HOSTS = words(
    """
    a.example www.m.amp.a.example ar.m.a.example m.com.tr a.blogspot.co.uk سوريا.example cdn.ampproject.org
    www.google.com www.bing.com web.archive.org l.facebook.com t.me out.reddit.com
    """
)
QUERIES = words(
    """
    a=1 a=2 m=1 amp &amp;b=2 ?utm_source=x print=7 page=all z=%C7 = & #!/a/1 #/a #x q=http://a.example
    url=https://b.example/amp?u=1 u=https%3A//t.me/iv%3Furl%3Dx
    """
)


@st.composite
def addresses(draw: st.DrawFn) -> str:
    path, asked = draw(st.lists(SEGMENTS, max_size=8)), draw(st.lists(QUERIES, max_size=4))
    nested = draw(st.sampled_from(["", "/web/2026/https://web.archive.org/web/1/", "/amp/s/"]))
    return f"http://{draw(HOSTS)}{nested}/{'/'.join(path)}?{'&'.join(asked)}"


@given(st.text(max_size=80) | st.from_regex(r"https?://[a-z.]{1,12}(/[\w%.~-]{0,8}){0,4}(\?[\w=&%]{0,12})?"))
@example("https://a.example/\ud800")
def test_a_canonical_url_is_its_own(url: str) -> None:
    assert canonical(canonical(url)) == canonical(url)


@given(addresses())
def test_a_canonical_url_of_many_layers_is_its_own(url: str) -> None:
    assert canonical(canonical(url)) == canonical(url)


@pytest.mark.skipif(not KEYS.exists(), reason="the list of address variants is not here")
def test_the_list_of_variants() -> None:
    told = json.loads(KEYS.read_text(encoding="utf-8"))
    assert [row for row in told["same"] if canonical(row[-2]) != canonical(row[-1])] == []
    assert [row for row in told["different"] if canonical(row[-2]) == canonical(row[-1])] == []


def test_our_own_lists_of_variants() -> None:
    same, different = own_pairs()
    assert [pair for pair in same if canonical(pair[0]) != canonical(pair[1])] == []
    assert [pair for pair in different if canonical(pair[0]) == canonical(pair[1])] == []


@pytest.mark.parametrize(
    "plain",
    [
        "https://courier.example/2026/03/patrol-returns",
        "https://courier.example/",
        "https://courier.example/?p=1",
        "https://courier.example/story?cat=2&id=1",
        "https://courier.example:8080/print/7",
        "https://courier.example/%D8%B3%D9%88%D8%B1%D9%8A%D8%A7",
        "https://courier.example/a+b/(c),d;e=f/@g/h:i/~j",
    ],
)
def test_a_plain_address_is_its_own_key(plain: str) -> None:
    assert canonical(plain) == plain


def test_an_address_is_taken_out_of_four_layers_and_no_more() -> None:
    layer = "https://web.archive.org/web/2026/"
    assert canonical(layer * 3 + ARTICLE) == ARTICLE
    assert canonical(layer * 9 + ARTICLE) == layer * 9 + ARTICLE


@pytest.mark.parametrize(
    "piece", ["index.html/", ".amp", "x.amp", "-a", "&amp;", ";jsessionid=", "/amp", "?a=1&utm_a=1"]
)
def test_an_address_made_to_be_slow_is_not(piece: str) -> None:
    start = perf_counter()
    canonical("https://a.example/" + piece * 40_000 + "!")
    assert perf_counter() - start < 5


def test_text_that_only_looks_like_an_inner_address_is_left() -> None:
    assert canonical("https://www.google.com/url?q=how-to") == "https://google.com/url?q=how-to"
    assert canonical("https://x.cdn.ampproject.org/about") == "https://x.cdn.ampproject.org/about"


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
        ("/\ud800", None),
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
        ("http://a.example/x?t=%C7%E1&fbclid=y", "http://a.example/x?t=%C7%E1"),
        ("http://a.example/#!/news/7", "http://a.example/#!/news/7"),
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
