// The end of a test without an instructor: hand in for good, see how it went, begin a new try.

// The page opens anew and from its top: each question is then shown with its answer, or as an empty form.
function openAgain() {
  history.scrollRestoration = "manual";
  location.reload();
}

function render({ model, el: root }) {
  const view = () => model.get("view");
  const { words } = view();
  const lines = liveLines();
  const line = sender(model, words, lines);
  const place = el("div");
  const told = el("div", { class: "mf-told", role: "status" });

  // What cannot be taken back is asked twice; the focus goes to the question, not to the button that does it.
  function askTwice(text, yes, no, done, back) {
    const asked = el("p", { class: "mf-legend", tabindex: "-1" }, text);
    place.replaceChildren(asked, el("p", { class: "mf-actions" }, button(yes, done), button(no, back, "mf-button--quiet")));
    asked.focus();
  }

  function drawAnd(focusOn) {
    draw();
    if (focusOn) place.querySelector(focusOn)?.focus();
  }

  function sure() {
    const open = view().questions.filter((question) => !question.answered).length;
    const text = fill(words[open ? "alone-sure-open" : "alone-sure"], { count: open, of: view().questions.length });
    askTwice(text, words["alone-sure-yes"], words["alone-sure-no"], submit, () => drawAnd(".mf-hand-in"));
  }

  function submit() {
    line.send({ type: "hand-in" }, () => { handed = true; lines.say(""); }, () => drawAnd(".mf-hand-in"));
    lines.say(words["alone-working"]);
  }

  function sureAgain() {
    askTwice(words["alone-again-sure"], words["alone-again-yes"], words["alone-sure-no"],
      () => line.send({ type: "again" }, openAgain, () => drawAnd(".mf-again")), () => drawAnd(".mf-again"));
  }

  function openPart(now) {
    const answered = now.questions.filter((question) => question.answered).length;
    const all = answered === now.questions.length;
    const said = fill(words[all ? "hand-in-all-answered" : "hand-in-some-answered"], { answered, of: now.questions.length });
    return [el("p", {}, said), questionList(now, jump), ...(all ? [] : [el("p", { class: "mf-hint" }, words["alone-open"])]),
      el("p", { class: "mf-actions" }, button(words["alone-hand-in"], sure, "mf-hand-in"),
        button(words["hand-in-look-again"], () => line.send({ type: "look" }, () => lines.say("")), "mf-button--quiet"))];
  }

  function closedPart({ at, lines: said, kind }) {
    const [first, ...rest] = said;
    told.replaceChildren(el("p", { class: `mf-verdict mf-verdict--${kind}` }, first), ...rest.map((text) => el("p", {}, text)));
    const seen = document.querySelector(".mf-reviewed"); // the page shows the answers already
    const see = seen ? [] : [el("p", { class: "mf-actions" }, button(words["alone-see"], openAgain, "mf-see")),
      el("p", { class: "mf-hint" }, words["alone-see-note"])];
    return [el("p", {}, fill(words["alone-handed-in"], { time: clock(at) })), ...see,
      el("p", { class: "mf-actions" }, button(words["alone-again"], sureAgain, "mf-button--quiet mf-again")),
      el("p", { class: "mf-hint" }, words["alone-again-note"])];
  }

  function draw() {
    const now = view();
    if (now.result) return place.replaceChildren(...closedPart(now.result));
    told.replaceChildren();
    return place.replaceChildren(...openPart(now));
  }

  let handed = false; // she has handed in on this page: the next view brings the result, and the focus goes on from there
  function changed() {
    // A question saved meanwhile changes the list, not what she is being asked.
    if (!view().result && place.querySelector(".mf-legend")) return;
    drawAnd(handed ? ".mf-see" : null);
    handed = false;
  }

  root.append(el("section", { class: "mf mf-face mf-handin", "aria-label": words["alone-title"], ...FACE },
    el("p", { class: "mf-title" }, words["alone-title"]), told, place, ...lines.nodes));
  draw();
  if (view().trouble) lines.alarm(view().trouble);
  model.on("change:view", changed);
  const heard = () => model.send({ type: "look", nonce: "" });
  document.addEventListener("mf-saved", heard);
  return () => {
    line.stop();
    model.off("change:view", changed);
    document.removeEventListener("mf-saved", heard);
  };
}

export default { render };
