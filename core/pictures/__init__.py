"""Pictures: what people sent, what the journal drew, and asking for one to be drawn."""
