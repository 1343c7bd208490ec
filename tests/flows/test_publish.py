"""The flows as Prefect's workers find them."""

import re
from pathlib import Path
from typing import Any

from prefect.flows import Flow, load_flow_from_entrypoint

ROOT = Path(__file__).parents[2]


def test_the_deployments_name_flows_that_load() -> None:
    deployments = (ROOT / "prefect.yaml").read_text(encoding="utf-8")
    entrypoints = re.findall(r"entrypoint: (\S+)", deployments)
    names = re.findall(r"flow_name: (\S+)", deployments)
    assert names == ["monitor", "publish"]
    loaded: list[Flow[..., Any]] = [
        load_flow_from_entrypoint(str(ROOT / e), use_placeholder_flow=False) for e in entrypoints
    ]
    assert [flow.name for flow in loaded] == names
