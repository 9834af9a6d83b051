"""The network and its training in NumPy: knows nothing of time, people or wires."""
