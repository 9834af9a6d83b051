"""The web server: what is answered, to whom, and where it listens. Holds no rules."""
