"""Wrong lines in what finds where two runs part."""

from tests.mutants.mutant import Mutant

_PARTING, _PARTED = "app/playback/parting.py", ("tests/playback/test_parting.py",)
PARTING = (
    Mutant(
        "parting: what another machine recorded is taken to be what this one makes",
        _PARTING,
        "view.spec == run.spec and not self._here.replayed",
        "view.spec == run.spec",
        _PARTED,
    ),
    Mutant(
        "parting: only parameters are compared",
        _PARTING,
        "for key in here)",
        "for key in here if key[0] in 'wb')",
        _PARTED,
    ),
    Mutant(
        "parting: of a mini-batch that ends with a change its last update is not compared",
        _PARTING,
        "if self._is_fresh(begun) or self._is_fresh(begun + self._each):",
        "if self._is_fresh(begun):",
        _PARTED,
    ),
)
