import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.errors import PackError
from news.knowledge import Alias, Case, Cues, Feed, LineRule, Place, PlaceName, Selectors, Thresholds
from packs.actors import read_actors
from packs.feeds import read_feeds
from packs.loader import find_pack, load_pack
from packs.places import read_places
from packs.rules import read_cases, read_line_rules, read_selectors
from packs.tables import parse_document

HEAD = 'id = "two-rivers"\nname = "Two Rivers"\n'
FEED = '[[feed]]\nid = "post"\noutlet = "The Post"\nurl = "https://post.example/feed"\n'
ACTOR = """
[[actor]]
id = "hawks"
name = "The Hawks"
kind = "armed_group"
root = "hawks"
[actor.aliases.en]
names = ["The Hawks", "Hawks"]
acronyms = ["THK"]
ambiguous = ["Hawks", "THK"]
[actor.aliases.ar]
names = ["الصقور"]
uncertain = ["الصقور"]
"""
PLACE = """
[[place]]
id = "ford"
name = "Ford"
kind = "town"
governorate = "Aleppo"
north = true
latitude = 36.5
longitude = 37.25
ambiguous = ["Ford"]
[place.names]
en = ["Ford", "al-Ford"]
"""
SELECTOR = """
[[selector]]
host = "post.example"
drop = [".box, .notes"]
body = "#story"
note = "Boxes in the text"
"""


def a_pack(folder: Path, **files: str) -> Path:
    """Write a pack that loads, but for the files given, and return its folder."""
    written = {"pack": HEAD, "feeds": FEED, "actors/all": ACTOR, "places": PLACE}
    written |= {name.replace("__", "/"): text for name, text in files.items()}
    for name, text in written.items():
        file = folder / f"{name}.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def refusal(folder: Path, overlay: Path | None = None) -> str:
    with pytest.raises(PackError) as refused:
        load_pack(folder, overlay)
    return str(refused.value)


def test_a_pack_holds_what_its_files_say(tmp_path: Path) -> None:
    pack = load_pack(a_pack(tmp_path / "two-rivers"))
    assert (pack.id, pack.name) == ("two-rivers", "Two Rivers")
    assert pack.feeds == (Feed("post", "The Post", "https://post.example/feed"),)
    names = (PlaceName("Ford", "en", ambiguous=True), PlaceName("al-Ford", "en"))
    assert pack.places == (Place("ford", "Ford", "town", "Aleppo", True, 36.5, 37.25, names),)
    assert (pack.line_rules, pack.cases) == ((), ())
    assert (pack.cues, pack.thresholds) == (Cues(), Thresholds())


def test_aliases_keep_language_kind_and_marks(tmp_path: Path) -> None:
    (hawks,) = load_pack(a_pack(tmp_path)).actors
    assert (hawks.id, hawks.priority) == ("hawks", 2)
    assert hawks.aliases == (
        Alias("The Hawks", "en", "name"),
        Alias("Hawks", "en", "name", ambiguous=True),
        Alias("THK", "en", "acronym", ambiguous=True),
        Alias("الصقور", "ar", "name", uncertain=True),
    )


def test_dated_forms_carry_their_days(tmp_path: Path) -> None:
    dated = '[[actor.dated]]\nforms = ["THK", "الصقور"]\nsince = 2024-12-08\n'
    (hawks,) = load_pack(a_pack(tmp_path, actors__all=ACTOR + dated)).actors
    since = {alias.form: str(alias.since) for alias in hawks.aliases if alias.since is not None}
    assert since == {"THK": "2024-12-08", "الصقور": "2024-12-08"}
    assert {alias.until for alias in hawks.aliases} == {None}


def test_rules_cues_thresholds_and_cases(tmp_path: Path) -> None:
    pack = load_pack(
        a_pack(
            tmp_path,
            pack=HEAD
            + '[relevance]\nmarginal = 0\nyes = 0.75\n[cues]\nregion = ["Syria"]\n'
            + '[cues.against]\nhawks = ["football club"]\n',
            boilerplate='[[line]]\nkind = "share"\npatterns = ["^share this", "^tweet"]\nlongest = 80\n',
            selectors=SELECTOR,
            cases='[[case]]\ntext = "The Hawks left."\nlanguage = "en"\nactors = ["hawks"]\n',
        )
    )
    assert pack.thresholds == Thresholds(0, 0.75)
    assert pack.cues == Cues(("Syria",), (("hawks", ("football club",)),))
    assert pack.line_rules == (LineRule("share", "^share this", 80), LineRule("share", "^tweet", 80))
    assert pack.selectors == (Selectors("post.example", (".box, .notes",), "#story", "Boxes in the text"),)
    assert pack.cases == (Case("The Hawks left.", "en", ("hawks",)),)


WRONG = {
    "unknown key": (
        {"feeds": FEED + 'outlets = "x"\n'},
        'feeds.toml: [[feed]] "post": ... did you mean "outlet"',
    ),
    "unknown table": ({"feeds": FEED.replace("[[feed]]", "[[feeds]]")}, 'unknown key "feeds"; ... "feed"'),
    "missing key": ({"feeds": FEED.replace('id = "post"', "")}, 'number 1: the key "id" is missing'),
    "wrong type": ({"feeds": FEED + 'active = "no"\n'}, "\"active\" must be true or false, and is 'no'"),
    "bad address": ({"feeds": FEED.replace("https", "ftp")}, '"url" must be the http'),
    "bad id": ({"feeds": FEED.replace('"post"', '"The Post"')}, '"id" must be an id like'),
    "bad language": (
        {"feeds": FEED + 'languages = ["English"]\n'},
        '"languages" must be a list of language codes',
    ),
    "twice an id": ({"feeds": FEED + FEED}, "the id is taken already, in ... feeds.toml"),
    "twice an actor": (
        {"actors__more": ACTOR},
        'more.toml: [[actor]] "hawks": the id is taken already',
    ),
    "twice a form": ({"actors__all": ACTOR.replace('["THK"]', '["Hawks"]')}, '"Hawks" is listed twice'),
    "stray mark": ({"actors__all": ACTOR.replace('["Hawks", "THK"]', '["Hawk"]')}, 'did you mean "Hawks"'),
    "bad alias language": (
        {"actors__all": ACTOR.replace("s.ar]", "s.arabic]")},
        '"arabic" ... no language code',
    ),
    "no alias tables": ({"actors__all": ACTOR.split("[actor.")[0] + 'aliases.en = ["x"]'}, "aliases.en"),
    "dated stray": (
        {"actors__all": ACTOR + '[[actor.dated]]\nforms = ["THC"]\nsince = 2024-12-08\n'},
        'unknown entry "THC"; did you mean "THK"',
    ),
    "dated without days": (
        {"actors__all": ACTOR + '[[actor.dated]]\nforms = ["THK"]\n'},
        '"since", "until" or both',
    ),
    "days in disorder": (
        {"actors__all": ACTOR + '[[actor.dated]]\nforms = ["THK"]\nsince = 2025-01-01\nuntil = 2024-01-01\n'},
        "later than",
    ),
    "day in quotes": (
        {"actors__all": ACTOR + '[[actor.dated]]\nforms = ["THK"]\nsince = "2024-12-08"\n'},
        "without quotation marks",
    ),
    "half a coordinate": ({"places": PLACE.replace("longitude = 37.25", "")}, "both"),
    "off the globe": (
        {"places": PLACE.replace("36.5", "136.5")},
        '"latitude" must be a number from -90 to 90',
    ),
    "bad regex": ({"boilerplate": '[[line]]\nkind = "x"\npatterns = ["(a"]\n'}, "no regular expression"),
    "greedy regex": ({"boilerplate": '[[line]]\nkind = "x"\npatterns = ["a*"]\n'}, "fits an empty line"),
    "nested set": ({"boilerplate": '[[line]]\nkind = "x"\npatterns = ["[[a]b"]\n'}, "no regular expression"),
    "unknown key of a selector": (
        {"selectors": SELECTOR.replace("drop", "drops")},
        'selectors.toml: [[selector]] number 1: ... did you mean "drop"',
    ),
    "unfollowed selector": (
        {"selectors": SELECTOR.replace(".notes", "p:first-child")},
        "under \"drop\": '.box, p:first-child' cannot be followed",
    ),
    "unfollowed body": ({"selectors": SELECTOR.replace("#story", "a + b")}, "under \"body\": 'a + b'"),
    "nothing selected": (
        {"selectors": SELECTOR.replace('body = "#story"', "").replace('drop = [".box, .notes"]', "")},
        "selects nothing",
    ),
    "selector without reason": (
        {"selectors": SELECTOR.replace('"Boxes in the text"', '""')},
        '"note" must be a text',
    ),
    "host as an address": (
        {"selectors": SELECTOR.replace("post.example", "https://post.example/")},
        '"host" must be a host like "outlet.example"',
    ),
    "host with www": ({"selectors": SELECTOR.replace("post", "www.post")}, '"host" must be'),
    "twice a host": ({"selectors": SELECTOR + SELECTOR}, "the host is taken already, in ... number 1"),
    "unknown actor in a case": (
        {"cases": '[[case]]\ntext = "x"\nlanguage = "en"\nactors = ["hawk"]\n'},
        'under "actors": unknown entry "hawk"; did you mean "hawks"',
    ),
    "unknown actor in cues": ({"pack": HEAD + '[cues.against]\nhawk = ["x"]\n'}, 'did you mean "hawks"'),
    "thresholds in disorder": ({"pack": HEAD + "[relevance]\nmarginal = 0.6\nyes = 0.5\n"}, "above"),
    "unknown parent": ({"pack": HEAD + 'extends = "northern-siria"\n'}, 'did you mean "northern-syria"'),
    "itself as parent": ({"pack": HEAD + 'extends = "two-rivers"\n'}, "in turn"),
    "no TOML": ({"feeds": "[[feed"}, "feeds.toml: is no TOML"),
}


@pytest.mark.parametrize(("files", "message"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_named(tmp_path: Path, files: dict[str, str], message: str) -> None:
    told = refusal(a_pack(tmp_path / "two-rivers", **files))
    assert told.startswith("two-rivers/")
    assert [part for part in message.split(" ... ") if part not in told] == [], told


@pytest.mark.parametrize("part", ["feeds.toml", "places.toml", "actors/all.toml"])
def test_a_pack_needs_its_parts(tmp_path: Path, part: str) -> None:
    (a_pack(tmp_path) / part).unlink()
    assert f"has no {part.split('/')[0]}" in refusal(tmp_path)


def test_a_folder_without_pack_is_refused(tmp_path: Path) -> None:
    assert "pack.toml: cannot be read" in refusal(tmp_path)


def test_a_pack_takes_over_what_it_does_not_define(tmp_path: Path) -> None:
    cues = '[cues]\nregion = ["Syria"]\n[relevance]\nmarginal = 0.1\nyes = 0.9\n'
    a_pack(tmp_path / "two-rivers", pack=HEAD + cues)
    upper = tmp_path / "upper"
    upper.mkdir()
    (upper / "pack.toml").write_text('id = "upper"\nname = "Upper"\nextends = "two-rivers"\n')
    (upper / "feeds.toml").write_text(FEED.replace("post", "herald"))
    (tmp_path / "two-rivers" / "selectors.toml").write_text(SELECTOR)
    pack = load_pack(upper)
    assert [each.host for each in pack.selectors] == ["post.example"]
    (upper / "selectors.toml").write_text(SELECTOR.replace("post", "herald"))
    assert [each.host for each in load_pack(upper).selectors] == ["herald.example"]
    assert pack.id == "upper"
    assert [feed.id for feed in pack.feeds] == ["herald"]
    assert [actor.id for actor in pack.actors] == ["hawks"]
    assert pack.cues.region == ("Syria",)
    assert pack.thresholds == Thresholds(0.1, 0.9)


def test_a_pack_anywhere_may_extend_a_built_in_one(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text('id = "mine"\nname = "Mine"\nextends = "northern-syria"\n')
    assert load_pack(tmp_path).actors == load_pack(find_pack("northern-syria")).actors


def test_own_feeds_replace_by_id_and_add(tmp_path: Path) -> None:
    own = tmp_path / "feeds.toml"
    own.write_text(FEED + "active = false\n" + FEED.replace('"post"', '"herald"'))
    feeds = load_pack(a_pack(tmp_path / "two-rivers"), overlay=own).feeds
    assert [(feed.id, feed.active) for feed in feeds] == [("post", False), ("herald", True)]


def test_an_overlay_that_does_not_exist_changes_nothing(tmp_path: Path) -> None:
    folder = a_pack(tmp_path)
    assert load_pack(folder, overlay=tmp_path / "none.toml") == load_pack(folder)


def test_a_wrong_overlay_is_named_by_its_path(tmp_path: Path) -> None:
    own = tmp_path / "feeds.toml"
    own.write_text("[[feed]]\n")
    assert str(own) in refusal(a_pack(tmp_path / "two-rivers"), overlay=own)


def test_the_version_follows_every_file(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(FEED)
    folder = a_pack(tmp_path / "two-rivers", selectors=SELECTOR)
    versions = {load_pack(folder).version, load_pack(folder, own).version}
    for part in ("pack.toml", "feeds.toml", "actors/all.toml", "places.toml", "selectors.toml"):
        with (folder / part).open("a") as file:
            file.write("# a word more\n")
        versions.add(load_pack(folder).version)
    assert len(versions) == 7
    assert load_pack(folder).version == load_pack(folder).version
    assert all(re.fullmatch("[0-9a-f]{12}", version) for version in versions)


def test_packs_are_found_by_name_and_by_path(tmp_path: Path) -> None:
    assert find_pack("northern-syria").name == "northern-syria"
    assert find_pack(str(a_pack(tmp_path / "own"))) == tmp_path / "own"
    with pytest.raises(PackError, match=r'did you mean "northern-syria"\?\. Built in are: northern-syria'):
        find_pack("north-syria")


def test_files_may_come_from_windows(tmp_path: Path) -> None:
    folder = a_pack(tmp_path)
    (folder / "feeds.toml").write_bytes(b"\xef\xbb\xbf" + FEED.replace("\n", "\r\n").encode())
    assert load_pack(folder).feeds[0].outlet == "The Post"


keys = st.sampled_from(
    [
        "feed",
        "actor",
        "place",
        "line",
        "case",
        "id",
        "url",
        "aliases",
        "names",
        "kind",
        "patterns",
        "north",
        "x",
    ]
)
hostile = st.one_of(
    st.binary(max_size=60),
    st.builds(
        lambda lines: "\n".join(lines).encode("utf-8", "surrogatepass"),
        st.lists(
            st.one_of(
                st.builds("[[{}]]".format, keys),
                st.builds("[{}.{}]".format, keys, keys),
                st.builds(
                    "{} = {}".format,
                    keys,
                    st.one_of(
                        st.sampled_from(
                            ["true", "inf", "nan", "1979-05-27", "07:32:00", "[[]]", "{a = 1}", "[[["]
                        ),
                        st.sampled_from(
                            ["9" * 400, "9" * 5000, "[" * 2000, '"a{99999999999}"', '["[[a]"]', "'\\'"]
                        ),
                        st.integers().map(str),
                        st.text(max_size=8).map(repr),
                    ),
                ),
            ),
            max_size=6,
        ),
    ),
)


@given(hostile)
@settings(max_examples=150, deadline=None)
def test_whatever_a_file_holds_only_a_pack_error_comes_out(content: bytes) -> None:
    for read in (
        read_feeds,
        read_actors,
        read_places,
        read_line_rules,
        read_selectors,
        lambda files: read_cases(files, ()),
    ):
        try:
            read([parse_document(content, "x.toml")])
        except PackError as error:
            assert str(error).startswith("x.toml")
