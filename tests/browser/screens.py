"""Screens as the journal would compose them, for pages shown without a journal behind them."""

from msgspec.structs import replace

from core.messaging.screen import (
    Action,
    Choices,
    Fact,
    Facts,
    Icon,
    InputHint,
    Item,
    Items,
    Picture,
    Screen,
    Span,
    Subject,
    Table,
    Text,
    Title,
    Tone,
    Weight,
    spans,
)


def gain(text: str) -> Span:
    return Span(text, Tone.GAIN)


def loss(text: str) -> Span:
    return Span(text, Tone.LOSS)


def strong(text: str) -> Span:
    return Span(text, Tone.STRONG)


def muted(text: str) -> Span:
    return Span(text, Tone.MUTED)


def button(label: str, *, chosen: bool = False) -> Action:
    quiet = label in {"Undo", "Back", "Cancel", "Skip", "Later"}
    weight = Weight.QUIET if quiet else Weight.NORMAL
    icon = {"Undo": Icon.UNDO, "Back": Icon.BACK, "Photo": Icon.PHOTO}.get(label)
    return Action(label=label, token=f"t-{label}"[:64], weight=weight, chosen=chosen, icon=icon)


def buttons(*labels: str) -> Choices:
    return Choices(rows=(tuple(button(label) for label in labels),))


def trade(trade_id: str, *blocks: object) -> Screen:
    return Screen(blocks=tuple(blocks), subject=Subject(kind="trade", id=trade_id))  # pyright: ignore


def opened(trade_id: str = "eurusd") -> Screen:
    return trade(
        trade_id,
        Title(spans("● EURUSD ▲ 0.50 lots @ 1.0850")),
        Facts(
            (
                Fact("stop", spans("1.0820"), spans("30 pips, −$150 = 1R")),
                Fact("target", spans("1.0910"), spans("2.0R")),
            )
        ),
        Text(spans("breakout · calm")),
        buttons("Close", "Stop to BE", "Edit", "Undo"),
    )


def half_out(trade_id: str = "eurusd") -> Screen:
    return trade(
        trade_id,
        Title(spans("● EURUSD ▲ 0.25 of 0.50 lots out @ 1.0871")),
        Text(spans(gain("+0.70R"), " on that half, booked today")),
        buttons("Close rest", "Stop to BE", "Edit", "Undo"),
    )


def closed(trade_id: str = "eurusd") -> Screen:
    return trade(
        trade_id,
        Title(spans("✓ EURUSD ▲ closed ", gain("+1.27R (+$190.00)"), " after 2 h 14 min")),
        Text(spans("Today: 3 trades, 2 W 1 L, ", gain("+1.9R"))),
        buttons("How was it?", "Photo", "Edit", "Undo"),
    )


def closed_short(trade_id: str = "nq") -> Screen:
    return trade(
        trade_id,
        Title(spans("✓ NQ ▼ closed ", loss("−0.60R (−$90.00)"), " after 11 min")),
        Text(spans("Today: 2 trades, 1 W 1 L, ", gain("+0.6R"))),
        buttons("How was it?", "Photo", "Edit", "Undo"),
    )


def taken_back(trade_id: str = "mistyped") -> Screen:
    screen = trade(
        trade_id,
        Title(spans("Deshecho:", " ", "EURUSD ▲ 5.00 lots @ 1.0850")),
        Text(spans("It is in the trash and counts nowhere.")),
    )
    return replace(screen, struck=True)


def scores(question: str, step: str, *answered: tuple[str, str]) -> Screen:
    rows = tuple(tuple(button(str(first + n)) for n in range(5)) for first in (1, 6))
    return Screen(
        blocks=(
            Title(spans("How was today? 3 trades, ", gain("+1.9R"), ".")),
            Facts(tuple(Fact(label, spans(value)) for label, value in answered)),
            Text(spans(strong(question), muted(step))),
            Choices(rows=(*rows, (button("Back"),)), question=f"{question.rstrip('?')}, {step}"),
        ),
        subject=Subject(kind="checkin", id="today"),
    )


def checked_in() -> Screen:
    answers = (
        ("Risk management", "8"),
        ("Execution", "7"),
        ("Emotional discipline", "9"),
        ("Followed the plan", "Yes"),
        ("Mentor’s focus: no entry before 09:45", "Kept"),
    )
    return Screen(
        blocks=(
            Title(spans("✓ Checked in: 8.00 · day 12 of your streak")),
            Facts(tuple(Fact(label, spans(value)) for label, value in answers)),
            buttons("Add words", "Change"),
        ),
        subject=Subject(kind="checkin", id="today"),
    )


def digest(*, asset: str = "chart:46", width: int = 1080, height: int = 480) -> Screen:
    return Screen(
        blocks=(
            Title(spans("Week 46 · 3 students · 2 checked in every day")),
            Items(
                "Needs you",
                (
                    Item(
                        name="Ben",
                        line=spans("size doubled after losses (2×), focus broken 3 of 5"),
                        action=button("Open"),
                    ),
                ),
            ),
            Text(
                spans("Steady: ", strong("Ana, Caro"), " · “no entry before 09:45” kept 8 of 14 days (57 %)")
            ),
            Picture(
                asset=asset, alt="Ben slips a second week; Ana and Caro hold", width=width, height=height
            ),
        ),
        subject=Subject(kind="digest", id="46"),
    )


def for_ben() -> Screen:
    return Screen(
        blocks=(
            Title(spans("✓ For Ben, with his next check-in (Fri 18:30)")),
            buttons("Make it the focus", "Undo"),
        )
    )


def students() -> Screen:
    def row(name: str, today: Span, week: Span, last: str) -> tuple[tuple[Span, ...], ...]:
        return (spans(strong(name)), spans(today), spans(week), spans(last))

    return Screen(
        private=True,
        blocks=(
            Title(spans("3 students, Thursday 12:10")),
            Table(
                ("student", "today", "week", "last check-in"),
                (
                    row("Ana", gain("+1.9R"), gain("+3.3R"), "8.1 Wed"),
                    row("Ben", gain("+0.3R"), loss("−2.1R"), "5.3 Tue"),
                    row("Caro", muted("no trades"), loss("−2.0R"), "5.9 Tue"),
                ),
                (False, True, True, True),
            ),
            Choices(rows=((button("Ana", chosen=True), button("Ben"), button("Caro")),)),
        ),
    )


def month_picture(asset: str = "chart:month") -> Screen:
    return Screen(
        blocks=(Picture(asset=asset, alt="November: +6.3R in 29 trades", width=1080, height=1350),),
        subject=Subject(kind="none", id="month"),
    )


def question(title: str, text: str, *labels: str) -> Screen:
    return Screen(blocks=(Title(spans(title)), Text(spans(text)), buttons(*labels)))


def first_minute() -> tuple[Screen, ...]:
    def ask(title: str, chosen: str, *rows: tuple[str, ...], text: str = "") -> Screen:
        choices = tuple(tuple(button(label, chosen=label == chosen) for label in row) for row in rows)
        words = (Text(spans(text)),) if text else ()
        return Screen(blocks=(Title(spans(title)), *words, Choices(rows=choices)))

    return (
        ask(
            "Hi Sam. I keep your trading journal. You type, I file.",
            "New York 05:04",
            ("Lisbon 10:04", "London 10:04", "New York 05:04"),
            ("Other…", "Later"),
            text="Where are you? Times and days follow this.",
        ),
        ask("Account currency?", "USD", ("USD", "EUR", "GBP"), ("Other…", "Later")),
        ask("Risk per trade, as a default for R?", "Later", ("0.5 %", "1 %", "$50", "Later")),
        Screen(
            blocks=(
                Title(spans("Ready. Log your first trade in one line, for example")),
                Text(spans("long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots")),
                buttons("Guide me"),
                InputHint("Type a trade, or / for commands"),
            )
        ),
    )
