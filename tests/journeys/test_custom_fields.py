"""Questions of the trader's own: made, asked and shown like the built-in ones, typed in a reply."""

from tests.builders.chat import Chat

LINE = "long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots #breakout calm"


async def test_a_choice_is_made_asked_on_the_card_and_shown(ana: Chat) -> None:
    assert (await ana.type("/fields")).startswith("No questions of your own yet.")
    await ana.tap("New")
    await ana.type("Session")
    assert (await ana.tap("a choice")).startswith("Session: between which answers?")
    await ana.type("London, New York, Asia")
    said = await ana.tap("after the entry")
    assert said.splitlines()[:3] == [
        "Session",
        "I ask it from the next trade on.",
        "London, New York, Asia · after the entry",
    ]
    asked = await ana.type(LINE)
    assert "Session?\n[London] [New York] [Asia]\n[Skip] [Later]" in asked
    assert "Session New York" in await ana.tap("New York")
    assert "Session New York" in await ana.type("exit 1.0905")


async def test_each_kind_reads_its_own_answers(ana: Chat) -> None:
    for name, kind in (("Sleep", "a number"), ("News", "yes or no"), ("Plan", "words")):
        await ana.type("/fields")
        await ana.tap("New")
        await ana.type(name)
        await ana.taps(kind, "after the close")
    await ana.type(LINE)
    await ana.type("exit 1.0905")
    asked = await ana.taps("How was it?", "8", "7", "Kept")
    assert "Sleep?" in asked
    assert "Sleep: I read “lots”, but need a number." in await ana.type("lots")
    assert "News?" in await ana.type("6,5 h")
    assert "Plan?" in await ana.type("no")
    said = await ana.type("sold too early")
    assert "Sleep 6.5\nNews no\nPlan sold too early" in said


async def test_a_reply_with_the_name_answers_it(ana: Chat) -> None:
    for name, kind in (("Sleep", "a number"), ("Session", "words")):
        await ana.type("/fields")
        await ana.tap("New")
        await ana.type(name)
        await ana.taps(kind, "never asked")
    await ana.type(LINE)
    card = ana.number_of("● EURUSD")
    said = await ana.type("sleep: 7\nsession: london", reply_to=card)
    assert "Sleep 7\nSession london" in said
    assert "Sleep: I read “bad”, but need a number." in await ana.type("sleep: bad", reply_to=card)
    assert "Sleep" not in await ana.type("/undo")


async def test_a_question_is_renamed_reordered_retired_and_brought_back(ana: Chat) -> None:
    for name in ("Sleep", "Session"):
        await ana.type("/fields")
        await ana.tap("New")
        await ana.type(name)
        await ana.taps("words", "after the close")
    await ana.type("/fields")
    await ana.taps("Open", "Down")
    assert ana.says.splitlines()[1:3] == [
        "Session words · after the close [Open]",
        "Sleep words · after the close [Open]",
    ]
    await ana.tap("Open")
    await ana.tap("Rename")
    assert (await ana.type("Which session")).startswith("Which session\nChanged.")
    await ana.tap("When")
    assert "words · never asked" in await ana.tap("never asked")
    assert "Retired: answers that were given stay." in await ana.tap("Retire")
    await ana.type("/fields")
    await ana.tap("Retired: 1")
    assert "Asked again." in await ana.tap("Bring back")


async def test_a_name_is_taken_once_and_twenty_are_enough(ana: Chat) -> None:
    for number in range(20):
        await ana.type("/fields")
        await ana.tap("New")
        await ana.type(f"Question {number}")
        await ana.taps("words", "never asked")
    await ana.type("/fields")
    assert "[New]" not in ana.says
