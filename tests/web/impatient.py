"""A server that waits a second for a request, where propscope waits fifteen; on a free port."""

from app.settings import Settings
from app.web.listen import serve

if __name__ == "__main__":
    serve(Settings(port=0, longest_request_s=1.0), open_browser=False)
