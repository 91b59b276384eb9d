"""The benchmarks, one hot path a file."""
