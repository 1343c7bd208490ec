"""Feeds as a file: reading feeds.toml, and writing the one that an operator owns."""

import dataclasses
import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from news.errors import InputError
from news.knowledge import Feed
from news.urls import absolute
from packs import fields, tables
from packs.fields import Field
from packs.tables import Document

FEED = {
    "id": fields.identifier(),
    "outlet": fields.text(),
    "url": Field("the http(s) address of a feed", lambda value: is_address(value)),
    "languages": fields.languages(),
    "country": fields.remark(),
    "affiliation": fields.remark(),
    "verified": fields.flag(False),
    "active": fields.flag(True),
    "page_fetch": fields.flag(True),
    "permitted": fields.flag(False),
    "drop_marked": fields.flag(False),
    "independent": fields.flag(True),
    "owner": fields.remark(),
    "cited_as": fields.texts(),
    "note": fields.remark(),
}
_HEADING = "# The operator's own feeds, laid over the pack's: a feed here replaces the one with its id.\n"


def is_address(value: object) -> bool:
    """Tell whether a value is an http(s) URL with a host, in visible characters only."""
    return (
        isinstance(value, str)
        and value.isprintable()
        and not any(map(str.isspace, value))
        and absolute(value, value) is not None
    )


def read_feeds(documents: Iterable[Document]) -> tuple[Feed, ...]:
    """Return the feeds of these files, in order; PackError names file, feed and key."""
    return tuple(Feed(**row.values) for row in tables.rows(documents, "feed", FEED))


def overlaid(feeds: Sequence[Feed], own: Sequence[Feed]) -> tuple[Feed, ...]:
    """Return a pack's feeds with an operator's laid over them: the same id replaces, another id is added."""
    return tuple(({feed.id: feed for feed in feeds} | {feed.id: feed for feed in own}).values())


def write_feeds(path: Path, feeds: Sequence[Feed]) -> None:
    """Write a feeds.toml that `read_feeds` reads back; the old file stands until the new one is whole.

    PackError where a feed could not be read back, InputError where the disk says no; the old file is kept.
    """
    content = (_HEADING + "".join(f"\n{_table(feed)}" for feed in feeds)).encode()
    read_feeds([tables.parse_document(content, str(path))])
    unfinished = path.with_name(path.name + ".unfinished")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error}") from error


def add_feeds(path: Path, new: Sequence[Feed]) -> None:
    """Put feeds after those of a feeds.toml, which need not be there yet; raises as `write_feeds` does."""
    before = read_feeds([tables.read_document(path, str(path))]) if path.exists() else ()
    write_feeds(path, (*before, *new))


def _table(feed: Feed) -> str:
    lines = [
        f"{field.name} = {_value(getattr(feed, field.name))}\n"
        for field in dataclasses.fields(Feed)
        if getattr(feed, field.name) != field.default
    ]
    return "[[feed]]\n" + "".join(lines)


def _value(value: str | bool | tuple[str, ...]) -> str:
    """Write a value as TOML: JSON writes these three kinds alike, but for the DELETE character in texts."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
