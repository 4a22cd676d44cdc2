"""Every metric by name, in the order in which reports show them."""

from evaluation.metrics.answer_em import ANSWER_EM
from evaluation.metrics.answer_f1 import ANSWER_F1
from evaluation.metrics.auroc import AUROC
from evaluation.metrics.citation_precision import CITATION_PRECISION
from evaluation.metrics.citation_recall import CITATION_RECALL
from evaluation.metrics.correct import CORRECT
from evaluation.metrics.fact_recall import FACT_RECALL
from evaluation.metrics.hit import HIT_1, HIT_5
from evaluation.metrics.latency import LATENCY_P50, LATENCY_P95
from evaluation.metrics.metric import Metric
from evaluation.metrics.mrr import MRR_10
from evaluation.metrics.ndcg import NDCG_10
from evaluation.metrics.quote_verbatim import QUOTE_VERBATIM
from evaluation.metrics.refusal_precision import REFUSAL_PRECISION
from evaluation.metrics.refusal_recall import REFUSAL_RECALL

METRICS: dict[str, Metric] = {
    metric.name: metric
    for metric in (
        CORRECT, HIT_1, HIT_5, MRR_10, NDCG_10, ANSWER_EM, ANSWER_F1, FACT_RECALL,
        CITATION_PRECISION, CITATION_RECALL, QUOTE_VERBATIM, REFUSAL_PRECISION, REFUSAL_RECALL,
        AUROC, LATENCY_P50, LATENCY_P95,
    )
}  # fmt: skip
