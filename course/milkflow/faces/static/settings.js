// Settings: a choice is sent at once, and the page changes when it is kept.

// The page around the faces, and every other open page of the course, hears of a choice and shows it.
function tellChosen(name, choice) {
  document.dispatchEvent(new CustomEvent("mf-chosen", { detail: { name, choice } }));
}

function render({ model, el: root }) {
  const { groups, words, trouble } = model.get("view");
  const lines = liveLines();
  const line = sender(model, words, lines);
  const forms = groups.map((group) => {
    const kept = () => model.get("view").groups.find((one) => one.name === group.name).now;
    const form = radios(group.legend, group.options, freshId(group.name), () => {
      const choice = form.read();
      line.send({ type: "setting", name: group.name, choice }, () => {
        lines.say(words["setting-saved"]);
        tellChosen(group.name, choice);
      }, () => form.write(kept()));
    }, "mf-sure");
    form.write(group.now);
    return el("div", { "data-setting": group.name }, form.node, el("p", { class: "mf-hint" }, group.note));
  });
  root.append(el("section", { class: "mf mf-face mf-settings", ...FACE }, ...forms.flat(), ...lines.nodes));
  if (trouble) lines.alarm(trouble);
  return () => line.stop();
}

export default { render };
