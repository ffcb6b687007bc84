// The cards of a clinic: what can be chosen, by setting or by what is practised.

function clinicCard(card, isNext, words, open) {
  const go = button(card.go, () => open(card.id), "mf-button--quiet", { "aria-label": card.label });
  const chips = [...(isNext ? [{ kind: "next", icon: "→", word: words["clinic-suggested"] }] : []), ...card.chips];
  return el("li", { class: "mf-clinic__card", "data-card": card.id },
    el("h3", { class: "mf-clinic__name" }, card.title),
    el("p", {}, card.line),
    el("p", {}, card.wants),
    el("p", { class: "mf-hint mf-clinic__practise" }, card.practise),
    chips.length ? el("p", { class: "mf-clinic__chips" }, ...chips.flatMap((one) => [chip(one), " "])) : null,
    card.note ? el("p", { class: "mf-hint" }, card.note) : null,
    el("p", { class: "mf-actions" }, go));
}

function chosenBy(label, any, options, changed) {
  const id = freshId("by");
  const list = el("select", { id, class: "mf-select" }, el("option", { value: "" }, any),
    ...options.map((one) => el("option", { value: one.id }, one.say)));
  list.addEventListener("change", changed);
  return { list, node: el("p", { class: "mf-clinic__by" }, el("label", { for: id }, label), list) };
}

function suggestionOf(view, open) {
  const card = view.next && view.cards.find((one) => one.id === view.next.id);
  if (!card) return "";
  const { words } = view;
  return el("div", { class: "mf-clinic__next" }, el("p", { class: "mf-eyebrow" }, words["clinic-next"]),
    el("p", { class: "mf-clinic__name" }, card.title), el("p", {}, card.line), el("p", {}, view.next.why),
    el("p", { class: "mf-actions" }, button(card.go, () => open(card.id), "", { "aria-label": card.label })));
}

// The whole list. ``kept`` is what it was chosen by before.
function clinicList(view, open, kept, keep) {
  const { words } = view;
  const status = el("p", { class: "mf-hint", role: "status" });
  const list = el("ul", { class: "mf-clinic__cards" });
  const chosen = () => ({ setting: place.list.value, outcome: what.list.value });
  const sift = () => {
    const { setting, outcome } = chosen();
    const fits = (card) => (!setting || card.setting === setting) && (!outcome || card.outcomes.includes(outcome));
    let shown = 0;
    for (const card of view.cards) {
      const node = list.querySelector(`[data-card="${card.id}"]`);
      node.hidden = !fits(card);
      shown += fits(card) ? 1 : 0;
    }
    status.textContent = shown ? fill(words["clinic-shown"], { shown, of: view.cards.length }) : words["clinic-none"];
  };
  const changed = () => { keep(chosen()); sift(); };
  const place = chosenBy(words["clinic-by-setting"], words["clinic-any-setting"], view.settings, changed);
  const what = chosenBy(words["clinic-by-outcome"], words["clinic-any-outcome"], view.outcomes, changed);
  place.list.value = view.settings.some((one) => one.id === kept.setting) ? kept.setting : "";
  what.list.value = view.outcomes.some((one) => one.id === kept.outcome) ? kept.outcome : "";
  list.append(...view.cards.map((card) => clinicCard(card, view.next?.id === card.id, words, open)));
  sift();
  return [el("p", { class: "mf-clinic__far" }, view.far), suggestionOf(view, open),
    el("div", { class: "mf-clinic__choose" }, place.node, what.node), status, list];
}
