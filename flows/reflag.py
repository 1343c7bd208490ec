"""`shamal reflag`: what a changed pack changes in the articles we hold."""

from collections import Counter
from dataclasses import asdict
from pathlib import Path

from actors.flags import Flagger
from flows.settings import load_settings
from flows.settle import flags_of
from flows.show import print_json, say, table
from flows.station import pack_of
from storage.database import opened
from storage.flags import FlagChange, flag_changes, replace_flags, stored_texts


def reflag(home: Path, *, apply: bool, as_json: bool) -> None:
    """Match all stored articles again; print by actor in how many the flag is added or lost.

    With `apply` the change is made, in one transaction.
    """
    settings = load_settings(home)
    pack = pack_of(settings)
    flagger = Flagger(pack)
    changes: Counter[tuple[str, str]] = Counter()
    with opened(settings.store) as db, db.transaction():
        for batch in stored_texts(db):
            flags = {article.id: flags_of(flagger, article) for article in batch}
            changed = replace_flags(db, flags, pack.version) if apply else flag_changes(db, flags)
            for change in changed:
                changes.update(
                    {(change.actor, "added"): change.added, (change.actor, "removed"): change.removed}
                )
    actors = sorted({actor for actor, _ in changes})
    rows = [FlagChange(actor, changes[actor, "added"], changes[actor, "removed"]) for actor in actors]
    if as_json:
        print_json([asdict(row) for row in rows])
        return
    columns = ("actor", "articles flagged anew", "articles no longer flagged")
    table(f"Pack {pack.version}", columns, [(row.actor, row.added, row.removed) for row in rows])
    say("Changed." if apply else "Nothing was changed; `shamal reflag --apply` does it.")
