"""Pictures in an S3-compatible store; loaded only where one is set: the library takes 8 MB."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from core.errors import NotFound
from core.pictures.store import StoreAway, Stored

if TYPE_CHECKING:
    from obstore.store import S3Config

AMAZON = "s3"
_ANSWERS_WITHIN = timedelta(seconds=10)
_REQUEST = timedelta(seconds=5)
_BATCH = 1000
_ANY_REGION = "us-east-1"
"""What stores that know no regions expect to be signed for."""


class Bucket:
    """One bucket, or a folder of it, spoken to in path style as MinIO and its like expect."""

    def __init__(self, url: str) -> None:
        """Read `https://KEY:SECRET@host:port/bucket/folder?region=…`, or `s3://bucket/folder` of Amazon with the
        credentials of the machine. Nothing is asked of the store yet.
        """
        self._store = _open(url)

    async def put(self, key: str, content: bytes) -> None:
        async with _answering():
            await obstore.put_async(self._store, key, content, use_multipart=False)

    async def get(self, key: str) -> bytes:
        async with _answering():
            found = await obstore.get_async(self._store, key)
            return bytes(await found.bytes_async())

    async def delete(self, keys: Sequence[str]) -> None:
        for key in keys:
            async with _answering():
                await obstore.delete_async(self._store, key)

    async def list_all(self, *, before: datetime) -> AsyncGenerator[list[Stored]]:
        batches = obstore.list(self._store, chunk_size=_BATCH)
        while True:
            async with _answering():
                batch = await anext(batches, None)
            if batch is None:
                return
            yield [
                Stored(key=each["path"], at=each["last_modified"])
                for each in batch
                if each["last_modified"] < before
            ]


@asynccontextmanager
async def _answering() -> AsyncGenerator[None]:
    try:
        async with asyncio.timeout(_ANSWERS_WITHIN.total_seconds()):
            yield
    except FileNotFoundError:
        raise NotFound from None
    except (BaseError, TimeoutError, OSError) as error:
        raise StoreAway from error


def _open(url: str) -> S3Store:
    parts = urlsplit(url)
    named = (parts.netloc + parts.path) if parts.scheme == AMAZON else parts.path
    bucket, _, folder = named.strip("/").partition("/")
    return S3Store(
        bucket,
        prefix=folder or None,
        config=_read_config(parts),
        client_options={
            "connect_timeout": timedelta(seconds=2),
            "timeout": _REQUEST,
            "allow_http": parts.scheme == "http",
        },
        retry_config={"max_retries": 2, "retry_timeout": _ANSWERS_WITHIN},
    )


def _read_config(parts: SplitResult) -> "S3Config":
    config: S3Config = {"disable_bulk_delete": True}
    asked = dict(parse_qsl(parts.query))
    if parts.scheme != AMAZON:
        port = f":{parts.port}" if parts.port else ""
        config["endpoint"] = f"{parts.scheme}://{parts.hostname}{port}"
        config["region"] = _ANY_REGION
    if "region" in asked:
        config["region"] = asked["region"]
    if parts.username and parts.password:
        config["access_key_id"] = unquote(parts.username)
        config["secret_access_key"] = unquote(parts.password)
    return config
