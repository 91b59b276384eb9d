"""The drawing processes themselves: real pipes, real matplotlib, real kills."""

import asyncio
import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from reports.charts.chart import ChartKind
from reports.charts.registry import render_chart
from reports.charts.theme import ThemeName
from reports.charts.worker import DrawingPool, NotDrawable
from tests.builders.pictures import a_class, a_curve, a_full_month, a_long_curve

ROOT = Path(__file__).parents[3]


def pids_of(pool: DrawingPool) -> list[int]:
    return [seat._process.pid for seat in pool._seats if seat._process is not None]


async def test_a_picture_comes_back_as_it_would_be_drawn_here() -> None:
    curve = a_long_curve(40)

    async with DrawingPool() as pool:
        chart = await pool.draw(ChartKind.EQUITY, curve, ThemeName.LIGHT)

    assert render_chart(ChartKind.EQUITY, curve, ThemeName.LIGHT) == chart


async def test_every_kind_is_drawn() -> None:
    values = (
        (ChartKind.EQUITY, a_curve(["1", "-1"])),
        (ChartKind.CALENDAR, a_full_month()),
        (ChartKind.MENTOR, a_class(3)),
    )

    async with DrawingPool() as pool:
        for kind, value in values:
            chart = await pool.draw(kind, value)
            with Image.open(io.BytesIO(chart.png)) as picture:
                assert (chart.width, chart.height) == picture.size
            assert chart.alt


async def test_a_killed_process_is_replaced_within_the_same_request() -> None:
    async with DrawingPool() as pool:
        await pool.warm_up()
        (first,) = pids_of(pool)
        os.kill(first, signal.SIGKILL)

        chart = await pool.draw(ChartKind.EQUITY, a_curve(["1"]))

        assert chart.png.startswith(b"\x89PNG")
        assert [first] != pids_of(pool)


async def test_values_of_another_kind_fail_alone() -> None:
    async with DrawingPool() as pool:
        with pytest.raises(NotDrawable):
            await pool.draw(ChartKind.EQUITY, a_full_month())
        (before,) = pids_of(pool)

        chart = await pool.draw(ChartKind.EQUITY, a_curve(["1"]))

        assert "+1.0R on 2 Feb in 1 trade" in chart.alt
        assert [before] == pids_of(pool)


async def test_a_picture_that_takes_too_long_is_given_up_and_the_next_one_is_drawn() -> None:
    async with DrawingPool(seconds_per_chart=30) as pool:
        await pool.warm_up()
        (stopped,) = pids_of(pool)
        os.kill(stopped, signal.SIGSTOP)
        pool._seats[0]._seconds_per_chart = 0.2

        with pytest.raises(NotDrawable):
            await pool.draw(ChartKind.EQUITY, a_curve(["1"]))

        pool._seats[0]._seconds_per_chart = 30
        chart = await pool.draw(ChartKind.EQUITY, a_curve(["1"]))
        assert chart.alt
        assert [stopped] != pids_of(pool)


async def test_a_cancelled_request_does_not_leave_its_picture_for_the_next_one() -> None:
    async with DrawingPool() as pool:
        await pool.warm_up()
        (stopped,) = pids_of(pool)
        os.kill(stopped, signal.SIGSTOP)
        waiting = asyncio.create_task(pool.draw(ChartKind.EQUITY, a_curve(["1"])))
        drawn, _ = await asyncio.wait({waiting}, timeout=0.2)
        assert set() == drawn
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting

        chart = await pool.draw(ChartKind.EQUITY, a_curve(["2"]))

        assert chart.alt.startswith("+2.0R")


async def test_a_worn_process_is_replaced() -> None:
    async with DrawingPool(charts_per_process=1) as pool:
        await pool.warm_up()
        first = pids_of(pool)
        await pool.draw(ChartKind.EQUITY, a_curve(["1"]))
        await pool.draw(ChartKind.EQUITY, a_curve(["1"]))
        await pool.warm_up()

        assert first != pids_of(pool)


async def test_closing_ends_the_processes() -> None:
    pool = DrawingPool(processes=2)
    await pool.warm_up()
    processes = [seat._process for seat in pool._seats]

    await pool.close()

    assert [0, 0] == [process.returncode for process in processes if process is not None]


def test_the_process_that_asks_never_loads_matplotlib() -> None:
    code = (
        "import sys, reports.charts.worker, reports.charts.chart\n"
        "print([m for m in sys.modules if m.partition('.')[0] in {'matplotlib', 'numpy', 'PIL', 'fontTools'}])"
    )

    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert "[]" == run.stdout.strip()
