// A claim lens: one claim at a time. She decides, the decision is kept, and only then the verdict is shown.

function toldOf(view, claim) {
  const { told } = claim;
  const { words } = view;
  const head = el("p", { class: `mf-verdict mf-verdict--${told.kind}` },
    el("span", { class: "mf-chip__icon", "aria-hidden": "true" }, told.icon), " ", told.headline);
  const differs = told.differs.length
    ? details(words["card-disagreement"], ...told.differs.map((text) => el("p", {}, text))) : null;
  if (differs) differs.open = true;
  const sources = el("ul", { class: "mf-card-list" }, ...told.sources.map((one) => el("li", {}, one.says, el("br"),
    el("span", { class: "mf-hint" }, one.place), " · ",
    one.mark.read ? el("span", { class: "mf-hint" }, `✓ ${one.mark.word}`) : chip({ kind: "warn", icon: "?", word: one.mark.word }))));
  const node = el("div", { class: "mf-result", role: "group", "aria-label": words["result-name"], tabindex: "-1" },
    el("p", { class: "mf-hint" }, told.mine, ...(told.wanted ? [el("br"), told.wanted] : [])),
    el("p", { class: "mf-verdict-line" }, chip(told.chip), told.means),
    told.note ? el("p", { class: "mf-note" }, told.note) : null,
    el("p", { class: "mf-eyebrow" }, words["lens-teach"]),
    ...told.teach.map((text) => el("p", {}, text)),
    differs,
    details(fill(words["lens-sources"], { count: told.sources.length }), sources),
    el("p", { class: "mf-hint" }, told.review));
  return { head, node };
}

// What a printed page holds: every claim of the passage, with her decision and what the evidence says of it.
function paperOf(view) {
  const lines = el("ol", {}, ...view.claims.map(({ says, told }) => el("li", {}, el("p", { class: "mf-reason__say" }, says),
    told ? el("p", {}, chip(told.chip), " ", told.mine) : el("p", {}, view.words["lens-mark-open"]),
    ...(told ? told.teach : []).map((text) => el("p", {}, text)))));
  return [el("p", { class: "mf-eyebrow" }, view.words["lens-paper"]), lines];
}

function render({ model, el: root }) {
  const view = () => model.get("view");
  const { words, id } = view();
  const of = view().claims.length;
  const lines = liveLines();
  const line = sender(model, words, lines);
  const draft = draftOf(`lens:${id}`);
  const drafts = draft.read() || {};
  const body = el("div", { class: "mf-lens__body" });
  // The verdict is put into a region that is there all the time, so it is read out once; the focus goes to the reasons.
  const told = el("div", { class: "mf-told", role: "status" });
  const rest = el("div");
  const jump = el("ol", { class: "mf-lens__jump" });
  const paper = el("div", { class: "mf-paper" });
  let at = view().start; // the claim that is shown; null is the map
  let form = null; // while she decides
  let pressed = false;

  const claimAt = () => view().claims[at];
  const keepDraft = (claim, value) => {
    if (value) drafts[claim] = value; else delete drafts[claim];
    if (Object.keys(drafts).length) draft.keep(drafts); else draft.drop();
  };

  function goTo(place, focus = true) {
    at = place;
    show(focus);
  }

  const onward = () => (at + 1 < of ? at + 1 : null);
  const onButton = (css) => button(words[onward() === null ? "lens-to-map" : "lens-next"], () => goTo(onward()), css);
  const backButton = () => (at > 0 ? button(words["lens-back"], () => goTo(at - 1), "mf-button--quiet") : null);

  function changed() {
    const claim = claimAt();
    const now = { stance: form.stance.read(), sure: form.sure.read() };
    const open = now.stance !== null && (now.stance !== claim.stance || now.sure !== claim.sure);
    keepDraft(claim.id, open ? now : null);
    lines.say(open ? words["not-saved-yet"] : "");
  }

  function submit() {
    const claim = claimAt();
    const response = form.stance.read();
    if (response === null) {
      lines.alarm(words["lens-decide-first"]);
      form.stance.focus();
      return;
    }
    pressed = true;
    line.send({ type: "answer", claim: claim.id, response, confidence: form.sure.read() },
      () => { keepDraft(claim.id, null); tellSaved(claim.name, true); }, () => { pressed = false; });
  }

  function decideForm(claim) {
    const stance = radios(words["lens-ask"], view().stances, freshId("stance"), changed);
    const sureness = view().sureness.map((one) => ({ id: one, say: words[`sure-${one}`] }));
    const sure = radios(words["lens-how-sure"], sureness, freshId("sure"), changed, "mf-sure");
    const start = drafts[claim.id] || claim;
    stance.write(start.stance);
    sure.write(start.sure);
    form = { stance, sure };
    const leave = claim.told ? button(words["lens-keep"], () => { keepDraft(claim.id, null); show(true); }, "mf-button--quiet")
      : onButton("mf-button--quiet");
    if (!claim.told && onward() !== null) leave.textContent = words["lens-pass"];
    told.replaceChildren();
    rest.replaceChildren(stance.node, sure.node,
      el("p", { class: "mf-actions" }, button(words["lens-check"], submit), leave, backButton()));
    lines.say(drafts[claim.id] ? words["draft-back"] : "");
  }

  function verdict(claim) {
    const { head, node } = toldOf(view(), claim);
    told.replaceChildren(head);
    rest.replaceChildren(node, el("p", { class: "mf-actions" }, onButton(), backButton(),
      button(words["lens-change"], () => { showClaim(true, true); form.stance.focus(); }, "mf-button--quiet")));
    lines.say(fill(words.saved, { time: clock(claim.at) }));
    return node;
  }

  function showClaim(focus, mend = false) {
    const claim = claimAt();
    const heading = el("h3", { class: "mf-lens__heading", tabindex: "-1" }, fill(words["lens-claim"], { number: at + 1, of }));
    body.replaceChildren(heading, el("div", { class: "mf-vignette" },
      el("p", { class: "mf-eyebrow" }, words["lens-page-says"]), el("p", { class: "mf-lens__says" }, claim.says)));
    form = null;
    const reasons = claim.told && !mend && !drafts[claim.id] ? verdict(claim) : decideForm(claim);
    if (focus === "verdict" && reasons) reveal(told, reasons);
    else if (focus) heading.focus();
  }

  function showMap(focus) {
    const { map } = view();
    const heading = el("h3", { class: "mf-lens__heading", tabindex: "-1" }, words["lens-map"]);
    const go = ({ place, says }) => button(says, () => goTo(place), "mf-link mf-lens__go");
    told.replaceChildren();
    body.replaceChildren(heading, el("p", {}, map.count));
    rest.replaceChildren(...shownGroups(map.groups, FOLDED, go),
      el("p", { class: "mf-actions" }, button(words["lens-back"], () => goTo(of - 1), "mf-button--quiet")));
    lines.say("");
    if (focus) heading.focus();
  }

  function jumpButton(place, text, mark, spoken) {
    const here = place === at;
    return el("li", {}, el("button", {
      type: "button", class: "mf-lens__to", "aria-current": here ? "step" : null, onclick: () => goTo(place),
    }, text, mark ? el("span", { "aria-hidden": "true" }, ` ${mark}`) : null,
    spoken ? el("span", { class: "mf-hidden" }, `, ${spoken}`) : null));
  }

  function show(focus) {
    jump.replaceChildren(
      ...view().claims.map(({ told }, place) =>
        jumpButton(place, String(place + 1), told ? "✓" : "", words[told ? "lens-mark-done" : "lens-mark-open"])),
      jumpButton(null, words["lens-map-short"], "", ""));
    paper.replaceChildren(...paperOf(view()));
    if (at === null) showMap(focus); else showClaim(focus);
  }

  function draw() {
    if (!pressed && form && at !== null) return; // her open form is hers, whatever else changed
    show(pressed ? "verdict" : false);
    pressed = false;
  }

  const start = view();
  root.append(el("section", { class: "mf mf-face mf-lens", "data-lens": id, ...FACE },
    el("p", { class: "mf-eyebrow" }, words["lens-eyebrow"]),
    el("h3", { class: "mf-lens__title" }, start.title),
    el("p", {}, start.lead),
    el("nav", { "aria-label": fill(words["lens-jump"], start) }, jump),
    body, told, rest, paper, ...lines.nodes));
  show(false);
  if (start.trouble) lines.alarm(start.trouble);
  model.on("change:view", draw);
  return () => { line.stop(); model.off("change:view", draw); };
}

export default { render };
