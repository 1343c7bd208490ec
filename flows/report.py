"""Tells a person what a run did."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flows.settings import load_settings
from flows.show import print_json, say, table
from news.records import Outcome
from storage import ledger
from storage.database import opened

_MEANINGS = {
    Outcome.STORED: "new articles",
    Outcome.COPY: "new, and a copy of another outlet's text",
    Outcome.REVISION: "articles that have changed; both versions kept",
    Outcome.KNOWN: "settled before, nothing new",
    Outcome.SUMMARY: "page not to be had; the feed's summary kept",
    Outcome.CONSENT: "a consent wall, and no summary",
    Outcome.REFUSED: "the server says no, and no summary",
    Outcome.GONE: "the page does not exist",
    Outcome.UNREADABLE: "no article text in the page",
    Outcome.DEFERRED: "failed for now; the next run tries again",
    Outcome.ABANDONED: "failed too often, and no summary",
}


def tell_reports(reports: Mapping[str, Mapping[str, Any]], *, as_json: bool) -> None:
    """Print the reports of passes: entries by outcome, feeds that failed, and the digest."""
    if as_json:
        print_json(reports)
        return
    passes = {name: report for name, report in reports.items() if "outcomes" in report}
    if any(report["outcomes"] for report in passes.values()):
        _show_outcomes(passes)
    for report in passes.values():
        say(_polled(report))
        for state in (*report["failed"], *report["gaps"]):
            say(f"{state['outlet']}: {state['message']}")
    for report in reports.values():
        if "digest" in report:
            _show_digest(report)
        for line in report["mail"]:
            say(line)


def show_home(home: Path) -> None:
    """Print what the store of a home folder holds, and mentions by actor."""
    settings = load_settings(home)
    with opened(settings.store) as db:
        counts, actors = ledger.counts(db), ledger.mentions_by_actor(db)
    table("In the store", ("what", "count"), list(counts.items()))
    table("Mentions by actor", ("actor", "mentions", "articles"), actors)
    say(f"Store: {settings.store}")


def _polled(report: Mapping[str, Any]) -> str:
    waiting = f", {report['waiting']} not due yet (--all asks them too)" if report["waiting"] else ""
    return f"{report['feeds']} feeds asked, {report['unchanged']} of them unchanged{waiting}."


def _show_outcomes(passes: Mapping[str, Mapping[str, Any]]) -> None:
    rows = [
        (str(outcome), *(report["outcomes"].get(outcome, 0) for report in passes.values()), meaning)
        for outcome, meaning in _MEANINGS.items()
        if any(report["outcomes"].get(outcome) for report in passes.values())
    ]
    total = ("entries", *(sum(report["outcomes"].values()) for report in passes.values()), "")
    names = ("entries",) if len(passes) == 1 else tuple(passes)
    table("Entries by outcome", ("outcome", *names, ""), [*rows, total])


def _show_digest(report: Mapping[str, Any]) -> None:
    if report["digest"] is None:
        say("Nothing new to tell: no digest.")
    else:
        say(f"Digest: {report['subject']}")
        for file in report["files"]:
            say(f"  {file}")
