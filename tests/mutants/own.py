"""Wrong lines in what becomes of a model of one's own, and in exercise sheets."""

from tests.mutants.mutant import Mutant

_FRAMEWORKS, _FILES = ("tests/models/test_frameworks.py",), ("tests/models/test_files.py",)
_OPTIMIZERS = ("tests/models/test_optimizers.py",)
_EXERCISE, _SHEETS = ("tests/sheets/test_exercise.py",), ("tests/sheets/test_files.py",)
OWN = (
    Mutant(
        "models: weights of PyTorch stay the way round they are there",
        "app/models/pytorch.py",
        "numbers(layer.weight).T.copy()",
        "numbers(layer.weight)",
        _FRAMEWORKS,
    ),
    Mutant(
        "models: a penalty of scikit-learn is not shared among the rows",
        "app/models/scikit_learn.py",
        '"rate": alpha / size',
        '"rate": alpha',
        _FRAMEWORKS,
    ),
    Mutant(
        "models: the gradients of a model are left changed",
        "app/models/pytorch.py",
        "                each.grad = grad",
        "                pass",
        _FRAMEWORKS,
    ),
    Mutant(
        "models: of square weights the way round is guessed",
        "app/models/files.py",
        "if wanted is None and len(fitting) > 1:",
        "if False:",
        _FILES,
    ),
    Mutant(
        "models: momentum is Nesterov's",
        "app/models/optimizers.py",
        '"nesterov" if nesterov else "momentum"',
        '"nesterov"',
        _OPTIMIZERS,
    ),
    Mutant(
        "models: what ours has not is overlooked",
        "app/models/optimizers.py",
        "if settings.get(name, value) != value:",
        "if False:",
        _OPTIMIZERS,
    ),
    Mutant(
        "sheets: a number is made of more digits than are printed",
        "app/sheets/working.py",
        "return round_as_people_do(formula(*arguments, **constants))",
        "return formula(*arguments, **constants)",
        _EXERCISE,
    ),
    Mutant(
        "sheets: a dead unit is no reason to draw again",
        "app/sheets/working.py",
        "if slope is not None and np.min(_largest(slope)) < _LEAST_SLOPE:",
        "if False:",
        _EXERCISE,
    ),
    Mutant(
        "sheets: a delta may vanish",
        "app/sheets/working.py",
        'if np.min(_largest(made[Place("delta", layer)])) < _LEAST_DELTA:',
        "if False:",
        _EXERCISE,
    ),
    Mutant(
        "sheets: the key allows no more than its last digit",
        "app/sheets/exercise.py",
        "(2 * drift + 10.0**-DECIMALS)",
        "10.0**-DECIMALS",
        _EXERCISE,
    ),
    Mutant(
        "sheets: a line tells what is to be found",
        "app/sheets/lines.py",
        "if is_blank(place, self._level):\n            return name_of(place, at, rows=1)",
        "if False:\n            return name_of(place, at, rows=1)",
        _EXERCISE,
    ),
    Mutant(
        "sheets: the code leads to the end of the mini-batch",
        "app/sheets/link.py",
        "if any(line.blank for line in block.lines)), made",
        "if False), made",
        _SHEETS,
    ),
    Mutant(
        "sheets: two pupils may have one exercise",
        "app/sheets/exercise.py",
        "np.random.default_rng((seed, number))",
        "np.random.default_rng(seed)",
        _EXERCISE,
    ),
)
