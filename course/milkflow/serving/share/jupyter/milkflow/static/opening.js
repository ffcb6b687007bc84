// While the page opens: say how far it is, and show each part once it is whole.
(() => {
  const words = JSON.parse(document.getElementById("milkflow-words").textContent);
  const filled = (id, facts) => words[id].replace(/\{(\w+)\}/g, (_all, name) => facts[name]);
  const SLOW = 25000; // milliseconds after which we say that this takes long
  const PATIENCE = 10000; // milliseconds after the last part until what is there is shown as it is

  // Voilà's scripts call these two; the text is on the page already, so there is nothing to reveal.
  window.voila_heartbeat = window.voila_finish = () => {};
  window.cellLoaded = true;

  let ready = false;
  let rest = 0;
  const say = (text) => {
    const line = document.getElementById("mf-opening");
    if (line && line.textContent !== text) line.textContent = text;
  };

  const isWhole = (part) => {
    const shown = part.querySelector(".jp-OutputArea-output");
    if (!shown || part.querySelector("script[type='application/vnd.voila.cell-output+json']")) return false;
    if (!shown.classList.contains("lm-Panel")) return shown.childNodes.length > 0;
    // A panel first says that a widget is loading, then holds its place, and only then what its script draws.
    return Boolean(shown.firstElementChild?.hasChildNodes());
  };

  const look = () => {
    const main = document.getElementById("mf-main");
    if (!main || ready) return;
    for (const part of main.querySelectorAll(".mf-pending")) if (isWhole(part)) part.classList.remove("mf-pending");
    const of = Number(main.dataset.parts);
    const part = main.querySelectorAll(":scope > .mf-part").length;
    const ended = document.getElementById("mf-end");
    const waiting = main.querySelectorAll(".mf-pending").length;
    const bar = document.querySelector("#mf-progress > div");
    if (bar) bar.style.transform = `scaleX(${(0.7 * part) / Math.max(of, 1) + (ended && !waiting ? 0.3 : 0)})`;
    if (!ended) say(part ? filled("serving-opening-part", { part, of }) : words["serving-opening"]);
    else if (waiting) {
      say(words["serving-opening-last"]);
      rest ||= setTimeout(() => finish(main), PATIENCE);
    } else finish(main);
  };

  const finish = (main) => {
    ready = true;
    clearTimeout(rest);
    for (const part of main.querySelectorAll(".mf-pending")) part.classList.remove("mf-pending");
    // JupyterLab's renderer sends every link to a new tab; the course stays in one.
    for (const link of main.querySelectorAll('a[target="_blank"]:is([href$=".ipynb"], [href*=".ipynb#"])')) link.removeAttribute("target");
    say(words["serving-opened"]);
    main.removeAttribute("aria-busy");
    document.body.classList.add("mf-is-open");
    observer.disconnect();
    clearTimeout(slow);
    // A link to a heading below parts that had no height yet is followed again.
    const aim = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (aim) aim.scrollIntoView();
    document.dispatchEvent(new Event("milkflow:open"));
  };

  const observer = new MutationObserver(look);
  observer.observe(document.documentElement, { childList: true, subtree: true });
  const slow = setTimeout(() => { if (!ready) say(words["serving-opening-slow"]); }, SLOW);
})();
