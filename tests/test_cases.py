"""The pack's own cases: sentences that editors wrote, with the actors that must be found in them."""

import pytest

from actors.flags import Flagger
from news.knowledge import Case
from packs.loader import find_pack, load_pack

PACK = load_pack(find_pack("northern-syria"))


@pytest.fixture(scope="module")
def flagger() -> Flagger:
    return Flagger(PACK)


@pytest.mark.parametrize("case", PACK.cases, ids=lambda case: case.text[:40])
def test_the_case_holds(flagger: Flagger, case: Case) -> None:
    assert flagger.flag("", case.text, case.language, None).actors == set(case.actors)
