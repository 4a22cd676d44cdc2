"""mrr@10: 1 / rank of the first passage of an article that answers, 0 below rank 10.

Source: Kantor and Voorhees 2000; ir-measures, RR@10.
"""

from evaluation.metrics.metric import Metric
from evaluation.metrics.ranking import measured, passages

MRR_10 = Metric("mrr@10", measured("RR@10", passages))
