"""More than one process: any takes any viewer, one owns a room, and another takes over from one that died."""
