"""The flow that sends news out: one digest of all that no digest has told yet."""

from pathlib import Path
from typing import Any

from prefect import flow

from flows.passes import publish_pass


@flow(name="publish", persist_result=False)
def publish(home: str) -> dict[str, Any]:
    """Compose, store and mail the digest of the Shamal that lives in the folder `home`."""
    return publish_pass(Path(home))
