"""What a quiz gives to somebody who knows nothing and goes by a rule, and to somebody who knows it all."""

from milkflow.check.guessing.guess import RULES, Guesser, guess
from milkflow.check.guessing.model import model_answer
from milkflow.check.guessing.table import Earned, earned, gives_away, guess_table, together

__all__ = ["RULES", "Earned", "Guesser", "earned", "gives_away", "guess", "guess_table", "model_answer", "together"]
