"""What a picture says in words: the title is the finding, the footer says where the numbers come from."""

from dataclasses import dataclass
from datetime import date

from core.messaging.phrases import say
from reports.charts.wording import count_trades, write_period, write_zone

THIN = 10
"""Under so many trades or answers a rate, an average or a "best" is not said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`title` has one or two lines; `footer` names n, period, account, unit and zone in this order."""

    title: tuple[str, ...]
    subtitle: str
    footer: tuple[str, ...]

    @property
    def alt(self) -> str:
        """The whole in words, for those who cannot see the picture."""
        parts = (" ".join(self.title), self.subtitle, " · ".join(self.footer))
        return ". ".join(part for part in parts if part)


def write_footer(
    *,
    trades: int,
    left_out: int,
    period: tuple[date, date],
    account: str,
    currency: str | None,
    zone: str,
    days_rounded: bool = False,
) -> tuple[str, ...]:
    """The five parts of a trader's footer.

    Trades without a result in this unit are named, and days that are printed less exactly.
    """
    counted = count_trades(trades)
    if left_out and currency is None:
        counted = say("{trades}, {count} without R", trades=counted, count=left_out)
    elif left_out:
        counted = say("{trades}, {count} left out", trades=counted, count=left_out)
    unit = say("in R") if currency is None else currency
    return (
        counted,
        write_period(*period),
        account,
        say("{unit}, days rounded", unit=unit) if days_rounded else unit,
        write_zone(zone),
    )
