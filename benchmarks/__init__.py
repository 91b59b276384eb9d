"""Every hot path against its floor and its peer, in alternation in one run; only ratios are judged."""
