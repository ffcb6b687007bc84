// Pieces that a lens and the map of a lesson share.

// What she need not look at again is folded; the page unfolds it for print.
const FOLDED = ["agrees"];
function shownGroups(groups, folded, go) {
  return groups.map((group) => {
    const [list] = mapGroups([group], go);
    if (!folded.includes(group.id)) return list;
    list.firstChild.remove(); // its title is the line to press
    return details(group.title, list);
  });
}

// A list of decisions: what the page says, her decision, the verdict. `go` makes a button of a line's words, or text.
function mapGroups(groups, go = ({ says }) => says) {
  return groups.map((group) => el("div", { class: "mf-lens__group", "data-group": group.id },
    el("h4", { class: "mf-lens__sub" }, group.title),
    group.lead ? el("p", {}, group.lead) : null,
    el("ul", { class: "mf-evidence" }, ...group.lines.map((line) => el("li", {},
      el("p", { class: "mf-reason__say" }, go(line)),
      line.mine ? el("p", { class: "mf-hint" }, line.mine) : null,
      line.chip ? el("p", {}, chip(line.chip)) : null,
      ...paragraphs(line.teach), line.part ? el("p", { class: "mf-hint" }, line.part) : null)))));
}
