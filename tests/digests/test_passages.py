from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from digests.passages import by_preference, headline, marked, snippets
from digests.records import Passage
from news.records import Access, Mention, OnTopic
from news.reports import Report

NUMBERS = count(1)
SDF, HTS, TAF = ("sdf", ("SDF", "قسد")), ("hts", ("HTS",)), ("taf", ("Turkish forces", "القوات التركية"))


def mentions(text: str) -> tuple[Mention, ...]:
    return tuple(
        Mention(actor, text.index(form), text.index(form) + len(form), form, form, "name")
        for actor, forms in (SDF, HTS, TAF)
        for form in forms
        if form in text
    )


def report(title: str, text: str = "", outlet: str = "Enab Baladi", language: str = "en",
           access: Access = Access.FULL, copy_of: int | None = None) -> Report:  # fmt: skip
    return Report(
        next(NUMBERS), outlet, "", "https://a.example/1", title, text, language, None, access, OnTopic.YES,
        mentions(text), mentions(title), (), copy_of,
    )  # fmt: skip


def marks(passage: Passage) -> list[str]:
    return [run.text for run in passage.runs if run.marked]


def texts(passages: tuple[Passage, ...]) -> list[str]:
    return [passage.text for passage in passages]


def test_a_headline_marks_its_actors() -> None:
    assert marks(headline(report("Clashes between SDF and HTS near Manbij"))) == ["SDF", "HTS"]


def test_a_headline_that_shows_nothing_says_so() -> None:
    assert [headline(report(title)).text for title in ("", " \u3000", "\u202d", "\u3164\u115f")] == [
        "(no title)"
    ] * 4


def test_a_headline_without_end_is_cut_at_a_word() -> None:
    text = headline(report("word " * 5_000)).text
    assert len(text) < 230
    assert text.endswith("word …")


def test_readers_prefer_originals_then_english_then_the_fullest() -> None:
    copy = report("copy", "long text", copy_of=1)
    teaser = report("teaser", "long text", access=Access.SUMMARY)
    short, full = report("short", "text"), report("full", "longer text")
    arabic = report("خبر", "نص طويل جداً", language="ar")
    assert by_preference([copy, arabic, teaser, short, full]) == [full, short, teaser, arabic, copy]


def test_a_snippet_is_the_sentence_around_the_mention() -> None:
    text = (
        "It rained all day in the east and the roads were closed to heavy traffic until evening. "
        "SDF fighters left the town on Thursday under an arrangement that was made the night before. "
        "Schools will stay closed until Sunday, as the governor said to reporters."
    )
    (passage,) = snippets([report("Rain", text)])
    assert (
        passage.text
        == "SDF fighters left the town on Thursday under an arrangement that was made the night before."
    )
    assert marks(passage) == ["SDF"]


def test_a_short_sentence_is_read_with_the_next() -> None:
    (passage,) = snippets(
        [report("Town", "SDF denied it. A spokesman said that no unit was there.\n\nElsewhere it rained.")]
    )
    assert passage.text == "SDF denied it. A spokesman said that no unit was there."


def test_a_second_snippet_adds_an_actor_from_another_outlet() -> None:
    first = report(
        "Town", "SDF left the town at noon on Thursday, witnesses said.\n\nHTS was silent on the matter."
    )
    second = report("بلدة", "قالت القوات التركية إن وحداتها دخلت البلدة مساء الخميس.", "Syria TV", "ar")
    passages = snippets([first, second])
    assert [(p.outlet, marks(p), p.direction) for p in passages] == [
        ("Enab Baladi", ["SDF"], "ltr"),
        ("Syria TV", ["القوات التركية"], "rtl"),
    ]


def test_what_was_said_is_not_said_again() -> None:
    first = report("Town", "SDF left the town at noon on Thursday, witnesses said.")
    again = report("Other", "SDF left the town at noon on Thursday, the witnesses said.", "Reuters")
    copied = report("Copy", "HTS came back to the village in the evening, he said.", "ANHA", copy_of=1)
    assert texts(snippets([first, again, copied])) == [first.text]


def test_a_sentence_that_only_repeats_the_headline_gives_way_to_another_outlet() -> None:
    first = report("SDF leaves the town", "SDF leaves the town.")
    other = report("Retreat", "Trucks of the SDF were seen on the road to the river.", "Reuters")
    assert texts(snippets([first, other])) == [other.text]


def test_another_outlets_title_may_be_the_evidence() -> None:
    plain, telling = (
        report("A town changes hands", "Nobody is named here."),
        report("SDF leaves Manbij", "", "ANHA"),
    )
    assert texts(snippets([plain, telling])) == ["SDF leaves Manbij"]


def test_a_copy_is_quoted_where_there_is_nothing_else() -> None:
    assert texts(snippets([report("Town", "SDF left.", copy_of=99)])) == ["SDF left."]


def test_overlapping_mentions_are_one_mark() -> None:
    text = "the Syrian National Army said"
    spans = [Mention("sna", 4, 24, "", "", ""), Mention("army", 20, 24, "", "", "")]
    runs = marked(text, spans, 0, len(text))
    assert [(run.text, run.marked) for run in runs] == [
        ("the ", False),
        ("Syrian National Army", True),
        (" said", False),
    ]


def test_a_run_is_cleaned_even_if_its_text_was_not() -> None:
    text = "a\u202e SDF b\x00\nc"
    assert "".join(run.text for run in marked(text, mentions(text), 0, len(text))) == "a SDF b c"


@settings(max_examples=60, deadline=None)
@given(before=st.text("ab .\n", max_size=2_000), after=st.text("cd .\n", max_size=2_000))
def test_a_snippet_is_short_and_holds_its_mention_whole(before: str, after: str) -> None:
    (passage,) = snippets([report("Town", before + "SDF" + after)])
    assert marks(passage) == ["SDF"]
    assert len(passage.text) <= 3 * 280


def test_a_million_letters_without_a_space_are_cut() -> None:
    (passage,) = snippets([report("Town", "A" * 500_000 + "SDF" + "A" * 500_000)])
    assert marks(passage) == ["SDF"]
    assert passage.text.startswith("… A")
    assert passage.text.endswith("A …")
    assert len(passage.text) < 300
