"""Watches a page under test: what it logs, what it asks for, and what its policy stopped."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, Response

# A page closed or reloaded while something loads; the page's own doing, not a failure.
ABORTED = "net::ERR_ABORTED"
# A poll may begin while a page asks for results, or its class end, before it is told so.
_OF_A_CLASS = r"/results(/rows)?\?.*room=[A-Z2-9]{4,6}\b"
REFUSED = re.compile(
    r"/results(/rows)?\?.*: 422$|status of 422 .*/results(/rows)?\?|"
    rf"{_OF_A_CLASS}.*: 404$|status of 404 .*{_OF_A_CLASS}"
)
OWN_SCHEMES = ("data", "blob", "about")

REPORT_POLICY_VIOLATIONS = """
addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sourceFile, lineNumber }) => {
  console.error(`security policy: ${violatedDirective} stopped ${blockedURI} (${sourceFile}:${lineNumber})`);
});
"""


class Guard:
    """Collects what must never happen on a page; a test may expect some of it by pattern."""

    def __init__(self, server_url: str) -> None:
        self.host = urlsplit(server_url).hostname
        self.expected: list[str] = []
        self.pages: list[Page] = []
        self._seen: list[str] = []

    def watch(self, page: Page) -> None:
        """Write down what this page does wrong from now on."""
        self.pages.append(page)
        page.add_init_script(REPORT_POLICY_VIOLATIONS)
        page.on("pageerror", lambda error: self._seen.append(f"uncaught: {error}"))
        page.on("console", self._on_console)
        page.on("request", self._on_request)
        page.on("requestfailed", self._on_request_failed)
        page.on("response", self._on_response)
        page.on("websocket", lambda socket: self._check_host("websocket", socket.url))

    def expect(self, pattern: str) -> None:
        """Let pass what matches this pattern: the test brings it about itself."""
        self.expected.append(pattern)

    def saw(self, pattern: str) -> bool:
        """Whether something like this has been told by now."""
        return any(re.search(pattern, line) for line in self._seen)

    def problems(self) -> list[str]:
        """What was seen that no test expected, once the pages have told all they had to tell."""
        for page in self.pages:
            if not page.is_closed():
                page.wait_for_function("() => true")  # Outlives a navigation, as evaluate does not.
        expected = (REFUSED, *self.expected)
        return [line for line in self._seen if not any(re.search(pattern, line) for pattern in expected)]

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._seen.append(f"console: {message.text} ({message.location['url']})")

    def _on_request(self, request: Request) -> None:
        self._check_host("request", request.url)

    def _on_request_failed(self, request: Request) -> None:
        if request.failure != ABORTED:
            self._seen.append(f"request failed: {request.url}: {request.failure}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 400:
            self._seen.append(f"request failed: {response.url}: {response.status}")

    def _check_host(self, what: str, url: str) -> None:
        address = urlsplit(url)
        if address.scheme not in OWN_SCHEMES and address.hostname != self.host:
            self._seen.append(f"{what} to a third party: {url}")
