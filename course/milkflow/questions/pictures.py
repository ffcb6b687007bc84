"""Find a place in a drawing. The drawing is data: simple shapes, which `milkflow.figures` turns into a picture."""

from typing import Literal, Self

from pydantic import Field, model_validator

from milkflow.questions.base import QuestionBase, refuse_twins
from milkflow.questions.parts import Option, Words
from milkflow.reading import Content

Point = tuple[float, float]


class Shape(Content):
    """One simple shape, in units of the drawing: ``circle`` [x, y, r], ``ellipse`` [x, y, rx, ry], or points."""

    circle: tuple[float, float, float] | None = None
    ellipse: tuple[float, float, float, float] | None = None
    polygon: tuple[Point, ...] | None = Field(default=None, min_length=3)
    line: tuple[Point, ...] | None = Field(default=None, min_length=2)

    @model_validator(mode="after")
    def _one_shape(self) -> Self:
        if sum(given is not None for given in (self.circle, self.ellipse, self.polygon, self.line)) != 1:
            raise ValueError("give exactly one of circle, ellipse, polygon or line")
        return self

    @property
    def middle(self) -> Point:
        """The point where a mark for this shape is drawn."""
        for round in (self.circle, self.ellipse):
            if round is not None:
                return round[0], round[1]
        points = self.polygon or self.line or ((0.0, 0.0),)
        return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


class Drawing(Content):
    """A line drawing, ``width`` by ``height`` units. ``story`` says in words what it shows."""

    title: Words
    story: Words
    width: float = Field(default=320, gt=0, le=1000)
    height: float = Field(gt=0, le=1000)
    outline: tuple[Shape, ...] = ()


class Region(Option):
    """A place in the drawing that can be chosen; ``say`` is its line in the list beside the drawing."""

    shape: Shape


class Hotspot(QuestionBase):
    """Find the place. Response: the id of one region; a list of ids where several are right (N is told)."""

    kind: Literal["hotspot"]
    drawing: Drawing
    regions: tuple[Region, ...] = Field(min_length=2, max_length=10)
    shuffle: bool = True

    @property
    def options(self) -> tuple[Region, ...]:
        """The regions, as the choices that they are."""
        return self.regions

    @property
    def choose(self) -> int:
        """How many regions are right; the face says so."""
        return sum(region.right for region in self.regions)

    @model_validator(mode="after")
    def _some_are_right(self) -> Self:
        refuse_twins("regions", (region.id for region in self.regions))
        if not 1 <= self.choose < len(self.regions):
            raise ValueError(f"kind 'hotspot' needs right regions and some that are not; {self.choose} are right")
        return self
