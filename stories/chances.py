"""How likely it is that two original reports tell one event.

Two logistic regressions, for reports in one language and in two. `make fit` fits them anew, on all pairs
within reach in development sets that weigh the same: in-domain reports in six languages on two clocks, those
of one war, and US politics by several outlets, twice. Pair F1 of stories that were not fitted on: .93 and .94
in-domain, .88 on one war, .87 and 1.0 on US politics.
"""

import math
from collections.abc import Callable, Mapping

from news.relations import Evidence
from stories.copies import days_apart
from stories.evidence import likeness, similarity

REACH_DAYS = 4.0  # reports farther apart are not compared
UNKNOWN_DAYS = 6.0  # what an unknown date counts as: it takes overwhelming evidence to join without one
# Log-odds for one of each likeness, rounded. Likenesses run from 0 to 1, `days` from 0 up.
ONE_LANGUAGE = {
    **{"": -6.0, "days": -1.3, "weekday": 0.6, "scene": 0.4, "titles": 14.8, "words": 12.6, "names": 3.8},
    "outlet": -15.4,  # an outlet rarely reports one event twice, and prints the same words every day
}
TWO_LANGUAGES = {
    **{"": -4.4, "days": -2.3, "weekday": 2.5, "scene": 2.7, "sounds": 9.6, "numbers": 4.2},
    **{"actors": 5.5, "places": 2.7},
}

Weigh = Callable[[str], float]  # how telling it is that a report names an actor or a place


def likenesses(one: Evidence, other: Evidence, weigh: Weigh) -> dict[str, float]:
    """Return in what two reports are alike: words and names within a language, what all share across."""
    days = days_apart(one, other)
    found = {
        "": 1.0,
        "days": UNKNOWN_DAYS if days is None else min(days, REACH_DAYS),
        "weekday": float(one.weekday is not None and one.weekday == other.weekday),
        "scene": float(one.scene is not None and one.scene == other.scene),
    }
    if one.language == other.language:
        found["titles"] = max(similarity(one.title, other.lead), similarity(other.title, one.lead))
        found["words"] = similarity(one.body, other.body)
        found["names"] = similarity(one.names, other.names)
        found["outlet"] = float(bool(one.outlet) and one.outlet == other.outlet)
    else:
        found["sounds"] = similarity(one.sounds, other.sounds)
        found["numbers"] = likeness(one.numbers, other.numbers, lambda _: 1.0)
        found["actors"] = likeness(one.actors, other.actors, weigh)
        found["places"] = likeness(one.places, other.places, weigh)
    return found


def chance(alike: Mapping[str, float]) -> float:
    """Return the chance, 0 to 1, that two reports alike in these ways tell one event."""
    weights = ONE_LANGUAGE if "words" in alike else TWO_LANGUAGES
    odds = sum(weights[name] * value for name, value in alike.items())
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, odds))))
