// The header's count follows what is saved on the page; the menu of small screens.
(() => {
  const words = JSON.parse(document.getElementById("milkflow-words").textContent);
  const { track } = JSON.parse(document.getElementById("milkflow-journey").textContent);
  const filled = (id, facts) => words[id].replace(/\{(\w+)\}/g, (_all, name) => facts[name]);

  if (track) {
    const done = new Set(track.done);
    const show = () => {
      const far = document.getElementById("mf-far");
      if (!far) return;
      const open = track.stops.filter((stop) => !done.has(stop.name));
      const minutes = Math.max(1, Math.round(open.reduce((sum, stop) => sum + stop.minutes, 0)));
      const said = { done: track.stops.length - open.length, of: track.stops.length, minutes };
      far.textContent = filled(open.length ? "serving-far" : "serving-far-done", said);
      const bar = document.querySelector("#mf-progress > div");
      if (document.body.classList.contains("mf-is-open")) bar.style.transform = `scaleX(${said.done / said.of})`;
    };
    document.addEventListener("mf-saved", (event) => {
      const { name, done: counts } = event.detail || {};
      if (counts === true) done.add(name);
      if (counts === false) done.delete(name);
      show();
    });
    document.addEventListener("milkflow:open", show);
  }

  const menu = document.getElementById("mf-menu");
  const open = (is) => menu.setAttribute("aria-expanded", String(is));
  menu.addEventListener("click", () => open(menu.getAttribute("aria-expanded") !== "true"));
  menu.closest("header").addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || menu.getAttribute("aria-expanded") !== "true") return;
    open(false);
    menu.focus();
  });
})();
