"use strict";
// What the page can do beyond being read: filter, copy a row, print, change its colours. Without it all is shown.
(() => {
  const every = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const one = (id) => document.getElementById(id);

  // Colours: the person's choice stays where the browser lets a page keep it.
  const theme = one("theme");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const keep = (name) => { try { if (name) localStorage.setItem("plancheck-theme", name); return localStorage.getItem("plancheck-theme"); } catch { return null; } };
  const wear = (name) => {
    if (name) document.documentElement.dataset.theme = name;
    theme.setAttribute("aria-pressed", String((name || (dark.matches ? "dark" : "light")) === "dark"));
  };
  let worn = keep();
  if (worn !== "dark" && worn !== "light") worn = null;
  wear(worn);
  dark.addEventListener("change", () => wear(worn));
  theme.addEventListener("click", () => {
    worn = theme.getAttribute("aria-pressed") === "true" ? "light" : "dark";
    keep(worn);
    wear(worn);
  });
  theme.hidden = false;

  const printing = one("print");
  printing.addEventListener("click", () => window.print());
  printing.hidden = false;

  // Filter: nothing pressed shows all; within a group of buttons any fits, and both groups must.
  const filters = one("filters");
  if (filters) {
    const buttons = every("button[aria-pressed]", filters);
    const groups = every(".group");
    const rules = every("table.requirements tbody tr");
    const all = one("all");
    const shown = one("shown");
    const asked = (kind) => buttons.filter((button) => button.dataset[kind] && button.getAttribute("aria-pressed") === "true").map((button) => button.dataset[kind]);
    const findings = (list) => list.reduce((sum, group) => sum + Number(group.dataset.findings), 0);
    const apply = () => {
      const severities = asked("severity");
      const outcomes = asked("outcome");
      const fits = (item) => (!severities.length || severities.includes(item.dataset.severity)) && (!outcomes.length || outcomes.includes(item.dataset.outcome));
      for (const item of [...groups, ...rules]) item.hidden = !fits(item);
      for (const section of every("section.findings")) {
        const some = every(".group", section);
        section.querySelector(".none").hidden = !some.length || some.some((group) => !group.hidden);
      }
      all.disabled = !severities.length && !outcomes.length;
      const counted = {
        findings: findings(groups.filter((group) => !group.hidden)), of_findings: findings(groups),
        rules: rules.filter((row) => !row.hidden).length, of_rules: rules.length,
      };
      shown.textContent = shown.dataset.said.replace(/\{(\w+)\}/g, (_, name) => counted[name]);
    };
    const clear = () => {
      for (const button of buttons) button.setAttribute("aria-pressed", "false");
      apply();
    };
    for (const button of buttons) {
      button.addEventListener("click", () => {
        button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
        apply();
      });
    }
    all.addEventListener("click", () => { clear(); buttons[0]?.focus(); });
    filters.hidden = false;
    apply();

    // A link to what the filter hides shows all again.
    const reveal = () => {
      const target = location.hash && one(location.hash.slice(1));
      if (!target || !target.closest(".group[hidden], tr[hidden]")) return;
      clear();
      target.scrollIntoView();
    };
    addEventListener("hashchange", reveal);
  }

  // A row to paste: as a table row for Word and Excel, as text with tabs for all else.
  const copied = async (cells) => {
    const text = cells.join("\t");
    const table = document.createElement("table");
    const row = table.insertRow();
    for (const cell of cells) row.insertCell().textContent = cell;
    try {
      await navigator.clipboard.write([new ClipboardItem({
        "text/plain": new Blob([text], { type: "text/plain" }),
        "text/html": new Blob([table.outerHTML], { type: "text/html" }),
      })]);
      return true;
    } catch { /* an old browser, or a page opened from a disk */ }
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  };
  for (const button of every("button.copy")) {
    button.addEventListener("click", async () => {
      const done = await copied(JSON.parse(button.dataset.cells));
      button.nextElementSibling.textContent = done ? button.dataset.done : button.dataset.failed;
      button.focus();
    });
    button.hidden = false;
  }

  // Paper has no buttons: what is folded is opened for it.
  addEventListener("beforeprint", () => { for (const folded of every("details")) folded.open = true; });
})();
