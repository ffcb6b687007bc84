"""What the Voilà template is told about a page before it is rendered."""

from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote, unquote

from milkflow.preferences import preferences
from milkflow.serving.journey import journey
from milkflow.serving.policy import PAGE, header
from milkflow.serving.quick import send_together
from milkflow.serving.workspace import START_PAGE

WIDGETS = ["@jupyter-widgets/jupyterlab-manager", "anywidget", "@voila-dashboards/widgets-manager8"]


def before_render(words: Mapping[str, str]) -> Callable[..., None]:
    """Return Voilà's prelaunch hook: it adds to the notebook what the page's header shows.

    The notebook gets ``metadata.milkflow_page``: title, path, lab (address in JupyterLab), start
    (address of the Start page), is_start, journey (see `milkflow.serving.journey`), preferences.
    The page's own policy is set here, and the form key without which Voilà may not shut down the page's kernel.
    """

    def hook(handler: Any, notebook: Any, cwd: str) -> None:
        base = handler.base_url
        path = handler.request.path.removeprefix(f"{base}voila/render/")
        handler.set_header("Content-Security-Policy", header(PAGE, handler.request.host))
        handler.set_header("Referrer-Policy", "same-origin")
        assert handler.xsrf_token  # reading it sets the cookie
        facts = page_facts(notebook, path, base, words)
        for cell in notebook.cells:
            if "outputs" in cell:
                cell["outputs"] = []  # they are made anew; copying the stored ones along costs time
        send_together(handler)
        place = Path(handler.contents_manager.root_dir, unquote(path))
        notebook.metadata["milkflow_page"] = facts | {
            "journey": journey(place, words),
            "preferences": preferences(place.parent),
        }

    return hook


def page_facts(notebook: Any, path: str, base: str, words: Mapping[str, str]) -> dict[str, Any]:
    """Return what the header of a page needs; ``path`` is its address below the server's root, still quoted."""
    title = notebook.metadata.get("title") or first_heading(notebook.cells) or PurePosixPath(path).stem
    course = words["serving-course"]
    return {
        "title": title,
        "window_title": title if title == course else f"{title} · {course}",
        "lab": f"{base}lab/tree/{path}",
        "start": f"{base}voila/render/{quote(START_PAGE)}",
        "is_start": path == START_PAGE,
    }


def first_heading(cells: list[Any]) -> str:
    r"""Return the text of the first ``# heading``, or "".

    >>> first_heading([{"cell_type": "markdown", "source": "# How milk *moves*\n\n10 minutes"}])
    'How milk moves'
    """
    for cell in cells:
        lines = str(cell["source"]).splitlines() if cell["cell_type"] == "markdown" else []
        for line in lines:
            if line.startswith("# "):
                return line[2:].strip().replace("*", "").replace("`", "")
    return ""


def page_settings(page_config: dict[str, Any], **_rest: Any) -> dict[str, Any]:
    """Return Voilà's page settings without the addresses of formula servers (the text "null" means none)."""
    return page_config | {"fullMathjaxUrl": "null", "mathjaxConfig": "null"}
