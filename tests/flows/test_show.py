import pytest

from flows.show import show_changes
from news.changes import Change, Changes, Kind, changes
from tests.storage.samples import article


def test_changes_are_named_figures_first_and_then_shown(capsys: pytest.CaptureFixture[str]) -> None:
    old = article(title="Three dead", text="The shells killed three people.\n\nIt rained [all] day.\n\nOld.")
    new = article(title="Five dead", text="The shells killed five people.\n\nIt rained [all] night.\n\nNew.")
    show_changes(changes(old, new))
    assert capsys.readouterr().out.splitlines() == [
        "  figure: Three dead → Five dead",
        "  figure: three people → five people",
        "  headline: Three dead → Five dead",
        "  paragraph removed: Old.",
        "  paragraph added: New.",
        "  paragraph reworded, 75% of its words stayed: It rained [all] day. → It rained [all] night.",
        "  - The shells killed three people.",
        "  + The shells killed five people.",
        "  - It rained [all] day.",
        "  + It rained [all] night.",
        "  + New.",
        "  - Old.",
        "  1 paragraphs came, 1 went, 0 stayed, 2 changed",
    ]


def test_each_change_is_one_line_and_many_are_cut(capsys: pytest.CaptureFixture[str]) -> None:
    named = tuple(Change(Kind.ADDED, "", f"{at}\nnext line") for at in range(15))
    show_changes(Changes(named, (), kept=0))
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "  paragraph added: 0 next line"
    assert lines[12:] == ["  and 3 changes more", "  0 paragraphs came, 0 went, 0 stayed, 0 changed"]


def test_every_kind_has_a_name_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    show_changes(Changes(tuple(Change(kind, "was", "is") for kind in Kind), (), kept=0))
    lines = capsys.readouterr().out.splitlines()[: len(Kind)]
    assert len({line.removesuffix(": was → is") for line in lines}) == len(Kind)
