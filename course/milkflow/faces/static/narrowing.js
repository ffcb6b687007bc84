// A figure to set by hand: three rows of choices, a picture that follows, and the same in words.

function tableOf({ title, head, rows }) {
  const cells = (row) => row.map((cell, at) => el(at ? "td" : "th", at ? {} : { scope: "row" },
    ...cell.split("\n").flatMap((part, line) => (line ? [el("br"), part] : [part]))));
  return el("div", { class: "mf-scroll" }, el("table", { class: "mf-table" }, el("caption", {}, title),
    el("thead", {}, el("tr", {}, ...head.map((name) => el("th", { scope: "col" }, name)))),
    el("tbody", {}, ...rows.map((row) => el("tr", {}, ...cells(row))))));
}

function render({ model, el: root }) {
  const view = model.get("view");
  const { words } = view;
  const said = el("p", { class: "mf-follows", role: "status" });
  const picture = drawn(view.picture);
  const story = picture.querySelector("desc");
  const changing = document.createElementNS("http://www.w3.org/2000/svg", "g");
  picture.append(changing, ...view.labels.map(drawn));
  const forms = view.groups.map((group) => radios(group.legend, group.options, freshId(group.name), show, "mf-sure mf-set"));

  function show() {
    const state = view.states[forms.map((form) => form.read()).join(",")];
    changing.replaceChildren(...Object.entries(state.show).map(([layer, id]) => drawn(view.layers[layer][id])));
    story.textContent = state.said;
    said.textContent = state.said;
  }

  function reset() {
    forms.forEach((form, at) => form.write(view.groups[at].now));
    show();
  }

  reset();
  root.append(el("section", { class: "mf mf-face mf-narrowing", ...FACE },
    el("p", { class: "mf-title" }, view.title), el("p", { class: "mf-hint" }, words["narrowing-how"]),
    el("p", { class: "mf-hint" }, words["narrowing-try"]),
    el("div", { class: "mf-figure" },
      el("div", { class: "mf-figure__words" }, ...forms.map((form) => form.node),
        el("p", { class: "mf-actions" }, button(words["narrowing-reset"], reset, "mf-button--quiet"))),
      el("div", { class: "mf-figure__drawing" }, picture)),
    el("p", { class: "mf-eyebrow" }, words["narrowing-follows"]), said,
    el("p", { class: "mf-eyebrow" }, words["figure-reservations"]),
    el("ul", {}, ...view.cautions.map((line) => el("li", {}, line))),
    details(words["figure-data"], ...paragraphs(view.story), tableOf(view.table))));
}

export default { render };
