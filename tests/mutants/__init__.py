"""Wrong lines to put in the program's place, and the tests that must notice: ``make mutants``."""
