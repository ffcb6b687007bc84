"""What a ward has set for itself, as a list; and where it has set nothing, whom to ask."""

from collections.abc import Mapping
from html import escape

from milkflow.markup import paragraphs, tag
from milkflow.ward import Contact, WardPolicy
from milkflow.words import say


class WardCard:
    """The ward's own rules. ``fault`` says in plain words why a file of the site could not be read."""

    def __init__(self, policy: WardPolicy, words: Mapping[str, str], fault: str = "") -> None:
        self.policy, self.words, self.fault = policy, words, fault

    def __repr__(self) -> str:
        return f"<Ward policy: {'set' if self.policy.is_set else 'not set'}>"

    def _repr_html_(self) -> str:
        wrong = tag("p", escape(self.fault), "mf-alarm") if self.fault else ""
        if not self.policy.is_set:
            return tag("div", wrong + paragraphs(self._say("ward-not-set")), "mf mf-card")
        source = tag("p", escape(self._say("ward-source", source=self.policy.source)), "mf-hint")
        return tag("div", wrong + tag("dl", "".join(map(self._line, self._lines())), "mf-known") + source, "mf mf-card")

    def _lines(self) -> list[tuple[str, str]]:
        policy = self.policy
        contacts = [(id, self._contact(getattr(policy, id))) for id in ("emergency", "same_day", "feeding")]
        return [*contacts, ("antibiotic", policy.antibiotic or ""), ("heat", policy.heat or "")]

    def _line(self, line: tuple[str, str]) -> str:
        id, text = line
        label = self._say(f"ward-{id.replace('_', '-')}")
        return tag("dt", escape(label)) + tag("dd", escape(text or self._say("ward-ask")))

    def _contact(self, contact: Contact) -> str:
        return ": ".join(filter(None, (contact.who, contact.phone)))

    def _say(self, id: str, **values: object) -> str:
        return say(self.words, id, **values)
