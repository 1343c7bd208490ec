"""Packs: finding the folder, reading its files, checking them against each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from news.errors import PackError
from news.knowledge import Cues, Pack, Thresholds
from packs import fields, tables
from packs.actors import read_actors
from packs.feeds import overlaid, read_feeds
from packs.places import read_places
from packs.rules import read_cases, read_cues, read_line_rules, read_selectors, read_thresholds
from packs.sources import read_sources, with_outlets
from packs.tables import Document, Row

BUILT_IN = Path(__file__).parent
HEAD = "pack.toml"
PACK = {
    "id": fields.identifier(),
    "name": fields.text(),
    "description": fields.remark(),
    "extends": fields.identifier(default=None),
    "relevance": fields.table(default=None),
    "cues": fields.table(default=None),
}
# Which files define a part of a pack; all but the first three may be missing.
FEEDS, ACTORS, PLACES = "feeds.toml", "actors/*.toml", "places.toml"
LINES, PROMPTS, SELECTORS, CASES = "boilerplate.toml", "prompts.toml", "selectors.toml", "cases.toml"
SOURCES = "sources.toml"
_VERSION_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Layer:
    """A pack's folder with its pack.toml; a pack that extends another lies as a layer on it."""

    folder: Path
    document: Document
    head: Row


def load_pack(folder: Path, overlay: Path | None = None) -> Pack:
    """Read a pack's folder, with an operator's own feeds laid over it where the file `overlay` exists.

    PackError names the file, the table and the key that is wrong, and the nearest right word if there is one.
    The version is the start of a SHA-256 over the bytes of all files that were read.
    """
    layers = _layers(folder.absolute())
    feeds, actor_files, places = (_needed(layers, part) for part in (FEEDS, ACTORS, PLACES))
    lines = (*_nearest(layers, LINES), *_nearest(layers, PROMPTS))
    selectors, cases, sources = (_nearest(layers, part) for part in (SELECTORS, CASES, SOURCES))
    own = () if overlay is None or not overlay.exists() else (tables.read_document(overlay, str(overlay)),)
    actors = read_actors(actor_files)
    known = {actor.id for actor in actors}
    all_feeds = overlaid(read_feeds(feeds), read_feeds(own))
    return Pack(
        id=layers[0].head["id"],
        name=layers[0].head["name"],
        version=_version(
            *(layer.document for layer in layers),
            *(*feeds, *actor_files, *places, *lines, *selectors, *cases, *sources, *own),
        ),
        feeds=all_feeds,
        actors=actors,
        places=read_places(places),
        line_rules=read_line_rules(lines),
        cues=_cues(layers, known),
        thresholds=_thresholds(layers),
        cases=read_cases(cases, known),
        selectors=read_selectors(selectors),
        sources=with_outlets(read_sources(sources), all_feeds),
    )


def find_pack(name_or_path: str) -> Path:
    """Return the folder of a built-in pack by name, or of any pack by path; PackError lists the built-in."""
    names = built_in_names()
    if name_or_path in names:
        return BUILT_IN / name_or_path
    folder = Path(name_or_path)
    if (folder / HEAD).is_file():
        return folder
    raise PackError(
        f"{tables.unknown('pack', name_or_path, names)}. Built in are: {', '.join(names)}. "
        f"A pack of your own is named by its folder, in which {HEAD} lies"
    )


def built_in_names() -> tuple[str, ...]:
    """Return the names of the packs that come with Shamal, sorted."""
    return tuple(sorted(head.parent.name for head in BUILT_IN.glob(f"*/{HEAD}")))


def _layers(folder: Path) -> tuple[Layer, ...]:
    """Return a pack's layer, then that of the pack it extends, and so on down."""
    layers = [_layer(folder)]
    while (extended := layers[-1].head["extends"]) is not None:
        below = _layer(_extended_folder(layers[-1], extended))
        if any(layer.folder.resolve() == below.folder.resolve() for layer in layers):
            raise layers[-1].head.wrong(f'extends "{extended}", which extends this pack in turn')
        layers.append(below)
    return tuple(layers)


def _layer(folder: Path) -> Layer:
    document = tables.read_document(folder / HEAD, f"{folder.name}/{HEAD}")
    return Layer(folder, document, tables.row(document.tables, PACK, document.name))


def _extended_folder(layer: Layer, name: str) -> Path:
    beside = sorted(head.parent.name for head in layer.folder.parent.glob(f"*/{HEAD}"))
    for parent, names in ((layer.folder.parent, beside), (BUILT_IN, built_in_names())):
        if name in names:
            return parent / name
    raise layer.head.wrong(f'under "extends": {tables.unknown("pack", name, (*beside, *built_in_names()))}')


def _nearest(layers: Iterable[Layer], part: str) -> tuple[Document, ...]:
    """Return the files that define a part, from the topmost layer that has any."""
    for layer in layers:
        files = sorted(layer.folder.glob(part))
        if files:
            return tuple(
                tables.read_document(file, f"{layer.folder.name}/{file.relative_to(layer.folder).as_posix()}")
                for file in files
            )
    return ()


def _needed(layers: tuple[Layer, ...], part: str) -> tuple[Document, ...]:
    found = _nearest(layers, part)
    if not found:
        raise PackError(f"{layers[0].folder.name}: has no {part}, and extends no pack that has it")
    return found


def _cues(layers: Iterable[Layer], known: set[str]) -> Cues:
    heads = (layer.head for layer in layers)
    return next((read_cues(head, known) for head in heads if head["cues"] is not None), Cues())


def _thresholds(layers: Iterable[Layer]) -> Thresholds:
    heads = (layer.head for layer in layers)
    return next((read_thresholds(head) for head in heads if head["relevance"] is not None), Thresholds())


def _version(*documents: Document) -> str:
    return sha256(b"".join(document.content for document in documents)).hexdigest()[:_VERSION_DIGITS]
