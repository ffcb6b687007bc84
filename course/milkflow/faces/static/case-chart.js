// The observation chart: small drawings under each other, one column for each time, and the same as a table.

const CHART = { width: 320, height: 132, left: 40, right: 16, top: 26, bottom: 26 };

// A number stays on the line of its unit.
function prose(text, css) {
  return paragraphs((text || "").replace(/ (?=°[CF])/g, "\u00a0"), css);
}

function svg(tag, props, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(props)) node.setAttribute(name, String(value));
  node.append(...children);
  return node;
}

function pointText(point, words) {
  if (!point) return words["case-chart-none"];
  if (!point.alert) return point.text;
  return fill(words["case-chart-warned"], { text: point.text, level: words[`case-level-${point.alert.replace(" ", "-")}`] });
}

// A reading that crosses a limit is a triangle, so that shape tells it as well as colour.
function marker(x, y, point) {
  if (!point.alert) return svg("circle", { cx: x, cy: y, r: 4.5, class: "mf-chart__point" });
  return svg("path", { d: `M${x} ${y - 7}L${x + 7} ${y + 6}H${x - 7}Z`, class: "mf-chart__point mf-chart__point--alert" });
}

function drawing(series, times, words) {
  const { width, height, left, right, top, bottom } = CHART;
  const gap = (width - left - right) / Math.max(times.length - 1, 1);
  const x = (at) => (times.length === 1 ? (left + width - right) / 2 : left + at * gap);
  const y = (value) => height - bottom - ((value - series.low) / (series.high - series.low)) * (height - top - bottom);
  const shown = series.points.map((point, at) => (point ? { ...point, x: x(at), y: y(point.value) } : null));
  const dots = shown.filter(Boolean);
  const label = (px, py, text, anchor, css = "") => svg("text", { x: px, y: py, "text-anchor": anchor, class: `mf-chart__text ${css}` }, text);
  const said = series.points.map((point, at) => (point ? fill(words["case-chart-point"], { time: fill(words["case-clock"], times[at]), text: pointText(point, words) }) : null));
  const picture = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", class: "mf-chart__svg",
    "aria-label": fill(words["case-chart-said"], { label: series.label, points: said.filter(Boolean).join("; ") }) },
  label(0, 14, `${series.label}, ${series.unit}`, "start", "mf-chart__name"),
  ...[series.low, series.high].map((value) => svg("line", { x1: left, x2: width - right, y1: y(value), y2: y(value), class: "mf-chart__grid" })),
  ...[series.low, series.high].map((value) => label(left - 8, y(value) + 4, value, "end")),
  ...series.limits.map((value) => svg("line", { x1: left, x2: width - right, y1: y(value), y2: y(value), class: "mf-chart__limit" })),
  svg("polyline", { points: dots.map((dot) => `${dot.x},${dot.y}`).join(" "), class: "mf-chart__line" }),
  ...dots.map((dot) => marker(dot.x, dot.y, dot)));
  const last = dots.at(-1);
  dots.forEach((dot) => {
    if (dot !== last && !dot.alert) return;
    const above = dot.y - 10 > top - 4;
    picture.append(label(Math.min(dot.x, width - right), above ? dot.y - 10 : dot.y + 18, dot.value, dot === last && times.length > 1 ? "end" : "middle", "mf-chart__value"));
  });
  const ends = times.length > 1 ? [0, times.length - 1] : [0];
  const days = times[0].day !== times.at(-1).day;
  const name = (time) => (days ? fill(words["case-clock"], time) : time.time);
  ends.forEach((at) => picture.append(label(x(at), height - 6, name(times[at]), times.length === 1 ? "middle" : at ? "end" : "start")));
  return el("div", { class: "mf-chart__one" }, picture);
}

function chartTable(chart, words) {
  const head = el("tr", {}, el("th", { scope: "col" }, words["case-chart-time"]),
    ...chart.series.map((series) => el("th", { scope: "col" }, series.label)));
  const rows = chart.times.map((time, at) => el("tr", {}, el("th", { scope: "row" }, fill(words["case-clock"], time)),
    ...chart.series.map((series) => el("td", {}, pointText(series.points[at], words)))));
  return el("div", { class: "mf-chart__table" }, el("table", { class: "mf-table" }, el("thead", {}, head), el("tbody", {}, ...rows)));
}

function chartOf(chart, words) {
  if (!chart.series.length) return null;
  return el("div", { class: "mf-chart" },
    el("h4", { class: "mf-case__side" }, words["case-chart"]),
    el("div", { class: "mf-chart__all" }, ...chart.series.map((series) => drawing(series, chart.times, words))),
    chart.series.some((series) => series.limits.length) ? el("p", { class: "mf-hint" }, words["case-chart-limit"]) : null,
    details(words["case-chart-table"], chartTable(chart, words)));
}
