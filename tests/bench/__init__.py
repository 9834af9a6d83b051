"""How fast propscope is, beside what it is to be compared with."""

import app as app  # sets BLAS to one thread, which must come before NumPy
