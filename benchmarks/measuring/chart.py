"""One equity picture of 2,000 trades, drawn and encoded.

Peer: the same pixels with a plain matplotlib Figure and savefig. Limit: encoding the finished pixels alone.
"""

import io
import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import matplotlib.image
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from benchmarks.comparison import Comparison, alternate
from benchmarks.ground import Ground
from core.summaries.equity import ClosedResult, EquityCurve
from reports.charts.chart import ChartKind
from reports.charts.png import encode_png
from reports.charts.registry import render_chart
from reports.charts.theme import ThemeName
from reports.charts.worker import DrawingPool

TRADES = 2000
_PICTURES = 5
_DPI = 200


async def measure(ground: Ground) -> list[Comparison]:
    curve = _curve()
    chart = render_chart(ChartKind.EQUITY, curve, ThemeName.DARK)
    pixels = np.ascontiguousarray((matplotlib.image.imread(io.BytesIO(chart.png)) * 255).astype(np.uint8))
    size = (chart.width, chart.height)
    async with DrawingPool() as pool:
        await pool.warm_up()

        async def draw() -> float:
            return _per_picture(lambda: render_chart(ChartKind.EQUITY, curve, ThemeName.DARK))

        async def draw_beside() -> float:
            began = time.perf_counter()
            for _ in range(_PICTURES):
                await pool.draw(ChartKind.EQUITY, curve)
            return (time.perf_counter() - began) * 1000 / _PICTURES

        async def draw_plainly() -> float:
            return _per_picture(lambda: _draw_plainly(curve, size))

        async def encode() -> float:
            return _per_picture(lambda: encode_png(pixels))

        found = await alternate(
            {"product": draw, "beside": draw_beside, "plain": draw_plainly, "encode": encode}, ground.rounds
        )
    plain = "a plain Figure and savefig, same size"
    return [
        _compare("chart: equity", found["product"], plain, found["plain"], goal=1.33),
        _compare("chart: equity, by the drawing process", found["beside"], plain, found["plain"]),
        _compare("chart: equity", found["product"], "encoding the pixels alone", found["encode"]),
    ]


def _compare(
    name: str,
    product: tuple[float, ...],
    against_name: str,
    against: tuple[float, ...],
    goal: float | None = None,
) -> Comparison:
    return Comparison(
        name=name, unit="ms", against_name=against_name, product=product, against=against, goal=goal
    )


def _per_picture(draw: Callable[[], object]) -> float:
    began = time.perf_counter()
    for _ in range(_PICTURES):
        draw()
    return (time.perf_counter() - began) * 1000 / _PICTURES


def _curve() -> EquityCurve:
    dice = random.Random(7)
    first = date(2024, 1, 1)
    trades = tuple(
        ClosedResult(day=first + timedelta(days=number // 3), result=Decimal(dice.randint(-10, 13)) / 10)
        for number in range(TRADES)
    )
    return EquityCurve(
        trades=trades, currency=None, since=first, until=trades[-1].day, account="Main", zone="Europe/Lisbon"
    )


def _draw_plainly(curve: EquityCurve, size: tuple[int, int]) -> bytes:
    """What the documentation of matplotlib leads to, for a server: curve, area, drawdown, grid and title."""
    figure = Figure(figsize=(size[0] / _DPI, size[1] / _DPI), dpi=_DPI, facecolor="#12161c")
    FigureCanvasAgg(figure)
    above = figure.add_axes((0.1, 0.35, 0.86, 0.55), facecolor="#12161c")
    below = figure.add_axes((0.1, 0.08, 0.86, 0.2), facecolor="#12161c")
    days = [trade.day for trade in curve.trades]
    heights = [float(height) for height in curve.heights]
    depths = [float(depth) for depth in curve.depths]
    above.plot(days, heights, color="#39c28e", linewidth=1.5)
    above.fill_between(days, heights, alpha=0.2, color="#39c28e")
    below.fill_between(days, depths, alpha=0.4, color="#e5675f")
    for axes in (above, below):
        axes.grid(visible=True, color="#2a313b")
        axes.tick_params(colors="#8a94a3", labelsize=6)
    above.set_title("Equity, after costs", color="#e6eaf0", fontsize=9, loc="left")
    written = io.BytesIO()
    figure.savefig(written, format="png", dpi=_DPI)
    return written.getvalue()
