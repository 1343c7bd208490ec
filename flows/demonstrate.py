"""`shamal demo`: the real flows on a sample newsroom, served on this machine only."""

import shutil
from pathlib import Path

from flows import server
from flows.loopback import served
from flows.report import show_home, tell_reports
from flows.run import tracked
from flows.settings import FILE
from flows.show import say
from flows.station import now
from news.errors import InputError
from packs.loader import find_pack
from packs.newsroom import load_newsroom

_MARK = "# Made by shamal demo, which empties this folder when it starts.\n"


def demonstrate(home: Path) -> None:
    """Serve the sample newsroom, run Shamal on its morning and evening editions, and write a digest.

    `home` is emptied first if an earlier demo made it; InputError where it holds anything else.
    """
    home = home.absolute()
    _empty(home)
    start = now()
    pack = find_pack("sample-newsroom")
    say("Starting Prefect's server (about ten seconds) ...")
    with served(load_newsroom(pack, start, edition=1).respond) as site, server.own_server(home) as url:
        _write_settings(home, proxy=site.url)
        ways = tracked(url, home)
        say(f"The sample newsroom is at {site.url}; its morning edition:")
        morning = ways.monitor()
        site.respond = load_newsroom(pack, start, edition=2).respond
        say("Its evening edition:")
        evening = ways.monitor(everything=True)  # minutes later no feed would be due
        published = ways.publish()
    tell_reports({"morning": morning, "evening": evening, "publish": published}, as_json=False)
    show_home(home)


def _empty(home: Path) -> None:
    if home.exists() and any(home.iterdir()):
        settings = home / FILE
        if not settings.exists() or not settings.read_text(encoding="utf-8").startswith(_MARK):
            raise InputError(f"{home} is not empty, and no demo made it; name another folder with --home")
        shutil.rmtree(home)
    home.mkdir(parents=True, exist_ok=True)


def _write_settings(home: Path, proxy: str) -> None:
    text = f"""{_MARK}
contact = "demo@localhost.localdomain"
pack = "sample-newsroom"

[fetch]
proxy = "{proxy}"
spacing_seconds = 0  # nobody is hurt: the newsroom is ours
"""
    (home / FILE).write_text(text, encoding="utf-8")
