"""Actors as files: one table for each actor, its spellings in lists by language."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from news.knowledge import Actor, Alias
from packs import fields, tables
from packs.tables import Document, Row

ACTOR = {
    "id": fields.identifier(),
    "name": fields.text(),
    "kind": fields.text(),
    "root": fields.identifier(),
    "about": fields.remark(),
    "active": fields.remark(),
    "priority": fields.whole(1, 3, default=2),
    "aliases": fields.table(),
    "dated": fields.tables(default=()),
}
# In [actor.aliases.xx]: the lists that hold the forms, by kind; then the lists that mark some of them.
KINDS = {"names": "name", "transliterations": "transliteration", "acronyms": "acronym", "shorts": "short"}
MARKS = ("ambiguous", "uncertain")
ALIASES = {key: fields.texts() for key in (*KINDS, *MARKS)}
# In [[actor.dated]]: the forms, in whatever language, that mean this actor on these days only.
DATED = {"forms": fields.texts(needed=True), "since": fields.day(), "until": fields.day()}


def read_actors(documents: Iterable[Document]) -> tuple[Actor, ...]:
    """Return the actors of these files, in order; PackError names file, actor and key."""
    return tuple(_actor(row) for row in tables.rows(documents, "actor", ACTOR))


def _actor(row: Row) -> Actor:
    aliases = tuple(alias for language in row["aliases"] for alias in _aliases(row, language))
    own = {key: value for key, value in row.values.items() if key not in ("aliases", "dated")}
    return Actor(**own, aliases=_dated(row, aliases))


def _aliases(actor: Row, language: str) -> Iterator[Alias]:
    """Yield an actor's aliases in one language, as [actor.aliases.xx] lists them."""
    if not fields.is_language(language):
        raise actor.wrong(f'"{language}" under [actor.aliases] is no language code like "ar"')
    values = actor["aliases"][language]
    if not isinstance(values, dict):
        raise actor.wrong(f"write the forms under [actor.aliases.{language}], in lists by kind")
    row = tables.row(values, ALIASES, f"{actor.where}, [actor.aliases.{language}]")
    kinds = [(form, kind) for key, kind in KINDS.items() for form in row[key]]
    tables.refuse_twice(row, [form for form, _ in kinds])
    tables.refuse_strays(row, MARKS, [form for form, _ in kinds])
    for form, kind in kinds:
        yield Alias(form, language, kind, form in row["ambiguous"], form in row["uncertain"])


def _dated(actor: Row, aliases: tuple[Alias, ...]) -> tuple[Alias, ...]:
    """Return the aliases with the days on which they mean this actor."""
    days: dict[str, Row] = {}
    for number, values in enumerate(actor["dated"], start=1):
        row = _days(tables.row(values, DATED, f"{actor.where}, [[actor.dated]] number {number}"))
        tables.refuse_strays(row, ("forms",), [alias.form for alias in aliases if alias.form not in days])
        days |= dict.fromkeys(row["forms"], row)
    return tuple(
        replace(alias, since=days[alias.form]["since"], until=days[alias.form]["until"])
        if alias.form in days
        else alias
        for alias in aliases
    )


def _days(row: Row) -> Row:
    since, until = row["since"], row["until"]
    if since is None and until is None:
        raise row.wrong('give "since", "until" or both')
    if since is not None and until is not None and since > until:
        raise row.wrong(f'"since" ({since}) is later than "until" ({until})')
    return row
