// A case: what is seen, what can be done, and a clock that moves only when something is done.

function speech(text) {
  return text ? [el("blockquote", { class: "mf-case__says" }, ...prose(text))] : [];
}

function clockBar(now, words) {
  const hours = Math.floor(now.clock.minutes / 60);
  const since = hours ? "case-since-hours" : "case-since";
  return el("p", { class: "mf-case__clock", role: "group", "aria-label": words["case-clock-label"] },
    el("strong", {}, fill(words["case-clock"], now.clock)), " ",
    el("span", {}, fill(words[since], { hours, minutes: now.clock.minutes - hours * 60 })));
}

function knownOf(now, words) {
  const rows = now.known.flatMap((item) => [el("dt", {}, item.label),
    el("dd", {}, item.text, ...(item.alert ? [" ", chip({ kind: "warn", icon: "▲", word: words[`case-level-${item.alert.level.replace(" ", "-")}`] }),
      el("span", { class: "mf-hint" }, ` ${item.alert.says}`)] : []))]);
  return el("div", {}, el("h4", { class: "mf-case__side" }, words["case-known"]), el("dl", { class: "mf-known" }, ...rows));
}

function sureForm(view, legend) {
  const options = view.sureness.map((id) => ({ id, say: view.words[`sure-${id}`] }));
  return radios(legend, options, freshId("sure"), () => {}, "mf-sure");
}

function introOf(view, begin) {
  const { header, words } = view;
  const { patient } = header;
  return [
    el("p", {}, el("strong", {}, words[`case-setting-${header.setting.replace(" ", "-")}`]), " · ",
      fill(words["case-who"], { name: patient.name, age: patient.age, days: patient.days_since_birth })),
    ...prose(patient.about), ...prose(fill(words["case-wants"], patient)),
    el("div", { class: "mf-vignette" }, el("p", {}, el("strong", {}, words["case-how-title"])), ...prose(words["case-how"])),
    el("p", { class: "mf-actions" }, button(words["case-begin"], begin)),
  ];
}

function toldOf(view, next) {
  const { now, words } = view;
  return [
    el("p", { class: "mf-case__did" }, fill(words[now.heard ? "case-you-handed" : "case-you-chose"], { did: now.do })),
    ...prose(now.consequence, "mf-case__scene"),
    ...(view.graded ? [] : [el("h4", { class: "mf-case__part" }, words["case-why"]),
      el("p", {}, chip(view.chips[now.verdict])), ...prose(now.because), ...heardOf(now.heard, words)]),
    el("p", { class: "mf-actions" }, button(words["case-go-on"], next)),
  ];
}

// In an examination the story ends here, and nothing is said of how it went.
function finishedOf(words) {
  return [el("p", { class: "mf-note" }, el("strong", {}, words["exam-finished"])), ...prose(words["exam-finished-next"])];
}

function asksOf(now, words, ask) {
  return el("ul", { class: "mf-asks" }, ...now.asks.map((item) => el("li", { class: "mf-asks__one", "data-ask": item.id },
    item.finding === null
      ? button("", () => ask(item.id), "mf-button--quiet mf-asks__button")
      : el("div", { class: "mf-asks__found", tabindex: "-1" },
        el("p", {}, el("span", { "aria-hidden": "true" }, "✓ "), el("strong", {}, item.do)), ...prose(item.finding)))));
}

function labelAsks(node, now, words) {
  node.querySelectorAll(".mf-asks__button").forEach((press) => {
    const item = now.asks.find((one) => one.id === press.closest("[data-ask]").dataset.ask);
    press.append(el("span", {}, item.do), " ", el("span", { class: "mf-asks__cost" }, fill(words["case-costs"], item)));
  });
  return node;
}

// The second half of a double click would land on whatever the first half brought to that place.
function swallowDoubleClicks(node) {
  let last = { at: -Infinity, x: 0, y: 0 };
  node.addEventListener("click", (event) => {
    if (!event.detail || !event.target.closest("button")) return; // a press by keyboard has no place
    const now = { at: performance.now(), x: event.clientX, y: event.clientY };
    const again = now.at - last.at < 500 && Math.hypot(now.x - last.x, now.y - last.y) < 12;
    last = now;
    if (again) event.stopPropagation();
  }, true);
}

function renderCase({ model, el: root }) {
  const words = model.get("view").words;
  const lines = liveLines();
  const line = sender(model, words, lines);
  const place = el("div");
  const told = el("p", { class: "mf-hidden", role: "status" }); // the verdict, for ears: the focus is on the heading
  const title = el("p", { class: "mf-title mf-case__title" });
  const face = el("section", { class: "mf mf-face mf-case", "data-case": model.get("view").header.id,
    "data-question": model.get("view").header.question, ...FACE });
  let focusOn = null; // what takes the focus once the new view has come; null while she has pressed nothing
  let shown = "";

  const view = () => model.get("view");
  const names = () => ({ run: view().now?.run ?? "", count: view().now?.count ?? 0, step: view().now?.step ?? "" });
  const press = (message, focus, kept = () => {}) => {
    focusOn = focus;
    line.send({ ...names(), ...message }, () => { lines.say(""); kept(); tellSaved(view().header.id, null); }, () => { focusOn = null; });
  };
  const go = (move, confidence = null) => press({ type: "move", move, confidence }, "heading");
  const hand = (message, confidence, kept) => press({ type: "move", move: "hand-over", message, confidence }, "heading", kept);
  const back = (step) => press({ type: "back", step }, "heading");
  const again = () => press({ type: "start" }, "heading");
  const note = (message, done, kept) => line.send(message, () => { lines.say(""); kept(); done.textContent = fill(words["case-note-saved"], { time: clock(new Date().toISOString()) }); });

  function need(form, word) {
    lines.alarm(words[word]);
    form.focus();
    return null;
  }

  function decision() {
    const { now } = view();
    const form = radios(now.ask, now.options.map((option) => ({ id: option.id, say: option.do })), freshId("do"), () => {});
    const sure = now.sure ? sureForm(view(), words["case-how-sure"]) : null;
    const decide = () => {
      if (!form.read()) return need(form, "case-choose-first");
      if (sure && !sure.read()) return need(sure, "case-sure-first");
      return go(form.read(), sure ? sure.read() : null);
    };
    return [form.node, sure ? sure.node : "", el("p", { class: "mf-actions" }, button(words["case-decide"], decide))];
  }

  function enquiry() {
    const { now } = view();
    const sure = now.sure ? sureForm(view(), words["case-how-sure-enough"]) : null;
    const ask = (id) => press({ type: "move", move: id, confidence: null }, `[data-ask="${id}"] .mf-asks__found`);
    const enough = () => (sure && !sure.read() ? need(sure, "case-sure-first") : go("next", sure ? sure.read() : null));
    return [el("p", { class: "mf-legend" }, now.ask), labelAsks(asksOf(now, words, ask), now, words), sure ? sure.node : "",
      now.asks.some((item) => item.finding !== null) ? "" : el("p", { class: "mf-hint" }, words["case-none-asked"]),
      el("p", { class: "mf-actions" }, button(words["case-enough"], enough))];
  }

  function stepOf() {
    const { now } = view();
    if (now.kind === "told") return toldOf(view(), () => go("next"));
    if (now.kind === "ending" && !view().graded) return debriefOf(view(), back, note);
    const scene = [...prose(now.scene, "mf-case__scene"), ...speech(now.says)];
    if (now.kind === "ending") return [...scene, ...finishedOf(words)];
    if (now.kind === "decision") return [...scene, ...decision()];
    if (now.kind === "handover") return [...scene, ...handoverStep(view(), lines, hand, need)];
    if (now.kind === "enquiry") return [...scene, ...enquiry()];
    return [...scene, el("p", { class: "mf-actions" }, button(words["case-go-on"], () => go("next")))];
  }

  function aside() {
    const { now } = view();
    const steps = now.trail.map((row) => el("li", {}, el("p", { class: "mf-hint" }, fill(words["case-trail-line"], row)),
      el("p", {}, row.did.join(" · ") || words["case-trail-nothing"]),
      button(words["case-back"], () => back(row.step), "mf-button--quiet mf-case__back", { "aria-label": fill(words["case-back-to"], row) })));
    const ended = now.kind === "ending";
    return el("div", { class: "mf-case__aside" },
      ended ? "" : knownOf(now, words), ended ? "" : chartOf(now.chart, words) || "",
      !ended && steps.length ? details(words["case-trail"], el("ol", { class: "mf-trail" }, ...steps)) : "",
      view().graded ? "" : el("p", { class: "mf-actions" }, button(words["case-again"], again, "mf-button--quiet")),
      el("p", { class: "mf-hint" }, words["case-saved"]));
  }

  function verdict(now) {
    if (view().graded) return now?.kind === "ending" ? words["exam-finished"] : "";
    if (now?.kind === "told") return view().chips[now.verdict].word;
    return now?.kind === "ending" ? view().debrief.chip.word : "";
  }

  function kept(now) {
    // A box being written in is not thrown away by a view that only says that another box was saved.
    const state = now ? `${now.run}/${now.count}` : "intro";
    const same = state === shown;
    shown = state;
    return same;
  }

  function draw() {
    const { now, header } = view();
    if (kept(now)) return;
    if (now?.kind === "ending") tellSaved(header.id, true);
    face.dataset.moves = String(now?.count ?? 0);
    const heading = el("h3", { class: `mf-case__heading${now ? "" : " mf-case__heading--title"}`, tabindex: "-1" }, now ? words[`case-heading-${now.kind}`] : header.title);
    if (now) {
      place.replaceChildren(clockBar(now, words), heading, ...stepOf(), aside());
      if (view().skipped) place.prepend(el("p", { class: "mf-hint" }, words["case-skipped"]));
    } else place.replaceChildren(heading, ...introOf(view(), again));
    title.hidden = !now; // before play the heading is the title
    if (focusOn) {
      const target = focusOn === "heading" ? heading : place.querySelector(focusOn);
      (target || heading).focus({ preventScroll: false });
      // On a small screen the clock comes to the top: the buttons and the title above it would fill half of the screen.
      if (now && target === heading && innerHeight < 760) place.scrollIntoView({ block: "start" });
      if (target !== heading && now) lines.say(fill(words["case-clock"], now.clock));
      told.textContent = verdict(now);
    }
    focusOn = null;
  }

  const { header, trouble } = view();
  title.textContent = header.title;
  face.append(el("p", { class: "mf-eyebrow" }, fill(words["case-eyebrow"], header)),
    title, place, told, ...lines.nodes);
  swallowDoubleClicks(face);
  draw();
  if (trouble) lines.alarm(trouble);
  root.append(face);
  model.on("change:view", draw);
  return () => { line.stop(); model.off("change:view", draw); };
}
