// The case clinic: cards of all cases, and the one that lies open, played in place by its own face (case.js).

// What the case that lies open takes for its own model: its part of the view, and a press with its name on it.
function seatOf(model, seat) {
  const heard = new Map();
  const mine = () => model.get("view").open === seat;
  return {
    get: () => model.get("view").case,
    on(name, one) {
      const guarded = (...said) => { if (mine()) one(...said); };
      heard.set(one, guarded);
      model.on(name, guarded);
    },
    off: (name, one) => model.off(name, heard.get(one)),
    send: (message) => model.send({ ...message, seat }),
  };
}

function renderClinic({ model, el: root }) {
  const words = model.get("view").words;
  const lines = liveLines();
  const line = sender(model, words, lines);
  const above = el("div", { class: "mf-clinic__bar" });
  const below = el("div", { class: "mf-clinic__bar" });
  const body = el("div");
  const face = el("div", { class: "mf mf-clinic", ...FACE }, above, body, below, ...lines.nodes);
  const view = () => model.get("view");
  const draft = draftOf("clinic"); // what the cards are chosen by outlives a reload of the page, in this tab
  let chosen = draft.read() || {};
  let [shown, leave, focusOn, told] = [null, () => {}, null, 0];

  const open = (id) => {
    focusOn = id || shown;
    line.send({ type: "open", case: id }, () => lines.say(""), () => { focusOn = null; });
  };

  const keep = (by) => { chosen = by; draft.keep(by); };

  function bars() {
    const { next, cards, open: id, case: playing } = view();
    const back = (word) => button(words[word], () => open(""), "mf-button--quiet mf-clinic__back");
    above.replaceChildren(id ? back("clinic-back-short") : "");
    const ended = id && playing.now?.kind === "ending";
    const then = ended && next && next.id !== id ? cards.find((card) => card.id === next.id) : null;
    below.replaceChildren(...(ended ? [el("p", {}, view().far), then ? el("p", {}, fill(words["clinic-then"], then), ": ", next.why) : "",
      el("p", { class: "mf-actions" }, then ? button(then.label, () => open(then.id)) : "", back("clinic-back"))] : []));
  }

  function count() {
    const { slots, count: played } = view();
    if (played > told) slots.slice(0, played).forEach((slot) => tellSaved(slot, true));
    told = played;
  }

  function draw() {
    const { open: id } = view();
    count();
    bars();
    if (id && id === shown) return; // the case draws itself
    leave();
    leave = () => {};
    shown = id;
    body.replaceChildren();
    if (id) leave = renderCase({ model: seatOf(model, id), el: body });
    else body.append(el("section", { class: "mf mf-face mf-clinic__list" }, ...clinicList(view(), open, chosen, keep)));
    if (focusOn) {
      const target = id ? body.querySelector(".mf-case__heading") : body.querySelector(`[data-card="${focusOn}"] button`);
      (target?.checkVisibility() ? target : body.querySelector("button")).focus();
      if (id) face.scrollIntoView({ block: "start" });
    }
    focusOn = null;
  }

  told = view().count;
  root.append(face);
  draw();
  if (view().trouble) lines.alarm(view().trouble);
  model.on("change:view", draw);
  return () => { leave(); line.stop(); model.off("change:view", draw); };
}

export default { render: renderClinic };
