// Say within three seconds, in plain words, when the server or the page's kernel is gone, and how to go on.
(() => {
  const words = JSON.parse(document.getElementById("milkflow-words").textContent);
  const facts = JSON.parse(document.getElementById("jupyter-config-data").textContent);
  const status = `${facts.baseUrl}api/kernels/${facts.kernelId}`;
  let notice = null;
  let leaving = false;
  window.addEventListener("pagehide", () => { leaving = true; });

  const make = (tag, name, text) => {
    const node = document.createElement(tag);
    node.className = name;
    if (text) node.textContent = text;
    return node;
  };

  const show = (kind) => {
    if (leaving) return;
    if (!notice) {
      notice = make("aside", "mf mf-gone");
      notice.setAttribute("role", "alert");
      document.body.append(notice);
    }
    if (notice.dataset.kind === kind) return;
    notice.dataset.kind = kind;
    const said = make("div", "mf-gone__said");
    said.append(make("p", "mf-gone__title", words[`serving-${kind}-title`]), make("p", "", words[`serving-${kind}`]));
    const again = make("button", "mf-button", words["serving-again"]);
    again.type = "button";
    again.addEventListener("click", () => (kind === "gone" ? wait(again) : location.reload()));
    notice.replaceChildren(said, again);
    document.body.classList.add("mf-is-gone");
    makeRoom();
  };

  // Whatever is scrolled to, or takes the focus, comes to stand above the notice; so does a question's own alarm.
  const makeRoom = () => {
    const height = notice ? notice.offsetHeight + 16 : 0;
    document.documentElement.style.scrollPaddingBottom = height ? `${height}px` : "";
    document.querySelector(".mf-page").style.paddingBottom = height ? `${height + 48}px` : "";
    if (!height) return;
    const hidden = [...document.querySelectorAll(".mf-alarm:not(:empty)")].filter((one) => {
      const box = one.getBoundingClientRect();
      return box.top < innerHeight && box.bottom > innerHeight - height;
    });
    hidden[0]?.scrollIntoView({ block: "nearest" });
  };
  window.addEventListener("resize", () => { if (notice) makeRoom(); });

  const wait = (button) => {
    button.textContent = words["serving-waiting"];
    button.setAttribute("aria-disabled", "true");
    waiting = true;
    look();
  };
  let waiting = false;

  // "here": the kernel lives. "lost": the server runs, the kernel is gone. "gone": the server is gone.
  // "slow": no answer yet, which says nothing on a busy machine.
  const ask = async () => {
    try {
      const answer = await fetch(status, { cache: "no-store", signal: AbortSignal.timeout(2000) });
      if (!answer.ok) return "lost";
      return (await answer.json()).execution_state === "dead" ? "lost" : "here";
    } catch (fault) { return fault.name === "TimeoutError" ? "slow" : "gone"; }
  };

  const hide = () => {
    notice.remove();
    notice = null;
    document.body.classList.remove("mf-is-gone");
    makeRoom();
  };

  let timer = 0;
  const look = async () => {
    clearTimeout(timer);
    const found = await ask();
    if (leaving) return;
    const told = notice?.dataset.kind;
    if (found === "gone") show("gone");
    if (found === "gone" || found === "slow") timer = setTimeout(look, 1500);
    else if (told === "gone" && waiting) location.reload();
    else if (found === "here") { if (told === "gone") hide(); }
    else show(told === "gone" || told === "back" ? "back" : "lost");
  };

  const follow = (kernel) => {
    kernel.connectionStatusChanged.connect((_kernel, now) => { if (now !== "connected") look(); });
    kernel.statusChanged.connect((_kernel, now) => {
      // A kernel that was started anew knows nothing of this page.
      if (now === "dead" || now === "autorestarting" || now === "restarting") show("lost");
    });
    if (kernel.connectionStatus === "disconnected") look();
  };

  const find = () => {
    const kernel = window.jupyterapp?.widgetManager?.kernel;
    if (kernel) follow(kernel);
    else if (!leaving) setTimeout(find, 200);
  };
  find();
  // The kernel's line tells at once when it breaks. A kernel that was shut down elsewhere,
  // or ended while the page was still joining it, tells nothing, so ask too.
  const askAgain = () => { if (!document.hidden) look(); };
  setInterval(askAgain, 2000);
  document.addEventListener("visibilitychange", askAgain);
  window.addEventListener("load", look);
})();
