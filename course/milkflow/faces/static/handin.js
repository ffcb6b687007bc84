// Handing in: what is still open, a staff code, one button, and the file.

function render({ model, el: root }) {
  const view = () => model.get("view");
  const { words } = view();
  const lines = liveLines();
  const line = sender(model, words, lines);
  const state = el("div");
  const told = el("div", { role: "status" });
  const result = el("div");
  const id = freshId("code");
  const code = el("input", {
    id, class: "mf-input mf-input--code", type: "text", autocomplete: "off", autocapitalize: "none", spellcheck: "false",
    maxlength: 32, "aria-describedby": `${id}-rule ${id}-privacy`, oninput: mended,
    onkeydown: (event) => { if (event.key === "Enter" && !event.isComposing) submit(); },
  });
  const go = button(words["hand-in-button"], submit);
  let address = null;

  function draw() {
    const now = view();
    const answered = now.questions.filter((question) => question.answered).length;
    const all = answered === now.questions.length;
    state.replaceChildren(
      el("p", {}, fill(words[all ? "hand-in-all-answered" : "hand-in-some-answered"], { answered, of: now.questions.length })),
      questionList(now, jump),
      ...(all ? [] : [el("p", { class: "mf-hint" }, words["hand-in-unanswered"])]));
    if (!code.value) code.value = now.code;
    go.textContent = words[now.at ? "hand-in-again" : "hand-in-button"];
    if (now.at && !address) result.replaceChildren(el("p", {}, fill(words["hand-in-before"], { time: clock(now.at) })));
    if (now.changed) lines.alarm(words["hand-in-changed"]);
  }

  function lookAgain() {
    line.send({ type: "look" }, () => lines.say(""));
  }

  function mended() {
    if (code.getAttribute("aria-invalid") === "true") lines.say("");
    code.setAttribute("aria-invalid", "false");
  }

  function submit() {
    if (!/^[A-Za-z0-9][A-Za-z0-9_-]{1,31}$/.test(code.value.trim())) {
      code.setAttribute("aria-invalid", "true");
      lines.alarm(words["hand-in-code-wrong"]);
      code.focus();
      return;
    }
    line.send({ type: "hand-in", code: code.value.trim() }, () => lines.say(""));
    lines.say(words["hand-in-working"]);
  }

  // The file comes just before the reply; a link made of its own bytes works on any server.
  function take(message, buffers) {
    if (message.type !== "file") return;
    if (address) URL.revokeObjectURL(address);
    address = URL.createObjectURL(new Blob(buffers, { type: "application/zip" }));
    const done = fill(words["hand-in-done"], { time: clock(new Date().toISOString()), file: message.name });
    const link = el("a", { class: "mf-button", href: address, download: message.name }, fill(words["hand-in-download"], { file: message.name }));
    told.replaceChildren(el("p", { class: "mf-verdict mf-verdict--good" }, el("span", { "aria-hidden": "true" }, "✓ "), done));
    result.replaceChildren(el("p", {}, link), el("p", {}, words["hand-in-next"]));
    link.focus(); // the next thing to do; what happened is read out from its own region
  }

  root.append(el("section", { class: "mf mf-face mf-handin", "aria-label": words["hand-in-title"], ...FACE },
    el("p", { class: "mf-title" }, words["hand-in-title"]),
    state, el("p", { class: "mf-actions" }, button(words["hand-in-look-again"], lookAgain, "mf-button--quiet")),
    el("label", { class: "mf-legend", for: id }, words["hand-in-code"]), code,
    el("p", { class: "mf-hint", id: `${id}-rule` }, words["hand-in-code-rule"]),
    el("p", { class: "mf-hint", id: `${id}-privacy` }, words["hand-in-privacy"]),
    el("p", { class: "mf-actions" }, go), ...lines.nodes, el("div", { class: "mf-handed" }, told, result)));
  draw();
  if (view().trouble) lines.alarm(view().trouble);
  model.on("change:view", draw);
  model.on("msg:custom", take);
  // A question saved meanwhile is seen without a press: faces tell each other that something was kept.
  const heard = () => model.send({ type: "look", nonce: "" });
  document.addEventListener("mf-saved", heard);
  return () => {
    line.stop();
    model.off("change:view", draw);
    model.off("msg:custom", take);
    document.removeEventListener("mf-saved", heard);
    if (address) URL.revokeObjectURL(address);
  };
}

export default { render };
