"""What a screen reader and axe find on a page: roles, names, states, the stops of Tab, and broken rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MOST_STOPS = 400
STATES = ("checked", "expanded", "disabled", "invalid", "selected", "required", "pressed")
# The shape of the element that has the focus; a radio or a box to tick is as big as the label around it.
FOCUSED = """() => {
  const node = document.activeElement;
  const whole = node.matches("input[type=radio], input[type=checkbox]") ? node.closest("label") || node : node;
  const box = whole.getBoundingClientRect();
  const ring = [whole, node].map((one) => getComputedStyle(one)).some((css) =>
    css.outlineStyle !== "none" && parseFloat(css.outlineWidth) >= 2);
  return { tag: node.tagName.toLowerCase(), group: node.name || "", kind: node.type || "", ring,
    width: box.width, height: box.height, id: node.id, html: node.outerHTML.slice(0, 160),
    inText: node.tagName === "A" && !!node.closest("p, li, td") && getComputedStyle(node).display === "inline" };
}"""


# Visible text that stands out too little from the ground behind it: what axe finds at length, at a glance.
PALE = """() => {
  const parts = (css) => {
    const [r, g, b, a = 1] = (css.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
    return [...[r, g, b].map((one) => (css.startsWith("rgb") ? one / 255 : one)), a];
  };
  const light = (rgb) => rgb.slice(0, 3).map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
    .reduce((sum, one, at) => sum + one * [0.2126, 0.7152, 0.0722][at], 0);
  const ground = (node) => {
    for (let up = node; up; up = up.parentElement) {
      const colour = parts(getComputedStyle(up).backgroundColor);
      if (colour[3] === 1) return colour;
    }
    return [1, 1, 1, 1];
  };
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !node.checkVisibility({ visibilityProperty: true })) continue;
    if (node.closest("svg, option, script, style, :disabled, [aria-disabled=true], .mf-hidden")) continue;
    const css = getComputedStyle(node), behind = ground(node), ink = parts(css.color);
    const mixed = ink.slice(0, 3).map((one, at) => one * ink[3] + behind[at] * (1 - ink[3]));
    const [dark, bright] = [light(mixed), light(behind)].sort((one, other) => one - other);
    const size = parseFloat(css.fontSize), large = size >= 24 || (size >= 18.66 && css.fontWeight >= 700);
    const ratio = (bright + 0.05) / (dark + 0.05);
    if (ratio < (large ? 3 : 4.5)) found.push(`${ratio.toFixed(2)} ${css.color} ${node.outerHTML.slice(0, 120)}`);
  }
  return found;
}"""
HERE = "document.activeElement.outerHTML.slice(0, 160)"


@dataclass(frozen=True)
class Seen:
    """One element as the accessibility tree has it."""

    role: str
    name: str
    description: str = ""
    value: str = ""
    states: dict[str, Any] = field(default_factory=dict)
    shape: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.role} {self.name!r} {self.states}"


class Reader:
    """Somebody who hears the page."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.line = page.context.new_cdp_session(page)
        self.line.send("Accessibility.enable")

    def focused(self) -> Seen:
        """Return what has the focus."""
        found = self.line.send("Runtime.evaluate", {"expression": "document.activeElement"})["result"]["objectId"]
        asked = {"objectId": found, "fetchRelatives": False}
        node = self.line.send("Accessibility.getPartialAXTree", asked)["nodes"][0]
        return seen(node, self.page.evaluate(FOCUSED))

    def tree(self) -> list[Seen]:
        """Return everything that is not ignored, in the order of the page."""
        nodes = self.line.send("Accessibility.getFullAXTree")["nodes"]
        return [seen(node) for node in nodes if not node.get("ignored")]

    def state(self) -> list[tuple[str, str, str, str]]:
        """Return role, name, value and states of all that can be operated, and the texts between them."""
        wanted = {"radio", "checkbox", "combobox", "textbox", "button", "DisclosureTriangle", "listitem", "StaticText"}
        return [(one.role, one.name, one.value, str(one.states)) for one in self.tree() if one.role in wanted]

    def all(self, role: str) -> list[Seen]:
        """Return everything of one role."""
        return [one for one in self.tree() if one.role == role]

    def stops(self, until: str, back: bool = False) -> list[Seen]:
        """Press Tab until ``until`` (a selector) has the focus; return the stops on the way.

        On the way ``back`` they are only told apart, as what they are was read on the way there.
        """
        found = []
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            if self.page.evaluate("css => document.activeElement.matches(css)", until):
                return found
            found.append(Seen("", self.page.evaluate(HERE)) if back else self.focused())
        raise AssertionError(f"{until} was not reached in {MOST_STOPS} presses: {found[-3:]}")


def seen(node: dict[str, Any], shape: dict[str, Any] | None = None) -> Seen:
    """Return one node of the browser's accessibility tree."""
    states = {one["name"]: one["value"].get("value") for one in node.get("properties", ()) if one["name"] in STATES}
    texts = [node.get(part, {}).get("value", "") for part in ("role", "name", "description", "value")]
    return Seen(*map(str, texts), states, shape or {})


def stop_faults(stops: Iterable[Seen]) -> Iterator[str]:
    """Yield what is wrong with the stops of Tab: no name, no role, no ring, too small, a radio group with two stops."""
    groups: set[str] = set()
    for stop in stops:
        shape = stop.shape
        if not stop.name.strip():
            yield f"no name: {stop.role} {shape['html']}"
        if stop.role in {"generic", "none", ""}:
            yield f"no role: {shape['html']}"
        if not shape["ring"]:
            yield f"the focus is not seen: {shape['html']}"
        if min(shape["width"], shape["height"]) < 24 and not shape["inText"]:
            yield f"smaller than 24 px: {shape['width']:.0f} x {shape['height']:.0f} {shape['html']}"
        if shape["kind"] == "radio":
            if shape["group"] in groups:
                yield f"a second stop in one radio group: {shape['html']}"
            groups.add(shape["group"])


@dataclass(frozen=True)
class Broken:
    """One element that breaks one rule of axe."""

    rule: str
    target: str
    html: str
    why: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.target}\n      {self.html[:200]}\n      {self.why}"


def pale(page: Any) -> list[str]:
    """Return each visible text on the page with a contrast under 4.5, or under 3 where it is large."""
    return [str(one) for one in page.evaluate(PALE)]


def axe(page: Any, rules: list[str] | None = None, *, contrast: bool = True) -> list[Broken]:
    """Return what axe finds on the page, for WCAG 2.2 A, AA and good practice, or only for ``rules``.

    ``contrast=False`` leaves out that one rule, which takes four fifths of the time (see `pale`).

    Raise AssertionError when axe found nothing to look at.
    """
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    answer = page.evaluate(
        "([only, rules]) => axe.run(document, { runOnly: only, rules, resultTypes: ['violations'] })",
        [
            {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS},
            {} if contrast else {"color-contrast": {"enabled": False}},
        ],
    )
    looked_at = answer["passes"] + answer["violations"] + answer["incomplete"]
    assert len(looked_at) >= (1 if rules else 10), "axe looked at nothing"
    return [
        Broken(broken["id"], " ".join(map(str, node["target"])), node["html"], node.get("failureSummary", ""))
        for broken in answer["violations"]
        for node in broken["nodes"]
    ]


def listed(found: Iterable[object]) -> str:
    """Return faults as lines for a failed test."""
    return "\n".join(f"  - {one}" for one in found)
