from stories.fingerprints import Fingerprint, fingerprint
from stories.overlaps import Overlap, is_copy, overlap


def text(*parts: tuple[str, int]) -> Fingerprint:
    """Make the fingerprint of a text of invented words: ("a", 3) stands for a0 a1 a2."""
    return fingerprint([f"{letter}{n}" for letter, length in parts for n in range(length)])


def no_furniture(_: frozenset[int]) -> set[int]:
    return set()


def shared(new: Fingerprint, old: Fingerprint) -> Overlap:
    found = overlap(new, old, no_furniture)
    assert found is not None
    return found


def test_containment_is_that_of_the_shorter_text() -> None:
    assert shared(text(("a", 40)), text(("a", 200))).contained == 1.0


def test_texts_that_share_next_to_nothing_are_not_judged() -> None:
    assert overlap(text(("a", 40)), text(("b", 40)), no_furniture) is None


def test_texts_too_short_to_say_anything_are_not_judged() -> None:
    assert overlap(text(("a", 8)), text(("a", 8)), no_furniture) is None


def test_furniture_is_no_evidence() -> None:
    prompt = text(("p", 30))
    found = overlap(text(("a", 30), ("p", 30)), text(("b", 30), ("p", 30)), lambda _: set(prompt.distinct))
    assert found is None or found.contained == 0.0


def test_a_footer_that_ends_two_different_texts_is_no_evidence_even_when_new() -> None:
    found = shared(text(("a", 30), ("foot", 60)), text(("b", 30), ("foot", 60)))
    assert found.contained == 0.0
    assert not is_copy(found, same_outlet=False, days_apart=0.0)


def test_a_copy_under_another_heading_keeps_the_original_lead() -> None:
    found = shared(text(("head", 20), ("a", 100)), text(("a", 100)))
    assert is_copy(found, same_outlet=False, days_apart=0.5)


def test_a_stub_under_a_long_prompt_is_known_by_its_lead() -> None:
    stub, whole = text(("a", 50), ("prompt", 70)), text(("a", 400))
    found = shared(stub, whole)
    assert found.contained < 0.5
    assert is_copy(found, same_outlet=False, days_apart=0.0)


def test_within_one_outlet_half_a_text_is_background() -> None:
    found = shared(text(("new", 60), ("a", 80)), text(("old", 60), ("a", 80), ("end", 10)))
    assert is_copy(found, same_outlet=False, days_apart=1.0)
    assert not is_copy(found, same_outlet=True, days_apart=1.0)


def test_days_later_half_a_text_is_background_and_an_unknown_date_is_no_distance() -> None:
    found = shared(text(("new", 60), ("a", 80)), text(("old", 60), ("a", 80), ("end", 10)))
    assert not is_copy(found, same_outlet=False, days_apart=9.0)
    assert is_copy(found, same_outlet=False, days_apart=None)


def test_words_changed_all_over_leave_a_spread() -> None:
    source = [f"w{n}" for n in range(320)]
    edited = [f"x{n}" if n % 7 == 0 else word for n, word in enumerate(source)]
    found = shared(fingerprint(edited), fingerprint(source))
    assert found.spread == 1.0
    assert is_copy(found, same_outlet=False, days_apart=0.0)
