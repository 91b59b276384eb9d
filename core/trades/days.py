"""The trading day each fill is booked on: said once by its account, so that later settings move no history."""

from msgspec.structs import replace

from core.people.account import TradingAccount
from core.trades.facts import TradeFacts


def settle_days(facts: TradeFacts, account: TradingAccount) -> TradeFacts:
    """Every fill that has no day yet gets the account's."""
    if facts.told is not None and facts.told.day is None:
        facts = replace(facts, told=replace(facts.told, day=account.day_of(facts.told.at)))
    if all(fill.day is not None for fill in facts.fills):
        return facts
    booked = (
        fill if fill.day is not None else replace(fill, day=account.day_of(fill.at)) for fill in facts.fills
    )
    return replace(facts, fills=tuple(booked))


def forget_days(facts: TradeFacts) -> TradeFacts:
    """Another account, or another zone of it, has its own days."""
    told = None if facts.told is None else replace(facts.told, day=None)
    return replace(facts, told=told, fills=tuple(replace(fill, day=None) for fill in facts.fills))
