// The debrief: how it was, what the run shows, decision by decision, and one thing for the next shift.

function noteForm(view, what, send) {
  const { words } = view;
  const id = freshId(what);
  const kept = view.notes[what];
  const hint = `${id}-hint`;
  const box = el("textarea", { id, class: "mf-textarea", rows: "3", maxlength: "4000", "aria-describedby": hint });
  const draft = draftOf(`note:${view.header.id}.${what}`);
  const typed = draft.read();
  box.value = typed ?? kept.text;
  const saved = kept.at ? fill(words["case-note-saved"], { time: clock(kept.at) }) : "";
  const done = el("p", { class: "mf-status", role: "status" }, typed === null ? saved : words["draft-back"]);
  box.addEventListener("input", () => { draft.keep(box.value); done.textContent = words["not-saved-yet"]; });
  const save = () => send({ type: "note", what, text: box.value }, done, draft.drop);
  return el("div", { class: "mf-case__note" },
    el("h4", { class: "mf-case__part" }, el("label", { for: id }, words[`case-${what}-title`])),
    el("p", { class: "mf-hint", id: hint }, words[`case-${what}-ask`]),
    box, el("p", { class: "mf-actions" }, button(words["case-note-save"], save, "mf-button--quiet")), done);
}

function ledgerRow(title, ...lines) {
  return [el("dt", {}, title), ...lines.map((line) => el("dd", {}, line))];
}

function safetyLines(kept, words) {
  if (!kept.harms.length) return [words["case-safety-none"]];
  return kept.harms.map((harm) => fill(words[harm.rescued ? "case-safety-rescued" : "case-safety-unrescued"], harm));
}

function surenessLines(kept, words) {
  if (!kept.calls.length) return [words["case-sure-none"]];
  return kept.calls.map((call) => {
    const word = call.harmful && call.confidence === "sure" ? "case-sure-unsafe" : call.met ? "case-sure-met" : "case-sure-missed";
    return fill(words[word], { sure: words[`sure-${call.confidence}`], ask: call.ask });
  });
}

function featureLine(feature, words) {
  const state = feature.met === null || feature.met === undefined ? "not-reached" : feature.met ? "met" : "missed";
  const look = { met: { kind: "good", icon: "✓" }, missed: { kind: "warn", icon: "◐" }, "not-reached": { kind: "plain", icon: "–" } }[state];
  return el("span", {}, chip({ ...look, word: words[`case-feature-${state}`] }), " ", feature.say);
}

function ledgersOf(kept, words) {
  const key = kept.key.minutes === null ? "case-time-never" : "case-time-key";
  return el("div", {}, el("h4", { class: "mf-case__part" }, words["case-ledgers-title"]),
    el("p", { class: "mf-hint" }, words["case-ledgers-note"]),
    el("dl", { class: "mf-ledgers" },
      ...ledgerRow(words["case-ledger-features"], fill(words["case-ledger-features-of"], kept), ...kept.features.map((feature) => featureLine(feature, words))),
      ...ledgerRow(words["case-ledger-safety"], ...safetyLines(kept, words)),
      ...ledgerRow(words["case-ledger-time"], fill(words[key], kept.key)),
      ...ledgerRow(words["case-ledger-partnership"], fill(words["case-partnership-of"], { count: kept.partnership, of: kept.partnership_of })),
      ...ledgerRow(words["case-ledger-sureness"], ...surenessLines(kept, words))),
    el("p", { class: "mf-note" }, words[kept.passed ? "case-passed" : "case-not-passed"]));
}

function evidenceOf(row, view) {
  const cards = row.claims.map((id) => view.evidence[id]).filter(Boolean);
  if (!cards.length) return null;
  return details(view.words["case-evidence"], el("ul", { class: "mf-evidence" }, ...cards.map((card) => el("li", {},
    el("p", {}, chip(card.chip), " ", card.says), el("p", {}, card.teach), card.review ? el("p", { class: "mf-hint" }, card.review) : null))));
}

function decisionRow(row, view, back) {
  const { words } = view;
  const enquiry = Boolean(row.asked);
  const did = row.did.join(" · ") || words["case-trail-nothing"];
  return el("li", { class: "mf-reason" },
    el("p", { class: "mf-reason__head" }, row.verdict ? chip(view.chips[row.verdict]) : null,
      el("span", { class: "mf-hint" }, " ", fill(words["case-trail-line"], row))),
    el("p", {}, fill(words[enquiry ? "case-path-asked" : row.heard ? "case-path-handed" : "case-path-you"], { did })),
    row.confidence ? el("p", { class: "mf-hint" }, fill(words["case-path-sure"], { sure: words[`sure-${row.confidence}`] })) : null,
    ...row.missed.flatMap((ask) => [el("p", { class: "mf-reason__say" }, fill(words["case-path-missed"], { did: ask.do })),
      el("p", {}, ask.because)]),
    ...(enquiry ? [] : prose(row.because)),
    ...heardOf(row.heard, words),
    row.better ? el("p", { class: "mf-reason__say" }, fill(words["case-path-better"], { did: row.better.do })) : null,
    row.better ? el("p", {}, row.better.because) : null,
    evidenceOf(row, view),
    button(words["case-back"], () => back(row.step), "mf-button--quiet mf-case__back", { "aria-label": fill(words["case-back-to"], row) }));
}

function bestPath(told, words) {
  return details(words["case-best-title"], el("ol", {}, ...told.best.map((row) => el("li", {},
    el("p", { class: "mf-hint" }, row.ask), el("p", {}, row.did.join(" · "))))),
  el("p", { class: "mf-hint" }, words["case-best-no-need"]));
}

function debriefOf(view, back, send) {
  const { debrief: told, words } = view;
  return [
    el("p", {}, chip(told.chip)),
    ...prose(view.now.scene),
    ...speech(view.now.says),
    ...prose(told.lesson, "mf-case__lesson"),
    noteForm(view, "feeling", send),
    ledgersOf(told.ledgers, words),
    el("h4", { class: "mf-case__part" }, words["case-path-title"]),
    el("ol", { class: "mf-reasons" }, ...told.path.map((row) => decisionRow(row, view, back))),
    bestPath(told, words),
    chartOf(told.chart, words) || "",
    noteForm(view, "commitment", send),
  ];
}
