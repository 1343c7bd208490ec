"""`shamal doctor`: is everything in order, and if not, what is to be done."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal

from flows import server
from flows.passes import smtp_of
from flows.settings import Settings, load_settings
from flows.show import print_json, table
from flows.station import now, pack_of
from news.errors import ShamalError
from news.records import SILENT
from scrapers.layouts import MISSED
from storage import ledger, outbox, revisions
from storage.database import opened
from storage.outbox import MailState

_SPARE_BYTES = 1 << 30  # below this, a store that grows 3 kB an article is soon in trouble
_OVERDUE = timedelta(hours=6)
_LATELY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found: "ok", "look" for what may be wanted so, or "mend", and a sentence."""

    check: str
    state: Literal["ok", "look", "mend"]
    message: str


def diagnose(home: Path, *, local: bool, as_json: bool) -> bool:
    """Run all checks, or only those that ask no other machine; tell whether nothing is to mend."""
    findings = list(_checked(home, local=local))
    if as_json:
        print_json([asdict(finding) for finding in findings])
    else:
        table(f"Shamal in {home}", ("check", "state", ""), [(f.check, f.state, f.message) for f in findings])
    return all(finding.state != "mend" for finding in findings)


def _checked(home: Path, *, local: bool) -> Iterator[Finding]:
    try:
        settings = load_settings(home)
    except ShamalError as error:
        yield Finding("settings", "mend", str(error))
        return
    yield Finding("settings", "ok", f"read for {home}")
    checks: dict[str, Callable[[Settings], Iterator[Finding]]] = {
        "contact": _contact,
        "pack": _pack,
        "disk": _disk,
        "store": _store,
        "secrets": _secrets,
        "Prefect": _prefect,
    }
    for name, check in checks.items() if local else (*checks.items(), ("mail server", _mail)):
        try:
            yield from check(settings)
        except ShamalError as error:
            yield Finding(name, "mend", str(error))


def _contact(settings: Settings) -> Iterator[Finding]:
    settings.ready_to_fetch(())
    settings.ready_to_fetch(pack_of(settings).feeds)
    yield Finding("contact", "ok", settings.contact)


def _pack(settings: Settings) -> Iterator[Finding]:
    pack = pack_of(settings)
    active = [feed for feed in pack.feeds if feed.active]
    unverified = sum(not feed.verified for feed in active)
    yield Finding("pack", "ok", f"{pack.name} {pack.version}: {len(active)} feeds, {len(pack.actors)} actors")
    if unverified:
        yield Finding("feeds", "look", f"{unverified} are unverified; `shamal feeds check` tries them")


def _disk(settings: Settings) -> Iterator[Finding]:
    settings.home.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(settings.home).free
    enough = free > _SPARE_BYTES
    advice = "" if enough else "; make room, or move the home folder"
    yield Finding("disk", "ok" if enough else "mend", f"{free / (1 << 30):.1f} GiB free{advice}")


def _store(settings: Settings) -> Iterator[Finding]:
    if not settings.store.exists():
        yield Finding("store", "look", "nothing stored yet; `shamal run` does a first pass")
        return
    with opened(settings.store) as db:
        counts, runs, feeds = ledger.counts(db), ledger.last_runs(db, 1, "monitor"), ledger.feed_health(db)
        missed = revisions.bearing(db, MISSED, now() - _LATELY)
        mails = Counter(standing.state for standing in outbox.states(db).values())
    yield Finding("store", "ok", ", ".join(f"{count} {noun}" for noun, count in counts.items()))
    for run in runs:
        late = now() - run.started_at > _OVERDUE
        told = f"began {run.started_at:%Y-%m-%d %H:%M} UTC" + ("" if run.finished_at else ", has not ended")
        advice = "; is `shamal serve` or your cron job running?" if late else ""
        yield Finding("last run", "mend" if late else "ok", told + advice)
    failed = [feed.state.outlet for feed in feeds if feed.state.state in SILENT]
    if failed:
        yield Finding(
            "feeds", "look", f"{len(failed)} are silent: {', '.join(failed[:5])}; see `shamal feeds list`"
        )
    if missed:
        told = ", ".join(f"{outlet} ({count})" for outlet, count in missed.items())
        yield Finding(
            "selectors", "look", f"no text where the pack's `body` says it stands, on pages of {told}"
        )
    told = ", ".join(f"{count} {state}" for state, count in mails.items() if state is not MailState.SENT)
    if told:
        dead = mails[MailState.DEAD] > 0
        yield Finding("mails", "mend" if dead else "look", f"{told}; `shamal digest list` shows them")


def _secrets(settings: Settings) -> Iterator[Finding]:
    file = settings.mail.password_file
    if file is not None and file.exists() and file.stat().st_mode & 0o077:
        yield Finding("secrets", "mend", f"others may read {file}: chmod 600 {file}")


def _prefect(settings: Settings) -> Iterator[Finding]:
    url = server.api_url(settings.home)
    if url is None:
        yield Finding("Prefect", "ok", "no API configured: `shamal run` works untracked")
    elif server.answers(url):
        yield Finding("Prefect", "ok", f"{url} answers")
    else:
        yield Finding("Prefect", "mend", f"{url} does not answer; start it, or unset PREFECT_API_URL")


def _mail(settings: Settings) -> Iterator[Finding]:
    smtp = smtp_of(settings)
    if smtp is None:
        yield Finding("mail server", "look", "none set: digests are written to files only")
        return
    if not settings.mail.recipients:
        yield Finding("recipients", "look", "none set: nobody is mailed")
    smtp.check()
    yield Finding("mail server", "ok", f"{settings.mail.host} lets us in")
