"""An account's currency was another one: what its trades are worth in it is derived again."""

from msgspec.structs import replace

from core.identifiers import AccountId
from core.people.preferences import set_currency
from core.storage.unit_of_work import UnitOfWork
from core.trades import statements
from core.trades.conversion import drop_rates, settle_rates
from core.trades.desk import Desk
from core.trades.facts import TradeFacts
from core.trades.queries import load_desk, read_joined
from core.trades.service import write_facts


async def change_currency(uow: UnitOfWork, account: AccountId, currency: str) -> None:
    """Rates told for the old currency are gone; bare results that were told are of the new one."""
    before = (await load_desk(uow, account)).account.currency
    if before == currency:
        return
    await set_currency(uow, account, currency)
    desk = await load_desk(uow, account)
    rows = await uow.fetch(
        f"{statements.SELECT_TRADE} where t.user_id = $1 and t.account_id = $2 order by t.id",
        uow.user_id,
        account,
    )
    for row in rows:
        _, trade = read_joined(row)
        after = _rebooked(trade.facts, desk, before)
        if after != trade.facts or row["currency"] != trade.currency:
            await write_facts(uow, desk, trade, after)


def _rebooked(facts: TradeFacts, desk: Desk, before: str) -> TradeFacts:
    currency = desk.account.currency
    if facts.told is not None and facts.currency == before:
        facts = replace(facts, currency=currency)
    return settle_rates(drop_rates(facts), desk.find_market(facts.symbol), currency)
