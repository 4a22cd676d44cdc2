"""A QA test set becomes a report: metrics, runs, comparison."""
