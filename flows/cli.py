"""The command line. Rooms are imported when a command needs them, so that `--help` is quick."""

import atexit
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

from cyclopts import App, Parameter

from flows.feed_commands import feeds
from flows.line_commands import lines
from flows.options import Home, Json, home_of
from news.errors import ConfigError, InputError, ShamalError


def _version() -> str:
    from importlib.metadata import version

    return version("shamal")


app = App(
    name="shamal",
    help="A scheduled news monitor for northern Syria: feeds in, evidence kept, alert digests out.",
    version=_version,
    version_flags=["--version"],
    help_format="plaintext",  # no Markdown parser for plain words
)
digest = App(name="digest", help="See what the next digest would say, send it, list those sent.")
app.command(feeds)
app.command(lines)
app.command(digest)


@app.command
def demo(*, home: Home = None) -> None:
    """Show the whole of Shamal on a sample newsroom, on this machine only.

    Serves a small fictional news site on loopback, runs the real flows on it, and writes a digest. State
    goes to ./shamal-demo unless --home names another folder.
    """
    from flows.demonstrate import demonstrate

    demonstrate(home or Path("shamal-demo"))


@app.command
def run(
    *,
    home: Home = None,
    digest: bool = True,
    everything: Annotated[bool, Parameter(name="--all", negative="")] = False,
    json: Json = False,
) -> None:
    """Do one pass: poll the feeds that are due, store and flag what is new, send the digest.

    With --no-digest the digest waits for `shamal digest send` or the next run.

    Args:
        everything: Poll all active feeds, also those that are not due yet.
    """
    from flows.report import tell_reports
    from flows.run import run as run_once

    tell_reports(run_once(home_of(home), digest=digest, everything=everything), as_json=json)


@app.command
def serve(*, home: Home = None) -> None:
    """Run on the schedules of the settings until stopped, with Prefect's server where there is none."""
    from flows.serve import serve as serve_on

    serve_on(home_of(home))


@app.command
def search(
    words: str,
    *,
    home: Home = None,
    actor: str | None = None,
    outlet: str | None = None,
    language: str | None = None,
    since: datetime | None = None,
    limit: int = 20,
    json: Json = False,
) -> None:
    """Find stored articles that hold all these words, in any spelling that folds alike; newest first.

    Args:
        words: Words that must all occur in title or text; "" finds everything.
        actor: Only articles that mention this actor, by id.
        outlet: Only this outlet's.
        language: Only this language's, by code.
        since: Only from this day on.
        limit: At most so many.
    """
    from flows.lookup import search as look

    look(
        home_of(home),
        words,
        actor=actor,
        outlet=outlet,
        language=language,
        since=since,
        limit=limit,
        as_json=json,
    )


@app.command
def explain(
    what: Annotated[str, Parameter(allow_leading_hyphen=True)] = "",
    *,
    story: str = "",
    home: Home = None,
    json: Json = False,
) -> None:
    """Say why an article was flagged: every mention with its rule, what was refused, what was stripped.

    With --story, say who reported a story, who was first, and how many stand behind it.

    Args:
        what: A stored article's id or URL, or - for a text on standard input.
        story: A story's id, or the id or URL of an article in it.
    """
    if bool(what) == bool(story):
        raise InputError("name an article to explain, or a story: `shamal explain --story ID`")
    if story:
        from flows.explain_story import explain_story

        explain_story(home_of(home), story, as_json=json)
        return
    from flows.explain import explain as look

    look(home_of(home), what, sys.stdin.read() if what == "-" else None, as_json=json)


@app.command
def reflag(*, home: Home = None, apply: bool = False, json: Json = False) -> None:
    """Match the stored articles again, after the pack has changed; shows what would change.

    Args:
        apply: Make the change, in one transaction.
    """
    from flows.reflag import reflag as again

    again(home_of(home), apply=apply, as_json=json)


@app.command
def replay(
    *,
    home: Home = None,
    since: datetime | None = None,
    feed: str | None = None,
    apply: bool = False,
    json: Json = False,
) -> None:
    """Extract the archived pages again, after extraction has improved; shows what would change.

    Args:
        since: Only pages fetched from this day on.
        feed: Only this feed's, by id.
        apply: Store what reads better, as new revisions.
    """
    from flows.replay import replay as again

    again(home_of(home), since=since, feed=feed, apply=apply, as_json=json)


@app.command
def export(
    table: str,
    to: Path,
    *,
    home: Home = None,
    format: Literal["parquet", "csv", "jsonl"] = "parquet",  # noqa: A002 - the option's name
) -> None:
    """Write a table of the store to a file.

    Args:
        table: articles, mentions, relations, entries, captures, runs ...; a wrong name lists them all.
        to: The file to write.
    """
    from flows.lookup import export as write

    write(home_of(home), table, to, format)


@app.command
def doctor(*, home: Home = None, local: bool = False, json: Json = False) -> None:
    """Check settings, pack, store, mail server and feeds; exit code 1 where something must be mended.

    Args:
        local: Ask no other machine; quick enough for a health check.
    """
    from flows.diagnose import diagnose

    if not diagnose(home_of(home), local=local, as_json=json):
        sys.exit(1)


@app.command
def extract(*, pack: str = "northern-syria") -> None:
    """Filter: JSON Lines with html in, clean text out.

    In {"id", "url", "html" or "html_path"}; out {"id", "url", "title", "text", "byline", "published_at",
    "published_certainty", "modified_at", "canonical_url", "language", "access", "access_evidence",
    "declared_not_free", "removed"}. Certainty is exact, zone_assumed, day or guessed; times are in UTC.
    """
    from flows.filter import extract as work

    _filter(work(pack))


@app.command
def flag(*, pack: str = "northern-syria") -> None:
    """Filter: JSON Lines with text in, mentions, places and relevance out.

    In {"id", "text", "title"?, "language"?, "published_at"?}; out {"id", "mentions", "title_mentions",
    "places", "relevance"}. Offsets are indices into the text, in Unicode code points.
    """
    from flows.filter import flag as work

    _filter(work(pack))


@app.command
def group(*, pack: str = "northern-syria") -> None:
    """Filter: JSON Lines of articles in, their copies and stories out.

    In {"id", "url", "title", "text", "language", "published_at", "outlet"}, in any order; out {"id",
    "copy_of", "kind", "similarity", "story"}.
    """
    from flows.filter import group as work

    _filter(work(pack))


@digest.command
def preview(to: Path | None = None, *, home: Home = None) -> None:
    """Show what the next digest would say; nothing is stored or sent.

    Args:
        to: A file to write the digest's HTML to; its text is printed where none is given.
    """
    from flows.lookup import preview as look

    look(home_of(home), to)


@digest.command
def send(*, home: Home = None, json: Json = False) -> None:
    """Compose the digest of all that none has told yet, store it, and mail it."""
    from flows.report import tell_reports
    from flows.run import ways_for

    tell_reports({"publish": ways_for(home_of(home)).publish()}, as_json=json)


@digest.command(name="list")
def list_digests(*, home: Home = None, json: Json = False) -> None:
    """List the digests that were composed, and what became of their mails."""
    from flows.lookup import list_digests as look

    look(home_of(home), as_json=json)


def main(words: Sequence[str] | None = None) -> None:
    """Run the command in `words`, else the one that was typed; errors people can mend are one line."""
    if words is None:  # we are the whole process
        atexit.register(_say_no_more)  # first in, last out: whatever else runs at the end can still be heard
    try:
        app(sys.argv[1:] if words is None else words)
    except (ConfigError, InputError) as error:
        sys.exit(_complain(error, 2))
    except ShamalError as error:
        sys.exit(_complain(error, 1))
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:  # whoever read our output has seen enough
        _silence(sys.stdout.fileno())
        sys.exit(1)


def _filter(work: Any) -> None:
    from flows.filter import filtered

    if not filtered(sys.stdin.buffer, sys.stdout, sys.stderr, work):
        sys.exit(1)


def _say_no_more() -> None:
    """Close standard error: DuckDB's binding lists 40 lines of its own leaks there when a process ends."""
    sys.stderr.flush()
    _silence(2)


def _silence(stream: int) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream)


def _complain(error: ShamalError, code: int) -> int:
    print(f"shamal: {error}", file=sys.stderr)
    return code
