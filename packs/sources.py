"""Whom reports cite, as a file: agencies, monitors, outlets, with the outlets of the feeds among them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from news.knowledge import Feed, Source
from news.outlets import short_name
from news.texts import fold
from packs import fields, tables
from packs.tables import Document, Row

SOURCE = {
    "id": fields.identifier(),
    "name": fields.text(),
    "names": fields.texts(needed=True),
    "owner": fields.remark(),
    "agency": fields.flag(False),
}


def read_sources(documents: Iterable[Document]) -> tuple[Source, ...]:
    """Return the sources of these files, in order; PackError names file, source and key."""
    found = tables.rows(documents, "source", SOURCE)
    _refuse_shared_names(found)
    return tuple(_source(row) for row in found)


def with_outlets(sources: Sequence[Source], feeds: Sequence[Feed]) -> tuple[Source, ...]:
    """Return the sources, and the outlets of the feeds as sources; those that share a name are one."""
    found = {source.id: source for source in sources}
    holders = {fold(name): source.id for source in sources for name in source.names}
    for feed in feeds:
        outlet = _outlet(feed)
        known = next((holders[fold(name)] for name in outlet.names if fold(name) in holders), None)
        source = outlet if known is None else _together(found[known], outlet)
        found[source.id] = source
        holders |= {fold(name): source.id for name in source.names if fold(name) not in holders}
    return tuple(found.values())


def _source(row: Row) -> Source:
    names = tuple(dict.fromkeys((row["name"], *row["names"])))
    return Source(**row.values | {"names": names})


def _outlet(feed: Feed) -> Source:
    name = short_name(feed.outlet)
    names = tuple(dict.fromkeys((name, *feed.cited_as)))
    return Source(f"feed-{feed.id}", name, names, feed.owner, independent=feed.independent)


def _together(source: Source, outlet: Source) -> Source:
    """Return a source that is also the outlet of a feed."""
    return replace(
        source,
        names=tuple(dict.fromkeys((*source.names, *outlet.names))),
        owner=outlet.owner or source.owner,  # an operator may know better: the feeds are theirs to change
        independent=source.independent and outlet.independent,
    )


def _refuse_shared_names(found: Iterable[Row]) -> None:
    holders: dict[str, Row] = {}
    for row in found:
        for name in {fold(name): name for name in (row["name"], *row["names"])}.values():
            if holders.setdefault(fold(name), row) is not row:
                raise row.wrong(f'"{name}" means {holders[fold(name)].where} already')
