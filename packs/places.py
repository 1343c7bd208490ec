"""Places as a file: one table for each place, its names in lists by language."""

from collections.abc import Iterable, Iterator

from news.knowledge import Place, PlaceName
from packs import tables
from packs.tables import Document, Row

PLACE = {
    "id": tables.identifier(),
    "name": tables.text(),
    "kind": tables.text(),
    "governorate": tables.remark(),
    "north": tables.flag(),
    "latitude": tables.number(-90, 90, default=None),
    "longitude": tables.number(-180, 180, default=None),
    "names": tables.table(),
    "ambiguous": tables.texts(),
    "uncertain": tables.texts(),
}


def read_places(documents: Iterable[Document]) -> tuple[Place, ...]:
    """Return the places of these files, in order; PackError names file, place and key."""
    return tuple(_place(row) for row in tables.rows(documents, "place", PLACE))


def _place(row: Row) -> Place:
    if (row["latitude"] is None) != (row["longitude"] is None):
        raise row.wrong('give both "latitude" and "longitude", or neither')
    names = tuple(_names(row))
    tables.refuse_strays(row, ("ambiguous", "uncertain"), {name.form for name in names})
    own = {key: value for key, value in row.values.items() if key not in ("names", "ambiguous", "uncertain")}
    return Place(**own, names=names)


def _names(place: Row) -> Iterator[PlaceName]:
    for language in place["names"]:
        if not tables.is_language(language):
            raise place.wrong(f'"{language}" under [place.names] is no language code like "ar"')
    row = tables.row(
        place["names"], dict.fromkeys(place["names"], tables.texts()), f"{place.where}, [place.names]"
    )
    for language, forms in row.values.items():
        for form in forms:
            yield PlaceName(form, language, form in place["ambiguous"], form in place["uncertain"])
