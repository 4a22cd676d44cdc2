"""A question becomes a cited answer: retrieval, answerers, citation checking, the chain."""
