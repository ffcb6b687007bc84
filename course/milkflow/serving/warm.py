"""A page opens sooner when its kernel need not first start Python and import: one waits in advance."""

import asyncio
import json
import os
import sys
from contextlib import suppress
from importlib.metadata import EntryPoint
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.launcher import launch_kernel
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

ORDINARY = [sys.executable, "-m", "ipykernel_launcher"]
# -P: a file called json.py in the folder where the server was started is not the library.
WAITING = [sys.executable, "-P", "-m", "milkflow.spare"]
PAUSE = 1.5  # seconds until the next one starts: the page that took the last one needs the processor first
NAME = "milkflow-warm"


class Spares:
    """At most one kernel in waiting (about 55 MB), for whoever asks first."""

    def __init__(self) -> None:
        self._waiting: Popen[bytes] | None = None

    def prepare(self) -> None:
        """Start one, if none is waiting. A computer that has no room for it does without."""
        if self._waiting is None or self._waiting.poll() is not None:
            with suppress(OSError):
                self._waiting = launch_kernel(WAITING, stdin=PIPE, env=dict(os.environ))

    def take(self, argv: list[str], env: dict[str, str], cwd: str) -> "Popen[bytes] | None":
        """Return the process that waited, now the kernel with these arguments; None when none was waiting."""
        process, self._waiting = self._waiting, None
        if process is None or process.stdin is None:
            return None
        order = {"argv": argv, "env": env, "cwd": cwd}
        try:
            process.stdin.write(json.dumps(order).encode() + b"\n")
            process.stdin.close()
        except OSError:  # it has died
            return None
        return process


SPARES = Spares()


class WarmProvisioner(LocalProvisioner):
    """Gives a kernel the process that waits for it; when there is none, starts one as Jupyter does."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Return how to reach the kernel that ``cmd`` describes."""
        cwd = str(kwargs.get("cwd") or Path.cwd())
        found = SPARES.take(cmd[3:], kwargs.get("env") or {}, cwd) if cmd[:3] == ORDINARY else None
        asyncio.get_running_loop().call_later(PAUSE, SPARES.prepare)
        if found is None:
            return await super().launch_kernel(cmd, **kwargs)
        self.process, self.pid, self.cwd = found, found.pid, cwd
        self.pgid = os.getpgid(found.pid) if hasattr(os, "getpgid") else None
        return self.connection_info


def keep_warm() -> None:
    """Let WarmProvisioner give the kernels of this process's server, and start the first in waiting."""
    factory = KernelProvisionerFactory.instance()
    factory.provisioners[NAME] = EntryPoint(NAME, f"{__name__}:WarmProvisioner", factory.GROUP_NAME)
    factory.default_provisioner_name = NAME
    SPARES.prepare()
