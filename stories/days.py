"""Days of the week in the languages of the sources: what day a report names, whatever it is written in.

Names that mean something else in one of these languages are left out: Turkish and Kurdish "pazar" (market),
Kurdish "în" (as English and German "in").
"""

from collections.abc import Sequence

from news.texts import fold_word

_NAMES = (
    "monday lundi montag pazartesi duşem duşemê duşema الاثنين الإثنين",
    "tuesday mardi dienstag salı sêşem sêşemê sêşema الثلاثاء",
    "wednesday mercredi mittwoch çarşamba çarşem çarşemê çarşema الأربعاء",
    "thursday jeudi donnerstag perşembe pêncşem pêncşemê pêncşema الخميس",
    "friday vendredi freitag cuma îniyê îniya الجمعة",
    "saturday samedi samstag sonnabend cumartesi şemî şemiyê şemiya السبت",
    "sunday dimanche sonntag yekşem yekşemê yekşema الأحد",
)
_WEEKDAYS = {fold_word(name): day for day, names in enumerate(_NAMES) for name in names.split()}


def weekday_named(words: Sequence[str]) -> int | None:
    """Return the first weekday that folded words name, 0 for Monday to 6; None where there is none.

    News agencies put the day of an event first; days named later belong to its background.
    """
    return next((_WEEKDAYS[word] for word in words if word in _WEEKDAYS), None)
