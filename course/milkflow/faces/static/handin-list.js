// The list of questions at the end of a quiz: which are answered, and a way to each.

function questionList(view, jump) {
  const { words } = view;
  return el("ol", { class: "mf-checklist" }, ...view.questions.map((question, at) => {
    const state = question.answered
      ? { kind: "good", icon: "✓", word: words["hand-in-answered"] }
      : { kind: "warn", icon: "○", word: words["hand-in-open"] };
    const name = fill(words["hand-in-question"], { number: at + 1 });
    const there = document.querySelector(`[data-question="${CSS.escape(question.id)}"]`);
    const link = there ? button(name, () => jump(there), "mf-link") : el("span", {}, name);
    return el("li", {}, link, " ", chip(state));
  }));
}

function jump(face) {
  face.scrollIntoView({ block: "start" });
  face.querySelector("input, select, textarea, button")?.focus({ preventScroll: true });
}
