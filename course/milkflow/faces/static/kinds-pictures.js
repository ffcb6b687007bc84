// Questions with a picture. The picture comes as data, a tree of elements, and is built here node by node.

const DRAWN = ["svg", "title", "desc", "g", "circle", "ellipse", "polygon", "polyline", "path", "text"];

function drawn(node) {
  if (typeof node === "string") return document.createTextNode(node);
  const made = document.createElementNS("http://www.w3.org/2000/svg", DRAWN.includes(node.tag) ? node.tag : "g");
  for (const [name, value] of Object.entries(node.props)) if (name !== "xmlns") made.setAttribute(name, value);
  made.append(...node.children.map(drawn));
  return made;
}

// The list is the control, for keyboard, finger and screen reader; a click in the drawing presses its line.
function hotspotForm(view, changed) {
  const options = view.options.map((option, at) => ({ ...option, say: fill(view.words["step-number"], { place: at + 1, step: option.say }) }));
  const list = (view.choose > 1 ? severalForm : oneForm)({ ...view, options }, () => { mark(); changed(); });
  const fieldset = list.node.querySelector("fieldset") || list.node;
  const rows = el("div", { class: "mf-place__list" }, ...fieldset.querySelectorAll("label"));
  const picture = drawn(view.picture);
  const inputs = [...rows.querySelectorAll("input")];
  const input = (place) => inputs.find((one) => one.value === place.dataset.id);
  const places = [...picture.querySelectorAll("[data-id]")];
  const mark = () => places.forEach((place) => place.classList.toggle("mf-draw__place--chosen", input(place).checked));
  places.forEach((place) => place.addEventListener("click", () => { input(place).focus({ preventScroll: true }); input(place).click(); }));
  fieldset.append(el("p", { class: "mf-hint" }, view.words["hotspot-how"]),
    el("div", { class: "mf-place" }, el("div", { class: "mf-picture-box mf-picture-box--live" }, picture), rows));
  return { ...list, write(response) { list.write(response); mark(); } };
}

function chartForm(view, changed, submit) {
  return view.options.length ? oneForm(view, changed) : numberForm(view, changed, submit);
}

function chartFigure(view) {
  const { title, drawings, head, rows } = view.chart;
  const cells = (row) => row.map((cell, at) => el(at ? "td" : "th", at ? {} : { scope: "row" }, cell));
  const table = el("table", { class: "mf-table" }, el("caption", {}, view.words["chart-table"]),
    el("thead", {}, el("tr", {}, ...head.map((name) => el("th", { scope: "col" }, name)))),
    el("tbody", {}, ...rows.map((row) => el("tr", {}, ...cells(row)))));
  return el("div", { class: "mf-chart-card" }, el("p", { class: "mf-chart-card__title" }, title),
    el("div", { class: "mf-curves" }, el("div", { class: "mf-picture-box" }, ...drawings.map(drawn)), el("div", {}, table)));
}

Object.assign(FORMS, { hotspot: hotspotForm, chart: chartForm });
