"""The commands of `shamal lines`."""

from typing import Annotated

from cyclopts import App, Parameter

from flows.options import Home, Json, home_of

lines = App(name="lines", help="See which lines recur on outlets' pages, and say which of them are article.")

_What = Annotated[str, Parameter(allow_leading_hyphen=True)]


@lines.command(name="list")
def list_lines(*, outlet: str | None = None, home: Home = None, json: Json = False) -> None:
    """List the lines that were found to recur, with how many of an outlet's newest stories bear each.

    Args:
        outlet: Only this outlet's.
    """
    from flows.lines import list_lines as work

    work(home_of(home), outlet, as_json=json)


@lines.command
def keep(what: _What, *, outlet: str | None = None, home: Home = None) -> None:
    """Say that a line is article: it is put back into the texts, and never removed again.

    Args:
        what: The line, or its id.
        outlet: Only this outlet's.
    """
    from flows.lines import settle
    from news.recurrence import Standing

    settle(home_of(home), what, outlet, Standing.KEPT)


@lines.command
def strip(what: _What, *, outlet: str | None = None, home: Home = None) -> None:
    """Take a line out of the texts again, after all: undoes `shamal lines keep`.

    Args:
        what: The line, or its id.
        outlet: Only this outlet's.
    """
    from flows.lines import settle
    from news.recurrence import Standing

    settle(home_of(home), what, outlet, Standing.BOILERPLATE)
