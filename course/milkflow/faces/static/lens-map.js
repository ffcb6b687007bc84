// The map over all passages of a lesson. It follows every decision that is saved on the same page.

function topicTable(view) {
  const { words } = view;
  const heads = ["agrees", "open", "not-yet", "undecided"].map((id) => el("th", { scope: "col" }, words[`lens-map-head-${id}`]));
  const rows = view.rows.map(({ name, counts }) =>
    el("tr", {}, el("th", { scope: "row" }, name), ...counts.map((count) => el("td", {}, String(count)))));
  return el("div", { class: "mf-scroll" }, el("table", { class: "mf-table mf-lens__topics" },
    el("caption", {}, words["lens-map-topics"]),
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, words["lens-map-topic"]), ...heads)), el("tbody", {}, ...rows)));
}

function render({ model, el: root }) {
  const view = () => model.get("view");
  const { words } = view();
  const lines = liveLines();
  const line = sender(model, words, lines);
  const body = el("div");

  function draw() {
    const now = view();
    body.replaceChildren(el("p", {}, now.decided ? now.count : words["lens-map-none"]),
      ...(now.decided ? [topicTable(now), ...shownGroups(now.groups, [...FOLDED, "undecided"])] : []));
  }

  const refresh = () => line.send({ type: "refresh" }, () => lines.say(words["lens-map-fresh"]));
  const quietly = (event) => {
    if (event.detail?.name?.startsWith("lens.")) model.send({ type: "refresh", nonce: "" });
  };

  root.append(el("section", { class: "mf mf-face mf-lens mf-lens--map", ...FACE },
    el("h3", { class: "mf-lens__title" }, words["lens-map-all"]), body,
    el("p", { class: "mf-actions" }, button(words["lens-map-refresh"], refresh, "mf-button--quiet")), ...lines.nodes));
  draw();
  if (view().trouble) lines.alarm(view().trouble);
  model.on("change:view", draw);
  document.addEventListener("mf-saved", quietly);
  return () => { line.stop(); model.off("change:view", draw); document.removeEventListener("mf-saved", quietly); };
}

export default { render };
