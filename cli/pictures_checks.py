"""What `ams doctor` asks of the place where pictures lie: can it be written, read and cleared."""

from pathlib import Path

from cli.findings import Finding, bad, good
from cli.house import open_store
from core.errors import NotFound
from core.pictures.store import StoreAway
from core.settings import Settings

_KEY, _CONTENT = "doctor/probe", b"ams doctor"


async def examine_pictures(settings: Settings, directory: Path) -> Finding:
    where = "the data directory" if settings.pictures_url is None else "the store of AMS_PICTURES_URL"
    try:
        store = open_store(settings, directory)
        await store.put(_KEY, _CONTENT)
        answers = await store.get(_KEY) == _CONTENT
        await store.delete([_KEY])
    except (StoreAway, NotFound, ValueError) as error:
        reason = str(error.__cause__ or error).partition("\n")[0]
        return bad(f"pictures: {where} does not take them, {reason}", "check its address, keys and bucket")
    if not answers:
        return bad(f"pictures: {where} gives back other bytes", "is something between us and the store?")
    return good(f"pictures: {where} keeps them")
