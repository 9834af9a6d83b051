"""Looking for something in a run: on a copy of its line, so that the run stands where it does meanwhile."""
