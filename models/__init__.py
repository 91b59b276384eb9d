"""Rows of the journal: columns and nothing else. Constraints, policies and triggers are in migrations/."""

from models.accounts import CustomField, Instrument, Strategy, StrategyRule, TradingAccount
from models.audit import AuditLog, DemoClock
from models.checkins import Checkin, CheckinSchedule
from models.conversations import Card, Conversation, InboxEvent, OutboxMessage, UsedToken
from models.keys import ApiKey, IdempotencyKey, LinkCode
from models.mentoring import MentorChannel, MentorNote, MentorRelationship
from models.people import ChatAccount, SubscriptionPlan, User
from models.pictures import Attachment, DrawnPicture
from models.summaries import CalendarStat, DirtyDay, MonthlySummary, PerformanceMetric
from models.trades import Fill, Trade, TradeAct, TradeDetail, TradeGroup

__all__ = [
    "ApiKey",
    "Attachment",
    "AuditLog",
    "CalendarStat",
    "Card",
    "ChatAccount",
    "Checkin",
    "CheckinSchedule",
    "Conversation",
    "CustomField",
    "DemoClock",
    "DirtyDay",
    "DrawnPicture",
    "Fill",
    "IdempotencyKey",
    "InboxEvent",
    "Instrument",
    "LinkCode",
    "MentorChannel",
    "MentorNote",
    "MentorRelationship",
    "MonthlySummary",
    "OutboxMessage",
    "PerformanceMetric",
    "Strategy",
    "StrategyRule",
    "SubscriptionPlan",
    "Trade",
    "TradeAct",
    "TradeDetail",
    "TradeGroup",
    "TradingAccount",
    "UsedToken",
    "User",
]
