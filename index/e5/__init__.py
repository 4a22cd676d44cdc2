"""The embedded model, multilingual-e5-small: its weights, its tokenizer and its engine."""
