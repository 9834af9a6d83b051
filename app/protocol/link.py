"""A run in a link, as the page reads and writes it (``static/js/run/link.js``): specification and step."""

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import msgspec


def to_hash(spec: dict[str, Any], step: int) -> str:
    """Give what stands behind the # of the address; ``spec`` is as ``spec_as_json`` gives it."""
    text = urlsafe_b64encode(msgspec.json.encode(spec)).decode().rstrip("=")
    return f"#spec={text}&step={step}"


def to_choices(choices: Mapping[str, str]) -> str:
    """Give what stands behind that: what the page shows, by the keys of ``static/js/run/choices.js``."""
    return "".join(f"&{key}={quote(value, safe=',')}" for key, value in choices.items())
