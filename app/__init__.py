"""propscope: see how a neural network learns, one propagation at a time."""
