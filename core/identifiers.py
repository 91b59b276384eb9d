"""Identifiers: a TradeId is not a UserId, although both are UUIDs."""

from typing import NewType
from uuid import UUID

from uuid_utils.compat import uuid7

UserId = NewType("UserId", UUID)
TradeId = NewType("TradeId", UUID)
AccountId = NewType("AccountId", UUID)
PictureId = NewType("PictureId", UUID)
RelationshipId = NewType("RelationshipId", UUID)
StrategyId = NewType("StrategyId", UUID)
RuleId = NewType("RuleId", UUID)
FieldId = NewType("FieldId", UUID)


UNMISTAKABLE = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Thirty signs that nobody confuses when reading them aloud: for codes that people pass on."""


def new_id() -> UUID:
    """A version 7 UUID: milliseconds first, so that rows made later sort later (RFC 9562, 5.7)."""
    return uuid7()
