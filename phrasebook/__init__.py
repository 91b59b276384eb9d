"""The phrases of the journal: gathered from the code, kept in catalogues, checked."""
