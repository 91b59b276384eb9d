"""Questions of 1 to 10: two rows of five, and what is typed instead."""

from bots.dialogs.dialog import Answers, Option
from core.trades.typed import parse_score


def score_options() -> tuple[tuple[Option, ...], ...]:
    options = [Option(label=str(score), value=str(score)) for score in range(1, 11)]
    return tuple(options[:5]), tuple(options[5:])


def read_score(text: str, _answers: Answers) -> str:
    return str(parse_score(text))
