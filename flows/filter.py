"""The filters: JSON Lines in, JSON Lines out, so that each stage can be tried and measured on any corpus."""

import gzip
import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import IO, Any

from news.errors import InputError
from news.records import Known, Mention
from news.relations import Comparable, Relation

_GZIP = b"\x1f\x8b"

Row = dict[str, Any]
Work = Callable[[Iterator[tuple[int, Row]]], Iterator[Row | tuple[int, InputError]]]


def filtered(lines: Iterable[bytes], out: IO[str], err: IO[str], work: Work) -> bool:
    """Answer every good line on `out` and every bad one on `err`; tell whether all were good.

    A bad line gives {"line": its number from 1, "error": what is wrong with it}.
    """
    bad: list[tuple[int, str]] = []

    def good() -> Iterator[tuple[int, Row]]:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    yield number, _parsed(line)
                except InputError as error:
                    bad.append((number, str(error)))

    for answer in work(good()):
        if isinstance(answer, tuple):
            bad.append((answer[0], str(answer[1])))
        else:
            print(json.dumps(answer, ensure_ascii=False), file=out, flush=True)
    for number, problem in sorted(bad):
        print(json.dumps({"line": number, "error": problem}, ensure_ascii=False), file=err)
    return not bad


def extract(pack: str) -> Work:
    """Return the filter that reads pages."""
    from packs.loader import find_pack, load_pack
    from scrapers.articles import read

    knowledge = load_pack(find_pack(pack))

    def one(row: Row) -> Row:
        url = _text(row, "url", "")
        known = Known(selectors=knowledge.selectors_for(url))
        reading = read(_html(row), url, knowledge.line_rules, known)
        return {
            "id": row["id"],
            "url": row.get("url"),
            "title": reading.title,
            "text": reading.text,
            "byline": reading.byline,
            "published_at": None if reading.published_at is None else reading.published_at.isoformat(),
            "published_certainty": reading.published_certainty,
            "modified_at": None if reading.modified_at is None else reading.modified_at.isoformat(),
            "canonical_url": reading.canonical_url,
            "language": reading.language,
            "access": str(reading.access),
            "access_evidence": reading.access_evidence,
            "declared_not_free": reading.declared_not_free,
            "removed": [asdict(removed) for removed in reading.removed],
        }

    return partial(_line_by_line, one)


def flag(pack: str) -> Work:
    """Return the filter that finds actors and places."""
    flagger = _flagger(pack)

    def one(row: Row) -> Row:
        text, title = _text(row, "text"), _text(row, "title", "")
        flags = flagger.flag(title, text, _language(row), _time(row, "published_at"))
        return {
            "id": row["id"],
            "mentions": _written(flags.mentions),
            "title_mentions": _written(flags.title_mentions),
            "places": [asdict(place) for place in flags.places],
            "relevance": asdict(flags.relevance),
        }

    return partial(_line_by_line, one)


def group(pack: str) -> Work:
    """Return the filter that finds copies and stories; it answers when it has seen all lines."""
    from actors.flags import Flagger
    from packs.loader import find_pack, load_pack
    from stories.relations import Held, read, relate

    knowledge = load_pack(find_pack(pack))
    flagger = Flagger(knowledge)

    def one(row: Row) -> Comparable:
        title, text, at = _text(row, "title", ""), _text(row, "text"), _time(row, "published_at")
        language = _language(row)
        flags = flagger.flag(title, text, language, at)
        return Comparable(
            id=str(row["id"]),
            url=_text(row, "url", ""),
            title=title,
            text=text,
            outlet=_text(row, "outlet", ""),
            language=language,
            published_at=at,
            actors=flags.actors,
            places=flags.place_ids,
            scene=flags.scene,
        )

    def all_lines(rows: Iterator[tuple[int, Row]]) -> Iterator[Row | tuple[int, InputError]]:
        ids: dict[str, Any] = {}
        seen: list[Comparable] = []
        for number, row in rows:
            try:
                if str(row["id"]) in ids:
                    raise InputError(f"the id {row['id']!r} was given before")
                seen.append(one(row))
                ids[str(row["id"])] = row["id"]
            except InputError as error:
                yield number, error
        for relation in relate(read(seen), Held(), knowledge.names).relations:
            yield _relation(relation, ids)

    return all_lines


def _line_by_line(
    one: Callable[[Row], Row], rows: Iterator[tuple[int, Row]]
) -> Iterator[Row | tuple[int, InputError]]:
    for number, row in rows:
        try:
            yield one(row)
        except InputError as error:
            yield number, error


def _relation(relation: Relation, ids: dict[str, Any]) -> Row:
    return {
        "id": ids[relation.id],
        "copy_of": None if relation.copy_of is None else ids[relation.copy_of],
        "kind": relation.kind,
        "similarity": round(relation.similarity, 4),
        "passages": relation.passages,
        "story": relation.story,
        "reason": relation.reason,
        "links": [asdict(link) for link in relation.links],
    }


def _flagger(pack: str) -> Any:
    from actors.flags import Flagger
    from packs.loader import find_pack, load_pack

    return Flagger(load_pack(find_pack(pack)))


def _parsed(line: bytes) -> Row:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InputError(f"this is no JSON: {error}") from error
    if not isinstance(row, dict) or "id" not in row:
        raise InputError('a line must be a JSON object with an "id"')
    return row


def _text(row: Row, key: str, default: str | None = None) -> str:
    value = row.get(key)
    if value is None:
        value = default
    if not isinstance(value, str):
        raise InputError(f'"{key}" must be a text')
    return value


def _html(row: Row) -> str | bytes:
    if "html_path" in row:
        try:
            content = Path(_text(row, "html_path")).read_bytes()
            return gzip.decompress(content) if content.startswith(_GZIP) else content
        except (OSError, EOFError, zlib.error) as error:
            raise InputError(f'"html_path": {error}') from error
    return _text(row, "html")


def _language(row: Row) -> str | None:
    """Return the language that a row declares, else the one its text is in."""
    from scrapers.languages import code_of, detect

    return code_of(_text(row, "language", "")) or detect(_text(row, "text"))


def _time(row: Row, key: str) -> datetime | None:
    value = row.get(key)
    if value is None or value == "":
        return None
    try:
        at = datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise InputError(f'"{key}" must be a time like 2026-01-31T07:00:00Z, and is {value!r}') from error
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _written(mentions: Iterable[Mention]) -> list[Row]:
    return [asdict(mention) for mention in mentions]
