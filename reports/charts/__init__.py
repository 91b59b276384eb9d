"""Pictures for the chat: frozen values in, PNG out; nothing else of the journal imports matplotlib."""
