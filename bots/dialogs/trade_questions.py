"""What the trade_entry dialog asks: first what was read, then the smallest question."""

from decimal import Decimal

import msgspec

from bots.dialogs.dialog import Answers, Option, Question
from bots.dialogs.draft import account_of, find_wrong_stop
from bots.dialogs.draft_size import size_by_risk
from bots.dialogs.draft_steps import ENTRY, SIDE, STOP, SYMBOL
from bots.replies.figures import joined, show_size, side_sign
from bots.turn import Turn
from core.instruments.catalog import find_instrument
from core.instruments.instrument import Instrument, SizeUnit
from core.messaging.forms import TRADE_FORM
from core.messaging.screen import Block, Text, Title, Weight, spans
from core.money import format_number, format_price, format_r
from core.trades.queries import find_last_price, list_recent_sizes, list_recent_symbols, load_desk
from core.trades.trade import Side
from core.trades.typed import parse_number

_USUAL_MARKETS = ("EURUSD", "NQ", "XAUUSD")
_USUAL_SIZES = {
    SizeUnit.LOTS: ("0.10", "0.50", "1"),
    SizeUnit.CONTRACTS: ("1", "2", "3"),
    SizeUnit.SHARES: ("10", "50", "100"),
    SizeUnit.COINS: (),
}


async def ask_digits(turn: Turn, answers: Answers) -> Question:
    """`USDJPY is quoted with 3 digits (your last was 149.2): 149.500, stop 149.200?`"""
    symbol = answers.get(SYMBOL) or ""
    market = find_instrument(symbol)
    last = await find_last_price(turn.uow, symbol)
    said = turn.say("{symbol} is quoted differently", symbol=symbol)
    if answers.get("doubt") == "scale":
        said = turn.say("{typed} is far from where {symbol} trades", typed=_typed(answers), symbol=symbol)
    elif market is not None:
        said = turn.say(
            "{symbol} is quoted with {count} digit",
            "{symbol} is quoted with {count} digits",
            symbol=symbol,
            count=market.price_digits,
        )
    if last is not None:
        said = turn.say("{said} (your last was {price})", said=said, price=_show(market, last))
    meant = joined(
        (
            _show_each(market, answers.get(ENTRY)),
            _labelled(turn.say("stop"), _show_each(market, answers.get(STOP))),
            _labelled(turn.say("target"), _show_each(market, answers.get("targets"))),
        ),
        ", ",
    )
    return Question(
        blocks=(Title(spans(f"{said}.")), Text(spans(f"{meant}?"))),
        options=(
            (
                Option(label=turn.say("Yes"), value="yes", weight=Weight.PRIMARY),
                Option(label=turn.say("No, as typed"), value="no"),
            ),
        ),
    )


async def ask_stopside(turn: Turn, answers: Answers) -> Question:
    """`A long's stop lies below its entry. You wrote 1.0890 over 1.0850.`"""
    market = find_instrument(answers.get(SYMBOL) or "")
    side = Side(answers.get(SIDE) or Side.LONG)
    entry, stop = find_wrong_stop(answers) or (Decimal(0), Decimal(0))
    if side is Side.LONG:
        rule = turn.say("A long's stop lies below its entry.")
        other = Option(label=turn.say("It was short"), value=Side.SHORT.value)
    else:
        rule = turn.say("A short's stop lies above its entry.")
        other = Option(label=turn.say("It was long"), value=Side.LONG.value)
    wrote = turn.say(
        "You wrote {stop} over {entry}." if side is Side.LONG else "You wrote {stop} under {entry}.",
        stop=_show(market, stop),
        entry=_show(market, entry),
    )
    row = [other]
    if stop == entry:
        wrote = turn.say("You wrote {price} for both.", price=_show(market, stop))
        row = [Option(label=turn.say("No stop"), value="none")]
    mirrored = entry * 2 - stop
    if 0 < mirrored != stop and mirrored * 3 > entry:
        label = turn.say("Stop is {price}", price=_show(market, mirrored))
        row.append(Option(label=label, value=str(mirrored)))
    row.append(Option(label=turn.say("Type stop"), types=True))
    return Question(
        blocks=(Title(spans(rule)), Text(spans(f"{wrote} {turn.say('Nothing is filed yet.')}"))),
        options=(tuple(row),),
        hint=turn.say("The stop price"),
    )


async def ask_symbol(turn: Turn, answers: Answers) -> Question:
    recent = await list_recent_symbols(turn.uow, limit=3)
    offered = list(dict.fromkeys([*recent, *_USUAL_MARKETS]))[:3]
    options = tuple(Option(label=symbol, value=symbol) for symbol in offered)
    is_blank = not answers.get(SIDE) and not answers.get(ENTRY)
    whole = TRADE_FORM.name if is_blank else None
    return Question(
        blocks=(*_so_far(turn, answers), Title(spans(turn.say("Which market?")))),
        options=(options, (Option(label=turn.say("Type it"), types=True, form=whole),)),
        hint=turn.say("A market, such as EURUSD"),
    )


async def ask_side(turn: Turn, answers: Answers) -> Question:
    market = find_instrument(answers.get(SYMBOL) or "")
    entry = _labelled("@", _show_each(market, answers.get(ENTRY)))
    known = joined((answers.get(SYMBOL), _told(turn, answers), entry), " ")
    head = turn.say("{known}: long or short?", known=known)
    return Question(
        blocks=(Title(spans(head)),),
        options=(
            (
                Option(label=f"▲ {turn.say('Long')}", value=Side.LONG.value),
                Option(label=f"▼ {turn.say('Short')}", value=Side.SHORT.value),
            ),
        ),
    )


async def ask_entry(turn: Turn, answers: Answers) -> Question:
    head = turn.say("{name}: in at what price?", name=_named(answers))
    zone = (answers.get("zone") or "").split()
    edges = (Option(label=_show(None, Decimal(price)), value=price) for price in zone)
    options = (*edges, *_as_typed(turn, answers))
    return Question(
        blocks=(*_unread(turn, answers), Title(spans(head))),
        options=(options,) if options else (),
        hint=turn.say("The entry price"),
    )


async def ask_stop(turn: Turn, answers: Answers) -> Question:
    price = _show_each(find_instrument(answers.get(SYMBOL) or ""), answers.get(ENTRY))
    head = turn.say("{name} @ {price}: where is the stop?", name=_named(answers), price=price)
    return Question(
        blocks=(*_unread(turn, answers), Title(spans(head))),
        options=((*_as_typed(turn, answers), Option(label=turn.say("No stop"), skips=True)),),
        hint=turn.say("The stop price"),
    )


async def ask_size(turn: Turn, answers: Answers) -> Question:
    """`▼ XAUUSD @ 2410, stop 2415. How much?` with the sizes used last."""
    symbol = answers.get(SYMBOL) or ""
    market = find_instrument(symbol)
    recent = await list_recent_sizes(turn.uow, symbol)
    sizes = [(size, unit) for size, unit in recent] or _usual_sizes(market)
    by_risk = (
        size_by_risk(answers, await load_desk(turn.uow, account_of(turn, answers)))
        if answers.get("risk")
        else None
    )
    if by_risk is not None and market is not None:
        sizes = [(by_risk, market.size_unit.value), *(each for each in sizes if each[0] != by_risk)][:3]
    options = [Option(label=show_size(turn.say, size, unit), value=f"{size:f}") for size, unit in sizes]
    options.append(Option(label=turn.say("Type it"), types=True))
    side = Side(answers.get(SIDE) or Side.LONG)
    stop = _labelled(turn.say("stop"), _show_each(market, answers.get(STOP)))
    price = _show_each(market, answers.get(ENTRY))
    head = turn.say(
        "{sign} {symbol} @ {numbers}. How much?",
        sign=side_sign(side),
        symbol=symbol,
        numbers=joined((price, stop), ", "),
    )
    return Question(
        blocks=(*_no_size(turn, answers), Title(spans(head)), Text(spans(turn.say("Nothing is filed yet.")))),
        options=(tuple(options),),
        hint=turn.say("A size, such as 0.5 lots"),
    )


async def ask_point(turn: Turn, answers: Answers) -> Question:
    symbol = answers.get(SYMBOL)
    return Question(
        blocks=(
            Title(spans(turn.say("I do not know {symbol} yet.", symbol=symbol))),
            Text(
                spans(
                    turn.say(
                        "What does a move of 1.0 make on a size of 1, in {currency}? I ask this once.",
                        currency=turn.person.currency,
                    )
                )
            ),
        ),
        options=(
            (
                Option(label="1", value="1"),
                Option(label="10", value="10"),
                Option(label="100", value="100"),
                Option(label=turn.say("Type it"), types=True),
            ),
            (Option(label=turn.say("Prices only, no money"), skips=True, weight=Weight.QUIET),),
        ),
        hint=turn.say("Money per point, such as 5"),
    )


def _no_size(turn: Turn, answers: Answers) -> tuple[Block, ...]:
    zero = answers.get("zero")
    return (Text(spans(turn.say("{typed} is no size.", typed=zero))),) if zero else ()


def _so_far(turn: Turn, answers: Answers) -> tuple[Block, ...]:
    """What was understood although the market was not."""
    side, entry = answers.get(SIDE), _show_each(None, answers.get(ENTRY))
    read = joined((side, entry, _labelled(turn.say("stop"), _show_each(None, answers.get(STOP)))), " ")
    return (Text(spans(turn.say("I read: {words}", words=read))),) if read else ()


def _unread(turn: Turn, answers: Answers) -> tuple[Block, ...]:
    said: list[str] = []
    if unread := answers.get("unread"):
        said.append(turn.say("I could not read “{words}” as a price.", words=unread))
    if far := answers.get("far"):
        symbol = answers.get(SYMBOL)
        said.append(turn.say("{typed} is far from where {symbol} trades.", typed=far[:40], symbol=symbol))
    return tuple(Text(spans(words)) for words in said)


def _as_typed(turn: Turn, answers: Answers) -> tuple[Option, ...]:
    """The price that was not believed, kept on request."""
    typed = parse_number(answers.get("far") or "")
    label = turn.say("{price} as typed", price=answers.get("far"))
    return (Option(label=label, value=str(typed)),) if typed else ()


def _typed(answers: Answers) -> str:
    """`10.850`, as it stood in the words."""
    typed = msgspec.json.decode(answers.get("typed") or "{}", type=dict[str, str])
    return ", ".join(" ".join(typed.values()).split())


def _told(turn: Turn, answers: Answers) -> str | None:
    """A result that was told instead of prices: `+2R`."""
    result_r, money = answers.get("told_r"), answers.get("told_money")
    if result_r and not Decimal(result_r):
        return turn.say("break-even")
    if result_r:
        return format_r(Decimal(result_r), _decimals(result_r))
    return format_number(Decimal(money), _decimals(money), signed=True) if money else None


def _decimals(number: str) -> int:
    return -min(int(Decimal(number).as_tuple().exponent), 0)


def _usual_sizes(market: Instrument | None) -> list[tuple[Decimal, str | None]]:
    if market is None:
        return []
    return [(Decimal(size), market.size_unit.value) for size in _USUAL_SIZES[market.size_unit]]


def _named(answers: Answers) -> str:
    return f"{answers.get(SYMBOL)} {side_sign(Side(answers.get(SIDE) or Side.LONG))}"


def _labelled(label: str, value: str | None) -> str | None:
    return f"{label} {value}" if value else None


def _show(market: Instrument | None, price: Decimal) -> str:
    return market.show(price) if market else format_price(price)


def _show_each(market: Instrument | None, prices: str | None) -> str | None:
    if not prices:
        return None
    shown = [_show(market, parse_number(each) or Decimal(each)) for each in prices.split()]
    return ", ".join(shown)
