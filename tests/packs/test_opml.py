from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.errors import InputError
from news.knowledge import Feed
from news.texts import clean_line
from packs.opml import LARGEST_DOCUMENT, feeds_from_opml, feeds_to_opml

CREATED = datetime(2026, 3, 1, 7, 30, tzinfo=UTC)
NEWS = Feed("north-news", "North News & <Views>", "https://north.example/feed?a=1&b=2", ("ar", "ku"))


def opml(body: str, head: str = "") -> bytes:
    return f'{head}<opml version="1.0"><head/><body>{body}</body></opml>'.encode()


def outline(url: str, **attributes: str) -> str:
    return f'<outline xmlUrl="{url}" ' + " ".join(f'{k}="{v}"' for k, v in attributes.items()) + "/>"


def refusal(document: bytes) -> str:
    with pytest.raises(InputError) as refused:
        feeds_from_opml(document)
    return str(refused.value)


feeds = st.builds(
    Feed,
    id=st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,3})?", fullmatch=True),
    outlet=st.text(max_size=20).map(lambda text: clean_line(f"a{text}z")),
    url=st.from_regex(r"https?://[a-z]{1,8}\.example(:8[0-9])?/[a-z?&=%#'\"<>]{0,9}", fullmatch=True),
    languages=st.lists(st.sampled_from(["ar", "en", "ku", "ckb"]), unique=True).map(tuple),
)


@given(
    st.lists(feeds, max_size=6, unique_by=(lambda feed: feed.id, lambda feed: feed.url)), st.text(max_size=20)
)
@settings(max_examples=80, deadline=None)
def test_feeds_come_back_from_opml(written: list[Feed], title: str) -> None:
    assert feeds_from_opml(feeds_to_opml(written, title, CREATED).encode()) == tuple(written)


@given(st.lists(feeds, max_size=6))
@settings(max_examples=60, deadline=None)
def test_ids_are_unique_and_stable_whatever_a_list_holds(written: list[Feed]) -> None:
    document = feeds_to_opml(written, "All", CREATED).replace("category", "comment").encode()
    read = feeds_from_opml(document)
    assert read == feeds_from_opml(document)
    assert len({feed.id for feed in read}) == len(read) == len({feed.url for feed in written})


@given(st.one_of(st.binary(max_size=80), st.text(max_size=60).map(lambda text: opml(text))))
@settings(max_examples=150, deadline=None)
def test_garbage_is_refused_in_words(document: bytes) -> None:
    try:
        feeds_from_opml(document)
    except InputError as error:
        assert str(error)


def test_the_document_is_opml_2() -> None:
    document = feeds_to_opml([NEWS], "Shamal", CREATED)
    assert document.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">')
    assert "<dateCreated>Sun, 01 Mar 2026 07:30:00 +0000</dateCreated>" in document
    assert 'type="rss"' in document
    assert 'text="North News &amp; &lt;Views&gt;"' in document


def test_folders_are_walked_and_case_does_not_matter() -> None:
    read = feeds_from_opml(
        opml(
            '<outline text="Syria"><outline text="North"><outline title="Furat" XMLURL="https://f.example/rss"/>'
            f'</outline></outline><outline text="a note"/>{outline("https://g.example/rss", text="Gulf")}'
        )
    )
    assert [(feed.id, feed.outlet, feed.url) for feed in read] == [
        ("furat", "Furat", "https://f.example/rss"),
        ("gulf", "Gulf", "https://g.example/rss"),
    ]


def test_missing_names_are_made_from_the_host() -> None:
    nameless, arabic = feeds_from_opml(
        opml(outline("https://www.one.example/rss") + outline("https://two.example/rss", text="شمال"))
    )
    assert (nameless.id, nameless.outlet) == ("www-one-example", "www.one.example")
    assert (arabic.id, arabic.outlet) == ("two-example", "شمال")


def test_two_feeds_of_one_outlet_get_two_ids_and_one_address_counts_once() -> None:
    first, second = (
        outline("https://o.example/ar", text="Orbit"),
        outline("https://o.example/en", text="Orbit"),
    )
    ids = [feed.id for feed in feeds_from_opml(opml(first + second + first))]
    assert ids[0] == "orbit"
    assert ids[1].startswith("orbit-")
    assert len(ids) == 2
    more = outline("https://o.example/tr", text="Orbit")
    assert [feed.id for feed in feeds_from_opml(opml(first + more + second))][2] == ids[1]


def test_languages_lose_their_country_and_what_is_no_code() -> None:
    (feed,) = feeds_from_opml(opml(outline("https://o.example/", text="O", language="en-US, ar; unknown")))
    assert feed.languages == ("en", "ar")


def test_an_id_is_kept_only_if_it_is_one() -> None:
    (feed,) = feeds_from_opml(opml(outline("https://o.example/", text="O", category="/a,/shamal/Not An Id")))
    assert feed.id == "o"


def test_only_what_opml_carries_comes_back() -> None:
    rich = replace(NEWS, affiliation="state", verified=True, active=False, note="x")
    assert feeds_from_opml(feeds_to_opml([rich], "", CREATED).encode()) == (NEWS,)


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (b"", "not well-formed XML"),
        (b"<opml><body>", "not well-formed XML"),
        (b"<rss><channel/></rss>", "expected <opml> with a <body>, and found <rss>"),
        (b"<opml><head/></opml>", "with a <body>"),
        (opml(outline("ftp://o.example/", text="O")), "line 1: 'ftp://o.example/' is no http"),
        (opml(outline("/feed", text="O")), "mend it or take the outline out"),
        (b" " * (LARGEST_DOCUMENT + 1), "too large"),
    ],
)
def test_what_is_no_feed_list_is_refused(document: bytes, message: str) -> None:
    assert message in refusal(document)


def test_entities_are_refused_unexpanded() -> None:
    entities = "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    bomb = f'<!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa">{entities}]>'
    assert "DOCTYPE" in refusal(opml("", head=bomb))
    outside = '<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    assert "DOCTYPE" in refusal(opml("<outline>&x;</outline>", head=outside))
    assert refusal(opml(outline("https://o.example/", text="&i;"), head=bomb))
