// On paper nothing can be pressed: what opens is printed open, and is closed again afterwards.
(() => {
  const page = document.documentElement;
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const one of opened) one.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const one of opened.splice(0)) one.open = false;
    delete page.dataset.print;
  });
  for (const button of document.querySelectorAll("[data-print]")) {
    button.addEventListener("click", () => {
      if (button.dataset.print) page.dataset.print = button.dataset.print;
      window.print();
    });
  }
})();
