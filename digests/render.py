"""Lays a digest out: subject, text, HTML that a phone reads well, and the table."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

from css_inline import CSSInliner
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from digests.records import Digest, Rendered
from digests.table import table
from digests.wording import language_name, listed
from news.texts import right_to_left

# Gmail cuts a mail off near 102 KB, and a phone should not be made to fetch as much.
_LARGEST = 75_000  # bytes of HTML
# Forms from the fullest on: how many stories in full, and how many more in brief.
_FORMS = (
    (40, 40),
    (36, 40),
    (32, 40),
    (28, 40),
    (24, 40),
    (20, 40),
    (15, 40),
    (10, 40),
    (5, 40),
    (0, 40),
    (0, 15),
)
_SUBJECT_TITLE = 60  # characters
_SUBJECT_ACTORS = 3
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def render(digest: Digest) -> Rendered:
    """Return a digest laid out; the same digest gives the same strings.

    The text holds every story and every link. The HTML holds as many stories in full, and then in brief,
    as stay below 75 KB; the table holds all reports.
    """
    return Rendered(subject(digest), _text(digest), _html(digest), table(digest))


def subject(digest: Digest) -> str:
    """Return the subject: "Northern Syria: 7 stories, HTS, SDF, TAF · Fri 20 Nov"."""
    parts = ["1 story" if len(digest.stories) == 1 else f"{len(digest.stories) or 'no'} stories"]
    parts += [actor.short for actor in digest.actors[:_SUBJECT_ACTORS]]
    if not digest.stories and digest.statement.warning:
        parts.append("incomplete")
    return f"{digest.title[:_SUBJECT_TITLE]}: {', '.join(parts)} · {digest.day}"


def _text(digest: Digest) -> str:
    return _templates().get_template("digest.txt").render(digest=digest)


def _html(digest: Digest) -> str:
    for full, brief in _FORMS:
        html = _html_form(replace(digest, full=min(full, digest.full)), brief)
        if len(html.encode("utf-8")) <= _LARGEST:
            break
    return html


def _html_form(digest: Digest, brief: int) -> str:
    template = _templates().get_template("digest.html")
    most = max((actor.articles for actor in digest.actors), default=1)
    end = digest.full + brief
    page = template.render(
        digest=digest,
        subject=subject(digest),
        told=digest.stories[: digest.full],
        brief=digest.stories[digest.full : end],
        rest=len(digest.stories[end:]),
        most=most,
    )
    return _inliner().inline(page)


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "isolated": _isolated,
        "lang": _lang,
        "language_name": language_name,
        "listed": listed,
    }
    return environment


@cache
def _inliner() -> CSSInliner:
    return CSSInliner(minify_css=True, load_remote_stylesheets=False)


def _lang(code: str | None) -> str:
    """Return a language tag that may stand in a lang attribute, "" for what is none."""
    return code if code is not None and _LANGUAGE_TAG.fullmatch(code) else ""


def _isolated(name: str) -> str:
    """Return a name that leaves the digits behind it where they are: Arabic ones end with a mark (LRM)."""
    return f"{name}\u200e" if right_to_left(name) else name
