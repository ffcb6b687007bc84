"""A face in a real browser without a server or kernel: presses go to the Python object, and its replies come back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from milkflow.faces.static_files import style

PAGE = """<!doctype html><html lang="en" data-theme="{theme}"><meta charset="utf-8"><title>Faces</title>
<meta name="viewport" content="width=device-width">
<style>{css} body {{ margin: 8px; background: var(--mf-paper); }}</style>
<main></main>"""
MOUNT = """async ([at, esm, view]) => {
    const module = await import(URL.createObjectURL(new Blob([esm], { type: "text/javascript" })));
    const heard = {};
    const tell = (event, ...args) => (heard[event] || []).forEach((one) => one(...args));
    let now = view;
    const model = {
        get: () => now,
        on: (event, done) => { (heard[event] ||= []).push(done); },
        off: (event, done) => { heard[event] = (heard[event] || []).filter((one) => one !== done); },
        send: async (message) => {
            const [replies, changed] = await window.press(at, message);
            replies.forEach((reply) => tell("msg:custom", reply, []));
            now = changed;
            tell("change:view");
        },
    };
    const el = document.createElement("div");
    document.querySelector("main").append(el);
    module.default.render({ model, el });
}"""


def mount(page: Any, faces: Sequence[Any], theme: str = "light") -> None:
    """Show the faces one under the other on an empty page."""

    def press(at: int, message: Any) -> Any:
        sent: list[Any] = []
        face = faces[at]
        face.send = lambda content, buffers=None: sent.append(content)
        face._answer(face, message, [])
        return [sent, face.view]

    page.expose_function("press", press)
    page.set_content(PAGE.format(css=style("kinds.css"), theme=theme))
    for at, face in enumerate(faces):
        page.evaluate(MOUNT, [at, face._esm, face.view])
