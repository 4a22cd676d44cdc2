"""ndcg@10: discounted gain of the articles that answer, each ranked by its best passage.

Articles and not passages, so that several passages of one article do not count twice.
Source: Järvelin and Kekäläinen 2002; ir-measures, nDCG@10.
"""

from evaluation.metrics.metric import Metric
from evaluation.metrics.ranking import articles, measured

NDCG_10 = Metric("ndcg@10", measured("nDCG@10", articles))
