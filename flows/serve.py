"""`shamal serve`: the schedules, and Prefect's server where the operator has none."""

import asyncio
import os
import signal
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from flows import server
from flows.settings import Settings, load_settings
from flows.show import say
from flows.station import pack_of


def serve(home: Path) -> None:
    """Serve both flows on their schedules until SIGTERM or Ctrl-C; runs under way are ended then."""
    settings = load_settings(home)
    settings.ready_to_fetch(pack_of(settings).feeds)
    with ExitStack() as stack:
        signal.signal(signal.SIGTERM, _as_interrupt)
        url = os.environ.get("PREFECT_API_URL")
        if url is None:
            say("Starting Prefect's server ...")
            url = stack.enter_context(server.own_server(home))
        server.use(url, home)
        say(f"Prefect's API is at {url}")
        times = settings.schedule
        say(f"Feeds: {times.monitor}   Digest: {times.digest}   (cron, {times.timezone})")
        try:
            _serve_flows(settings)
        except KeyboardInterrupt:
            say("Stopping.")


def _serve_flows(settings: Settings) -> None:
    from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
    from prefect.runner import Runner
    from prefect.schedules import Cron
    from prefect.types.entrypoint import EntrypointType

    from flows.monitor import monitor
    from flows.publish import publish

    class StoppedByInterrupt(Runner):
        def handle_sigterm(self, *_: Any, **__: Any) -> None:
            signal.raise_signal(signal.SIGINT)  # asyncio ends well on this; Prefect's way leaves loose ends

    one_at_a_time = ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW)
    planned = ((monitor, settings.schedule.monitor), (publish, settings.schedule.digest))
    deployments: list[Any] = [  # outside an event loop Prefect gives deployments, which its types leave open
        flow.to_deployment(
            name="shamal",
            schedule=Cron(cron, timezone=settings.schedule.timezone),
            parameters={"home": str(settings.home)},
            concurrency_limit=one_at_a_time,
            paused=False,
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
        for flow, cron in planned
    ]
    runner = StoppedByInterrupt(name="shamal")
    for deployment in deployments:
        runner.add_deployment(deployment)
    asyncio.run(runner.start())


def _as_interrupt(*_: Any) -> None:
    raise KeyboardInterrupt
