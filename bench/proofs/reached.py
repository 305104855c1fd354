"""A plugin of pytest: which operations the tests of the rooms make succeed, and as which roles.

`pytest -p bench.proofs.reached` with KINKEEPER_REACHED at the file to write.
"""

import json
import os
import re
from collections import defaultdict
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
FOUND: dict[str, set[str]] = defaultdict(set)


@pytest.fixture(autouse=True, scope="session")
def _noted() -> Any:
    real = Client.request

    def request(self: Client, **said: Any) -> Any:
        answer = real(self, **said)
        match = getattr(answer, "resolver_match", None)
        if match and match.route.startswith("api/") and 200 <= answer.status_code < 300:
            path = PARAMETER.sub(r"{\1}", match.route)
            FOUND[f"{said['REQUEST_METHOD']} /{path}"] |= _roles(answer.wsgi_request)
        return answer

    with patch.object(Client, "request", request):
        yield


def _roles(request: Any) -> set[str]:
    held = getattr(request.user, "_granted", None) or ()
    return {grant.role for grant in held} or {"anonymous"}


def pytest_sessionfinish() -> None:
    file = Path(os.environ["KINKEEPER_REACHED"])
    known = json.loads(file.read_text()) if file.exists() else {}
    for name, roles in FOUND.items():
        known[name] = sorted({*known.get(name, ()), *roles})
    file.write_text(json.dumps(known, indent=1, sort_keys=True))
