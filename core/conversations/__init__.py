"""Conversations: the inbox, the open dialog of a person, and the data of buttons."""
