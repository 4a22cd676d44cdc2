"""Examples become ids, windows and batches without losing an answer."""

import random

import pytest

from training.encoding import MAX_PASSAGE, Encoded, batches, encode, token_span
from training.examples import Example

tokenizers = pytest.importorskip("tokenizers")


@pytest.fixture(scope="module")
def tokenizer() -> object:
    """Words are tokens: w0 … w999 have the ids 3 to 1002, all others are unknown."""
    vocabulary = {"<unk>": 0} | {f"w{i}": i + 3 for i in range(1000)}
    made = tokenizers.Tokenizer(tokenizers.models.WordLevel(vocabulary, unk_token="<unk>"))
    made.pre_tokenizer = tokenizers.pre_tokenizers.WhitespaceSplit()
    return made


def example(words: int, first: int, last: int) -> Example:
    passage = " ".join(f"w{i}" for i in range(words))
    start = passage.index(f"w{first}")
    end = passage.index(f"w{last}") + len(f"w{last}")
    return Example("w998 w999", passage, ((start, end),), "test")


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize(("words", "first", "last"), [(9, 0, 8), (900, 450, 460), (900, 895, 899)])
def test_the_marks_stand_on_the_answer(
    tokenizer: object, words: int, first: int, last: int, seed: int
) -> None:
    made = encode([example(words, first, last)], tokenizer, random.Random(seed))[0]  # type: ignore[arg-type]
    assert len(made.ids) <= MAX_PASSAGE + 6
    assert [made.ids[i] for i in made.starts] == [first + 3]
    assert [made.ids[i] for i in made.ends] == [last + 3]


def test_no_answer_marks_the_null_position(tokenizer: object) -> None:
    made = encode([Example("w1", "w2 w3", (), "test")], tokenizer, random.Random(1))[0]  # type: ignore[arg-type]
    assert (made.starts, made.ends) == ((0,), (0,))


def test_a_span_touches_every_token_it_shares_a_character_with() -> None:
    assert token_span((2, 6), [(0, 3), (3, 5), (5, 9), (9, 12)]) == (0, 2)
    assert token_span((12, 14), [(0, 3)]) is None


def test_batches_hold_every_example_once_and_keep_to_their_size() -> None:
    rng = random.Random(5)
    encoded = [Encoded(tuple([i] * rng.randint(5, 90)), (0,), (0,)) for i in range(3, 500)]
    made = list(batches(encoded, 600, random.Random(2)))
    assert sorted(int(row[0]) for batch in made for row in batch.ids) == list(range(3, 500))
    assert all(batch.ids.size <= 600 for batch in made)
    assert all((batch.mask.sum(1) > 0).all() and (batch.starts[:, 0] == 1).all() for batch in made)
