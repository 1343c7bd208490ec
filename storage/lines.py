"""What is remembered of outlets: the lines that recur on their pages, and how long their articles are.

Counted is which line stands on which article: a set, so that neither repetition nor order changes it.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from news.ids import shown
from news.records import Access, Article
from news.recurrence import (
    FEWEST_STORIES,
    FORGOTTEN_AFTER,
    NEWEST,
    Standing,
    lines_to_judge,
    standing,
)
from news.texts import line_id
from storage.database import Database
from storage.revisions import Version

# Outlet, line, stories that bear it, stories, when it was last seen, and whether on a page that is new.
_Count = tuple[str, int, int, int, datetime, bool]

_FEWEST_PAGES = 8  # of whole articles, for their usual length
_PAGE_COLUMNS = ("outlet", "article", "seen_at", "words", "weighed")
_LINE_COLUMNS = ("outlet", "line", "text", "standing", "pending", "learnt_at", "last_seen_at")
# The newest pages of each outlet, with the story each tells: an article without one is its own.
_NEWEST = f"""
    newest AS (
        SELECT outlet, article, seen_at, weighed, coalesce(story, article) AS story
        FROM outlet_pages LEFT JOIN relations USING (article)
        WHERE seen_at > $1 AND outlet IN (SELECT unnest($2::VARCHAR[]))
        QUALIFY row_number() OVER (PARTITION BY outlet ORDER BY seen_at DESC, article) <= {NEWEST}
    ),
    told AS (SELECT outlet, count(DISTINCT story) AS stories FROM newest GROUP BY outlet)
"""  # noqa: S608 - a constant


@dataclass(frozen=True, slots=True)
class OutletMemory:
    """What is known of an outlet: lines that are its boilerplate, with the time each was last seen.

    `usual_words` is how long its articles are in the median, None where too few are known.
    """

    last_seen: Mapping[int, datetime] = field(default_factory=dict)
    usual_words: int | None = None

    def recurring(self, at: datetime) -> frozenset[int]:
        """Return the lines that count as boilerplate in a page of this time."""
        return frozenset(line for line, seen in self.last_seen.items() if at <= seen + FORGOTTEN_AFTER)


NO_MEMORY = OutletMemory()


@dataclass(frozen=True, slots=True)
class RememberedLine:
    """A line that was found to recur: on `stories` of the newest `of` stories of its outlet."""

    outlet: str
    line: int
    text: str
    standing: Standing
    learnt_at: datetime
    last_seen_at: datetime
    stories: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is to be put right: (outlet, line, standing), and the articles that bear these, with outlets."""

    lines: tuple[tuple[str, int, str], ...]
    articles: Mapping[int, str]


def sight(db: Database, versions: Sequence[Version]) -> None:
    """Count the lines of these versions that were read from pages, in the caller's transaction."""
    read = {v.article.id: v.article for v in versions if v.article.access is not Access.SUMMARY}
    found = {article.id: _lines(article) for article in read.values()}
    pairs = {(line, article) for article, lines in found.items() for line in lines}
    new = pairs - set(_sighted(db, pairs))
    db.insert("line_sightings", ("line", "article"), sorted(new))
    _note_pages(db, read, {article for _, article in new})


def learn(db: Database, now: datetime) -> tuple[RememberedLine, ...]:
    """Judge the lines of outlets of which pages came since the last time; return what counts otherwise now.

    What was not seen for long is no longer counted. Done twice, the second time changes nothing.
    """
    with db.transaction():
        unweighed = db.rows("SELECT DISTINCT outlet FROM outlet_pages WHERE NOT weighed")
        outlets = [outlet for (outlet,) in unweighed]
        if not outlets:
            return ()
        _let_go(db, now - FORGOTTEN_AFTER)
        before = {(each.outlet, each.line): each for each in remembered(db, now, outlets)}
        judged = [_judged(count, before.get(count[:2]), now) for count in _counts(db, outlets, now)]
        learnt = _with_texts(db, [each for each in judged if each is not None])
        _write(db, learnt)
        _note_last_seen(db)
        db.run("UPDATE outlet_pages SET weighed = true WHERE NOT weighed")
    return tuple(learnt)


def remembered(
    db: Database, now: datetime, outlets: Collection[str] | None = None
) -> tuple[RememberedLine, ...]:
    """Return the lines that were found to recur, by outlet, those on most stories first."""
    named = _outlets(db) if outlets is None else outlets
    found = db.rows(
        f"""
        WITH {_NEWEST},
        seen AS (
            SELECT outlet, line, count(DISTINCT story) AS on_stories
            FROM line_sightings JOIN newest USING (article)
            WHERE line IN (SELECT line FROM recurring_lines) GROUP BY outlet, line
        )
        SELECT outlet, line, text, standing, learnt_at, last_seen_at,
            coalesce(on_stories, 0), coalesce(stories, 0)
        FROM recurring_lines LEFT JOIN seen USING (outlet, line) LEFT JOIN told USING (outlet)
        WHERE outlet IN (SELECT unnest($2::VARCHAR[]))
        ORDER BY outlet, 7 DESC, line
        """,  # noqa: S608 - constants
        [now - FORGOTTEN_AFTER, list(named)],
    )
    return tuple(
        RememberedLine(outlet, line, text, Standing(counts_as), *rest)
        for outlet, line, text, counts_as, *rest in found
    )


def memories(db: Database, outlets: Collection[str]) -> dict[str, OutletMemory]:
    """Return what is known of these outlets, as far as something is."""
    last_seen: dict[str, dict[int, datetime]] = defaultdict(dict)
    for outlet, line, seen_at in db.rows(
        "SELECT outlet, line, last_seen_at FROM recurring_lines "
        "WHERE standing = ? AND outlet IN (SELECT unnest(?::VARCHAR[]))",
        [Standing.BOILERPLATE, list(outlets)],
    ):
        last_seen[outlet][line] = seen_at
    usual = _usual_words(db, outlets)
    known = {*last_seen, *usual}
    return {outlet: OutletMemory(last_seen.get(outlet, {}), usual.get(outlet)) for outlet in known}


def let_stand(db: Database, lines: Collection[tuple[str, int]], counts_as: Standing) -> None:
    """Let these (outlet, line) count as the operator says; articles that bear them wait to be put right."""
    outlets, ids = [list(part) for part in zip(*lines, strict=True)] or [[], []]
    db.run(
        "UPDATE recurring_lines SET standing = ?, pending = true WHERE standing != ? AND (outlet, line) IN "
        "(SELECT unnest(?::VARCHAR[]), unnest(?::UBIGINT[]))",
        [counts_as, counts_as, outlets, ids],
    )


def waiting(db: Database) -> Waiting:
    """Return which lines count otherwise than when articles that bear them were read."""
    articles = db.rows(
        "SELECT DISTINCT article, outlet FROM recurring_lines "
        "JOIN line_sightings USING (line) JOIN outlet_pages USING (outlet, article) WHERE pending"
    )
    return Waiting(
        tuple(db.rows("SELECT outlet, line, standing FROM recurring_lines WHERE pending ORDER BY ALL")),
        dict(articles),
    )


def put_right(db: Database, done: Waiting) -> None:
    """Note that these articles were read again; lines that count otherwise by now still wait."""
    outlets, ids, standings = [list(part) for part in zip(*done.lines, strict=True)] or [[], [], []]
    db.run(
        "UPDATE recurring_lines SET pending = false WHERE (outlet, line, standing) IN "
        "(SELECT unnest(?::VARCHAR[]), unnest(?::UBIGINT[]), unnest(?::VARCHAR[]))",
        [outlets, ids, standings],
    )


def _lines(article: Article) -> dict[int, str]:
    return lines_to_judge(article.text, article.removed)


def _sighted(db: Database, pairs: Collection[tuple[int, int]]) -> list[tuple[int, int]]:
    articles = list({article for _, article in pairs})
    found = db.rows(
        "SELECT line, article FROM line_sightings WHERE article IN (SELECT unnest(?::UBIGINT[]))", [articles]
    )
    return [(line, article) for line, article in found]


def _note_pages(db: Database, read: Mapping[int, Article], changed: Collection[int]) -> None:
    """Write these pages; of several readings of an article the newest counts, and its first outlet."""
    found = db.rows(
        "SELECT article, outlet, seen_at, words, weighed FROM outlet_pages "
        "WHERE article IN (SELECT unnest(?::UBIGINT[]))",
        [list(read)],
    )
    known = {article: page for article, *page in found}
    rows = []
    for id_, article in read.items():
        words = len(article.text.split()) if article.access is Access.FULL else None
        outlet, seen_at, words_then, weighed = known.get(
            id_, (article.outlet, article.fetched_at, words, False)
        )
        newest = (article.fetched_at, words) if article.fetched_at >= seen_at else (seen_at, words_then)
        rows.append((outlet, id_, *newest, weighed and id_ not in changed))
    db.run("DELETE FROM outlet_pages WHERE article IN (SELECT unnest(?::UBIGINT[]))", [list(read)])
    db.insert("outlet_pages", _PAGE_COLUMNS, rows)


def _let_go(db: Database, before: datetime) -> None:
    if db.rows("SELECT 1 FROM outlet_pages WHERE seen_at <= ? LIMIT 1", [before]):
        db.run("DELETE FROM outlet_pages WHERE seen_at <= ?", [before])
        db.run("DELETE FROM line_sightings WHERE article NOT IN (SELECT article FROM outlet_pages)")


def _counts(db: Database, outlets: Collection[str], now: datetime) -> list[_Count]:
    """Return what is worth judging."""
    return db.rows(
        f"""
        WITH {_NEWEST}
        SELECT outlet, line, count(DISTINCT story) AS on_stories, any_value(stories), max(seen_at),
            bool_or(NOT weighed)
        FROM line_sightings JOIN newest USING (article) JOIN told USING (outlet)
        GROUP BY outlet, line
        HAVING on_stories >= {FEWEST_STORIES} OR (outlet, line) IN (SELECT outlet, line FROM recurring_lines)
        ORDER BY outlet, line
        """,  # noqa: S608 - constants
        [now - FORGOTTEN_AFTER, list(outlets)],
    )


def _judged(count: _Count, before: RememberedLine | None, now: datetime) -> RememberedLine | None:
    """Return what a line counts as now, None where that is what it counted as before."""
    outlet, line, stories, of, seen_at, seen_now = count
    was = None if before is None else before.standing
    counts_as = standing(was, stories, of, seen_now=seen_now)
    if counts_as is None or counts_as is was:
        return None
    learnt_at = now if before is None else before.learnt_at
    return RememberedLine(outlet, line, "", counts_as, learnt_at, seen_at, stories, of)


def _with_texts(db: Database, changed: Sequence[RememberedLine]) -> list[RememberedLine]:
    """Return these lines with their words, from a page that bears each."""
    texts = _texts(db, {each.line for each in changed})
    return [replace(each, text=texts.get(each.line, shown(each.line))) for each in changed]


def _texts(db: Database, lines: Collection[int]) -> dict[int, str]:
    bearers = (  # a few of each: one may have lost the line since
        "SELECT unnest(max(article, 3)) FROM line_sightings "
        "WHERE line IN (SELECT unnest(?::UBIGINT[])) GROUP BY line"
    )
    found = db.rows(
        f"SELECT text FROM articles WHERE id IN ({bearers}) "  # noqa: S608 - a constant
        f"UNION ALL SELECT text FROM removed_lines WHERE article IN ({bearers})",
        [list(lines), list(lines)],
    )
    told = (line for (text,) in found for line in text.split("\n"))
    return {id_: line for line in told if (id_ := line_id(line)) in lines}


def _write(db: Database, learnt: Sequence[RememberedLine]) -> None:
    keys = [[each.outlet for each in learnt], [each.line for each in learnt]]
    db.run(
        "DELETE FROM recurring_lines WHERE (outlet, line) IN "
        "(SELECT unnest(?::VARCHAR[]), unnest(?::UBIGINT[]))",
        keys,
    )
    rows = [
        (each.outlet, each.line, each.text, each.standing, True, each.learnt_at, each.last_seen_at)
        for each in learnt
    ]
    db.insert("recurring_lines", _LINE_COLUMNS, rows)


def _note_last_seen(db: Database) -> None:
    db.run(
        """
        UPDATE recurring_lines SET last_seen_at = seen.at
        FROM (
            SELECT outlet, line, max(seen_at) AS at FROM line_sightings JOIN outlet_pages USING (article)
            WHERE NOT weighed GROUP BY outlet, line
        ) AS seen
        WHERE recurring_lines.outlet = seen.outlet AND recurring_lines.line = seen.line
            AND seen.at > last_seen_at
        """
    )


def _outlets(db: Database) -> list[str]:
    return [outlet for (outlet,) in db.rows("SELECT DISTINCT outlet FROM recurring_lines")]


def _usual_words(db: Database, outlets: Collection[str]) -> dict[str, int]:
    found = db.rows(
        f"""
        WITH whole AS (
            SELECT outlet, words FROM outlet_pages
            WHERE words IS NOT NULL AND outlet IN (SELECT unnest(?::VARCHAR[]))
            QUALIFY row_number() OVER (PARTITION BY outlet ORDER BY seen_at DESC, article) <= {NEWEST}
        )
        SELECT outlet, median(words)::UINTEGER FROM whole
        GROUP BY outlet HAVING count(*) >= {_FEWEST_PAGES}
        """,  # noqa: S608 - constants
        [list(outlets)],
    )
    return dict(found)
