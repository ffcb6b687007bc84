// A question: a form, one button, and (in practice) the reason for every answer.

// Asked again, these show an empty form; of the others she keeps what she had and mends it.
const AFRESH = ["one", "several", "hotspot", "chart", "claim-audit", "dialogue"];

function confidenceForm(view, changed) {
  const options = view.sureness.map((id) => ({ id, say: view.words[`sure-${id}`] }));
  return radios(view.words["how-sure"], options, freshId("sure"), changed, "mf-sure");
}

function resultRow(row) {
  return el("li", { class: "mf-reason" },
    el("p", { class: "mf-reason__head" }, chip(row.chip)),
    el("p", { class: "mf-reason__say" }, row.say),
    ...row.notes.map((note) => el("p", { class: "mf-reason__note" }, note)),
    ...paragraphs(row.because, "mf-reason__because"));
}

// Lines of one group stand under its name; a question without groups is one list.
function resultRows(rows) {
  const groups = [];
  rows.forEach((row) => {
    if (!groups.length || groups.at(-1).name !== row.group) groups.push({ name: row.group, rows: [] });
    groups.at(-1).rows.push(resultRow(row));
  });
  return groups.flatMap(({ name, rows: lines }) => [
    name ? el("p", { class: "mf-reason__group" }, name) : null, el("ul", { class: "mf-reasons" }, ...lines)]);
}

function differs(view, line) {
  return line.differs ? [el("p", { class: "mf-reason__say" }, view.words["card-disagreement"]), ...paragraphs(line.differs)] : [];
}

function evidence(view) {
  const lines = view.result.evidence;
  if (!lines.length) return null;
  const shown = details(view.words["evidence-title"], el("ul", { class: "mf-evidence" }, ...lines.map((line) =>
    el("li", {}, chip(line.chip), el("p", {}, line.teach), ...differs(view, line),
      line.review ? el("p", { class: "mf-hint" }, line.review) : null))));
  shown.open = Boolean(view.result.open);
  return shown;
}

function resultOf(view, again) {
  const { result, words } = view;
  return {
    head: el("p", { class: `mf-verdict mf-verdict--${result.kind}` },
      el("span", { class: "mf-chip__icon", "aria-hidden": "true" }, result.icon), " ", result.headline),
    node: el("div", { class: "mf-result", role: "group", "aria-label": words["result-name"], tabindex: "-1" },
      ...paragraphs(result.note, "mf-note"),
      result.picture ? el("div", { class: "mf-picture-box" }, drawn(result.picture)) : null,
      ...resultRows(result.rows), evidence(view),
      el("p", { class: "mf-actions" }, button(words["try-again"], again, "mf-button--quiet"))),
  };
}

function render({ model, el: root }) {
  const words = model.get("view").words;
  const lines = liveLines();
  const line = sender(model, words, lines);
  const body = el("div");
  const asked = el("div");
  // The verdict is put into a region that is there all the time, so it is read out once; the focus goes to the reasons.
  const told = el("div", { class: "mf-told", role: "status" });
  const face = el("section", { class: "mf mf-face mf-question", "data-question": model.get("view").id, ...FACE });
  const draft = draftOf(`question:${model.get("view").id}`);
  const actions = el("p", { class: "mf-actions" });
  let form = null;
  let kept = "null"; // the saved answer, as this form reads it back
  let sure = null;
  let pressed = false;
  let emptied = false;
  let before = null; // the answer that was taken back last: one press puts it back

  const view = () => model.get("view");
  const take = button(words["take-back"], takeBack, "mf-button--quiet");
  const put = button(words["put-back"], putBack, "mf-button--quiet");
  const unsaved = () => JSON.stringify(form.read()) !== kept;

  function savedLine() {
    const { at, graded, kind, response } = view();
    if (!at) return "";
    if (response === null) return fill(words["taken-back"], { time: clock(at) });
    return fill(words[graded ? "saved-graded" : kind === "reflection" ? "saved-text" : "saved"], { time: clock(at) });
  }

  // A talk is checked when it has come to its end; until then there is one button less to press by mistake.
  const ready = () => { actions.hidden = Boolean(form.ready) && !form.ready(); };

  function changed() {
    ready();
    const remark = form.remark?.() || "";
    const open = form.read() !== null && unsaved();
    if (open) draft.keep({ response: form.read(), sure: sure ? sure.read() : null });
    else draft.drop();
    lines.say(remark || (open ? words["not-saved-yet"] : savedLine()));
  }

  function showTools() {
    const { graded, response } = view();
    take.hidden = !graded || response === null;
    put.hidden = !before || response !== null;
  }

  function saved(done) {
    draft.drop();
    lines.say("");
    tellSaved(view().id, done);
  }

  function takeBack() {
    const { response, sure: said } = view();
    line.send({ type: "take-back" }, () => { before = { response, said }; emptied = true; saved(false); });
  }

  function putBack() {
    form.write(before.response);
    sure?.write(before.said);
    submit();
    form.focus();
  }

  function submit() {
    const response = form.read();
    if (response === null) {
      if (form.fault) form.fault(); else lines.alarm(words["answer-first"]);
      form.focus();
      return;
    }
    pressed = true;
    line.send({ type: "answer", response, confidence: sure ? sure.read() : null },
      () => { kept = JSON.stringify(response); saved(true); }, () => { pressed = false; });
  }

  function showForm(response, confidence, back = null) {
    const now = view();
    form = FORMS[now.kind](now, changed, submit);
    const saved = now.response ?? null;
    if (saved !== null) form.write(saved);
    kept = JSON.stringify(saved === null ? null : form.read());
    form.write(response);
    sure = now.confidence ? confidenceForm(now, changed) : null;
    sure?.write(confidence);
    const label = words[now.graded || now.kind === "reflection" ? "save-answer" : "check-answer"];
    asked.replaceChildren();
    told.replaceChildren();
    body.replaceChildren(form.node, ...(sure ? [sure.node] : []),
      now.hint ? details(words["show-hint"], ...paragraphs(now.hint)) : "",
      actions);
    actions.replaceChildren(button(label, submit), ...(back ? [back] : []), take, put);
    showTools();
    ready();
    lines.say(now.response !== null && unsaved() ? "" : savedLine());
  }

  function tryAgain() {
    const { kind, response } = view();
    showForm(AFRESH.includes(kind) ? null : response, null, backButton());
    form.focus();
  }

  function backButton() {
    return button(words["back-to-answer"], () => { draft.drop(); showResult(true); }, "mf-button--quiet");
  }

  function showDraft() {
    const kept = draft.read();
    if (!kept || JSON.stringify(kept.response) === JSON.stringify(view().response)) return false;
    showForm(kept.response, kept.sure, view().result ? backButton() : null);
    lines.say(words["draft-back"]);
    return true;
  }

  function showResult(focus) {
    const result = resultOf(view(), tryAgain);
    asked.replaceChildren(el("p", { class: "mf-legend" }, view().ask));
    told.replaceChildren(result.head);
    body.replaceChildren(result.node);
    lines.say(savedLine());
    if (focus) reveal(told, result.node);
  }

  function draw() {
    const now = view();
    if (now.result) showResult(pressed);
    else if (!form || emptied) showForm(now.response, now.sure);
    else changed(); // the form is kept: what she typed since then is still hers
    if (emptied) form.focus();
    if (form) showTools();
    pressed = emptied = false;
  }

  const start = view();
  face.append(
    el("p", { class: "mf-eyebrow" }, start.eyebrow),
    start.case ? el("div", { class: "mf-vignette" }, ...paragraphs(start.case)) : "",
    start.says ? el("div", { class: "mf-vignette" }, el("p", { class: "mf-eyebrow" }, words["claim-says"]), ...paragraphs(start.says)) : "",
    start.chart ? chartFigure(start) : "",
    ...start.lead.map((text) => el("p", {}, text)),
    asked, told, body, ...lines.nodes);
  if (!showDraft()) draw();
  if (start.trouble) lines.alarm(start.trouble);
  root.append(face);
  model.on("change:view", draw);
  return () => { line.stop(); model.off("change:view", draw); };
}

export default { render };
