"""A drawing with places to choose from, each with the number of its line in the list beside it."""

from collections.abc import Collection

from milkflow.figures.nodes import Node, label, node, picture
from milkflow.questions import PublicQuestion, Shape

BADGE = 11  # units: half the width of the disc that holds a number


def places(question: PublicQuestion, right: Collection[str] = (), chosen: Collection[str] = ()) -> Node | None:
    """Return the drawing of a hotspot question, or None for any other kind.

    Each place is a group with ``data-id``. ``right`` and ``chosen`` (ids) are marked by line and by sign, after Check.
    """
    drawing = question.drawing
    if drawing is None:
        return None
    lines = [_shape(shape, {"class": "mf-draw__line"}) for shape in drawing.outline]
    says = {option.id: option.say for option in question.options}
    spots = [
        _place(number, place.id, place.shape, says.get(place.id, ""), _sign(place.id, right, chosen))
        for number, place in enumerate(question.places, 1)
    ]
    return picture(drawing.width, drawing.height, drawing.title, drawing.story, *lines, *spots)


def _sign(id: str, right: Collection[str], chosen: Collection[str]) -> str:
    if id in right:
        return "✓"
    return "✕" if id in chosen else ""


def _place(number: int, id: str, shape: Shape, say: str, sign: str) -> Node:
    x, y = shape.middle
    look = {"✓": " mf-draw__place--right", "✕": " mf-draw__place--wrong"}.get(sign, "")
    return node(
        "g",
        {"class": f"mf-draw__place{look}", "data-id": id},
        node("title", {}, say),
        _shape(shape, {"class": "mf-draw__area", "stroke-dasharray": "4 3"}),
        node("circle", {"cx": x, "cy": y, "r": BADGE, "class": "mf-draw__badge"}),
        label(x, y + 5, f"{sign or number}", "middle", "mf-draw__number"),
    )


def _shape(shape: Shape, props: dict[str, str]) -> Node:
    if shape.circle is not None:
        return node("circle", dict(zip(("cx", "cy", "r"), shape.circle, strict=True)) | props)
    if shape.ellipse is not None:
        return node("ellipse", dict(zip(("cx", "cy", "rx", "ry"), shape.ellipse, strict=True)) | props)
    points = shape.polygon or shape.line or ()
    at = " ".join(f"{x:g},{y:g}" for x, y in points)
    return node("polygon" if shape.polygon else "polyline", {"points": at} | props)
