"""Telegram, through python-telegram-bot."""

import os

# Waiting times as timedelta, as the library asks to opt in for; read by it at every use.
os.environ.setdefault("PTB_TIMEDELTA", "1")
