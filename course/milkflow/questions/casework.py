"""A whole case as one question of an examination: it is played forward, once."""

from typing import Any, Literal, Self

from pydantic import Field, model_validator

from milkflow.questions.base import QuestionBase
from milkflow.questions.parts import Id


class Casework(QuestionBase):
    """Play the case ``play``, which lies beside the quiz as ``<play>.case.yaml``.

    ``story`` is that case; `read_quiz` puts it in. Response: every move in order, as `milkflow.handin.latest_answers`
    gives them.
    """

    kind: Literal["case"]
    play: Id
    story: Any = Field(default=None, exclude=True, repr=False)

    @model_validator(mode="after")
    def _the_case_has_a_file_of_its_own(self) -> Self:
        if self.story is not None:
            raise ValueError(f"story is read from {self.play}.case.yaml; take it out here")
        return self
