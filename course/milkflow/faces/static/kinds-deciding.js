// Questions that ask for decisions: a short menu, how urgent it is, what to make of a claim.

// One menu: tick up to `most`. More can be ticked, and is told at once: a box that refuses would puzzle.
function menuOf(menu, words, changed) {
  const one = menu.most === 1 ? "one-" : "";
  const count = el("p", { class: "mf-hint", role: "status" });
  const inputs = menu.options.map((option) => el("input", { type: "checkbox", value: option.id, onchange: () => { tell(); changed(); } }));
  const rows = menu.options.map((option, at) => el("label", { class: "mf-choice" }, inputs[at], el("span", {}, option.say)));
  const read = () => inputs.filter((input) => input.checked).map((input) => input.value);
  const tell = () => {
    const over = read().length > menu.most;
    count.textContent = fill(words[over ? "feature-too-many" : `feature-${one}chosen`], { chosen: read().length, most: menu.most });
    count.classList.toggle("mf-over", over);
  };
  tell();
  const legend = el("legend", {}, menu.say, " ", el("span", { class: "mf-ask-how" }, fill(words[one ? "feature-one" : "feature-most"], menu)));
  return {
    read,
    node: el("fieldset", { class: "mf-fieldset mf-part", "data-menu": menu.id }, legend, ...rows, count),
    write(ids) { inputs.forEach((input) => { input.checked = Array.isArray(ids) && ids.includes(input.value); }); tell(); },
    focus: () => inputs[0].focus(),
  };
}

// Several small forms under one question; together they read as {id: answer}, without those left open.
function together(view, forms, ...more) {
  return {
    node: el("fieldset", { class: "mf-fieldset" }, el("legend", {}, view.ask), ...more, ...forms.map(([, form]) => form.node)),
    read() {
      const given = forms.map(([id, form]) => [id, form.read()]).filter(([, answer]) => answer !== null && answer.length);
      return given.length ? Object.fromEntries(given) : null;
    },
    write: (response) => forms.forEach(([id, form]) => form.write(response?.[id] ?? null)),
    focus: () => forms[0][1].focus(),
  };
}

function keyFeatureForm(view, changed) {
  return together(view, view.menus.map((menu) => [menu.id, menuOf(menu, view.words, changed)]));
}

function urgencyForm(view, changed) {
  return together(view, view.items.map((item) => {
    const form = radios(item.say, view.scale, freshId("level"), changed, "mf-part mf-scale");
    form.node.setAttribute("data-item", item.id);
    return [item.id, form];
  }));
}

function claimAuditForm(view, changed) {
  return radios(view.ask, view.scale, freshId("verdict"), changed);
}

Object.assign(FORMS, { "key-feature": keyFeatureForm, urgency: urgencyForm, "claim-audit": claimAuditForm });
