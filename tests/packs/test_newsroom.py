"""The sample newsroom must be what its README says: other tests and the evaluation trust its truth."""

import io
import json
import re
import shutil
from calendar import timegm
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
import trafilatura
from lxml import html

from news.errors import PackError
from news.knowledge import Pack
from news.records import OnTopic
from news.urls import canonical
from packs.loader import load_pack
from packs.newsroom import Newsroom, Response, load_newsroom
from packs.sample_articles import SampleArticle

FOLDER = Path(__file__).parents[2] / "packs" / "sample-newsroom"
NOW = datetime(2026, 3, 14, 9, 0, tzinfo=UTC)


@cache
def newsroom(edition: int = 1) -> Newsroom:
    return load_newsroom(FOLDER, NOW, edition)


@cache
def pack() -> Pack:
    return load_pack(FOLDER)


def articles(edition: int = 1, **having: object) -> list[SampleArticle]:
    found = newsroom(edition).articles
    return [one for one in found if all(getattr(one, key) == value for key, value in having.items())]


def served_at(url: str, edition: int = 1) -> Response:
    parts = urlsplit(url)
    return newsroom(edition).respond(parts.netloc, f"{parts.path}?{parts.query}".rstrip("?"))


def words_of(page: bytes) -> str:
    return " ".join(html.fromstring(page.decode()).text_content().split())


def one(slug: str, edition: int = 1) -> SampleArticle:
    return next(article for article in newsroom(edition).articles if article.id.endswith(f"/{slug}"))


def test_it_holds_the_languages_and_kinds_it_promises() -> None:
    languages = Counter(article.language for article in newsroom().articles)
    assert languages == {"en": 23, "ar": 16, "tr": 6, "ku": 5, "fr": 4}
    assert len(newsroom().outlets) == 8
    assert {article.kind for article in newsroom().articles} == {
        "original",
        "copy",
        "truncated",
        "stub",
        "amp-link",
        "unserved",
    }
    assert len(articles(kind="stub", paywall="declared")) == 2
    assert len(articles(kind="stub", paywall="silent")) == 2
    assert len(articles(on_topic=OnTopic.NO)) == 3


def test_its_feeds_and_actors_are_those_of_the_pack() -> None:
    assert {urlsplit(feed.url).hostname for feed in pack().feeds} == {
        outlet.host for outlet in newsroom().outlets
    }
    named = set().union(*(article.actors for article in newsroom(2).articles))
    assert named - {actor.id for actor in pack().actors} == set()


def test_most_events_are_told_by_several_outlets() -> None:
    told = {(article.event, article.outlet.id) for article in newsroom().articles if article.event}
    outlets = Counter(event for event, _ in told)
    assert sum(1 for count in outlets.values() if count >= 2) >= 10
    assert max(outlets.values()) >= 4


@pytest.mark.parametrize("edition", [1, 2])
def test_feeds_list_every_article_of_their_outlet(edition: int) -> None:
    for feed in pack().feeds:
        answer = served_at(feed.url, edition)
        parsed = feedparser.parse(io.BytesIO(answer.body))
        listed = [a for a in newsroom(edition).articles if urlsplit(feed.url).hostname == a.outlet.host]
        assert not parsed.bozo
        assert [entry.title for entry in parsed.entries] == [article.title for article in listed]
        assert [entry.link for entry in parsed.entries] == [article.link for article in listed]
        assert [timegm(entry.published_parsed) for entry in parsed.entries] == [
            article.published_at.timestamp() for article in listed
        ]
        for entry, article in zip(parsed.entries, listed, strict=True):
            assert article.summary in entry.get("summary", "")
        assert len({entry.id for entry in parsed.entries}) == len(listed)
        assert dict(answer.headers)["ETag"]


@pytest.mark.parametrize("edition", [1, 2])
def test_every_true_paragraph_stands_in_its_page(edition: int) -> None:
    for article in newsroom(edition).articles:
        if article.paragraphs:
            page = served_at(article.link, edition)
            words = words_of(page.body)
            assert page.status == 200
            assert [p for p in article.text.split("\n\n") if " ".join(p.split()) not in words] == []
            assert article.title in words or article.kind == "amp-link"
            assert article.outlet.words.notice in words


def test_no_placeholder_is_left_and_no_text_is_garbled() -> None:
    for edition in (1, 2):
        for article in newsroom(edition).articles:
            told = "\n".join((article.title, article.text, article.summary))
            assert not re.search(r"[{}\ufffd]|Ã|Ä±|Ø§|Ù", told), article.id
    pages = [answer.body.decode() for answer in newsroom().answers.values()]
    assert [page[:80] for page in pages if re.search(r"\{[{%#]|\{day", page)] == []


def test_trafilatura_finds_nearly_all_of_the_true_text() -> None:
    for article in newsroom().articles:
        # Of a page that goes on with the site's next article it takes the longer one.
        is_short = article.outlet.template == "newspaper" and article.kind == "stub"
        if article.paragraphs and not is_short:
            extracted = (
                trafilatura.extract(served_at(article.link).body.decode(), include_comments=False) or ""
            )
            found = [p for p in article.paragraphs if " ".join(p.split()) in " ".join(extracted.split())]
            assert len(found) >= 0.8 * len(article.paragraphs), article.id


def test_pages_break_sentences_and_go_on_with_the_next_article() -> None:
    shown = one("mit-resulayn-operasyonu")
    page = served_at(shown.link).body.decode()
    assert [p for p in shown.paragraphs if p in page] != list(shown.paragraphs)
    tree = html.fromstring(page)
    headings = [" ".join(heading.text_content().split()) for heading in tree.iter("h1")]
    assert headings[0] == shown.title
    (following,) = (one for one in newsroom().articles if one.title == headings[1])
    assert following.paragraphs[0] in " ".join(tree.text_content().split())


def test_pages_carry_boilerplate_that_is_not_in_the_truth() -> None:
    article = one("atma-camp-fire-children")
    page = words_of(served_at(article.link).body)
    for line in (article.caption, article.outlet.words.donation, article.outlet.words.newsletter[1]):
        assert line in page
        assert line not in article.text


def test_a_lock_is_declared_or_only_shown() -> None:
    for article in articles(kind="stub"):
        page = served_at(article.link).body.decode()
        data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[0])
        assert data.get("isAccessibleForFree") == (False if article.paywall == "declared" else None)
        assert article.outlet.words.paywall[0] in page


def test_json_ld_holds_the_whole_text_where_the_outlet_gives_it() -> None:
    article = one("damascus-sdf-swap-118-prisoners")
    page = served_at(article.link).body.decode()
    data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[0])
    assert data["articleBody"] == "\n\n".join(article.paragraphs)
    assert data["datePublished"] == article.published_at.isoformat()


def test_refusals_answer_with_their_status() -> None:
    statuses = {article.status: served_at(article.link) for article in articles(kind="unserved")}
    assert {status: answer.status for status, answer in statuses.items()} == {
        200: 200,
        403: 403,
        404: 404,
        503: 503,
    }
    assert one("culvert-raqqa-road-closed").summary == ""
    assert len(one("jisr-al-shughur-inhiyar").summary) > 100


def test_a_consent_page_stands_where_the_article_should_be() -> None:
    article = one("manbij-afran-khubz")
    page = words_of(served_at(article.link).body)
    assert article.outlet.words.consent[1] in page
    assert article.title not in page


def test_copies_share_their_text_with_what_they_copy() -> None:
    for copy in (*articles(kind="copy"), *articles(kind="truncated")):
        original = next(article for article in newsroom().articles if article.id == copy.copy_of)
        shared = set(copy.text.split()) & set(original.text.split())
        assert len(shared) >= 0.9 * len(set(copy.text.split()))
        assert copy.title != original.title


def test_an_amp_link_leads_to_an_article_that_another_feed_lists() -> None:
    (entry,) = articles(kind="amp-link")
    target = one("iraqi-families-leave-al-hol")
    assert entry.link != target.link
    assert canonical(entry.link) == canonical(target.link)
    assert entry.paragraphs == target.paragraphs
    assert "⚡" in served_at(entry.link).body.decode()


def test_tracking_changes_nothing_and_choosing_parameters_do() -> None:
    tracked = [article for article in articles(kind="original") if article.link != article.url]
    assert any("fbclid" in article.link for article in tracked)
    for article in tracked:
        assert served_at(article.link) == served_at(article.url)
    numbered = [article for article in newsroom().articles if "?" in article.url]
    assert len({article.url for article in numbered}) == len(numbered)


def test_the_second_edition_adds_three_and_corrects_one() -> None:
    first, second = ({a.id: a for a in newsroom(edition).articles} for edition in (1, 2))
    assert len(second.keys() - first.keys()) == 3
    changed = [
        name
        for name in first
        if (first[name].title, first[name].text) != (second[name].title, second[name].text)
    ]
    assert changed == ["northern-line/tishrin-road-strike-log"]
    before, after = first[changed[0]], second[changed[0]]
    assert (before.url, before.published_at) == (after.url, after.published_at)
    assert after.updated_at is not None
    assert after.updated_at > after.published_at
    assert "two dead" in before.title
    assert "three dead" in after.title


def test_the_second_edition_leaves_all_other_pages_as_they_were() -> None:
    feeds = {urlsplit(feed.url).path.rstrip("/") for feed in pack().feeds}
    changed = [
        key
        for key, answer in newsroom(1).answers.items()
        if newsroom(2).answers[key] != answer and key[1] not in feeds | {"/"}
    ]
    assert [host for host, _ in changed] == ["northern-line.example"]


def test_an_atom_feed_tells_of_the_correction() -> None:
    parsed = feedparser.parse(io.BytesIO(served_at("http://northern-line.example/atom.php", 2).body))
    corrected = next(entry for entry in parsed.entries if "corrected" in entry.title)
    assert corrected.updated_parsed > corrected.published_parsed


def test_times_count_back_from_the_given_now_and_days_are_named_after_them() -> None:
    later = load_newsroom(FOLDER, NOW + timedelta(days=1))
    for article, moved in zip(newsroom().articles, later.articles, strict=True):
        assert moved.published_at - article.published_at == timedelta(days=1)
        assert article.published_at < NOW
    slug = "levant-dispatch/drone-strike-kills-three-tishrin-dam"  # 40 hours before Saturday at nine
    assert "on Thursday" in next(a.text for a in newsroom().articles if a.id == slug)
    assert "on Friday" in next(a.text for a in later.articles if a.id == slug)


def test_front_pages_point_to_their_feeds() -> None:
    for outlet in newsroom().outlets:
        front = html.fromstring(newsroom().respond(outlet.host, "/").body.decode())
        (path,) = front.xpath("//link[@rel='alternate']/@href")
        assert newsroom().respond(outlet.host, path).status == 200


@pytest.mark.parametrize(
    ("host", "path"),
    [
        ("euphrates-courier.example", "/nothing"),
        ("elsewhere.example", "/"),
        ("khabur-window.example", "/?p=1"),
    ],
)
def test_what_does_not_exist_is_not_found(host: str, path: str) -> None:
    assert newsroom().respond(host, path).status == 404


def test_hosts_are_found_in_capitals_with_www_and_port() -> None:
    assert newsroom().respond("WWW.Euphrates-Courier.example:80", "/feed/").status == 200


def damaged(folder: Path, file: str, old: str, new: str) -> Path:
    shutil.copytree(FOLDER, folder, dirs_exist_ok=True)
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


ARTICLE = "articles/euphrates-courier/lentil-soup-with-burnt-onions.toml"


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (ARTICLE, "byline", "bylime", 'lentil-soup-with-burnt-onions.toml: unknown key "bylime"'),
        (ARTICLE, "published = 45", 'published = "45"', '"published" must be a number'),
        (ARTICLE, 'on_topic = "no"', "", 'the key "on_topic" is missing'),
        (ARTICLE, 'kind = "original"', 'kind = "odd"', '"kind" must be one of'),
        (ARTICLE, 'kind = "original"', 'kind = "copy"\ncopy_of = "a/b"', 'under "copy_of": unknown article'),
        (ARTICLE, "title", "= title", "is no TOML"),
        ("outlets.toml", 'feed = "rss"', 'feed = "csv"', '"feed" must be one of rss, atom'),
        ("outlets.toml", "donation", "donations", 'unknown key "donations"'),
        ("outlets.toml", 'id = "euphrates-courier"', 'id = "other"', "unknown outlet"),
        ("outlets.toml", 'template = "wordpress"', 'template = "missing"', "templates"),
    ],
)
def test_what_is_wrong_in_the_folder_is_named(
    tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    with pytest.raises(PackError, match=re.escape(said)):
        load_newsroom(damaged(tmp_path, file, old, new), NOW)
