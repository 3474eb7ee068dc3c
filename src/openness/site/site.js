// Search and filters on the first page, and the view that compares releases. Everything else works without this file.
"use strict";

const find = (id) => document.getElementById(id);
const make = (name, text, className) => {
  const made = document.createElement(name);
  if (text) made.textContent = text; // never as markup: names come from files
  if (className) made.className = className;
  return made;
};

const WORDS = { met: "met", unmet: "not met", unknown: "unknown", none: "no verdict" };

// Search and filters: a row is shown when every choice is met, or may be where that is asked for.

function filters(form) {
  const rows = [...find("rows").rows].map((row) => ({
    row,
    text: row.textContent.toLowerCase(),
    reached: Number(row.dataset.reached),
    reachable: Number(row.dataset.reachable),
    licences: row.dataset.licences.split(" "),
    met: new Set(row.dataset.met.split(" ")),
    unmet: new Set(row.dataset.unmet.split(" ")),
  }));
  const key = (one, word) => (one.met.has(word) ? "met" : one.unmet.has(word) ? "unmet" : "unknown");
  const rung = (one, asked) => (one.reached >= asked ? "met" : one.reachable >= asked ? "unknown" : "unmet");

  function show() {
    const words = find("by-words").value.toLowerCase().split(/\s+/).filter(Boolean);
    const [asked, licence, term, text] = ["rung", "licence", "term", "text"].map((name) => find(`by-${name}`).value);
    const maybe = find("maybe").checked;
    let shown = 0;
    let unknown = 0;
    for (const one of rows) {
      const verdicts = [];
      if (asked) verdicts.push(rung(one, Number(asked)));
      if (term) verdicts.push(key(one, term));
      if (text) verdicts.push(key(one, text));
      const named = (!licence || one.licences.includes(licence)) && words.every((word) => one.text.includes(word));
      const possible = named && !verdicts.includes("unmet");
      const certain = possible && !verdicts.includes("unknown");
      if (possible && !certain) unknown += 1;
      one.row.hidden = !(certain || (possible && maybe));
      if (!one.row.hidden) shown += 1;
    }
    const open = unknown && !maybe ? `; of ${unknown} more it is unknown` : "";
    find("shown").textContent = `${shown} of ${rows.length} shown${open}.`;
  }

  form.hidden = false;
  form.addEventListener("input", show);
  find("all").addEventListener("click", () => {
    form.reset();
    show();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
}

// The view that compares releases; its address names them: compare.html#one+other

function comparison(form) {
  const data = JSON.parse(find("data").textContent);
  const sides = [...form.querySelectorAll("select.side")];
  const differs = find("differs");

  const named = () => {
    let hash = location.hash.slice(1);
    try {
      hash = decodeURIComponent(hash);
    } catch {
      // an address with a broken escape names what it names
    }
    return hash.split("+").filter((slug) => Object.hasOwn(data.releases, slug)).slice(0, sides.length);
  };

  function cell([verdict, text, reason]) {
    const made = make("td");
    if (verdict) {
      made.append(make("b", text || WORDS[verdict], verdict));
    } else {
      made.append(text);
    }
    if (reason) made.append(make("small", reason));
    return made;
  }

  function table(slugs) {
    const made = make("table");
    made.append(make("caption", "The releases side by side"));
    const heads = make("tr");
    heads.append(make("th", "What is compared"));
    for (const slug of slugs) {
      const head = make("th");
      const link = make("a", data.releases[slug][0]);
      link.href = `releases/${slug}.html`;
      head.append(link);
      heads.append(head);
    }
    for (const head of heads.children) head.scope = "col";
    const top = make("thead");
    top.append(heads);
    const body = make("tbody");
    let group = "";
    data.rows.forEach(([section, name], at) => {
      const cells = slugs.map((slug) => data.releases[slug][1][at].map((text) => data.texts[text]));
      const alike = slugs.length > 1 && cells.every((held) => held.join("\n") === cells[0].join("\n"));
      if (alike && differs.checked) return;
      if (section !== group) {
        const line = make("tr");
        const head = make("th", section, "group");
        head.colSpan = slugs.length + 1;
        head.scope = "colgroup";
        line.append(head);
        body.append(line);
        group = section;
      }
      const line = make("tr", "", alike ? "alike" : "");
      const head = make("th", name);
      head.scope = "row";
      line.append(head, ...cells.map(cell));
      body.append(line);
    });
    made.append(top, body);
    return made;
  }

  function show() {
    const slugs = [...new Set(sides.map((side) => side.value).filter(Boolean))];
    find("state").textContent = slugs.length < 2
      ? "Choose two to four releases. The address of this page then leads to them."
      : "The address of this page leads to this comparison.";
    find("compared").replaceChildren(...(slugs.length ? [table(slugs)] : []));
    return slugs;
  }

  function read() {
    const slugs = named();
    sides.forEach((side, at) => { side.value = slugs[at] ?? ""; });
    show();
  }

  find("without").hidden = true;
  form.hidden = false;
  form.addEventListener("input", () => {
    history.replaceState(null, "", `#${show().join("+")}`);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", read);
  read();
}

if (find("filter")) filters(find("filter"));
if (find("choose")) comparison(find("choose"));
