"""How long a test waits for what must come: what comes late on a busy machine has come all the same."""

PATIENCE_S = 120.0
