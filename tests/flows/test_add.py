"""Feeds found and added: over real HTTP on loopback, by a person or by a script."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.add import add, chosen_of, feed_of
from flows.loopback import Loopback, served
from news.errors import InputError
from packs.feeds import read_feeds
from packs.newsroom import Response
from packs.tables import read_document
from scrapers.discovery import Candidate
from tests.conftest import Home

ITEM = "<item><title>Three lorries crossed the bridge on Monday {0}</title><link>http://furat.example/{0}</link></item>"
RSS = "<rss version='2.0'><channel><title>Furat Post</title><language>en-US</language>{0}</channel></rss>"
HEAD = '<link rel="alternate" type="application/rss+xml" href="{0}">'
PAGES = {
    "/": "<html><head>" + HEAD.format("/feed/") + HEAD.format("/sport/feed/") + "</head></html>",
    "/feed/": RSS.format(ITEM.format(1) + ITEM.format(2)),
    "/sport/feed/": RSS.format(ITEM.format(3)),
    "/alone": "<html>" + HEAD.format("/feed/"),
}


def respond(host: str, path: str) -> Response:
    page = PAGES.get(path) if host == "furat.example" else {"/": "<html>"}.get(path)
    return Response(404 if page is None else 200, "text/html", (page or "").encode())


@pytest.fixture
def site() -> Iterator[Loopback]:
    with served(respond) as running:
        yield running


@pytest.fixture
def place(home: Home, site: Loopback) -> Path:
    return home("home", proxy=site.url)


def own(place: Path) -> list[tuple[str, str, str]]:
    path = place / "feeds.toml"
    if not path.exists():
        return []
    feeds = read_feeds([read_document(path, path.name)])
    assert not any(feed.verified for feed in feeds)
    return [(feed.id, feed.outlet, feed.url) for feed in feeds]


class Person:
    """Gives these answers, one after the other."""

    def __init__(self, *answers: str) -> None:
        self._answers = list(answers)

    def __call__(self, question: str) -> str:
        assert question.endswith("] ")
        return self._answers.pop(0)


def added(
    place: Path, address: str = "http://furat.example/", ask: Person | None = None, **given: object
) -> None:
    words = {"id": None, "outlet": None, "pick": None, "yes": False, "as_json": False, **given}
    add(place, address, ask=ask, **words)  # type: ignore[arg-type]  # a test's own words


MAIN = ("furat", "Furat Post", "http://furat.example/feed/")


def test_a_person_picks_and_agrees(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added(place, ask=Person("1", "y"))
    assert own(place) == [MAIN]
    shown = capsys.readouterr().out
    assert "2 found" in shown
    assert "Furat Post" in shown


@pytest.mark.parametrize("answers", [("",), ("1", ""), ("1", "no")])
def test_a_person_who_does_not_agree_gets_nothing(place: Path, answers: tuple[str, ...]) -> None:
    added(place, ask=Person(*answers))
    assert own(place) == []


def test_a_script_is_told_how_to_choose(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added(place)
    assert "--pick N --yes" in capsys.readouterr().err
    added(place, "http://furat.example/alone")
    assert "--pick 1 --yes" in capsys.readouterr().err
    assert own(place) == []
    added(place, pick=2, yes=True, id="furat-sport", outlet="Furat Sport")
    assert own(place) == [("furat-sport", "Furat Sport", "http://furat.example/sport/feed/")]


def test_what_is_found_is_told_to_programs(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added(place, as_json=True)
    out = capsys.readouterr().out
    assert '"number": 2' in out
    assert '"entries": 1' in out


def test_feeds_that_were_there_are_kept_and_ids_do_not_clash(place: Path) -> None:
    added(place, pick=1, yes=True)
    added(place, pick=2, yes=True)
    assert own(place) == [MAIN, ("furat-2", "Furat Post", "http://furat.example/sport/feed/")]


def test_what_is_watched_already_is_refused(place: Path) -> None:
    added(place, pick=1, yes=True)
    with pytest.raises(InputError, match="watched already, as furat"):
        added(place, pick=1, yes=True, id="another")
    with pytest.raises(InputError, match="the id furat is taken"):
        added(place, pick=2, yes=True, id="furat")
    assert own(place) == [MAIN]


def test_a_site_without_feeds_says_so(place: Path) -> None:
    with pytest.raises(InputError, match="no feed that works"):
        added(place, "http://bare.example/", yes=True)


GOOD, BAD = Candidate("https://a.example/feed", "A"), Candidate("https://a.example/old", problem="HTTP 404")


def test_the_only_feed_that_works_needs_no_pick() -> None:
    assert chosen_of([GOOD, BAD], None, None, yes=True) is GOOD


def test_of_several_one_must_be_named() -> None:
    with pytest.raises(InputError, match="--pick N"):
        chosen_of([GOOD, GOOD], None, None, yes=True)
    assert chosen_of([GOOD, GOOD], None, None, yes=False) is None


@pytest.mark.parametrize(("pick", "why"), [(0, "1 to 2"), (3, "1 to 2"), (-1, "1 to 2"), (2, "HTTP 404")])
def test_a_wrong_number_is_refused(pick: int, why: str) -> None:
    with pytest.raises(InputError, match=why):
        chosen_of([GOOD, BAD], pick, None, yes=True)


@pytest.mark.parametrize("answer", ["9", "first", "²", "-1", "9" * 5_000])
def test_a_wrong_answer_is_refused(answer: str) -> None:
    with pytest.raises(InputError, match="1 to 2"):
        chosen_of([GOOD, GOOD], None, Person(answer), yes=False)


@pytest.mark.parametrize(
    ("url", "taken", "made"),
    [
        ("https://www.furat.com/en/feed/", (), "furat-en"),
        ("https://english.furat.com/rss", (), "furat-english"),
        ("https://furat.co.uk/rss", ("furat", "furat-2"), "furat-3"),
        ("https://فرات.example/rss", (), "feed"),
    ],
)
def test_an_id_is_made_of_the_address(url: str, taken: tuple[str, ...], made: str) -> None:
    assert feed_of(Candidate(url), None, None, taken).id == made


@pytest.mark.parametrize("wrong", ["Furat Post", "", "furat_en", "-"])
def test_a_wrong_id_is_refused(wrong: str) -> None:
    with pytest.raises(InputError, match="is no id"):
        feed_of(GOOD, wrong, None, ())
