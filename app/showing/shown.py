"""A model that is shown: where, and how its gradients compare."""

import atexit
from collections.abc import Sequence
from html import escape

from ..engine import Spec
from ..models import Comparison
from .process import Served


class Shown:
    """A page with a run of one's own model; in a notebook it shows itself."""

    def __init__(
        self, served: Served, spec: Spec, comparison: Comparison, *, notes: Sequence[str], height: int
    ) -> None:
        """``height`` is that of the page in a notebook, in pixels."""
        self.spec, self.comparison, self.notes = spec, comparison, tuple(notes)
        self._served, self._height = served, height
        atexit.register(self.close)

    @property
    def url(self) -> str:
        """Say where the page is."""
        return self._served.url

    def close(self) -> None:
        """Serve it no longer."""
        self._served.close()
        atexit.unregister(self.close)

    def wait(self) -> None:
        """Go on only when it is served no longer: when Ctrl-C is pressed."""
        try:
            self._served.wait()
        except KeyboardInterrupt:
            self.close()

    def __repr__(self) -> str:
        return "\n".join([f"propscope is at {self.url}", str(self.comparison), *self.notes])

    def _repr_html_(self) -> str:
        link = f'<a href="{escape(self.url)}" target="_blank" rel="noopener">{escape(self.url)}</a>'
        said = "<br>".join(escape(line) for line in (str(self.comparison), *self.notes))
        return (
            f'<iframe src="{escape(self.url)}" title="propscope" width="100%" height="{self._height}" '
            f'style="border: 0" allowfullscreen></iframe><p>{said}<br>{link}</p>'
        )
