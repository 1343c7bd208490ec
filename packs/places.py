"""Places as a file: one table for each place, its names in lists by language."""

from collections.abc import Iterable, Iterator

from news.knowledge import Place, PlaceName
from packs import fields, tables
from packs.tables import Document, Row

PLACE = {
    "id": fields.identifier(),
    "name": fields.text(),
    "kind": fields.text(),
    "governorate": fields.remark(),
    "north": fields.flag(),
    "latitude": fields.number(-90, 90, default=None),
    "longitude": fields.number(-180, 180, default=None),
    "names": fields.table(),
    "ambiguous": fields.texts(),
    "uncertain": fields.texts(),
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
        if not fields.is_language(language):
            raise place.wrong(f'"{language}" under [place.names] is no language code like "ar"')
    row = tables.row(
        place["names"], dict.fromkeys(place["names"], fields.texts()), f"{place.where}, [place.names]"
    )
    for language, forms in row.values.items():
        for form in forms:
            yield PlaceName(form, language, form in place["ambiguous"], form in place["uncertain"])
