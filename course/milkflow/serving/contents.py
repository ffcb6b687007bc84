"""Files as the browser may see them: inside the workspace, not hidden, and never through a link that leads out."""

import errno
import os
from pathlib import Path

from jupyter_server.base.handlers import AuthenticatedFileHandler
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from tornado.web import HTTPError
from traitlets import default

from milkflow.places import STATE


class NotHere(HTTPError, OSError):
    """A 404. It is an OSError too, because Jupyter leaves a file out of a list for that alone."""

    def __init__(self) -> None:
        HTTPError.__init__(self, 404, "No such file")
        self.errno = errno.ELOOP


def refuse_outside(os_path: str, root: str) -> None:
    """Raise NotHere when a path leads out of ``root`` through a link, or into another trainee's workspace."""
    real, top = Path(os.path.realpath(os_path)), Path(os.path.realpath(root))
    if real != top and top not in real.parents:
        raise NotHere
    inside = real.relative_to(top).parts
    if inside and (top / inside[0] / STATE).exists():
        raise NotHere


class WorkspaceFiles(AuthenticatedFileHandler):  # type: ignore[misc,unused-ignore]
    """Send a file for ``/files/...``."""

    def validate_absolute_path(self, root: str, absolute_path: str) -> str:
        """Return the path to send, or raise a 404."""
        path = str(super().validate_absolute_path(root, absolute_path))
        refuse_outside(path, root)
        return path


class WorkspaceContents(AsyncLargeFileManager):
    """Jupyter's own file manager, shut in the workspace."""

    @default("files_handler_class")
    def _files_handler(self) -> type[WorkspaceFiles]:
        return WorkspaceFiles

    def _get_os_path(self, path: str) -> str:
        os_path = str(super()._get_os_path(path))  # type: ignore[no-untyped-call]
        refuse_outside(os_path, self.root_dir)
        return os_path
