// Give the page's kernel back when the page is left, however early that is.
//
// Voilà does this on "beforeunload", which also fires on a click that downloads a file: the page stays,
// its kernel would be gone. So its listener never hears the event, and the kernel is given back on
// "pagehide", when the page is really left.
(() => {
  const facts = JSON.parse(document.getElementById("jupyter-config-data").textContent);
  window.addEventListener("beforeunload", (event) => event.stopImmediatePropagation());

  window.addEventListener("pagehide", () => {
    const form = new FormData();
    const key = document.cookie.match(/(?:^|;\s*)_xsrf=([^;]*)/);
    form.append("_xsrf", key ? key[1] : "");
    navigator.sendBeacon(`${facts.baseUrl}voila/api/shutdown/${facts.kernelId}`, form);
  });

  // A page that the browser kept in memory comes back without its kernel: open it afresh.
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

  // The link that opened the course carries its key. It does not belong in the address bar or in a bookmark.
  const here = new URL(location.href);
  if (here.searchParams.has("token")) {
    here.searchParams.delete("token");
    history.replaceState(history.state, "", here.href);
  }
})();
