import csv
import io
from datetime import UTC, datetime

import pytest

from digests.records import Digest, DigestStory, Evidence, Passage, Run, Source, Statement
from digests.table import COLUMNS, table


def digest(*stories: DigestStory) -> Digest:
    return Digest("Northern Syria", "", "", "", stories, len(stories), (), Statement("", (), (), (), ()))


def story(*reports: Evidence) -> DigestStory:
    headline = Passage((Run("SDF", marked=True), Run(" leaves")))
    sources = tuple(Source(report.outlet, "", (report,)) for report in reports)
    return DigestStory(1, 7, headline, "", "Manbij", ("SDF",), False, "2 independent reports", (), sources)


def report(title: str = "SDF leaves", outlet: str = "ANHA") -> Evidence:
    at = datetime(2026, 11, 20, 4, 30, tzinfo=UTC)
    return Evidence(
        10,
        outlet,
        "state",
        "ar",
        "04:30",
        at,
        "https://a.example/",
        title,
        ("updated",),
        ("SDF",),
        ("قسد", "SDF"),
    )


def rows(digest: Digest) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table(digest))))


def test_every_report_has_a_row() -> None:
    first, second = rows(digest(story(report(), report(outlet="Reuters"))))
    assert first == {
        "story": "1",
        "headline": "SDF leaves",
        "place": "Manbij",
        "corroboration": "2 independent reports",
        "on_topic": "yes",
        "outlet": "ANHA",
        "affiliation": "state",
        "language": "ar",
        "published": "2026-11-20T04:30+00:00",
        "title": "SDF leaves",
        "link": "https://a.example/",
        "notes": "updated",
        "actors": "SDF",
        "spellings": "قسد; SDF",
        "article_id": "000000000000000a",
    }
    assert second["outlet"] == "Reuters"


@pytest.mark.parametrize("title", ["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(1)*cmd|' /C calc'!A0"])
def test_no_cell_is_a_formula(title: str) -> None:
    assert rows(digest(story(report(title))))[0]["title"] == f"'{title}"


def test_quotes_commas_and_lines_stay_in_their_cell() -> None:
    assert rows(digest(story(report('a "b", c'))))[0]["title"] == 'a "b", c'


def test_an_empty_digest_has_a_head_only() -> None:
    assert table(digest()) == ",".join(COLUMNS) + "\r\n"
