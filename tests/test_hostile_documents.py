"""Documents made to break their parsers end in a result or in an error that a run expects."""

import pytest

from benchmarks.hostile_documents import drill


@pytest.mark.slow
@pytest.mark.timeout(280)
def test_no_document_breaks_its_limits_or_lures_its_parser() -> None:
    assert [(result.document.name, result.fault) for result in drill() if result.fault] == []
