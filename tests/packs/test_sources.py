"""Whom reports cite, as the pack's data tells it."""

from pathlib import Path

import pytest

from news.errors import PackError
from news.knowledge import Feed, Source
from packs.loader import find_pack, load_pack
from packs.sources import read_sources, with_outlets
from packs.tables import parse_document

AGENCY = """
[[source]]
id = "sana"
name = "SANA"
names = ["سانا"]
owner = "Syrian state"
agency = true
"""


def sources(text: str) -> tuple[Source, ...]:
    return read_sources([parse_document(text.encode(), "sources.toml")])


def refusal(text: str) -> str:
    with pytest.raises(PackError) as refused:
        sources(text)
    return str(refused.value)


def test_a_source_holds_its_own_name_among_its_spellings() -> None:
    assert sources(AGENCY) == (Source("sana", "SANA", ("SANA", "سانا"), "Syrian state", agency=True),)


def test_a_source_is_read_strictly() -> None:
    assert 'unknown key "agancy"; did you mean "agency"?' in refusal(AGENCY.replace("agency", "agancy"))
    assert 'the key "names" is missing' in refusal(AGENCY.replace('names = ["سانا"]', ""))
    assert "the id is taken already" in refusal(AGENCY + AGENCY.replace("سانا", "x").replace("SANA", "y"))


def test_a_name_means_one_source() -> None:
    other = AGENCY.replace('"sana"', '"state-agency"').replace('"SANA"', '"State agency"')
    assert '"سانا" means sources.toml: [[source]] "sana" already' in refusal(AGENCY + other)


def test_an_outlet_of_the_feeds_is_a_source_under_its_short_name() -> None:
    feed = Feed("post-ar", "The Post – Syria (Arabic)", "https://post.example/feed", cited_as=("البوست",))
    assert with_outlets((), [feed]) == (Source("feed-post-ar", "The Post", ("The Post", "البوست")),)


def test_editions_and_a_listed_source_of_one_name_are_one_source() -> None:
    feeds = [
        Feed("sana-en", "SANA (English)", "https://a.example/en", owner="Syrian state"),
        Feed("sana-ar", "SANA (Arabic)", "https://a.example/ar", cited_as=("وكالة سانا",)),
    ]
    (source,) = with_outlets(sources(AGENCY), feeds)
    assert (source.id, source.names) == ("sana", ("SANA", "سانا", "وكالة سانا"))
    assert (source.owner, source.agency) == ("Syrian state", True)


def test_an_aggregator_is_a_source_that_does_not_count() -> None:
    (source,) = with_outlets((), [Feed("map", "Live Map", "https://map.example/f", independent=False)])
    assert not source.independent


def test_a_pack_needs_no_sources_and_its_version_tells_of_them(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text('id = "own"\nname = "Own"\nextends = "northern-syria"\n')
    inherited = load_pack(tmp_path)
    (tmp_path / "sources.toml").write_text(AGENCY, encoding="utf-8")
    own = load_pack(tmp_path)
    assert inherited.version != own.version
    assert {source.id for source in inherited.sources} > {"reuters", "sana"}
    assert "reuters" not in {source.id for source in own.sources}


def test_the_agencies_of_the_region_are_known_in_its_languages() -> None:
    pack = load_pack(find_pack("northern-syria"))
    names = {name: source.id for source in pack.sources for name in source.names}
    for agency, spellings in {
        "reuters": ("Reuters", "رويترز"),
        "afp": ("AFP", "أ ف ب", "فرانس برس"),
        "anadolu": ("AA", "Anadolu Ajansı", "الأناضول"),
        "sana": ("SANA", "سانا"),
        "dpa": ("dpa", "د ب أ", "Deutsche Presse-Agentur"),
        "sohr": ("SOHR", "OSDH", "المرصد السوري"),
        "north-press": ("North Press", "نورث برس"),
        "anha": ("ANHA", "Ajansa Nûçeyan a Hawar"),
        "rudaw": ("Rudaw", "Rûdaw", "رووداو"),
    }.items():
        assert [names.get(spelling) for spelling in spellings] == [agency] * len(spellings)


def test_every_outlet_of_the_pack_is_a_source() -> None:
    pack = load_pack(find_pack("northern-syria"))
    assert with_outlets(pack.sources, pack.feeds) == pack.sources


def test_state_media_of_one_state_have_one_owner() -> None:
    pack = load_pack(find_pack("northern-syria"))
    owners = {feed.id: feed.owner for feed in pack.feeds}
    assert {owners[id_] for id_ in ("aa-en", "aa-ar", "aa-tr", "trtworld")} == {"Turkish state"}
    assert {owners[id_] for id_ in ("sana-en", "sana-ar", "alikhbariah")} == {"Syrian state"}
    held = {source.id: source.owner for source in pack.sources}
    assert (held["anadolu"], held["sana"]) == ("Turkish state", "Syrian state")
