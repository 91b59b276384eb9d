"""Words that are labels only in the right company."""

_WEAK_WORDS_TEXT = """
    t en ep pt pts tk si price precio preço prix preis цена enter near about around between entre zwischen
    между a à na по um por zu bei de ab da от с desde from von range zone zona area rango area área en avg
    average high low part day no nr number name ma time change level resistance support spread margin
    capital portfolio equity name volume step layer score date number session fill filled stop stops st
    stock position version phase cross rate best worst heat high low conf confidence tief hoch mejor peor melhor pior take
"""
WEAK_WORDS: frozenset[str] = frozenset(_WEAK_WORDS_TEXT.split())
"""Labels only where a number, a sign or a range follows; otherwise ordinary words."""
_NO_RIVALS_TEXT = """
    price zone area range level zona precio preço prix preis цена at around near about en em um between
    entre
"""
NO_RIVALS: frozenset[str] = frozenset(_NO_RIVALS_TEXT.split())
"""Entry words that say no more than where, behind `stop` or `target`."""
