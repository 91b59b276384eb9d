"""The words of the page itself, in the language that the browser asks for."""

import re
from functools import lru_cache
from pathlib import Path

from aiohttp import web

from bots.console.guard import Handler
from core.messaging.languages import ENGLISH
from core.messaging.phrases import say
from core.messaging.tongue import speak, spoken

PAGES = Path(__file__).parent / "pages"
_SAID = re.compile(r'\bsay\(\s*"((?:[^"\\]|\\.)*)"')


@web.middleware
async def speak_as_asked(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer in the first language of the browser."""
    speak(request.headers.get("Accept-Language", ENGLISH).split(",")[0].split(";")[0].strip())
    return await handler(request)


def translate_page() -> dict[str, str]:
    """What the page says, by its English source; empty in English, which needs none."""
    return {} if spoken().language == ENGLISH else {source: say(source) for source in list_said()}


@lru_cache
def list_said() -> tuple[str, ...]:
    """Every source that the page's scripts say; literals only."""
    scripts = sorted((PAGES / "js").glob("*.js"))
    found = (source for path in scripts for source in _SAID.findall(path.read_text(encoding="utf-8")))
    return tuple(dict.fromkeys(found))
