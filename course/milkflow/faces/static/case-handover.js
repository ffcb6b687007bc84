// A handover in a case: the message is built from slips, and afterwards looked at slip by slip.

function handoverStep(view, lines, hand, need) {
  const { now, words } = view;
  const draft = draftOf(`handover:${view.header.id}.${now.run}.${now.step}`);
  const scale = now.parts.map((id) => ({ id, say: words[`sbar-${id}`] }));
  const changed = () => {
    draft.keep(form.read());
    lines.say(fill(words["case-handover-count"], { count: Object.keys(form.read() || {}).length, of: now.slips.length }));
  };
  const form = FORMS.sbar({ ask: now.ask, items: now.slips, scale, words }, changed);
  form.write(draft.read());
  const sure = now.sure ? sureForm(view, words["case-how-sure"]) : null;
  const send = () => {
    if (!form.read()) return need(form, "case-handover-first");
    if (sure && !sure.read()) return need(sure, "case-sure-first");
    return hand(form.read(), sure ? sure.read() : null, draft.drop);
  };
  return [form.node, sure ? sure.node : "", el("p", { class: "mf-actions" }, button(words["case-hand-over"], send))];
}

function slipLine(slip, words) {
  const name = (part) => words[part ? `sbar-${part}` : "sbar-left-out"];
  const where = slip.right ? "case-handover-right" : "case-handover-place";
  return el("li", {}, el("p", {}, slip.say),
    el("p", { class: "mf-hint" }, fill(words[where], { part: name(slip.part), yours: name(slip.yours) })), ...prose(slip.because));
}

function heardOf(heard, words) {
  if (!heard) return [];
  const right = heard.slips.filter((slip) => slip.right);
  const open = heard.slips.filter((slip) => !slip.right);
  const list = (slips) => el("ul", { class: "mf-slips" }, ...slips.map((slip) => slipLine(slip, words)));
  return [el("p", { class: "mf-hint" }, fill(words["case-handover-share"], { right: right.length, of: heard.slips.length })),
    open.length ? details(words["case-handover-open"], list(open)) : null,
    right.length ? details(words["case-handover-good"], list(right)) : null].filter(Boolean);
}
