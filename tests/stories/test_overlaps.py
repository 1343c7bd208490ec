from stories.fingerprints import Fingerprint, fingerprint
from stories.overlaps import Overlap, is_copy, overlap, shared_runs, told_apart


def text(*parts: tuple[str, int]) -> Fingerprint:
    """Make the fingerprint of a text of invented words: ("a", 3) stands for a0 a1 a2."""
    return fingerprint([f"{letter}{n}" for letter, length in parts for n in range(length)])


def no_furniture(_: int) -> bool:
    return False


def shared(new: Fingerprint, old: Fingerprint) -> Overlap:
    found = overlap(new, old, no_furniture)
    assert found is not None
    return found


def test_containment_is_that_of_the_shorter_text() -> None:
    assert shared(text(("a", 40)), text(("a", 200))).contained == 1.0


def test_texts_that_share_nothing_are_no_copies() -> None:
    found = shared(text(("a", 40)), text(("b", 40)))
    assert found == Overlap(0.0, 0.0, 0.0, 0)
    assert not is_copy(found, same_outlet=False, days_apart=0.0)


def test_texts_too_short_to_say_anything_are_not_judged() -> None:
    assert overlap(text(("a", 8)), text(("a", 8)), no_furniture) is None


def test_furniture_is_no_evidence() -> None:
    prompt = text(("p", 30))
    one, other = text(("p", 30), ("a", 60)), text(("p", 30), ("b", 60))
    assert shared(one, other).contained > 0.2
    found = overlap(one, other, prompt.distinct.__contains__)
    assert found is not None
    assert found.contained < 0.1


def test_a_footer_that_ends_two_different_texts_is_no_evidence_even_when_new() -> None:
    for middle in ("", "tuesday", "wednesday"):
        footers = ([("x", 1), ("foot", 30), (f"{middle}1", 3), ("foot2", 30)], [("foot", 30), ("foot2", 30)])
        found = shared(text(("a", 60), *footers[0]), text(("b", 60), *footers[1]))
        assert found.contained < 0.1
        assert not is_copy(found, same_outlet=False, days_apart=0.0)


def test_what_ends_two_texts_and_is_most_of_one_is_no_footer() -> None:
    found = shared(text(("new", 20), ("a", 120)), text(("old", 20), ("a", 120)))
    assert is_copy(found, same_outlet=False, days_apart=0.0)


def test_a_whole_that_lost_its_lead_is_no_footer_either() -> None:
    found = shared(text(("new", 20), ("a", 60), ("b", 9), ("c", 90)), text(("old", 20), ("a", 60), ("c", 90)))
    assert is_copy(found, same_outlet=False, days_apart=0.0)


def test_a_copy_under_another_heading_keeps_the_original_lead() -> None:
    found = shared(text(("head", 20), ("a", 100)), text(("a", 100)))
    assert is_copy(found, same_outlet=False, days_apart=0.5)


def test_a_stub_under_a_long_prompt_is_known_by_its_lead() -> None:
    stub, whole = text(("a", 50), ("prompt", 70)), text(("a", 400))
    found = shared(stub, whole)
    assert found.contained < 0.5
    assert is_copy(found, same_outlet=False, days_apart=0.0)


def test_within_one_outlet_half_a_text_is_background() -> None:
    found = shared(text(("new", 60), ("a", 80), ("fin", 10)), text(("old", 60), ("a", 80), ("end", 10)))
    assert is_copy(found, same_outlet=False, days_apart=1.0)
    assert not is_copy(found, same_outlet=True, days_apart=1.0)


def test_days_later_half_a_text_is_background_and_an_unknown_date_is_no_distance() -> None:
    found = shared(text(("new", 60), ("a", 80), ("fin", 10)), text(("old", 60), ("a", 80), ("end", 10)))
    assert not is_copy(found, same_outlet=False, days_apart=9.0)
    assert is_copy(found, same_outlet=False, days_apart=None)


def test_half_a_page_copied_is_a_copy_however_late() -> None:
    found = shared(text(("new", 90), ("a", 220)), text(("old", 90), ("a", 220), ("end", 10)))
    assert is_copy(found, same_outlet=False, days_apart=200.0)
    assert not is_copy(found, same_outlet=True, days_apart=200.0), "an outlet repeats itself for years"


def test_a_few_passages_are_no_spread() -> None:
    few = shared(text(*((f"a{n}", 10) for n in range(7))), text(*((f"a{n}", 6) for n in range(7))))
    assert few.spread == 0.0


def test_runs_that_two_texts_share_come_in_reading_order() -> None:
    new, old = text(("a", 10), ("x", 9), ("b", 12)), text(("b", 12), ("y", 9), ("a", 10))
    everything = [True] * len(new.shingles)
    assert list(shared_runs(new, old, everything)) == [range(7), range(19, 28)]
    nothing = [False] * len(new.shingles)
    assert list(shared_runs(new, old, nothing)) == []


def test_what_is_furniture_is_told_by_the_nearest_sample() -> None:
    whole, prompt = text(("a", 60), ("p", 60)), text(("p", 60))
    counted = told_apart(whole, prompt.distinct.__contains__)
    assert len(counted) == len(whole.shingles)
    assert sum(counted[:52]) >= 48
    assert sum(counted[68:]) <= 4


def test_words_changed_all_over_leave_a_spread() -> None:
    source = [f"w{n}" for n in range(320)]
    edited = [f"x{n}" if n % 7 == 0 else word for n, word in enumerate(source)]
    found = shared(fingerprint(edited), fingerprint(source))
    assert found.spread == 1.0
    assert is_copy(found, same_outlet=False, days_apart=0.0)
