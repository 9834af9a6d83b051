"""Driving a run: playing, stepping, travelling. Pure: no clock, no sockets, no threads."""
