// Light or dark as the person's system has it, and the text size that was chosen, before anything is painted.
(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const show = () => {
    document.documentElement.dataset.theme = dark.matches ? "dark" : "light";
    document.body.dataset.jpThemeLight = String(!dark.matches);
    document.body.dataset.jpThemeName = dark.matches ? "JupyterLab Dark" : "JupyterLab Light";
  };
  show();
  dark.addEventListener("change", show);

  // The server writes the text size that was chosen into each page. The browser's own copy serves the pages that
  // the server cannot know this of (a page that is not here, the door), and tells the other open pages.
  const KEY = "milkflow-text-size";
  const root = document.documentElement;
  const trying = (act) => { try { return act(localStorage); } catch { return null; } };
  if (root.dataset.text) trying((box) => box.setItem(KEY, root.dataset.text));
  else root.dataset.text = trying((box) => box.getItem(KEY)) || "normal";
  document.addEventListener("mf-chosen", ({ detail }) => {
    if (detail.name !== "text-size") return;
    root.dataset.text = detail.choice;
    trying((box) => box.setItem(KEY, detail.choice));
  });
  window.addEventListener("storage", (event) => { if (event.key === KEY && event.newValue) root.dataset.text = event.newValue; });
})();
