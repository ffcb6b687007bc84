// Questions about words: what to say to her, turn by turn, and a handover built from sentences.

function dialogueForm(view, changed) {
  const { words } = view;
  const fault = el("p", { class: "mf-alarm", role: "alert" });
  const turns = view.menus.map((menu, at) => {
    const form = radios(words["your-reply"], menu.options, freshId("reply"), () => { fault.textContent = ""; changed(); }, "mf-part");
    const line = el("p", { class: "mf-says", tabindex: "-1", id: freshId("line") }, el("span", { class: "mf-says__who" }, words["she-says"]), " ", menu.say);
    form.node.setAttribute("aria-describedby", line.id);
    const on = at + 1 < view.menus.length ? button(words["go-on"], () => goOn(at), "mf-button--quiet mf-go-on") : null;
    const node = el("div", { class: "mf-turn", "data-menu": menu.id, hidden: at > 0 }, line, form.node, on);
    return { id: menu.id, form, line, on, node };
  });
  const open = () => turns.filter((turn) => !turn.node.hidden);
  const show = (at) => {
    turns[at].node.hidden = false;
    if (turns[at - 1]?.on) turns[at - 1].on.hidden = true; // said is said; the reply itself can still be changed
  };
  function goOn(at) {
    if (turns[at].form.read() === null) {
      fault.textContent = words["reply-first"];
      turns[at].form.focus();
      return;
    }
    show(at + 1);
    changed();
    turns[at + 1].line.focus();
  }
  const unanswered = () => turns.find((turn) => turn.form.read() === null);
  return {
    node: el("fieldset", { class: "mf-fieldset" }, el("legend", {}, view.ask), ...turns.map((turn) => turn.node), fault),
    read: () => (unanswered() ? null : Object.fromEntries(turns.map((turn) => [turn.id, turn.form.read()]))),
    write(response) {
      turns.forEach((turn, at) => {
        turn.form.write(response?.[turn.id] ?? null);
        if (at && turns[at - 1].form.read() !== null && turn.form.read() !== null) show(at);
      });
    },
    ready: () => open().length === turns.length,
    focus: () => (open().find((turn) => turn.form.read() === null) || open().at(-1)).form.focus(),
    fault: () => { fault.textContent = words["reply-first"]; },
  };
}

// Each sentence has one short list of parts; below, the handover as it stands, to be read as it would be heard.
function sbarForm(view, changed) {
  const { words } = view;
  const rows = view.items.map((item) => {
    const id = freshId("sentence");
    const select = el("select", { id, class: "mf-select", "data-item": item.id, onchange: () => { tell(); changed(); } },
      el("option", { value: "" }, words["sbar-leave-out"]),
      ...view.scale.map((part) => el("option", { value: part.id }, part.say)));
    return { item, select, node: el("div", { class: "mf-pair mf-pair--sbar" }, el("label", { for: id }, item.say), el("div", {}, select)) };
  });
  const parts = view.scale.map((part) => ({ part, lines: el("div", {}) }));
  const tell = () => parts.forEach(({ part, lines }) => {
    const said = rows.filter((row) => row.select.value === part.id).map((row) => el("p", {}, row.item.say));
    lines.replaceChildren(...(said.length ? said : [el("p", { class: "mf-hint" }, words["sbar-nothing"])]));
  });
  tell();
  const title = freshId("handover");
  const sheet = el("div", { class: "mf-handover", role: "group", "aria-labelledby": title },
    el("p", { class: "mf-handover__title", id: title }, words["sbar-so-far"]),
    ...parts.map(({ part, lines }) => el("div", { class: "mf-handover__part" }, el("p", { class: "mf-handover__name" }, part.say), lines)));
  const legend = el("legend", {}, view.ask, " ", el("span", { class: "mf-ask-how" }, words["sbar-how"]));
  return {
    node: el("div", {}, el("fieldset", { class: "mf-fieldset" }, legend, ...rows.map((row) => row.node)), sheet),
    read() {
      const placed = rows.filter((row) => row.select.value).map((row) => [row.item.id, row.select.value]);
      return placed.length ? Object.fromEntries(placed) : null;
    },
    write(response) {
      const known = view.scale.map((part) => part.id);
      rows.forEach((row) => { row.select.value = known.includes(response?.[row.item.id]) ? response[row.item.id] : ""; });
      tell();
    },
    focus: () => rows[0].select.focus(),
  };
}

Object.assign(FORMS, { dialogue: dialogueForm, sbar: sbarForm });
