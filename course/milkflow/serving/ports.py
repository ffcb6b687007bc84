"""A free port on this computer, and a server of ours that is running already."""

import json
import socket
import urllib.error
import urllib.request
from pathlib import Path

from milkflow.errors import ServingError

TRIES = 40


def free_port(wanted: int) -> int:
    """Return ``wanted`` or the next port that is free. Raise ServingError when there is none near it."""
    if not 1 <= wanted <= 65535:
        raise ServingError(f"{wanted} is no port. Choose a number from 1024 to 65535, for example 8899.")
    for port in range(wanted, min(wanted + TRIES, 65536)):
        if _is_free(port):
            return port
    raise ServingError(
        f"No port from {wanted} to {port} is free on this computer. Choose another with --port, for example "
        f"--port {wanted + 1000 if wanted < 60000 else 8899}."
    )


def running_server(state: Path) -> str | None:
    """Return the address, token included, of the server that already serves this workspace, or None."""
    for note in sorted((state / "runtime").glob("jpserver-*.json")):
        try:
            facts = json.loads(note.read_text(encoding="utf-8"))
            url, token = str(facts["url"]), str(facts["token"])
        except (OSError, ValueError, KeyError, TypeError):
            continue
        if _answers(f"{url}api/status?token={token}"):
            return f"{url}?token={token}"
    return None


def _is_free(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.settimeout(0.2)
        return probe.connect_ex(("127.0.0.1", port)) != 0


def _answers(url: str) -> bool:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=2) as answer:
            return int(answer.status) == 200
    except (OSError, urllib.error.URLError):
        return False
