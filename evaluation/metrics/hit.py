"""hit@k: is a passage of an article that answers among the first k passages? (Success@k)

Source: ir-measures, Success.
"""

from evaluation.metrics.metric import Metric
from evaluation.metrics.ranking import measured, passages

HIT_1 = Metric("hit@1", measured("Success@1", passages), binary=True)
HIT_5 = Metric("hit@5", measured("Success@5", passages), binary=True)
