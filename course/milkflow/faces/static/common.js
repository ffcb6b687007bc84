// Shared by every face. Words come from Python and are always set as text, never as HTML.

// JupyterLab takes arrow keys and letters for its own commands unless a face, and the very element that has the
// focus in it, says no.
const FACE = { "data-lm-suppress-shortcuts": "true" };
const TAKES_KEYS = ["a", "button", "input", "select", "summary", "textarea"];

function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  if (TAKES_KEYS.includes(tag) || "tabindex" in props) node.setAttribute("data-lm-suppress-shortcuts", "true");
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all));
}

function paragraphs(text, css) {
  return (text || "").split(/\n\n+/).filter((part) => part.trim()).map((part) => el("p", { class: css }, part.trim()));
}

function chip({ kind, icon, word }) {
  const symbol = el("span", { class: "mf-chip__icon", "aria-hidden": "true" }, icon);
  return el("span", { class: `mf-chip mf-chip--${kind}` }, symbol, " ", word);
}

function button(label, onclick, css = "", props = {}) {
  return el("button", { type: "button", class: `mf-button ${css}`.trim(), onclick, ...props }, label);
}

function details(summary, ...inner) {
  return el("details", { class: "mf-details" }, el("summary", {}, summary), ...inner);
}

// Every face runs a copy of this script of its own. Without the random part, two questions on one page would share
// a name, and a choice in one would clear the other.
const COPY = Math.random().toString(36).slice(2, 10);
let counter = 0;
function freshId(stem) {
  counter += 1;
  return `mf-${stem}-${COPY}-${counter}`;
}

// "14:05", or with the day when that was not today; in the reader's own clock.
function clock(iso) {
  const when = new Date(iso);
  const time = when.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const today = when.toDateString() === new Date().toDateString();
  return today ? time : `${when.toLocaleDateString([], { day: "numeric", month: "short" })}, ${time}`;
}

// What is on the screen and not saved yet outlives a reload of the page: in this tab only, and gone with it.
function draftOf(name) {
  const key = `milkflow-draft:${location.pathname}:${name}`;
  const trying = (act) => { try { return act(sessionStorage); } catch { return null; } };
  return {
    read: () => trying((box) => JSON.parse(box.getItem(key))),
    keep: (value) => trying((box) => box.setItem(key, JSON.stringify(value))),
    drop: () => trying((box) => box.removeItem(key)),
  };
}

// Tell the page around the faces that something was kept: its name in the log, and whether it counts as done now
// (null: as before).
function tellSaved(name, done) {
  document.dispatchEvent(new CustomEvent("mf-saved", { detail: { name, done } }));
}

// The focus goes to the reasons, and the verdict above them stays in sight: first she sees if she was right.
function reveal(verdict, reasons) {
  reasons.focus({ preventScroll: true });
  const bar = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
  const inSight = verdict.getBoundingClientRect().top >= bar && reasons.getBoundingClientRect().bottom <= innerHeight;
  if (!inSight) verdict.scrollIntoView({ block: "start" });
}

// Two lines that screen readers follow: one polite, one for what must not be missed.
function liveLines() {
  const status = el("p", { class: "mf-status", role: "status" });
  const alarm = el("p", { class: "mf-alarm", role: "alert" });
  const write = (node, text) => { if (node.textContent !== text) node.textContent = text; };
  return {
    nodes: [status, alarm],
    say(text) { write(alarm, ""); write(status, text); },
    alarm(text) {
      write(status, "");
      write(alarm, text);
      // The notice of a stopped course lies over the foot of the window: the alarm stands above it, or begins there.
      const notice = text && document.querySelector(".mf-gone")?.getBoundingClientRect();
      if (notice) alarm.scrollIntoView({ block: alarm.offsetHeight < notice.top - 100 ? "nearest" : "start" });
    },
  };
}

// Send a press; say so when no reply comes in 3 s. A press repeated unchanged keeps its
// nonce, so that a late reply and a retry are one answer and not two.
function sender(model, words, lines) {
  const waiting = new Map();
  let last = { text: null, nonce: null };
  const hear = (reply, buffers) => {
    const done = reply && waiting.get(reply.nonce);
    if (!done) return;
    waiting.delete(reply.nonce);
    last = { text: null, nonce: null };
    done(reply, buffers);
  };
  const send = (message, saved, failed = () => {}) => {
    const text = JSON.stringify(message);
    const nonce = text === last.text ? last.nonce : `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
    last = { text, nonce };
    const lost = () => { lines.alarm(words["not-saved"]); failed(); };
    const timer = setTimeout(lost, 3000);
    waiting.set(nonce, (reply, buffers) => {
      clearTimeout(timer);
      if (reply.type === "refused") { lines.alarm(reply.message); failed(); } else saved(reply, buffers);
    });
    lines.say(words.saving);
    try { model.send({ ...message, nonce }); } catch { clearTimeout(timer); lost(); }
  };
  model.on("msg:custom", hear);
  return { send, stop: () => model.off("msg:custom", hear) };
}
