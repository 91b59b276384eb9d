"""The words of a trade, one file a language: by role, phrases parted by commas, in small letters."""
