"""Saved news pages with their true text, and pages of which only some strings are known."""

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.filters import ROOT

SHARED = ROOT.parent / "shared"
SAVED = SHARED / "data" / "extract"
TRUTH = SAVED / "ground_truth.json"
STRINGS = SAVED / "segments.json"
SCORER = SHARED / "tools" / "eval_extract.py"  # of texts, against `TRUTH`


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page as it was served, with the facts that are known of it; `site` groups pages of one publisher."""

    id: str
    url: str
    site: str
    corpus: str
    path: Path
    facts: Mapping[str, Any]

    @property
    def html(self) -> bytes:
        """The document, in its own charset."""
        return gzip.decompress(self.path.read_bytes())

    @property
    def text(self) -> str:
        """The true text of its article, a paragraph a line; "" where only strings are known."""
        return str(self.facts.get("articleBody", ""))


def saved_pages(file: Path = TRUTH) -> list[SavedPage]:
    """Return the pages of one of the two files, in its order."""
    told: dict[str, dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return [
        SavedPage(
            id_, facts["url"] or "", facts["site"] or id_, facts["corpus"], SAVED / facts["html"], facts
        )
        for id_, facts in told.items()
    ]
