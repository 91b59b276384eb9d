"""What a trader says of a trade beside its numbers, as the API speaks it: scores, rules, own questions by name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct
from msgspec.structs import replace

from core.errors import DomainError
from core.fields.field import CustomField, find_named, read_answer
from core.fields.queries import list_fields, list_fields_of
from core.reflection.topics import check_rules
from core.storage.unit_of_work import UnitOfWork
from core.strategies.queries import list_named_rules, list_rules_for
from core.strategies.strategy import Rule
from core.trades.facts import TradeFacts
from core.trades.record import Trade

_MOST_NAMED = 40
Score = Annotated[int, Meta(ge=1, le=10)]
Name = Annotated[str, Meta(min_length=1, max_length=200)]


class SentWords(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`rules` (by id or wording: kept or not) say `rules_kept` by themselves; `answers` are by the question's id
    or name, numbers as text.
    """

    confidence: Score | None = None
    entry_quality: Score | None = None
    exit_quality: Score | None = None
    rules_kept: bool | None = None
    rules: Annotated[dict[Name, bool], Meta(max_length=_MOST_NAMED)] = {}
    answers: Annotated[dict[Name, str | bool], Meta(max_length=_MOST_NAMED)] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownWords:
    """What the ids in a trade's facts are called."""

    rules: Mapping[UUID, Rule] = field(default_factory=dict[UUID, Rule])
    fields: Mapping[UUID, CustomField] = field(default_factory=dict[UUID, CustomField])


async def load_known(uow: UnitOfWork, trades: Iterable[Trade]) -> KnownWords:
    """The rules and questions of these trades, retired or not."""
    told = [trade.facts for trade in trades]
    rules = {rule for facts in told for rule in facts.rule_checks}
    fields = {asked for facts in told for asked in facts.answers}
    return KnownWords(
        rules={rule.id: rule for rule in await list_named_rules(uow, list(rules))},
        fields={each.id: each for each in await list_fields_of(uow, fields)} if fields else {},
    )


async def add_words(
    uow: UnitOfWork, facts: TradeFacts, sent: SentWords, problems: dict[str, str]
) -> TradeFacts:
    """The facts with what was said; what cannot be kept is added to `problems` by field."""
    facts = replace(
        facts,
        confidence=sent.confidence,
        entry_quality=sent.entry_quality,
        exit_quality=sent.exit_quality,
        rules_kept=sent.rules_kept,
    )
    if sent.rules:
        checks = _read_rules(await list_rules_for(uow, facts.setup), sent.rules, problems)
        facts = check_rules(facts, checks) if checks else facts
        if sent.rules_kept not in (None, facts.rules_kept):
            problems["rules_kept"] = "contradicts rules"
    if sent.answers:
        facts = replace(facts, answers=_read_answers(await list_fields(uow), sent.answers, problems))
    return facts


def write_words(facts: TradeFacts, known: KnownWords) -> dict[str, Any]:
    """The part of a trade that `SentWords` sends, with names."""
    return {
        "confidence": facts.confidence,
        "entry_quality": facts.entry_quality,
        "exit_quality": facts.exit_quality,
        "rules_kept": facts.rules_kept,
        "rules": [
            {"id": rule, "rule": known.rules[rule].body, "kept": kept}
            for rule, kept in facts.rule_checks.items()
            if rule in known.rules
        ],
        "answers": [
            {"id": each.id, "name": each.name, "kind": each.kind, "value": facts.answers[each.id]}
            for each in known.fields.values()
            if each.id in facts.answers
        ],
    }


def _read_rules(
    rules: Sequence[Rule], sent: Mapping[str, bool], problems: dict[str, str]
) -> dict[UUID, bool]:
    found: dict[UUID, bool] = {}
    for name, kept in sent.items():
        wanted = name.casefold()
        rule = next((each for each in rules if wanted in (str(each.id), each.body.casefold())), None)
        if rule is None:
            problems[f"rules.{name}"] = "is no rule of this trade's setup"
        else:
            found[rule.id] = kept
    return found


def _read_answers(
    fields: Sequence[CustomField], sent: Mapping[str, str | bool], problems: dict[str, str]
) -> dict[UUID, str]:
    found: dict[UUID, str] = {}
    for name, value in sent.items():
        asked = find_named(fields, name) or next((each for each in fields if str(each.id) == name), None)
        text = ("yes" if value else "no") if isinstance(value, bool) else value
        if asked is None:
            problems[f"answers.{name}"] = "is no question of this trader"
            continue
        try:
            found[asked.id] = read_answer(asked, text)
        except DomainError as refusal:
            problems[f"answers.{name}"] = refusal.code
    return found
