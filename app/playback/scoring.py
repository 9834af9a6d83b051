"""How parameters do on both halves of a data set: losses and accuracies."""

from ..data import Dataset
from ..engine import Evaluator
from ..engine.parameters import Parameters
from .history import Point
from .pieces import Pieces


class Scorer:
    """Scores parameters on both halves of a data set, as they are whenever it is asked."""

    def __init__(self, data: Dataset) -> None:
        self._data = data
        self._of: tuple[Parameters, Evaluator, Evaluator | None] | None = None

    def scoring(self, parameters: Parameters, epoch: int) -> Pieces[Point]:
        """Score them at an epoch's end."""
        data = self._data
        train, test = yield from self._evaluators(parameters)
        threshold = data.threshold if data.task == "classification" else None
        train_loss, train_accuracy = yield from train.scoring(threshold)
        test_loss, test_accuracy = (yield from test.scoring(threshold)) if test else (None, None)
        return Point(epoch, train_loss, test_loss, train_accuracy, test_accuracy, parameters.penalty)

    def _evaluators(self, parameters: Parameters) -> Pieces[tuple[Evaluator, Evaluator | None]]:
        """Give what sends both halves through, made when first asked and where an edit made them others."""
        if self._of is None or self._of[0] is not parameters:
            data = self._data
            test = Evaluator(parameters, data.x_test, data.y_test) if len(data.x_test) else None
            yield
            self._of = parameters, Evaluator(parameters, data.x_train, data.y_train), test
        return self._of[1:]
