"""A button with a form opens it without asking the journal; its answers come back whenever they are sent."""

from bots.discord.door import DiscordDoor
from bots.inbound import Kind
from bots.intake import JournalAway
from tests.platforms.discord.builders import make_outgoing, make_screen
from tests.platforms.discord.conftest import Inbox, make_door
from tests.platforms.discord.server import DiscordServer
from tests.platforms.discord.server.answers import DEFERRED_UPDATE, MODAL

ASK = make_screen("Which market?", "Type it", **{"Type it": "trade"})


async def test_the_form_opens_even_with_the_database_away(
    door: DiscordDoor, server: DiscordServer, inbox: Inbox
) -> None:
    inbox.fails = JournalAway(None)
    ana = server.person("Ana")
    await door.messenger.deliver(make_outgoing(server, ASK, to=ana.channel.id))
    interaction = await ana.presses("Type it")
    assert interaction.acknowledged == MODAL
    assert ana.form is not None
    assert ana.form["title"] == "Log a trade"


async def test_a_submitted_form_brings_its_fields_and_the_press_behind_it(
    door: DiscordDoor, server: DiscordServer, inbox: Inbox
) -> None:
    ana = server.person("Ana")
    delivered = await door.messenger.deliver(make_outgoing(server, ASK, to=ana.channel.id))
    await ana.presses("Type it")
    interaction = await ana.submits(trade="EURUSD 1.0850", side="long", photos=[b"a png", b"another"])
    heard = await inbox.next()
    assert (Kind.FORM, "trade", "v.Type it.1..mac") == (heard.kind, heard.form, heard.token)
    assert {"trade": "EURUSD 1.0850", "side": "long", "setup": "", "note": ""} == heard.fields
    assert [b"a png", b"another"] == [await door.fetch_upload(upload.ref) for upload in heard.uploads]
    assert delivered.message_id == heard.message
    assert interaction.acknowledged == DEFERRED_UPDATE


async def test_a_form_opened_before_a_restart_is_still_taken_after_it(
    door: DiscordDoor, server: DiscordServer, inbox: Inbox
) -> None:
    ana = server.person("Ana")
    await door.messenger.deliver(make_outgoing(server, ASK, to=ana.channel.id))
    await ana.presses("Type it")
    await door.stop()
    fresh = make_door(server, inbox)
    await fresh.start()
    await server.world.changed(lambda: server.gateway.identified == 2 and server.gateway.is_connected)
    await ana.submits(trade="long EURUSD 1.0850")
    assert "long EURUSD 1.0850" == (await inbox.next()).fields["trade"]
    await fresh.stop()


async def test_a_form_of_another_version_is_an_ordinary_press(
    door: DiscordDoor, server: DiscordServer, inbox: Inbox
) -> None:
    ana = server.person("Ana")
    screen = make_screen("Which market?", "Type it", **{"Type it": "retired"})
    await door.messenger.deliver(make_outgoing(server, screen, to=ana.channel.id))
    await ana.presses("Type it")
    heard = await inbox.next()
    assert (Kind.ACTION, "v.Type it.1..mac") == (heard.kind, heard.token)
