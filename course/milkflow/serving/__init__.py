"""Open the course: lay the trainee's workspace, and serve it on this computer only."""

from milkflow.serving.server import start, teach
from milkflow.serving.workspace import Workspace, lay_workspace

__all__ = ["Workspace", "lay_workspace", "start", "teach"]
