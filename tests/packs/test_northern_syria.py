"""The pack as data: that it loads, and that it says all that the collected facts say."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from news.knowledge import Pack
from news.texts import folded_words
from packs.actors import read_actors
from packs.loader import find_pack, load_pack
from packs.rules import read_cases, read_selectors
from packs.sources import read_sources
from packs.tables import parse_document

FACTS = Path(__file__).parents[3] / "shared" / "data" / "facts"
LANGUAGES = {"en", "ar", "tr", "ku", "ckb", "fr", "de", "ru"}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(find_pack("northern-syria"))


def facts(name: str) -> Any:
    file = FACTS / f"{name}.json"
    if not file.exists():
        pytest.skip("the collected facts are not on this machine")
    return json.loads(file.read_text(encoding="utf-8"))[name]


def test_every_form_of_the_facts_is_an_alias(pack: Pack) -> None:
    held = {
        (actor.id, alias.language, alias.form, alias.kind, alias.ambiguous, alias.uncertain)
        for actor in pack.actors
        for alias in actor.aliases
    }
    known = [
        (
            actor["id"],
            language,
            form["form"],
            form["kind"],
            form.get("ambiguous", False),
            form.get("uncertain", False),
        )
        for actor in facts("actors")
        for language, forms in actor["aliases"].items()
        for form in forms
    ]
    assert Counter(entry[1] for entry in known if entry in held) == Counter(entry[1] for entry in known)
    assert len(known) == 2960


def test_every_actor_of_the_facts_keeps_its_lineage(pack: Pack) -> None:
    roots = {actor.id: (actor.name, actor.root, actor.kind) for actor in pack.actors}
    for actor in facts("actors"):
        assert roots[actor["id"]] == (actor["canonical"], actor["root"], actor["type"])


def test_every_place_of_the_facts_keeps_its_names(pack: Pack) -> None:
    held = {place.id: {(name.language, name.form) for name in place.names} for place in pack.places}
    where = {place.id: (place.latitude, place.longitude) for place in pack.places}
    for place in facts("places"):
        names = {(language, name["form"]) for language, forms in place["names"].items() for name in forms}
        assert names <= held[place["id"]]
        assert where[place["id"]] == (place["lat"], place["lon"])


def test_every_feed_of_the_facts_is_there(pack: Pack) -> None:
    addresses = {feed.id: feed.url for feed in pack.feeds}
    assert {feed["id"]: feed["feed_url"] for feed in facts("feeds")}.items() <= addresses.items()


def test_languages_are_written_in_one_way(pack: Pack) -> None:
    assert {alias.language for actor in pack.actors for alias in actor.aliases} == LANGUAGES
    assert {code for feed in pack.feeds for code in feed.languages} <= LANGUAGES
    assert {name.language for place in pack.places for name in place.names} <= LANGUAGES


def test_no_feed_claims_to_be_verified(pack: Pack) -> None:
    assert not [feed.id for feed in pack.feeds if feed.verified]


def test_a_feed_that_is_held_back_says_why(pack: Pack) -> None:
    held_back = [feed for feed in pack.feeds if not (feed.active and feed.page_fetch)]
    assert held_back
    assert [feed.id for feed in held_back if len(feed.note) < 20] == []
    assert all(feed.note.startswith("Off: ") for feed in pack.feeds if not feed.active)


def test_no_address_is_polled_twice(pack: Pack) -> None:
    assert max(Counter(feed.url for feed in pack.feeds).values()) == 1


def test_roots_are_actors(pack: Pack) -> None:
    ids = {actor.id for actor in pack.actors}
    lineages = {actor.root for actor in pack.actors} - ids
    assert lineages <= {"syrian-government", "turkey-gov"}  # both are states, tracked through their bodies


def test_a_form_that_two_actors_share_is_dated_or_ambiguous_or_of_one_lineage(pack: Pack) -> None:
    holders: dict[tuple[str, str], list[tuple[str, bool]]] = {}
    for actor in pack.actors:
        for alias in actor.aliases:
            told_apart = alias.ambiguous or alias.since is not None or alias.until is not None
            key = (alias.language, " ".join(folded_words(alias.form)))
            holders.setdefault(key, []).append((actor.root, told_apart))
    clashes = [
        key
        for key, held in holders.items()
        if len({root for root, _ in held}) > 1 and not all(told_apart for _, told_apart in held)
    ]
    assert clashes == []


def test_the_region_is_drawn_as_the_pack_says(pack: Pack) -> None:
    north = {place.governorate for place in pack.places if place.north}
    assert {"Idlib", "Aleppo", "Raqqa", "Hasakah", "Deir ez-Zor"} <= north
    outside = {place.id for place in pack.places if not place.north}
    assert {"damascus", "homs", "daraa", "suwayda", "tartus", "palmyra"} <= outside


def test_a_region_cue_is_no_everyday_word_once_folded(pack: Pack) -> None:
    everyday = {"sam", "same", "sami", "had", "is", "alone", "rate", "dam"}
    assert not everyday & {" ".join(folded_words(cue)) for cue in pack.cues.region}


def test_negative_cues_of_plain_words_are_phrases(pack: Pack) -> None:
    alone = {
        phrase for _, phrases in pack.cues.against for phrase in phrases if len(folded_words(phrase)) == 1
    }
    assert alone == {"Hochtemperatursupraleiter"}


def test_the_cases_cover_the_languages_and_hold_negatives(pack: Pack) -> None:
    assert len(pack.cases) >= 40
    assert {case.language for case in pack.cases} >= {"en", "ar", "tr", "ku", "fr", "de"}
    assert sum(not case.actors for case in pack.cases) >= 10


def test_the_examples_of_the_readme_load() -> None:
    readme = (find_pack("northern-syria") / "README.md").read_text(encoding="utf-8")
    actor, case, source, selector = re.findall(r"```toml\n(.*?)```", readme, re.DOTALL)
    (hawks,) = read_actors([parse_document(actor.encode(), "README.md")])
    assert {alias.language for alias in hawks.aliases} == {"en", "ar"}
    assert read_cases([parse_document(case.encode(), "README.md")], {hawks.id})
    assert read_sources([parse_document(source.encode(), "README.md")])
    assert read_selectors([parse_document(selector.encode(), "README.md")])
