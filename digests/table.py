"""The table that comes with a digest: a row per report, for spreadsheets."""

import csv
import io
from collections.abc import Iterator

from digests.records import Digest, DigestStory, Evidence
from news.ids import shown

COLUMNS = (
    "story", "headline", "place", "corroboration", "on_topic", "outlet", "affiliation", "language",
    "published", "title", "link", "notes", "actors", "spellings", "article_id",
)  # fmt: skip


def table(digest: Digest) -> str:
    """Return every report of a digest as CSV: a head, a row each, CRLF; no cell is taken for a formula."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    for story in digest.stories:
        writer.writerows(_rows(story))
    return written.getvalue()


def _rows(story: DigestStory) -> Iterator[list[str]]:
    for source in story.sources:
        for report in source.reports:
            yield [_cell(value) for value in (*_story_cells(story), *_report_cells(report))]


def _story_cells(story: DigestStory) -> tuple[str, ...]:
    topic = "marginal" if story.marginal else "yes"
    return str(story.number), story.headline.text, story.place, story.corroboration, topic


def _report_cells(report: Evidence) -> tuple[str, ...]:
    published = report.published_at.isoformat(timespec="minutes") if report.published_at is not None else ""
    return (
        report.outlet,
        report.affiliation,
        report.language,
        published,
        report.title,
        report.url,
        "; ".join(report.notes),
        "; ".join(report.actors),
        "; ".join(report.spellings),
        shown(report.article_id),
    )


def _cell(value: str) -> str:
    """Return a cell that a spreadsheet shows and does not run (OWASP: "CSV injection")."""
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
