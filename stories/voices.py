"""How many witnesses stand behind a story: reports less what leans on what.

Every report is traced to where its news comes from: a copy to its original, a report with a credit or an
attribution to the source it names, whatever language it is in. What meets there is one voice, and so are the
outlets of one owner.

- Where the origin is not in the story (an original told days ago, an agency that we do not poll), somebody's
  report stands behind it all the same: all that lead there are one voice together.
- An aggregator or advocate is never a voice. Nor is what another outlet has from it by its own word. But an
  outlet that counts and prints the text of an aggregator is one: aggregators write nothing, and we only met
  the text there first.
- Of two sources that a report names for its news the first counts; the source that it credits with the text
  is taken to have its news from the source attributed in that text, unless its own report tells better.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from news.corroboration import Account, Corroboration, Dependence, Leaning
from news.knowledge import Source
from news.outlets import house, short_name
from news.texts import fold
from stories.attributions import Strength, attributions
from stories.credits import credits_of
from stories.firsts import firsts, midpoint
from stories.namings import Index, index_of

# Sentences, the title apart, in which an attribution is a report's own and not of its background.
_REACH = {Strength.TOLD: 2, Strength.REPORTED: 3}

Node = tuple[str, str]  # an article, a source, or a house: what news can come from


@dataclass(frozen=True, slots=True)
class _Lean:
    source: Source
    evidence: str
    credited: bool


@dataclass(frozen=True, slots=True)
class _Story:
    """The accounts of a story, oldest first, with the source that each outlet is, and what each leans on."""

    accounts: tuple[Account, ...]
    own: Mapping[int, Source | None]
    leans: Mapping[int, tuple[_Lean, ...]]

    def of_source(self, source: Source) -> list[Account]:
        """Return the accounts by the source itself."""
        return [each for each in self.accounts if _is(self.own[each.article], source)]

    def house_of(self, account: Account) -> Node:
        """Return the house whose outlet this is."""
        source = self.own[account.article]
        if account.owner or source is None:
            return "house", fold(account.owner or house(account.outlet))
        return _house(source)


def corroborate(accounts: Sequence[Account], sources: Sequence[Source]) -> Corroboration:
    """Judge how many of a story's reports are independent of each other, and who may have been first."""
    story = _story(accounts, tuple(sources))
    parents = _parents(story)
    groups: dict[Node, list[Account]] = {}
    for account in story.accounts:
        groups.setdefault(_root(_article(account.article), parents), []).append(account)
    voices = {_voice(story, group) for group in groups.values()} - {None}
    chain = tuple(link for account in story.accounts for link in _links(account, story))
    may_be_first, earliest, latest = firsts(story.accounts, chain)
    counted = tuple(account.article for account in story.accounts if account.article in voices)
    return Corroboration(len(counted), counted, chain, may_be_first, earliest, latest)


def _story(accounts: Sequence[Account], sources: tuple[Source, ...]) -> _Story:
    index = index_of(sources)
    by_name = {fold(name): source for source in reversed(sources) for name in source.names}
    oldest_first = tuple(sorted(accounts, key=lambda each: (midpoint(each), each.article)))
    own = {each.article: by_name.get(fold(short_name(each.outlet))) for each in oldest_first}
    present = {source.id for source in own.values() if source is not None}
    leans = {each.article: _leans(each, own[each.article], present, index) for each in oldest_first}
    return _Story(oldest_first, own, leans)


def _leans(account: Account, own: Source | None, present: set[str], index: Index) -> tuple[_Lean, ...]:
    """Return what a report says that it leans on: credits, then attributions, its own outlet aside.

    Far down in a text an attribution counts only to an outlet that has a report in the story.
    """
    credited = credits_of(account.byline, account.text, account.language, index)
    named = attributions(account.title, account.text, account.language, index)
    found = [
        *(_Lean(each.source, each.evidence, True) for each in credited),
        *(
            _Lean(each.source, each.evidence, False)
            for each in named
            if each.sentence < _REACH[each.strength]
            or (each.strength is Strength.REPORTED and each.source.id in present)
        ),
    ]
    return tuple(lean for lean in found if not _same_house(lean.source, own, account))


def _same_house(source: Source, own: Source | None, account: Account) -> bool:
    owners = {account.owner, "" if own is None else own.owner} - {""}
    return _is(own, source) or source.owner in owners or fold(source.name) == fold(house(account.outlet))


def _parents(story: _Story) -> dict[Node, Node]:
    """Return where news comes from, step by step."""
    parents: dict[Node, Node] = {}
    for account in story.accounts:
        leans = story.leans[account.article]
        if account.copy_of is not None:
            parents[_article(account.article)] = _article(account.copy_of)
        elif leans:
            parents[_article(account.article)] = _node(leans[0].source)
        else:
            parents[_article(account.article)] = story.house_of(account)
    for account in story.accounts:
        for lean in story.leans[account.article]:
            parents.setdefault(_node(lean.source), _origin(lean, account, story, parents))
    return parents


def _origin(lean: _Lean, account: Account, story: _Story, parents: Mapping[Node, Node]) -> Node:
    """Return where a source has its news from: as its own reports tell, or else those that print its text."""
    reports = story.of_source(lean.source)
    if reports:
        alone = [each for each in reports if parents[_article(each.article)] == story.house_of(each)]
        return story.house_of(alone[0]) if alone else _article(reports[0].article)
    inside = (each.source for each in story.leans[account.article] if not each.credited)
    behind = next((source for source in inside if source.id != lean.source.id), None)
    return _node(behind) if lean.credited and behind is not None else _house(lean.source)


def _root(node: Node, parents: Mapping[Node, Node]) -> Node:
    """Return where news comes from in the end; of sources that cite each other in a ring, one for all."""
    way = [node]
    while (above := parents.get(way[-1])) is not None:
        if above in way:
            return min(way[way.index(above) :])
        way.append(above)
    return way[-1]


def _voice(story: _Story, group: Sequence[Account]) -> int | None:
    """Return the article that speaks for reports of one origin, None where none of them counts."""
    counting = [each for each in group if each.independent and not _from_who_does_not_count(each, story)]
    if not counting:
        return None
    return min(counting, key=lambda each: (each.copy_of is not None, bool(story.leans[each.article]))).article


def _from_who_does_not_count(account: Account, story: _Story) -> bool:
    leans = story.leans[account.article]
    return account.copy_of is None and bool(leans) and not leans[0].source.independent


def _links(account: Account, story: _Story) -> list[Dependence]:
    """Return the links of the chain that hold a report."""
    found = [] if account.independent else [Dependence(account.article, Leaning.AGGREGATOR)]
    if account.copy_of is not None:
        original = next((each.outlet for each in story.accounts if each.article == account.copy_of), "")
        found.append(Dependence(account.article, Leaning.COPY, original, account.copy_of))
    leans = {lean.source.id: lean for lean in reversed(story.leans[account.article])}
    for lean in reversed(leans.values()):
        leaning = Leaning.AGENCY if lean.source.agency or lean.credited else Leaning.ATTRIBUTED
        own = next((each.article for each in story.of_source(lean.source)), None)
        found.append(Dependence(account.article, leaning, lean.source.name, own, lean.evidence))
    return found or _beside(account, story)


def _beside(account: Account, story: _Story) -> list[Dependence]:
    """Return the link of a report to an earlier one of the same house, where nothing else holds either."""
    for other in story.accounts:
        if other.article == account.article:
            return []
        free = other.independent and other.copy_of is None and not story.leans[other.article]
        if free and story.house_of(other) == story.house_of(account):
            return [Dependence(account.article, Leaning.OWNER, other.outlet, other.article)]
    return []


def _is(one: Source | None, other: Source) -> bool:
    return one is not None and one.id == other.id


def _article(id_: int) -> Node:
    return "article", str(id_)


def _node(source: Source) -> Node:
    return "source", source.id


def _house(source: Source) -> Node:
    return "house", fold(source.owner or source.id)
