"""Read a chart of observations. The chart is data: `milkflow.figures` draws it and sets the table beside it."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from milkflow.questions.base import QuestionBase, refuse_twins
from milkflow.questions.parts import Id, Near, Option, Words
from milkflow.questions.plain import Number, One
from milkflow.reading import Content

Time = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class Series(Content):
    """One reading over time, in ``unit``; null where it was not taken. The chart runs from ``low`` to ``high``."""

    id: Id
    label: Words
    unit: Words
    low: float
    high: float
    values: tuple[float | None, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _values_fit(self) -> Self:
        given = [value for value in self.values if value is not None]
        if not given or not self.low <= min(given) <= max(given) <= self.high or self.low == self.high:
            raise ValueError(f"the values do not fit between low {self.low:g} and high {self.high:g}")
        return self


class Curves(Content):
    """What a chart shows: clock times of one stretch of time in order, and one or more series."""

    title: Words
    times: tuple[Time, ...] = Field(min_length=2, max_length=12)
    series: tuple[Series, ...] = Field(min_length=1, max_length=4)

    @model_validator(mode="after")
    def _a_value_for_each_time(self) -> Self:
        refuse_twins("series", (one.id for one in self.series))
        for one in self.series:
            if len(one.values) != len(self.times):
                raise ValueError(f"series {one.id!r} has {len(one.values)} values for {len(self.times)} times")
        return self


class ChartNumber(Content):
    """The key of a chart question that asks for a number; the fields are those of kind 'number'."""

    answer: float
    tolerance: float = Field(default=0, ge=0)
    unit: Words
    low: float
    high: float
    because: Words
    near: tuple[Near, ...] = ()


class Chart(QuestionBase):
    """Read a chart. With ``options`` the response is one option's id, with ``number`` it is a number in its unit."""

    kind: Literal["chart"]
    chart: Curves
    options: tuple[Option, ...] = Field(default=(), max_length=6)
    shuffle: bool = True
    number: ChartNumber | None = None

    @property
    def asked(self) -> One | Number:
        """The question of kind 'one' or 'number' that is asked on the chart."""
        shared = {name: getattr(self, name) for name in QuestionBase.model_fields}
        if self.number is not None:
            return Number(kind="number", **shared, **dict(self.number))
        return One(kind="one", **shared, options=self.options, shuffle=self.shuffle)

    @model_validator(mode="after")
    def _asks_one_thing(self) -> Self:
        if bool(self.options) == (self.number is not None):
            raise ValueError("a chart asks for one option or for a number; give 'options' or 'number'")
        assert self.asked  # the rules of that kind hold here too
        return self
