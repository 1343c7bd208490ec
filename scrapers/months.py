"""The words of dates in the languages of the region and its press: months, halves of the day, zones."""

from collections.abc import Iterator
from functools import lru_cache

from news.texts import fold

# A month a line, from January. Arabic as in the Levant, in Egypt and in the Maghreb; Kurmanji and Sorani with
# both their names. Of two-word names the first word stands with an ending: "Çileya Paşîn", "کانوونی دووەم".
_MONTHS = (
    "january jan januar jänner jan janvier janv ocak oca çile rêbendan yanvar يناير جانفي جەنیوەری ڕێبەندان",
    "february feb februar feber février févr fév şubat şub sibat reşemî reşemeh شباط فبراير فيفري شوبات",
    "march mar märz mär mars mart adar آذار مارس ئازار ئادار",
    "april apr avril avr nisan nis nîsan avrêl نيسان أبريل ابريل إبريل أفريل نیسان ئەپریل",
    "may mai mayıs gulan mayis أيار مايو ماي ئایار مایس مەی",
    "june jun juni juin haziran haz hezîran pûşper حزيران يونيو جوان حوزەیران",
    "july jul juli juillet juil temmuz tem tîrmeh temûz تموز يوليو يوليوز جويلية تەمموز تەممووز",
    "august aug août ağustos ağu tebax gelawêj آب أغسطس غشت أوت ئاب",
    "september sep sept septembre eylül eyl îlon rezber أيلول سبتمبر شتنبر ئەیلوول ئەیلول",
    "october oct oktober okt octobre ekim eki cotmeh kewçêr أكتوبر اكتوبر",
    "november nov novembre kasım kas mijdar sermawez نوفمبر نونبر",
    "december dec dezember dez décembre déc aralık ara berfanbar befranbar kanûn ديسمبر دجنبر",
)
_PAIRS = {
    1: ("كانون الثاني", "çileya paşîn", "kanûna paşîn", "kanûna duyem", "کانوونی دووەم", "کانونی دووەم"),
    10: ("تشرين الأول", "çiriya pêşîn", "teşrîna yekem", "تشرینی یەکەم"),
    11: ("تشرين الثاني", "çiriya paşîn", "teşrîna duyem", "تشرینی دووەم"),
    12: ("كانون الأول", "çileya pêşîn", "kanûna pêşîn", "kanûna yekem", "کانوونی یەکەم", "کانونی یەکەم"),
}
_ENDINGS = ("e", "a", "i", "ي", "يل")  # of months in Kurdish, folded: "6ê Gulanê", "ی ئایاری"
_SHORTEST_STEM = 4

# The later half of the day is true. Abbreviations without their stops: Turkish "ÖS", Sorani "د.ن".
_HALVES = {
    False: ("am", "ص", "صباحا", "öö", "پن", "بەیانی", "bn", "sibehê"),
    True: ("pm", "م", "مساء", "ظهرا", "عصرا", "ös", "دن", "ئێوارە", "pn", "êvarê"),
}
# Hours from UTC. Left out, as several zones share them: IST, AST, CST in China is far from this press.
_HOURS = {
    **dict.fromkeys(("z", "utc", "gmt", "ut", "wet"), 0),
    **dict.fromkeys(("cet", "mez", "bst", "west"), 1),
    **dict.fromkeys(("eet", "cest", "mesz"), 2),
    **dict.fromkeys(("eest", "msk", "trt", "tsi"), 3),
    **{"edt": -4, "est": -5, "cdt": -5, "cst": -6, "mdt": -6, "mst": -7, "pdt": -7, "pst": -8},
}
# Cities that papers give the time of: "بتوقيت دمشق".
_CITIES = {
    **dict.fromkeys(("غرينتش", "جرينتش", "غرينيتش"), "UTC"),
    "دمشق": "Asia/Damascus",
    "مكه": "Asia/Riyadh",
    "القاهره": "Africa/Cairo",
    "اسطنبول": "Europe/Istanbul",
    "بغداد": "Asia/Baghdad",
}


def month_of(word: str, following: str = "") -> int | None:
    """Return the month, from 1, that a folded word names, alone or with the one after it; else None."""
    pairs = (f"{word} {each}" for each in _stems(following)) if following else ()
    return next((month for name in (*pairs, *_stems(word)) if (month := _table().get(name))), None)


def is_late_half(word: str) -> bool | None:
    """Tell whether a folded word names the later half of the day, None where it names neither."""
    return _halves().get(word)


def hours_of(zone: str) -> int | None:
    """Return the hours from UTC of a folded zone's name, None where it is none or several share it."""
    return _HOURS.get(zone)


def city_zone(word: str) -> str | None:
    """Return the IANA zone of a folded city's name."""
    return _CITIES.get(word)


def _stems(word: str) -> Iterator[str]:
    yield word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            yield word.removesuffix(ending)


@lru_cache(maxsize=1)
def _table() -> dict[str, int]:
    single = {fold(name): month for month, names in enumerate(_MONTHS, start=1) for name in names.split()}
    return single | {fold(name): month for month, names in _PAIRS.items() for name in names}


@lru_cache(maxsize=1)
def _halves() -> dict[str, bool]:
    return {fold(word): late for late, words in _HALVES.items() for word in words}
