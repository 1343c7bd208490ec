"""How news goes out, in plain Python: what no digest has told yet is told once, and mailed.

gather ─▶ compose ─▶ plan ─▶ deliver
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from digests.compose import compose
from digests.mail import message
from digests.records import Rendered
from digests.render import render
from digests.smtp import Smtp
from flows.settings import Settings
from flows.witnesses import corroboration_of, labelled
from news.errors import ShamalError, TemporaryError
from news.ids import shown
from news.knowledge import Pack
from news.reports import Coverage, Message, Names, StoryReport
from storage import digests, ledger, outbox
from storage.database import Database, opened
from storage.digests import PlannedDigest
from storage.outbox import MailState

SUBSCRIPTION = "daily"
_FIRST_WINDOW = timedelta(days=3)  # what a first digest looks back on


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What a digest told. `digest` is None where there was nothing new to tell."""

    digest: int | None
    subject: str
    stories: int
    files: tuple[Path, ...]
    mail: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain values."""
        digest = None if self.digest is None else shown(self.digest)
        return {**asdict(self), "digest": digest, "files": [str(file) for file in self.files]}


def publish(settings: Settings, pack: Pack, smtp: Smtp | None, now: datetime) -> PublishReport:
    """Store the digest of all that none has told yet, with its mails, write its files, and deliver.

    Where nothing is new there is no digest; mails that wait from earlier are delivered all the same.
    """
    with opened(settings.store) as db:
        window, stories = gather(db, pack, now)
        rendered = lay_out(settings, pack, window, stories)
        told = tuple((r.article_id, r.revision) for story in stories for r in story.reports)
        digest = PlannedDigest(SUBSCRIPTION, window.since, window.until, **asdict(rendered), articles=told)
        letters = [_letter(settings, digest, rendered, to) for to in settings.mail.recipients]
        planned = bool(stories) and digests.plan(db, digest, letters, now)
    files = _files(settings, digest, rendered) if planned else ()
    mail = deliver(settings, smtp, now)
    if not planned:
        return PublishReport(None, "", 0, (), mail)
    return PublishReport(digest.id, rendered.subject, len(stories), files, mail)


def gather(db: Database, pack: Pack, now: datetime) -> tuple[Coverage, tuple[StoryReport, ...]]:
    """Return what the next digest has to tell, and what stands behind it."""
    since = digests.latest_until(db, SUBSCRIPTION) or now - _FIRST_WINDOW
    coverage = digests.coverage(db, since, now)
    active = {feed.id for feed in pack.feeds if feed.active}
    states = tuple(state for state in coverage.feeds if state.feed in active)
    began = digests.first_since(db, SUBSCRIPTION) or since
    stories = tuple(_judged(story, pack) for story in digests.unreported(db, SUBSCRIPTION, began))
    gaps = tuple(state for state in ledger.gaps(db, since, now) if state.feed in active)
    return replace(coverage, feeds=states, gaps=gaps), stories


def lay_out(settings: Settings, pack: Pack, coverage: Coverage, stories: Sequence[StoryReport]) -> Rendered:
    """Return a digest of these stories, laid out."""
    names = Names(
        {actor.id: actor.name for actor in pack.actors}, {place.id: place.name for place in pack.places}
    )
    priorities = {actor.id: actor.priority for actor in pack.actors}
    return render(compose(stories, coverage, names, pack.name, settings.schedule.zone, priorities))


def deliver(settings: Settings, smtp: Smtp | None, now: datetime) -> tuple[str, ...]:
    """Send every mail that waits; return in words what became of them."""
    with opened(settings.store) as db:
        waiting = outbox.pending(db)
    if not waiting:
        return ()
    if smtp is None:
        return (f"{len(waiting)} mails wait: no mail server is set (mail.host)",)

    def handed() -> Iterator[Message]:
        for letter in waiting:
            _mark(settings, letter, MailState.SENDING, now)
            yield letter

    return tuple(_delivered(settings, letter, error, now) for letter, error in smtp.send(handed()))


def _judged(story: StoryReport, pack: Pack) -> StoryReport:
    reports = labelled(story.reports, pack)
    return replace(story, reports=reports, corroboration=corroboration_of(reports, pack))


def _letter(settings: Settings, digest: PlannedDigest, rendered: Rendered, recipient: str) -> Message:
    return message(
        rendered,
        digest_id=digest.id,
        sender=settings.mail.sender,
        recipient=recipient,
        date=digest.until,
        subscription=digest.subscription,
    )


def _files(settings: Settings, digest: PlannedDigest, rendered: Rendered) -> tuple[Path, ...]:
    """Write a digest as mail and as page, for people without a mail server and for the record."""
    recipient = settings.mail.recipients[0] if settings.mail.recipients else settings.mail.sender
    stem = settings.digests / f"{digest.until:%Y-%m-%d-%H%M}-{shown(digest.id)[:8]}"
    settings.digests.mkdir(parents=True, exist_ok=True)
    letter, page = stem.with_suffix(".eml"), stem.with_suffix(".html")
    letter.write_bytes(_letter(settings, digest, rendered, recipient).content)
    page.write_text(rendered.html, encoding="utf-8")
    return letter, page


def _delivered(settings: Settings, letter: Message, error: ShamalError | None, now: datetime) -> str:
    if error is None:
        _mark(settings, letter, MailState.SENT, now)
        return f"Mailed to {letter.recipient}"
    for_now = isinstance(error, TemporaryError)
    _mark(settings, letter, MailState.RETRY if for_now else MailState.DEAD, now, str(error))
    fate = "waits, and is sent with the next pass" if for_now else "cannot be sent"
    return f"The mail to {letter.recipient} {fate}: {error}"


def _mark(settings: Settings, letter: Message, state: MailState, now: datetime, note: str = "") -> None:
    with opened(settings.store) as db:
        outbox.mark(db, letter.id, state, now, note)
