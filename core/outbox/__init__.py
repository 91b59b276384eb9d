"""The outbox: everything the journal has decided to say."""
