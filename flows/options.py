"""Options that most commands have."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

Home = Annotated[
    Path | None, Parameter(name="--home", help="Folder of all state (SHAMAL_HOME; else ~/.shamal).")
]
Json = Annotated[bool, Parameter(name="--json", negative="", help="Print JSON, for programs.")]


def home_of(given: Path | None) -> Path:
    """Return the folder of all state: the one given, else where the environment says, else the usual one."""
    from flows.settings import home_folder

    return home_folder(given)
