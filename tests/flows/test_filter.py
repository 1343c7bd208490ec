"""The filters: every good line is answered, every bad one is told with its number."""

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest

from flows.filter import Work, extract, filtered, flag, group

TEXT = "IDLIB - Hay'at Tahrir al-Sham met Turkish officers in Saraqib, on the M4 highway."


@pytest.fixture(scope="module")
def flagging() -> Work:
    return flag("northern-syria")


def asked(work: Work, *lines: object) -> tuple[list[dict[str, Any]], list[dict[str, Any]], bool]:
    """Return a filter's answers, its complaints, and whether it was content."""
    given = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    out, err = io.StringIO(), io.StringIO()
    content = filtered([f"{line}\n".encode() for line in given], out, err, work)
    answers, complaints = ([json.loads(x) for x in text.getvalue().splitlines()] for text in (out, err))
    return answers, complaints, content


def test_flag_finds_actors_and_places_at_true_offsets(flagging: Work) -> None:
    [answer], complaints, content = asked(flagging, {"id": 7, "text": TEXT, "title": "HTS meets officers"})
    assert (answer["id"], complaints, content) == (7, [], True)
    hts = next(mention for mention in answer["mentions"] if mention["actor"] == "hts")
    assert TEXT[hts["start"] : hts["end"]] == hts["surface"] == "Hay'at Tahrir al-Sham"
    assert [mention["actor"] for mention in answer["title_mentions"]] == ["hts"]
    assert {"saraqib", "m4"} <= {place["place"] for place in answer["places"]}
    assert answer["relevance"]["on_topic"] == "yes"


def test_extract_tells_when_by_whom_and_how_sure_that_is() -> None:
    page = (
        '<meta property="article:published_time" content="2024-05-06 10:00">'
        '<meta property="article:modified_time" content="2024-05-07T10:00:00Z">'
        '<meta name="author" content="By Hani Salem"><link rel="canonical" href="/a">'
        f"<h1>Officers meet</h1><p>{TEXT}</p>"
    )
    [answer], _, _ = asked(extract("northern-syria"), {"id": 1, "url": "https://o.example/a?x", "html": page})
    told = {key: answer[key] for key in ("byline", "published_at", "published_certainty", "modified_at")}
    assert told == {
        "byline": "Hani Salem",
        "published_at": "2024-05-06T10:00:00+00:00",
        "published_certainty": "zone_assumed",
        "modified_at": "2024-05-07T10:00:00+00:00",
    }
    assert answer["canonical_url"] == "https://o.example/a"


def test_bad_lines_are_told_and_the_others_answered(flagging: Work) -> None:
    answers, complaints, content = asked(
        flagging, "{", {"id": 1, "text": TEXT}, {"text": "no id"}, [], {"id": 2}, {"id": 3, "text": ""}
    )
    assert [answer["id"] for answer in answers] == [1, 3]
    assert [complaint["line"] for complaint in complaints] == [1, 3, 4, 5]
    assert not content


def test_the_language_is_as_declared_in_any_spelling_or_found_out(flagging: Work) -> None:
    text = "Ji Qamişloyê hat ragihandin ku QSD bi Asayîşê re kom bû û biryarên nû hatin girtin."
    rows = [{"id": tag, "text": text, "language": tag} for tag in ("ku", "kmr", "ku-SY", None)]
    answers, _, _ = asked(flagging, *rows)
    assert all(answer["mentions"] == answers[0]["mentions"] != [] for answer in answers)


@pytest.mark.parametrize("when", ["yesterday", 5, []])
def test_a_wrong_time_is_told(flagging: Work, when: object) -> None:
    _, [complaint], _ = asked(flagging, {"id": 1, "text": TEXT, "published_at": when})
    assert "2026-01-31" in complaint["error"]


def test_extract_reads_html_from_the_line_or_from_a_file(tmp_path: Path) -> None:
    words = " ".join(f"The patrol reached village number {n} before noon." for n in range(20))
    html = f"<html lang=en><title>Patrol</title><article><h1>Patrol</h1><p>{words}</p></article></html>"
    plain, packed = tmp_path / "a.html", tmp_path / "a.html.gz"
    plain.write_text(html, encoding="utf-8")
    packed.write_bytes(gzip.compress(html.encode()))
    rows = [{"id": 1, "html": html}, {"id": 2, "html_path": str(plain)}, {"id": 3, "html_path": str(packed)}]
    answers, _, content = asked(extract("northern-syria"), *rows, {"id": 4, "html_path": "/no/such/file"})
    assert [answer["text"] for answer in answers] == [words] * 3
    assert {answer["access"] for answer in answers} == {"full"}
    assert not content


def test_extract_tells_what_access_was_judged_by() -> None:
    words = "".join(
        f"<p>The patrol reached village number {n} before noon, a shepherd said.</p>" for n in range(9)
    )
    html = (
        f"<html lang=en><article><h1>Patrol</h1>{words}<p>Subscribe to continue reading</p></article></html>"
    )
    [answer], _, _ = asked(extract("northern-syria"), {"id": 1, "html": html})
    assert (answer["access"], answer["declared_not_free"]) == ("partial", False)
    assert answer["access_evidence"][0] == "a prompt ends the text: “Subscribe to continue reading”"


def test_group_joins_copies_in_any_order() -> None:
    body = " ".join(f"Lorry {n} waited at Bab al-Hawa while guards checked its papers." for n in range(30))
    copy = {"id": "b", "url": "https://b.example/2", "title": "Queue", "text": body, "outlet": "B"}
    first = {**copy, "id": "a", "url": "https://a.example/1", "outlet": "A"}
    times = {"a": "2026-03-01T08:00:00Z", "b": "2026-03-01T10:00:00Z"}
    rows = [{**row, "language": "en", "published_at": times[row["id"]]} for row in (copy, first)]
    answers, _, content = asked(group("northern-syria"), *rows, {**rows[0], "text": "again"})
    told = {answer["id"]: answer for answer in answers}
    assert (told["b"]["copy_of"], told["b"]["story"], told["a"]["copy_of"]) == ("a", "a", None)
    assert not content  # the id was given twice
