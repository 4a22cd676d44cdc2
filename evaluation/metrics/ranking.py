"""Retrieval metrics, computed by ir-measures (MacAvaney et al. 2022, https://ir-measur.es).

Their range is the answerable questions that name articles. Nothing retrieved is a miss.
"""

from collections.abc import Callable, Sequence

from evaluation.metrics.metric import Scores
from evaluation.records import Row

Ranking = Callable[[Row], tuple[list[str], set[str]]]


def passages(row: Row) -> tuple[list[str], set[str]]:
    """Rank the passages themselves: those of a named article are relevant."""
    named = set(row.case.articles)
    ranked = [str(rank) for rank in range(len(row.hits))]
    return ranked, {ranked[i] for i, hit in enumerate(row.hits) if hit.article_id in named}


def articles(row: Row) -> tuple[list[str], set[str]]:
    """Rank the articles by their best passage: the named ones are relevant."""
    return list(dict.fromkeys(hit.article_id for hit in row.hits)), set(row.case.articles)


def measured(measure: str, ranking: Ranking) -> Callable[[Sequence[Row]], Scores]:
    """Return the `scores` of an ir-measures measure, such as nDCG@10, over a ranking."""

    def scores(rows: Sequence[Row]) -> Scores:
        import ir_measures

        values: Scores = [
            0.0 if row.case.answerable and row.case.articles else None for row in rows
        ]
        qrels, run = [], []
        for i, row in enumerate(rows):
            if values[i] is None:
                continue
            ranked, relevant = ranking(row)
            qrels += [ir_measures.Qrel(str(i), doc, 1) for doc in sorted(relevant)]
            run += [ir_measures.ScoredDoc(str(i), doc, -r) for r, doc in enumerate(ranked)]
        if qrels and run:
            for found in ir_measures.iter_calc([ir_measures.parse_measure(measure)], qrels, run):
                values[int(found.query_id)] = float(found.value)
        return values

    return scores
