"""What a process with both bots never loads: it runs for weeks beside others on a small machine."""

import subprocess
import sys

BOT_PROCESS = "import sys, cli.serve, cli.doors, bots.telegram.door, bots.discord.door; print(*sys.modules)"


def test_the_bot_process_loads_no_library_for_drawing_or_tables() -> None:
    done = subprocess.run(
        [sys.executable, "-c", BOT_PROCESS], check=True, capture_output=True, text=True, timeout=120
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert set() == loaded & {"matplotlib", "numpy", "pandas", "PIL", "obstore"}
