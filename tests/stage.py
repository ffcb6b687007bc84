"""Faces on a plain page: the same scripts, styles and rules as in the course, with no server between them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from milkflow.faces.base import Face
from milkflow.faces.static_files import style

PAGE_CSS = Path(__file__).parents[1] / "course/milkflow/serving/share/jupyter/milkflow/static/page.css"
SHELL = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Stage</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>{style}</style></head>
<body class="mf-body"><main class="mf-page"><h1>Stage</h1><h2>Part</h2><a id="before" href="#before">Before</a>
<div id="stage"></div><a id="after" href="#after">After</a></main></body></html>"""
# What a widget manager does for a face: a model with messages and events, and a place to draw in.
MANAGER = """
window.mfModels = [];
window.mfMount = async ([number, esm, css, view, live]) => {
  const heard = {};
  const tell = (name, ...said) => (heard[name] || []).slice().forEach((one) => one(...said));
  const model = {
    view,
    get: () => model.view,
    on: (name, one) => (heard[name] ||= []).push(one),
    off: (name, one) => { heard[name] = (heard[name] || []).filter((other) => other !== one); },
    show(next) { model.view = next; tell("change:view"); },
    async send(message) {
      if (!live) return;
      const { sent, view } = await window.mfPress(number, message);
      for (const one of sent) tell("msg:custom", one, []);
      model.show(view);
    },
  };
  mfModels[number] = model;
  const sheet = document.createElement("style");
  sheet.textContent = css;
  const el = document.createElement("div");
  document.getElementById("stage").append(sheet, el);
  const face = await import(URL.createObjectURL(new Blob([esm], { type: "text/javascript" })));
  face.default.render({ model, el });
};
"""


class Stage:
    """A page that faces stand on. ``page`` is playwright's; what is pressed reaches the face, and its log."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.faces: list[Face] = []
        page.expose_function("mfPress", self._press)
        page.goto("about:blank")
        self.clear()

    def clear(self) -> None:
        """Take all faces away, and see the page as most people do."""
        self.faces = []
        self.page.set_viewport_size({"width": 1280, "height": 900})
        usual = {"media": "screen", "color_scheme": "light", "forced_colors": "none", "reduced_motion": "no-preference"}
        self.page.emulate_media(**usual)
        css = style("kinds.css", "case.css", "clinic.css", "lens.css").replace("</", "<\\/")
        css += PAGE_CSS.read_text(encoding="utf-8")
        self.page.set_content(SHELL.format(style=css))
        self.page.evaluate(f"() => {{ {MANAGER} }}")

    def theme(self, name: str) -> None:
        """Show everything in ``light`` or ``dark``."""
        self.page.evaluate("name => { document.documentElement.dataset.theme = name; }", name)

    def mount(self, face: Face, *, live: bool = True) -> Face:
        """Show a face; with ``live=False`` no press of it is ever answered. Return the face."""
        number = len(self.faces)
        self.faces.append(face)
        self.page.evaluate("mount => mfMount(mount)", [number, str(face._esm), str(face._css), dict(face.view), live])
        return face

    def html(self, shown: str) -> None:
        """Show a piece of plain HTML, as a card or a figure is."""
        self.page.evaluate("html => document.getElementById('stage').insertAdjacentHTML('beforeend', html)", shown)

    def _press(self, number: int, message: dict[str, Any]) -> dict[str, Any]:
        face, sent = self.faces[number], []
        face.send = lambda content, buffers=None: sent.append(content)  # type: ignore[method-assign]
        face._answer(face, message, None)
        return {"sent": sent, "view": dict(face.view)}

