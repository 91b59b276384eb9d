"""Quick looks into a journal while somebody is still typing: read only, in time, or not at all."""

import asyncio
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from zoneinfo import ZoneInfo

import msgspec
import structlog

from bots.commands.registry import Source
from bots.replies.figures import DONE_SIGN, OPEN_SIGN, joined, named, show_average, show_r, show_size
from core.clock import Clock
from core.conversations.conversation import Conversation
from core.errors import DomainError
from core.instruments.catalog import list_instruments
from core.instruments.instrument import Instrument
from core.messaging.addresses import Platform
from core.messaging.dates import show_day
from core.messaging.phrases import Say, phrases
from core.messaging.tongue import speak
from core.people.chats import find_chat_person
from core.people.lane import find_conversation
from core.people.queries import require_person
from core.storage.unit_of_work import UnitOfWork, begin
from core.strategies.queries import list_strategies
from core.trades.queries import list_open, list_recent_symbols, list_trades, load_desk
from core.trades.record import Trade
from core.trades.shorthand.feelings import FEELINGS

SECONDS = 1.2
"""Both platforms' patience is three seconds, the way there and back included."""

MOST = 25
_USUAL_MARKETS = ("EURUSD", "GBPUSD", "USDJPY", "XAUUSD", "NQ", "ES", "BTCUSDT", "ETHUSDT")

log = structlog.get_logger(__name__)


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """`label` is what is shown, `value` what is sent when it is chosen."""

    label: str
    value: str


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """`conversation` is what they are in the middle of; `setups` the most traded first."""

    locale: str
    conversation: Conversation | None
    setups: tuple[str, ...]


class Glances:
    """What can be looked up about whoever is typing. A database that is away costs them nothing but the answer."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def propose(
        self, platform: Platform, person: str, source: Source, typed: str, *, locale: str | None
    ) -> tuple[Proposal, ...]:
        """At most 25 values for what is being typed, the likeliest first."""
        found: list[Proposal] = []
        try:
            async with asyncio.timeout(SECONDS), self._look(platform, person) as uow:
                if uow is not None:
                    found = await _list_own(uow, source, locale)
        except (DomainError, TimeoutError) as error:
            log.info("glance.missed", source=source.value, reason=type(error).__name__)
        return _choose([*found, *_list_common(source, locale)], typed)

    async def look(self, platform: Platform, person: str) -> "Look | None":
        """What a form is filled from; None for a stranger, and if it could not be found out in time."""
        try:
            async with asyncio.timeout(SECONDS), self._look(platform, person) as uow:
                if uow is None:
                    return None
                conversation = await find_conversation(uow)
                return Look(
                    locale=(await require_person(uow)).locale,
                    conversation=conversation if conversation.is_open(self._clock.now()) else None,
                    setups=tuple(tally.strategy.name for tally in await list_strategies(uow)),
                )
        except (DomainError, TimeoutError) as error:
            log.info("glance.missed", reason=type(error).__name__)
            return None

    @asynccontextmanager
    async def _look(self, platform: Platform, person: str) -> AsyncGenerator[UnitOfWork | None]:
        user = await find_chat_person(platform, person)
        if user is None:
            yield None
            return
        async with begin(user, now=self._clock.now()) as uow:
            await uow.execute("set transaction read only")
            yield uow


async def _list_own(uow: UnitOfWork, source: Source, locale: str | None) -> list[Proposal]:
    """The trader's own values."""
    match source:
        case Source.MARKET:
            desk = await load_desk(uow)
            recent = await list_recent_symbols(uow, limit=MOST)
            known = {market.symbol: market for market in (*list_instruments(), *desk.instruments)}
            own = [market for market in desk.instruments if market.symbol not in recent]
            return [
                *(
                    _name_market(known[symbol]) if symbol in known else Proposal(label=symbol, value=symbol)
                    for symbol in recent
                ),
                *(_name_market(market) for market in own),
            ]
        case Source.SETUP:
            return [
                Proposal(label=tally.strategy.name, value=tally.strategy.name)
                for tally in await list_strategies(uow)
            ]
        case Source.FEELING:
            return []
        case Source.OPEN_TRADE:
            return await _name_trades(uow, await list_open(uow), locale)
        case Source.TRADE:
            pages = [await list_trades(uow, page=number) for number in range(3)]
            trades = {trade.id: trade for page in pages for trade in page.trades}
            return await _name_trades(uow, trades.values(), locale)


def _list_common(source: Source, locale: str | None) -> list[Proposal]:
    """What everybody may mean."""
    match source:
        case Source.MARKET:
            catalogue = {market.symbol: market for market in list_instruments()}
            usual = [catalogue[symbol] for symbol in _USUAL_MARKETS if symbol in catalogue]
            return [_name_market(market) for market in (*usual, *catalogue.values())]
        case Source.FEELING:
            say = phrases(locale)
            words = dict.fromkeys(FEELINGS.values())
            return [Proposal(label=say(word, context="feeling"), value=word) for word in words]
        case Source.SETUP | Source.OPEN_TRADE | Source.TRADE:
            return []


def _choose(proposals: Iterable[Proposal], typed: str) -> tuple[Proposal, ...]:
    """Those that begin with what was typed, then those that hold it; each value once."""
    wanted = _plain(typed)
    unique = {proposal.value: proposal for proposal in reversed(list(proposals))}
    ordered = list(dict.fromkeys(proposal.value for proposal in proposals))
    fits = [unique[value] for value in ordered if not wanted or wanted in _plain(unique[value].label)]
    first = [each for each in fits if _plain(each.label).startswith(wanted)]
    return tuple((first + [each for each in fits if each not in first])[:MOST])


def _plain(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _name_market(market: Instrument) -> Proposal:
    label = market.symbol if market.name in ("", market.symbol) else f"{market.symbol} · {market.name}"
    return Proposal(label=label, value=market.symbol)


async def _name_trades(uow: UnitOfWork, trades: Iterable[Trade], locale: str | None) -> list[Proposal]:
    person = await require_person(uow)
    speak(person.locale or locale)
    say = phrases(person.locale or locale)
    return [Proposal(label=_name_trade(trade, person.zone, say), value=str(trade.id)) for trade in trades]


def _name_trade(trade: Trade, zone: ZoneInfo, say: Say) -> str:
    """`● EURUSD ▲ 0.50 lots @ 1.0850 · 18 Nov`, `✓ EURUSD ▲ +1.00R · 18 Nov`."""
    position = trade.position
    moment = position.opened_at if trade.is_open else position.closed_at or position.opened_at
    day = show_day(moment.astimezone(zone).date()) if moment else None
    head = f"{OPEN_SIGN if trade.is_open else DONE_SIGN} {named(trade.symbol, trade.side)}"
    if not trade.is_open:
        result = show_r(position.result_r).text if position.result_r is not None else None
        return joined((head, result, day))
    size = show_size(say, position.open_quantity, trade.facts.quantity_unit)
    average = position.open_average
    at = f"{size} @ {show_average(trade, average)}" if average is not None else size
    return joined((f"{head} {at}", day))
