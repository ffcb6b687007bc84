"""The settings of the one Jupyter server: for a trainee, and for an instructor."""

import hashlib
from pathlib import Path
from typing import Any

from traitlets.config import Config

from milkflow.serving.pages import WIDGETS, before_render, page_settings
from milkflow.serving.quick import compile_once
from milkflow.serving.surroundings import HERE, SHARE
from milkflow.serving.workspace import START_PAGE
from milkflow.words import read_words

LAB_FILES = HERE / "lab"
# One look: the style sheet of the faces, and what the page around them needs.
LOOKS = (HERE.parent / "faces" / "static", SHARE / "milkflow" / "static")
# Where JupyterLab finds custom.css, and the style sheet that it imports.
LAB_LOOKS = [str(LAB_FILES / "style"), str(LOOKS[0])]
TEACHING = ("formgrader", "validate_assignment", "course_list")


def trainee(root: Path, state: Path) -> Config:
    """Return the settings of the trainee's server, rooted at her workspace: pages first, JupyterLab one link away."""
    config = _common(root, state)
    config.ServerApp.default_url = f"/voila/render/{START_PAGE}"
    config.ServerApp.jpserver_extensions = {"jupyterlab": True, "voila.server_extension": True}
    config.ServerApp.contents_manager_class = "milkflow.serving.contents.WorkspaceContents"
    config.LabApp.app_settings_dir = str(LAB_FILES / "trainee")
    _pages(config, state)
    return config


def instructor(root: Path, state: Path) -> Config:
    """Return the settings of the instructor's server, rooted at the whole course, with nbgrader's formgrader."""
    config = _common(root, state)
    # Once a class is graded, reading its written answers is what brings an instructor here.
    page = "gradebook" if (root / "gradebook.db").is_file() else "manage_assignments"
    config.ServerApp.default_url = f"/formgrader/{page}"
    graders = {f"nbgrader.server_extensions.{name}": True for name in TEACHING}
    config.ServerApp.jpserver_extensions = {"jupyterlab": True, "voila.server_extension": True, **graders}
    config.LabApp.app_settings_dir = str(LAB_FILES / "instructor")
    _pages(config, state)
    return config


def _common(root: Path, state: Path) -> Config:
    config = Config()
    server: Any = config.ServerApp
    server.ip, server.port_retries = "127.0.0.1", 50
    server.root_dir = str(root)
    server.allow_root = True  # a container or a classroom machine; the server listens on this computer only
    server.answer_yes = True
    server.terminals_enabled = False  # a shell would reach every file of the machine
    server.quit_button = False
    server.use_redirect_file = False  # some browsers may not read a file in a hidden folder
    server.extra_static_paths = [str(folder) for folder in LOOKS]
    server.extra_template_paths = [str(SHARE / "milkflow"), str(SHARE)]
    config.Application.logging_config = _log_to(state / "server.log")
    config.IdentityProvider.cookie_options = {"path": "/"}  # formgrader's own pages would set it for themselves only
    config.LabApp.custom_css = True
    config.LabApp.extension_manager = "readonly"
    config.LabApp.news_url = None
    config.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
    config.LabApp.user_settings_dir = str(state / "lab" / "settings")
    config.LabApp.workspaces_dir = str(state / "lab" / "workspaces")
    # A page closes its kernel when it is left. This is the net below: a kernel nobody is connected to.
    config.MappingKernelManager.cull_idle_timeout = 600
    config.MappingKernelManager.cull_interval = 60
    config.MappingKernelManager.cull_connected = False
    config.KernelRestarter.time_to_dead = 1.0  # seconds until a page is told that its kernel died
    return config


def _pages(config: Config, state: Path) -> None:
    compile_once(state / "templates")
    words = {id: said for id, said in read_words().items() if id.startswith("serving-")}
    config.ServerApp.jinja_template_vars = {"words": words}
    pages: Any = config.VoilaConfiguration
    pages.template, pages.theme = "milkflow", "light"
    pages.allow_template_override = pages.allow_theme_override = "NO"
    pages.strip_sources = True
    # The template shows our own sentence, and nothing else, of an error; see index.html.j2.
    pages.show_tracebacks = True
    pages.file_allowlist = ["(?!)"]
    pages.extension_allowlist = WIDGETS
    pages.extension_denylist = []
    pages.extension_config = {}
    pages.http_keep_alive_timeout = 3600
    pages.prelaunch_hook = before_render(words)
    pages.page_config_hook = page_settings
    pages.resources = {"words": words, "version": looks_version()}
    config.VoilaExecutor.allow_errors = True  # one broken cell does not take the rest of the page with it
    config.VoilaExecutor.timeout = 120


def looks_version() -> str:
    """Return a short mark that changes with the style sheets and scripts, so that a browser may keep them."""
    files = sorted(path for folder in LOOKS for path in folder.iterdir() if path.is_file())
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]


def _log_to(path: Path) -> dict[str, Any]:
    """Return a logging configuration that keeps the terminal quiet and writes to one small file."""
    handler = {"class": "logging.handlers.RotatingFileHandler", "filename": str(path), "maxBytes": 1_000_000}
    handler |= {"backupCount": 1, "level": "INFO", "formatter": "plain", "encoding": "utf-8"}
    form = {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    loggers = {name: {"level": "INFO", "handlers": ["file"]} for name in ("ServerApp", "LabApp", "tornado", "asyncio")}
    return {"version": 1, "handlers": {"file": handler}, "formatters": {"plain": form}, "loggers": loggers}
