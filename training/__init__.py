"""Makes the reader: data sets -> examples -> trained weights -> the shipped int8 model."""
