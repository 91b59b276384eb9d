from tests.builders.chat import Chat

async def test_probe(desk):
    ana = Chat(desk)
    async def t(x, **k):
        before = len(desk.messenger.attempts)
        try:
            said = await ana.type(x, **k)
        except Exception as e:
            print("ERR", e); return
        print("▸", x[:60]); 
        from tests.builders.chat import read_screen
        for m in desk.messenger.attempts[before:]:
            print("   |", m.mode, m.toast or "", "\n   | ".join((read_screen(m.screen) if m.screen else "-").splitlines()))
    async def tap(x, **k):
        before = len(desk.messenger.attempts)
        await ana.tap(x, **k)
        print("▸ [", x, "]")
        from tests.builders.chat import read_screen
        for m in desk.messenger.attempts[before:]:
            print("   |", m.mode, m.toast or "", "\n   | ".join((read_screen(m.screen) if m.screen else "-").splitlines()))
    await t("/start")
    await tap("New York 10:00") if False else None
    await t("long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots #breakout calm", message="m1")
    await t("Lisbon")
    await t("USD")
    await t("later")
    await t("hello")
    await t("/cancel")
    await t("exit 1.0871 half")
    await t("long EURUSD 1.0851 sl 1.0820 tp 1.0910 0.5 lots #breakout calm", message="m1") if False else None
    await ana.edit("m1", "long EURUSD 1.0852 sl 1.0820 tp 1.0910 0.5 lots #breakout calm"); print("edit:", ana.says)
    await t("/log")
    await t("/checkin")
    await tap("8")
    await t("sold gold 2410 stop 2415")
    await t("0.1")
    await t("/help")
    await t("back")
    await tap("9")
    await t("/undo")
    await t("/undo")
    await t("/nonsense")
    await t("12345")
    await t("lol")
    await t("lol again")
    await t("long EURUSD abc")
    await t("/close")
    await t("cancel")
    await t("cancel")
