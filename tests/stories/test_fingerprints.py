from news.records import Comparable
from stories.fingerprints import SAMPLED, fingerprint, folded, share, shared_end


def words(text: str) -> list[str]:
    return text.split()


def test_a_shingle_is_a_run_of_four_words() -> None:
    assert len(fingerprint(words("shells fell on the market")).shingles) == 2


def test_a_text_of_fewer_words_is_one_shingle_and_an_empty_text_none() -> None:
    assert len(fingerprint(words("shells fell")).shingles) == 1
    assert fingerprint([]).shingles == ()


def test_a_hash_means_the_same_in_every_process() -> None:
    assert fingerprint(words("one two three four")).shingles == (1613931443,)


def test_spelling_that_folds_alike_gives_one_fingerprint() -> None:
    shouted = folded(Comparable("1", "", "", "SHELLS fell on Al-Bāb, again.", "A"))
    plain = folded(Comparable("2", "", "", "Shells fell on al-Bab again", "B"))
    assert shouted.text == plain.text


def test_a_text_and_a_longer_one_around_it_share_their_samples() -> None:
    text = words(" ".join(f"word{n}" for n in range(60)))
    inner, outer = fingerprint(text[20:50]), fingerprint(text)
    assert inner.sample
    assert inner.sample <= outer.sample
    assert all(shingle % SAMPLED == 0 for shingle in outer.sample)


def test_share_is_that_of_the_first_in_the_second() -> None:
    long, short = fingerprint(words("a b c d e f g h")), fingerprint(words("a b c d e"))
    assert share(short.shingles, long.distinct) == 1.0
    assert share(long.shingles, short.distinct) == 0.4
    assert share((), long.distinct) == 0.0


def test_a_shared_end_is_counted_back_from_the_last_words() -> None:
    one = fingerprint(words("rain in the north all rights reserved by us"))
    other = fingerprint(words("snow over there all rights reserved by us"))
    assert shared_end(one, other) == 2
