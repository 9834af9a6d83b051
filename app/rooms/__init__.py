"""Rooms by name, who watches them, and the thread in which their runs are computed."""
