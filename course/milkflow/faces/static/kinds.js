// One small form per kind of question: {node, read(), write(response), focus()}.
// read() gives the response as it is stored, or null while there is none.

function radios(legend, options, name, changed, css = "") {
  const inputs = options.map((option) => el("input", { type: "radio", name, value: option.id, onchange: changed }));
  const rows = options.map((option, at) => el("label", { class: "mf-choice" }, inputs[at], el("span", {}, option.say)));
  return {
    node: el("fieldset", { class: `mf-fieldset ${css}`.trim() }, el("legend", {}, legend), ...rows),
    read: () => inputs.find((input) => input.checked)?.value ?? null,
    write: (response) => inputs.forEach((input) => { input.checked = input.value === response; }),
    focus: () => (inputs.find((input) => input.checked) || inputs[0]).focus(),
  };
}

function oneForm(view, changed) {
  return radios(view.ask, view.options, freshId("one"), changed);
}

function severalForm(view, changed) {
  const { words } = view;
  const count = el("p", { class: "mf-hint", role: "status" });
  const inputs = view.options.map((option) => el("input", { type: "checkbox", value: option.id, onchange: () => { tell(); changed(); } }));
  const rows = view.options.map((option, at) => el("label", { class: "mf-choice" }, inputs[at], el("span", {}, option.say)));
  const chosen = () => inputs.filter((input) => input.checked).map((input) => input.value);
  const tell = () => { count.textContent = fill(words["chosen-count"], { chosen: chosen().length, choose: view.choose }); };
  tell();
  const legend = el("legend", {}, view.ask, " ", el("span", { class: "mf-ask-how" }, fill(words["how-several"], view)));
  return {
    node: el("div", {}, el("fieldset", { class: "mf-fieldset" }, legend, ...rows), count),
    read: () => (chosen().length ? chosen() : null),
    write(response) {
      inputs.forEach((input) => { input.checked = Array.isArray(response) && response.includes(input.value); });
      tell();
    },
    focus: () => inputs[0].focus(),
  };
}

function matchForm(view, changed) {
  const said = Object.fromEntries(view.options.map((option) => [option.id, option.say]));
  const rows = view.stems.map((stem) => {
    const id = freshId("stem");
    // A closed select cuts long text off, so the whole of it stands below.
    const whole = el("p", { class: "mf-hint" });
    const tell = () => { whole.textContent = (said[select.value] || "").length > 28 ? said[select.value] : ""; };
    const select = el("select", { id, class: "mf-select", onchange: () => { tell(); changed(); } },
      el("option", { value: "" }, view.words["choose-one"]),
      ...view.options.map((option) => el("option", { value: option.id }, option.say)));
    const node = el("div", { class: "mf-pair" }, el("label", { for: id }, stem.say), el("div", {}, select, whole));
    return { stem, select, tell, node };
  });
  return {
    node: el("fieldset", { class: "mf-fieldset" }, el("legend", {}, view.ask), ...rows.map((row) => row.node),
      el("ul", { class: "mf-paper" }, ...view.options.map((option) => el("li", {}, option.say)))), // a list cannot open there
    read() {
      const pairs = rows.filter((row) => row.select.value).map((row) => [row.stem.id, row.select.value]);
      return pairs.length ? Object.fromEntries(pairs) : null;
    },
    write: (response) => rows.forEach((row) => {
      const id = response?.[row.stem.id];
      row.select.value = id in said ? id : "";
      row.tell();
    }),
    focus: () => rows[0].select.focus(),
  };
}

function orderForm(view, changed) {
  const { words } = view;
  const news = el("p", { class: "mf-hidden", role: "status" });
  const list = el("ol", { class: "mf-order" });
  const rows = new Map(view.items.map((item) => {
    const move = (step, word, arrow) => el("button", {
      type: "button", class: "mf-move", "aria-label": fill(words[word], { item: item.say }),
      onclick: (event) => shift(item, step, event.currentTarget),
    }, arrow);
    const buttons = el("span", { class: "mf-moves" }, move(-1, "move-up", "↑"), move(1, "move-down", "↓"));
    return [item.id, el("li", { class: "mf-step", "data-id": item.id }, el("span", {}, item.say), buttons)];
  }));
  const ids = () => [...list.children].map((row) => row.dataset.id);
  // The end buttons stay in the tab order: a disabled button would throw the focus away.
  const mark = () => [...list.children].forEach((row, at, all) => {
    const [up, down] = row.querySelectorAll("button");
    up.setAttribute("aria-disabled", String(at === 0));
    down.setAttribute("aria-disabled", String(at === all.length - 1));
  });
  function shift(item, step, pressed) {
    const row = rows.get(item.id);
    const at = ids().indexOf(item.id) + step;
    const said = { item: item.say, place: Math.min(Math.max(at + 1, 1), rows.size), of: rows.size };
    news.textContent = fill(words["moved-to"], said);
    if (at < 0 || at >= rows.size) return;
    const other = list.children[at];
    if (step < 0) other.before(row); else other.after(row);
    mark();
    pressed.focus();
    changed();
  }
  const write = (response) => {
    const wanted = Array.isArray(response) ? response.filter((id) => rows.has(id)) : [];
    const rest = view.items.map((item) => item.id).filter((id) => !wanted.includes(id));
    list.append(...[...wanted, ...rest].map((id) => rows.get(id)));
    mark();
  };
  write(null);
  const legend = el("legend", {}, view.ask, " ", el("span", { class: "mf-ask-how" }, words["how-order"]));
  return {
    node: el("fieldset", { class: "mf-fieldset" }, legend, list, news),
    read: ids,
    write,
    focus: () => list.querySelector("button").focus(),
  };
}

function numberForm(view, changed, submit) {
  const id = freshId("number");
  const fault = el("p", { class: "mf-alarm", id: `${id}-fault`, role: "alert" });
  const input = el("input", {
    id, class: "mf-input", type: "text", inputmode: "decimal", autocomplete: "off",
    "aria-describedby": `${id}-unit ${id}-fault`, oninput: () => { tell(""); changed(); },
    onkeydown: (event) => { if (event.key === "Enter") submit(); },
  });
  const tell = (text) => {
    fault.textContent = text;
    input.setAttribute("aria-invalid", String(Boolean(text)));
  };
  return {
    node: el("div", { class: "mf-fieldset" }, el("label", { class: "mf-legend", for: id }, view.ask),
      el("span", { class: "mf-quantity" }, input, " ", el("span", { id: `${id}-unit` }, view.unit)), fault),
    read() {
      const text = input.value.trim().replace(",", ".");
      return /^[-+]?\d+(\.\d+)?$/.test(text) ? Number(text) : null;
    },
    write: (response) => { input.value = typeof response === "number" ? String(response) : ""; },
    focus: () => input.focus(),
    fault() { tell(view.words["write-a-number"]); },
    remark() {
      const value = this.read();
      const odd = value !== null && (value < view.low || value > view.high);
      return odd ? fill(view.words["odd-number"], view) : "";
    },
  };
}

function reflectionForm(view, changed) {
  const { words } = view;
  const id = freshId("text");
  const count = el("p", { class: "mf-hint", id: `${id}-count` });
  const area = el("textarea", {
    id, class: "mf-textarea", rows: 7, maxlength: 8000, "aria-describedby": `${id}-count`,
    oninput: () => { tell(); changed(); },
  });
  const tell = () => {
    const used = area.value.split(/\s+/).filter(Boolean).length;
    const over = used > view.words_max;
    count.textContent = fill(words[over ? "words-over" : "words-used"], { used, most: view.words_max });
    count.classList.toggle("mf-over", over);
  };
  tell();
  const rubric = view.rubric.map((line) => el("li", {}, line.say, view.graded ? ` (${line.points})` : ""));
  return {
    node: el("div", { class: "mf-fieldset" }, el("label", { class: "mf-legend", for: id }, view.ask),
      rubric.length ? el("div", { class: "mf-rubric" }, el("p", {}, words["rubric-title"]), el("ul", {}, ...rubric)) : null,
      area, count, el("p", { class: "mf-hint" }, words["no-names"])),
    read: () => (area.value.trim() ? area.value : null),
    write(response) { area.value = typeof response === "string" ? response : ""; tell(); },
    focus: () => area.focus(),
  };
}

const FORMS = {
  one: oneForm, several: severalForm, match: matchForm,
  order: orderForm, number: numberForm, reflection: reflectionForm,
};
