"""Start the one Jupyter server of this computer's course."""

import os
import secrets
import webbrowser
from pathlib import Path
from typing import Protocol

from traitlets.config import Config

from milkflow.errors import ServingError
from milkflow.places import STATE
from milkflow.serving import alone
from milkflow.serving.homes import workspace_home
from milkflow.serving.policy import LAB, header
from milkflow.serving.ports import free_port, running_server
from milkflow.serving.surroundings import isolate
from milkflow.words import read_words


class Course(alone.Course, Protocol):
    """The folders that serving needs of a course."""

    @property
    def root(self) -> Path:
        """The course's own folder."""


def start(
    course: Course, *, learner: str = "", port: int = 8888, browser: bool = True, solo: bool = False
) -> None:
    """Lay the trainee's workspace and serve it until Ctrl-C, which ends the process.

    The Start page is opened in the browser when ``browser`` is true. ``solo``: she learns without an instructor.
    The next free port is taken when ``port`` is in use; a server that already serves this workspace
    is shown again and not started twice. Raise ServingError in plain words.
    """
    workspace = alone.lay_for(course, workspace_home(course.root, learner, solo), solo)
    if solo:
        _say("serving-solo", folder=workspace.root)
    for name in workspace.kept:
        _say("serving-kept", name=name)
    if not _already(workspace.state, browser):
        isolate(workspace.state)
        os.environ.pop("MILKFLOW_SOLUTIONS", None)  # an instructor's own shell may name the keys
        from milkflow.serving.settings import trainee

        os.chdir(workspace.state)  # Voilà would read, and run, a voila.py from the current folder
        _serve(trainee(workspace.root, workspace.state), port, "serving-open", browser)


def teach(course: Course, *, port: int = 8890, browser: bool = True) -> None:
    """Serve the whole course to its instructor, formgrader first, until Ctrl-C, which ends the process.

    Raise ServingError in plain words.
    """
    state = course.root / STATE
    state.mkdir(exist_ok=True, mode=0o700)
    (state / ".gitignore").write_text("*\n", encoding="utf-8")
    if not _already(state, browser):
        isolate(state)
        from milkflow.serving.settings import instructor

        os.chdir(course.root)  # nbgrader reads nbgrader_config.py from the current folder
        _serve(instructor(course.root, state), port, "serving-teach", browser)


def _already(state: Path, browser: bool) -> bool:
    url = running_server(state)
    if url is None:
        return False
    _say("serving-already", url=url)
    if browser:
        webbrowser.open(url)
    return True


def _serve(config: Config, wanted: int, words: str, browser: bool) -> None:
    from jupyter_server.serverapp import ServerApp

    from milkflow.serving.settings import LAB_LOOKS
    from milkflow.serving.warm import keep_warm

    keep_warm()  # it imports while the server does
    config.ServerApp.port, config.ServerApp.open_browser = free_port(wanted), browser
    config.IdentityProvider.token = token = secrets.token_hex(24)
    app = ServerApp.instance(config=config)
    app.static_custom_path = LAB_LOOKS  # no setting, so it is said here
    app.initialize(argv=[], find_extensions=False)
    host = f"127.0.0.1:{app.port}"
    app.web_app.settings["headers"] = {"Content-Security-Policy": header(LAB, host)}
    if app.port != wanted:
        _say("serving-port", wanted=wanted, port=app.port)
    _say(words, url=f"http://{host}/?token={token}")
    try:
        app.start()
    except SystemExit as stopped:
        if stopped.code:
            raise ServingError(_words("serving-port-lost", port=app.port)) from stopped
    _say("serving-closed")
    # Python would now wait for ever for the sockets of a page that was still being opened.
    os._exit(0)


def _say(word: str, **facts: object) -> None:
    print(_words(word, **facts), flush=True)


def _words(word: str, **facts: object) -> str:
    return read_words()[word].format(**facts)
