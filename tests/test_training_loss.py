"""The listwise part of the loss: a question's own passage against its other passages."""

import numpy as np
import pytest
import torch

from training.encoding import Encoded, marked
from training.model import loss

ANSWERS, NOT = Encoded((0, 5, 6, 2), (1,), (2,)), Encoded((0, 5, 6, 2), (0,), (0,))


def of(questions: list[list[Encoded]], answer: list[float]) -> float:
    """The loss where all spans are as likely and the passages have these answer logits."""
    batch = marked(questions)
    spans = torch.zeros(batch.ids.shape)
    return float(loss((spans, spans, torch.tensor(answer)), batch))


def alone(questions: list[list[Encoded]], answer: list[float]) -> float:
    """The same where every passage is asked a question of its own."""
    return of([[encoded] for question in questions for encoded in question], answer)


def test_a_passage_that_answers_is_held_against_the_others_of_its_question() -> None:
    questions, answer = [[ANSWERS, NOT, NOT]], [1.0, 0.5, -0.5]
    expected = np.log(np.exp(answer).sum()) - answer[0]
    assert of(questions, answer) - alone(questions, answer) == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize("questions", [[[ANSWERS], [NOT]], [[NOT, NOT]], [[ANSWERS, ANSWERS]]])
def test_without_rivals_or_answers_there_is_nothing_to_order(
    questions: list[list[Encoded]],
) -> None:
    answer = [2.0, -1.0]
    assert of(questions, answer) == pytest.approx(alone(questions, answer), abs=1e-5)


def test_other_questions_are_no_rivals() -> None:
    both = of([[ANSWERS, NOT], [NOT, ANSWERS]], [1.0, 0.0, 9.0, 9.5])
    apart = of([[ANSWERS, NOT]], [1.0, 0.0]), of([[NOT, ANSWERS]], [9.0, 9.5])
    assert both == pytest.approx(sum(apart) / 2, abs=1e-5)
