"""People who are spoken to in their own language, and understood in any of them."""

import pytest

from tests.builders.chat import Chat
from tests.builders.desk import TestDesk

LINE = "long EURUSD 1.0850 sl 1.0820 tp 1.0910 0.5 lots #breakout calm"


@pytest.fixture
def nuria(desk: TestDesk) -> Chat:
    return Chat(desk, "nuria", locale="es-ES")


async def test_the_platforms_language_is_spoken_from_the_first_word(nuria: Chat) -> None:
    assert (await nuria.type("/start")).startswith("Hola, Nuria. Llevo tu diario de trading.")
    assert "[Otro…] [Luego]" in nuria.says


async def test_a_language_that_is_not_ours_is_answered_in_english(desk: TestDesk) -> None:
    assert (await Chat(desk, "aino", locale="fi").type("/start")).startswith("Hi Aino.")


async def test_a_whole_trade_in_spanish(nuria: Chat) -> None:
    opened = await nuria.type(LINE)
    assert opened.startswith("● EURUSD ▲ 0,50 lotes @ 1,0850\nstop 1,0820 30 pips, −150\xa0$ = 1R")
    assert "objetivo 1,0910 2,0R\nbreakout · calma\n" in opened
    assert "[Cerrar] [Stop a BE]\n[Editar] [Deshacer]" in opened
    closed = await nuria.type("salida 1,0905")
    assert closed.startswith("✓ EURUSD ▲ cerrada +1,83R (+275,00\xa0$)")
    assert "Hoy: 1 operación, 1 G 0 P, +1,8R" in closed


async def test_prices_are_read_in_every_dress_whatever_the_language(nuria: Chat) -> None:
    await nuria.type("compra EURUSD 1,0850 sl 1.0820 0,5 lotes")
    assert (await nuria.type("cierro 1.0905")).startswith("✓ EURUSD ▲ cerrada +1,83R")


async def test_what_stands_on_a_button_may_be_typed(nuria: Chat) -> None:
    await nuria.type("/start")
    assert (await nuria.type("luego")).startswith("¿Moneda de la cuenta?")
    assert (await nuria.type("atrás")).startswith("Hola")


@pytest.mark.parametrize(
    ("back", "cancel"),
    [
        ("volver", "cancelar"),
        ("voltar", "cancelar"),
        ("zurück", "abbrechen"),
        ("retour", "annuler"),
        ("назад", "отмена"),
    ],
)
async def test_the_ways_out_work_in_every_language(ana: Chat, back: str, cancel: str) -> None:
    await ana.type("/log")
    await ana.type("EURUSD")
    assert "Which market?" in await ana.type(back)
    assert (await ana.type(cancel)).startswith("Left it there.")


@pytest.mark.parametrize("undo", ["undo", "deshacer", "desfazer", "rückgängig", "défaire", "вернуть"])
async def test_undo_needs_no_slash_in_any_language(ana: Chat, undo: str) -> None:
    await ana.type(LINE)
    assert (await ana.type(undo)).startswith("Taken back: EURUSD")


async def test_settings_change_the_language_at_once(ana: Chat) -> None:
    await ana.type("/settings")
    await ana.tap("Language")
    said = await ana.tap("Deutsch")
    assert said.startswith("Einstellungen\nGeändert.")
    assert "Sprache Deutsch" in said
    assert (await ana.type(LINE)).startswith("● EURUSD ▲ 0,50 Lots @ 1,0850")


async def test_a_language_is_typed_in_any_words(ana: Chat) -> None:
    await ana.type("/settings")
    await ana.tap("Language")
    assert "I read “klingon”, but speak English, Español" in await ana.type("klingon")
    assert (await ana.type("francés")).startswith("Réglages")


async def test_the_region_stays_with_its_language(desk: TestDesk) -> None:
    """Mexico writes 1,234.50."""
    diego = Chat(desk, "diego", locale="es-MX")
    assert (await diego.type(LINE)).startswith(
        "● EURUSD ▲ 0.50 lotes @ 1.0850\nstop 1.0820 30 pips, −$150 = 1R"
    )


async def test_days_are_named_in_the_language(nuria: Chat) -> None:
    assert (await nuria.type("/month")).startswith("Noviembre: sin operaciones")
    assert (await nuria.type("/today 2026-10-28")).startswith("mié 28 oct 2026")
    assert (await nuria.type("/month octubre")).startswith("Octubre: sin operaciones")


async def test_russian_counts_in_three_forms(desk: TestDesk) -> None:
    ivan = Chat(desk, "ivan", locale="ru")
    for count, words in ((1, "Открыта 1 сделка"), (2, "Открыты 2 сделки")):
        await ivan.type(f"long EURUSD 1.08{count}0 sl 1.0780 0.5 lots")
        assert (await ivan.type("/open")).startswith(words)


async def test_a_refusal_names_what_is_wanted_in_the_language(nuria: Chat) -> None:
    await nuria.type("/log")
    await nuria.type("EURUSD")
    assert "Leo “de lado”, pero necesito long o short." in await nuria.type("de lado")


async def test_the_other_side_hears_it_in_its_own_language(desk: TestDesk, nuria: Chat, ana: Chat) -> None:
    await nuria.type("/mentor")
    line = (await nuria.tap("Invitar a un alumno")).split("\n", 1)[0]
    await ana.type(line)
    assert "Ana aceptó tu invitación y decide qué puedes leer." in nuria.says
    assert "would like to read your journal" in ana.says


async def test_the_platforms_language_is_followed_until_one_is_chosen(desk: TestDesk, ana: Chat) -> None:
    await ana.type("/start")
    abroad = Chat(desk, "ana", locale="de-AT")
    assert (await abroad.type("/open")).startswith("Nichts ist offen.")
    await abroad.type("/settings")
    await abroad.tap("Sprache")
    await abroad.tap("Français")
    assert (await abroad.type("/open")).startswith("Rien n'est ouvert.")
    assert (await ana.type("/open")).startswith("Rien n'est ouvert.")


async def test_a_message_without_a_language_changes_none(desk: TestDesk, nuria: Chat) -> None:
    await nuria.type("/start")
    assert (await Chat(desk, "nuria", locale=None).type("/open")).startswith("No hay nada abierto.")
