// Light or dark as the person's system has it, before anything is painted.
(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const show = () => {
    document.documentElement.dataset.theme = dark.matches ? "dark" : "light";
    document.body.dataset.jpThemeLight = String(!dark.matches);
    document.body.dataset.jpThemeName = dark.matches ? "JupyterLab Dark" : "JupyterLab Light";
  };
  show();
  dark.addEventListener("change", show);
})();
