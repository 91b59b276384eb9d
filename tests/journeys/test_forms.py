"""Forms, where a platform has them: a whole trade at once, or one typed answer."""

import msgspec

from bots.inbound import Kind
from tests.builders.chat import Chat
from tests.builders.desk import TestDesk
from tests.builders.talk import an_event


async def fill_in(desk: TestDesk, form: str, **fields: str) -> None:
    event = an_event(person="ana", kind=Kind.FORM)
    await desk.tell(msgspec.structs.replace(event, form=form, fields=fields))


async def test_a_form_files_a_whole_trade(desk: TestDesk, ana: Chat) -> None:
    await fill_in(
        desk,
        "trade",
        trade="long EURUSD 1.0850 0.5 lots",
        stop="1.0820",
        target="1.0910",
        setup="#breakout calm",
        note="second touch",
    )
    assert ana.says.splitlines()[:5] == [
        "● EURUSD ▲ 0.50 lots @ 1.0850",
        "stop 1.0820 30 pips, −$150 = 1R",
        "target 1.0910 2.0R",
        "breakout · calm",
        "second touch",
    ]


async def test_a_form_without_a_trade_is_named(desk: TestDesk, ana: Chat) -> None:
    await fill_in(desk, "trade", trade="hello")
    assert ana.says.startswith("I read no trade in “hello”.")


async def test_one_answer_may_come_in_a_form(desk: TestDesk, ana: Chat) -> None:
    await ana.type("/start")
    await fill_in(desk, "answer", answer="Zurich")
    assert ana.says.startswith("Account currency?")


async def test_an_answer_to_a_closed_question_is_said_to_be_late(desk: TestDesk, ana: Chat) -> None:
    await ana.type("/help")
    await fill_in(desk, "answer", answer="Zurich")
    assert ana.says == "That question is closed. /help"


async def test_in_a_group_every_typed_question_has_a_button_for_it(desk: TestDesk) -> None:
    group = Chat(desk, "group", direct=False)
    await group.type("long EURUSD 1.0850 sl 1.0820 0.5 lots")
    assert "[Type it]" in await group.tap("Close")
