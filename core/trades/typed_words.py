"""The words for units, parts and leaving that people type beside a number, in every language of the journal."""

from collections.abc import Mapping
from decimal import Decimal

from core.instruments.instrument import SizeUnit

_UNITS = {
    SizeUnit.LOTS: "lot lots l lote lotes los lotto лот лота лотов лоты",
    SizeUnit.CONTRACTS: "contract contracts c contrato contratos kontrakt kontrakte kontrakten contrat contrats "
    "контракт контракта контрактов контракты",
    SizeUnit.SHARES: "share shares acción accion acciones ação acao ações acoes aktie aktien stück stueck action actions "
    "titre titres акция акции акций",
    SizeUnit.COINS: "coin coins moneda monedas moeda moedas münze münzen монета монеты монет",
}
UNITS: Mapping[str, SizeUnit] = {word: unit for unit, words in _UNITS.items() for word in words.split()}

_HALF, _THIRD, _QUARTER, _ALL = Decimal("0.5"), Decimal(1) / 3, Decimal("0.25"), Decimal(1)
_PORTIONS = {
    _HALF: "half, a half, mitad, la mitad, metade, a metade, halb, hälfte, die hälfte, moitié, la moitié, половина, "
    "половину",
    _THIRD: "third, a third, un tercio, tercio, um terço, terço, ein drittel, drittel, un tiers, tiers, треть",
    _QUARTER: "quarter, a quarter, un cuarto, cuarto, um quarto, quarto, ein viertel, viertel, un quart, quart, четверть",
    _ALL: "all, rest, the rest, todo, el resto, resto, tudo, o resto, alles, den rest, tout, le reste, reste, всё, все, "
    "остаток",
}
PORTIONS: Mapping[str, Decimal] = {
    word.strip(): share for share, words in _PORTIONS.items() for word in words.split(",")
}

LEAVING = (
    "exit out close closed salida salgo cierro cerrar cerrado saída saida saí fechar fechei fechado raus ausstieg "
    "schließen geschlossen sortie sorti fermer fermé выход вышел закрыть закрыл"
)
"""How a line about leaving may begin."""
