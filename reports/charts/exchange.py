"""What the journal and its drawing process say to each other: pickled values with their length first."""

import pickle
import struct
from dataclasses import dataclass

from reports.charts.chart import Chart, ChartKind, ChartValues
from reports.charts.theme import ThemeName

LENGTH = struct.Struct(">I")


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawRequest:
    """`locale`: whoever looks at it reads that."""

    kind: ChartKind
    values: ChartValues
    theme: ThemeName
    locale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """The first thing the drawing process says: matplotlib and the fonts are loaded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotDrawn:
    """This request failed; the process goes on. `reason` is for the log only."""

    reason: str


Reply = Chart | Ready | NotDrawn


def pack(message: DrawRequest | Reply) -> bytes:
    body = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return LENGTH.pack(len(body)) + body


def unpack(body: bytes) -> DrawRequest | Reply:
    """Both ends are this program and nobody else holds the pipe, so that pickle is safe here."""
    return pickle.loads(body)  # noqa: S301 see above
