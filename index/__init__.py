"""Files become searchable chunks: reading, cleaning, chunking, embedding, storing."""
