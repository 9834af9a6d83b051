"""propscope's promises, in folders that mirror the program's."""
