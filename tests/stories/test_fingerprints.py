from hypothesis import given
from hypothesis import strategies as st

from news.relations import Comparable
from stories.fingerprints import fingerprint, folded, share


def words(text: str) -> list[str]:
    return text.split()


def test_a_shingle_is_a_run_of_four_words() -> None:
    assert len(fingerprint(words("shells fell on the market")).shingles) == 2


def test_a_text_of_fewer_words_is_one_shingle_and_an_empty_text_none() -> None:
    assert len(fingerprint(words("shells fell")).shingles) == 1
    assert fingerprint([]).shingles == ()


def test_a_hash_means_the_same_in_every_process() -> None:
    assert fingerprint(words("one two three four")).shingles == (1861645281,)


def test_spelling_that_folds_alike_gives_one_fingerprint() -> None:
    shouted = folded(Comparable("1", "", "", "SHELLS fell on Al-Bāb, again.", "A"))
    plain = folded(Comparable("2", "", "", "Shells fell on al-Bab again", "B"))
    assert shouted.text == plain.text


@given(st.integers(0, 120), st.integers(11, 60))
def test_eleven_words_of_a_beginning_are_always_found(start: int, length: int) -> None:
    text = words(" ".join(f"word{n}" for n in range(200)))
    passage = Comparable("1", "", "", " ".join(text[start : start + length]), "A")
    whole = Comparable("2", "", "", " ".join(text), "B")
    assert folded(passage).sample & folded(whole).sample


def test_a_long_text_is_known_by_few_samples() -> None:
    sampled = fingerprint(words(" ".join(f"word{n}" for n in range(2000)))).sampled
    assert 60 < len(sampled) < 200
    assert list(sampled) == sorted(sampled)


def test_the_whole_of_an_article_is_a_sample_of_its_own() -> None:
    one, same, other = (
        folded(Comparable(key, "", title, "Shells fell on the market.", "A"))
        for key, title in (("1", "Idlib"), ("2", "IDLIB"), ("3", "Afrin"))
    )
    assert one.whole == same.whole != other.whole
    assert one.whole in one.sample
    assert folded(Comparable("4", "", "Idlib", "", "A")).sample == frozenset()


def test_share_is_that_of_the_first_in_the_second() -> None:
    long, short = fingerprint(words("a b c d e f g h")), fingerprint(words("a b c d e"))
    assert share(short.shingles, long.distinct) == 1.0
    assert share(long.shingles, short.distinct) == 0.4
    assert share((), long.distinct) == 0.0
