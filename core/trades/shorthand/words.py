"""Every phrase of every language with its role, and the units of numbers."""

from collections.abc import Iterator

from core.trades.shorthand.roles import Role, Unit
from core.trades.shorthand.vocabulary import english, french, german, other, portuguese, russian, spanish

_LANGUAGES = (
    english.PHRASES,
    spanish.PHRASES,
    portuguese.PHRASES,
    german.PHRASES,
    french.PHRASES,
    russian.PHRASES,
    other.PHRASES,
)
_NEUTRAL = (english.NEUTRAL, spanish.NEUTRAL, portuguese.NEUTRAL, german.NEUTRAL, french.NEUTRAL)
_ARTICLES = (
    english.ARTICLES,
    spanish.ARTICLES,
    portuguese.ARTICLES,
    german.ARTICLES,
    french.ARTICLES,
    other.ARTICLES,
)


def list_phrases() -> Iterator[tuple[str, Role]]:
    """Phrases that look like orders and are none first; then role by role, in the order of the English table."""
    for words in _NEUTRAL:
        yield from ((phrase.strip(), Role.NEUTRAL) for phrase in words.split(","))
    for role in english.PHRASES:
        for phrases in _LANGUAGES:
            yield from ((phrase.strip(), role) for phrase in phrases.get(role, "").split(",") if phrase)


ARTICLES: frozenset[str] = frozenset(word for words in _ARTICLES for word in words.split())
"""Small words that tell nothing by their presence."""

UNITS: dict[Unit, str] = {
    Unit.LEVERAGE: "x х times",
    Unit.PERCENT: "% percent prozent процентов",
    Unit.PIPS: "pip pips pipss pipe pipes пипс пипса пипсов пип pipsp",
    Unit.POINTS: "point points pts pt punto puntos ponto pontos punkt punkte пункт пункта пунктов pkt",
    Unit.TICKS: "tick ticks тик тика тиков",
    Unit.R: "r rr",
    Unit.LOTS: "lot lots lotes lote loty лот лота лотов lotti l",
    Unit.CONTRACTS: "contract contracts contratos contrato ct cts ctr ctrs con cons micro micros mini minis kontrakt kontrakte contrat contrats контракт контракта контрактов call calls put puts",
    Unit.SHARES: "share shares shs sh acciones acción ações ação aktien aktie actions акций акции акция stk hisse",
    Unit.COINS: "coin coins tokens token monedas монет",
    Unit.MONEY: "$ € £ usd usdt eur gbp dollar dollars euro euros dólares dolares dolar bucks usdc баксов долларов доллара руб",
    Unit.THOUSANDS: "k к",
    Unit.TIME: "h m hr hrs hour hours min mins minutes minute minutos horas hora days day weeks week d hrs. candle час часа минут дней дня am pm uhr weeks months minit sec seconds",
}

UNIT_WORDS: dict[str, Unit] = {word: unit for unit, words in UNITS.items() for word in words.split()}
