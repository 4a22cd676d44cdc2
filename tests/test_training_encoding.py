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


def test_a_title_stands_before_the_passage_and_is_not_marked(tokenizer: object) -> None:
    titled = Example("w1 w2", "w5 w6 w7", ((3, 5),), "test", title="w6 w9")
    (made,) = encode([titled], tokenizer, random.Random(1))  # type: ignore[arg-type]
    assert made.ids == (0, 4, 5, 2, 2, 9, 12, 2, 8, 9, 10, 2)
    assert (made.starts, made.ends) == ((9,), (9,))


def test_no_answer_marks_the_null_position(tokenizer: object) -> None:
    made = encode([Example("w1", "w2 w3", (), "test")], tokenizer, random.Random(1))[0]  # type: ignore[arg-type]
    assert (made.starts, made.ends) == ((0,), (0,))


def test_a_span_touches_every_token_it_shares_a_character_with() -> None:
    assert token_span((2, 6), [(0, 3), (3, 5), (5, 9), (9, 12)]) == (0, 2)
    assert token_span((12, 14), [(0, 3)]) is None


def test_batches_hold_every_question_once_with_all_its_passages_and_keep_to_their_size() -> None:
    rng = random.Random(5)
    asked = [
        [Encoded(tuple([i] * rng.randint(5, 90)), (0,), (0,)) for _ in range(rng.choice((1, 1, 4)))]
        for i in range(3, 300)
    ]
    made = list(batches(asked, 600, random.Random(2)))
    met = [(int(row[0]), int(q)) for b in made for row, q in zip(b.ids, b.question, strict=True)]
    assert sorted(i for i, _ in met) == [e.ids[0] for each in asked for e in each]
    for batch in made:
        assert len(
            {(int(row[0]), int(q)) for row, q in zip(batch.ids, batch.question, strict=True)}
        ) == (batch.question.max() + 1)
        assert batch.ids.size <= 600
        assert (batch.mask.sum(1) > 0).all() and (batch.starts[:, 0] == 1).all()
