from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.errors import InputError, PackError
from news.knowledge import Feed
from packs.feeds import read_feeds, write_feeds
from packs.tables import read_document

POST = Feed("post", "The Post", "https://post.example/feed")

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
feeds = st.builds(
    Feed,
    id=st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,3})?", fullmatch=True),
    outlet=texts.map(lambda text: f"a{text}z"),
    url=st.from_regex(r"https?://[a-z]{1,8}\.example(:8[0-9])?/[a-z?&=%#'\"\\]{0,9}", fullmatch=True).filter(
        lambda url: "\\" not in url
    ),
    languages=st.lists(st.sampled_from(["ar", "en", "ku", "ckb"]), unique=True).map(tuple),
    country=texts,
    affiliation=texts,
    verified=st.booleans(),
    active=st.booleans(),
    page_fetch=st.booleans(),
    permitted=st.booleans(),
    drop_marked=st.booleans(),
    independent=st.booleans(),
    owner=texts,
    cited_as=st.lists(texts.map(lambda text: f"a{text}z"), unique=True, max_size=3).map(tuple),
    note=texts,
)


def read_back(path: Path) -> tuple[Feed, ...]:
    return read_feeds([read_document(path, path.name)])


@given(st.lists(feeds, max_size=4, unique_by=lambda feed: feed.id))
@settings(max_examples=60, deadline=None)
def test_what_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, written: list[Feed]) -> None:
    path = tmp_path_factory.mktemp("own") / "feeds.toml"
    write_feeds(path, written)
    assert read_back(path) == tuple(written)


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    path = tmp_path / "home" / "feeds.toml"
    write_feeds(path, [POST])
    assert read_back(path) == (POST,)
    assert [file.name for file in path.parent.iterdir()] == ["feeds.toml"]


@pytest.mark.parametrize(
    "bad", [Feed("The Post", "x", POST.url), Feed("post", "", POST.url), Feed("a", "b", "c")]
)
def test_what_could_not_be_read_back_is_not_written(tmp_path: Path, bad: Feed) -> None:
    path = tmp_path / "feeds.toml"
    write_feeds(path, [POST])
    with pytest.raises(PackError, match=r"feeds\.toml"):
        write_feeds(path, [POST, bad])
    assert read_back(path) == (POST,)


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match=r"file/feeds\.toml: cannot be written"):
        write_feeds(tmp_path / "file" / "feeds.toml", [POST])
