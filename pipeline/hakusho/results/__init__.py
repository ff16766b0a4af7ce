"""What a finished extraction gives back: records, DataFrames, dimensions, explanations, citations."""
