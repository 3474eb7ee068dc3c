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

// Search, filters, sorting and pages of the first table. Its state stands in the address: index.html#words=llama&sort=1

const PAGE = 25; // rows of a page

function models(form) {
  const body = find("rows");
  const heads = [...body.closest("table").tHead.rows[0].cells];
  const intents = [...form.querySelectorAll("button[data-use]")];
  const choices = ["words", "rung", "level", "licence", "term", "text"].map((name) => [name, find(`by-${name}`)]);
  const rows = [...body.rows].map((row, at) => ({
    row,
    at,
    slug: row.querySelector("a").getAttribute("href").slice("releases/".length, -".html".length),
    text: row.textContent.toLowerCase(),
    cells: [...row.cells].map((cell) => cell.textContent.trim().toLowerCase()),
    reached: Number(row.dataset.reached),
    reachable: Number(row.dataset.reachable),
    licences: row.dataset.licences.split(" "),
    met: new Set(row.dataset.met.split(" ")),
    unmet: new Set(row.dataset.unmet.split(" ")),
  }));
  const picked = new Set();
  let state = {};
  let whole = false; // all rows on one page, as paper needs them

  const key = (one, word) => (one.met.has(word) ? "met" : one.unmet.has(word) ? "unmet" : "unknown");
  const rung = (one, asked) => (one.reached >= asked ? "met" : one.reachable >= asked ? "unknown" : "unmet");

  function verdict(one) {
    const words = (state.words ?? "").toLowerCase().split(/\s+/).filter(Boolean);
    if (state.licence && !one.licences.includes(state.licence)) return "unmet";
    if (state.level && one.reached !== Number(state.level)) return "unmet";
    if (!words.every((word) => one.text.includes(word))) return "unmet";
    const verdicts = [state.term, state.text, state.use].filter(Boolean).map((word) => key(one, word));
    if (state.rung) verdicts.push(rung(one, Number(state.rung)));
    return verdicts.includes("unmet") ? "unmet" : verdicts.includes("unknown") ? "unknown" : "met";
  }

  function ordered(shown) {
    if (!state.sort) return shown;
    const [column, down] = [Math.abs(Number(state.sort)) - 1, state.sort.startsWith("-")];
    const by = column === 2
      ? (one, other) => one.reached - other.reached || one.reachable - other.reachable
      : (one, other) => one.cells[column].localeCompare(other.cells[column], "en", { numeric: true });
    return [...shown].sort((one, other) => (down ? by(other, one) : by(one, other)) || one.at - other.at);
  }

  function show() {
    const found = rows.map((one) => [one, verdict(one)]);
    const unknown = found.filter(([, word]) => word === "unknown").length;
    const shown = ordered(found.filter(([, word]) => word === "met" || (word === "unknown" && state.maybe)).map(([one]) => one));
    const size = whole ? Math.max(1, shown.length) : PAGE;
    const pages = Math.max(1, Math.ceil(shown.length / size));
    const page = Math.min(Math.max(1, Number(state.page) || 1), pages);
    const here = shown.slice((page - 1) * size, page * size);
    for (const one of rows) one.row.hidden = true;
    for (const one of here) {
      one.row.hidden = false;
      body.append(one.row);
    }
    const open = unknown && !state.maybe ? `; of ${unknown} more it is unknown` : "";
    find("shown").textContent = `${shown.length} of ${rows.length} releases${open}.`;
    const filtered = ["words", "rung", "level", "licence", "term", "text", "use", "maybe"].some((name) => state[name]);
    if (find("levels")) find("levels").hidden = filtered;
    heads.forEach((head, at) => {
      const [column, down] = [Math.abs(Number(state.sort ?? 0)) - 1, (state.sort ?? "").startsWith("-")];
      if (at === column) head.ariaSort = down ? "descending" : "ascending";
      else head.removeAttribute("aria-sort");
    });
    turn(page, pages);
  }

  function turn(page, pages) {
    const nav = find("turn");
    nav.hidden = pages < 2;
    const step = (name, to) => {
      const button = make("button", name);
      button.type = "button";
      button.disabled = to < 1 || to > pages;
      button.addEventListener("click", () => {
        go({ page: String(to) });
        find("shown").scrollIntoView();
      });
      return button;
    };
    nav.replaceChildren(step("Back", page - 1), make("span", `Page ${page} of ${pages}`), step("Next", page + 1));
  }

  function controls() {
    for (const [name, field] of choices) field.value = state[name] ?? "";
    find("maybe").checked = Boolean(state.maybe);
    for (const button of intents) button.ariaPressed = String(button.dataset.use === state.use);
  }

  function go(change) {
    state = Object.fromEntries(Object.entries({ ...state, page: "", ...change }).filter(([, value]) => value));
    const address = String(new URLSearchParams(state));
    history.replaceState(null, "", address ? `#${address}` : location.pathname.split("/").pop() || "index.html");
    controls();
    show();
  }

  function read() {
    const hash = location.hash.slice(1);
    if (hash && !hash.includes("=")) return; // a place on the page
    state = Object.fromEntries(new URLSearchParams(hash));
    controls();
    show();
  }

  function pick(one, on) {
    if (on) picked.add(one.slug);
    else picked.delete(one.slug);
    let bar = find("picked");
    if (!bar) {
      bar = make("p");
      bar.id = "picked";
      bar.role = "status";
      find("turn").before(bar);
    }
    bar.hidden = picked.size === 0;
    const link = make("a", `Compare ${picked.size} releases`);
    link.href = `compare.html#${[...picked].slice(0, 4).join("+")}`;
    bar.replaceChildren(picked.size < 2 ? "Choose another release to compare." : link);
    if (picked.size > 4) bar.append(" (the first four)");
  }

  heads.forEach((head, at) => {
    const button = make("button", head.textContent);
    button.type = "button";
    button.addEventListener("click", () => {
      const [up, down] = [String(at + 1), `-${at + 1}`];
      go({ sort: state.sort === up ? down : up });
    });
    head.replaceChildren(button);
  });
  const names = heads.map((head) => head.textContent.replace("?", "")); // a colon follows them
  for (const one of rows) {
    [...one.row.cells].forEach((cell, at) => { if (at) cell.dataset.name = names[at]; });
    const box = make("input");
    box.type = "checkbox";
    box.ariaLabel = `Compare ${one.row.cells[0].textContent.trim()}`;
    box.addEventListener("change", () => pick(one, box.checked));
    const cell = make("td", "", "pick");
    cell.dataset.name = "Compare";
    cell.append(box);
    one.row.append(cell);
  }
  const last = make("th", "Compare", "pick");
  last.scope = "col";
  heads[0].parentNode.append(last);

  form.hidden = false;
  form.addEventListener("input", () => {
    const fields = Object.fromEntries(choices.map(([name, field]) => [name, field.value]));
    go({ ...fields, maybe: find("maybe").checked ? "yes" : "" });
  });
  for (const button of intents) {
    button.addEventListener("click", () => go({ use: state.use === button.dataset.use ? "" : button.dataset.use }));
  }
  for (const link of document.querySelectorAll("a[data-level]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      go({ level: link.dataset.level });
      find("models").scrollIntoView();
    });
  }
  find("all").addEventListener("click", () => {
    state = {};
    go({});
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", read);
  for (const [event, on] of [["beforeprint", true], ["afterprint", false]]) {
    addEventListener(event, () => {
      whole = on;
      show();
    });
  }
  read();
  if (location.hash && !location.hash.includes("=")) show();
}

// The view that compares releases; its address names them: compare.html#one+other

function comparison(form) {
  const data = JSON.parse(find("data").textContent);
  const sides = [...form.querySelectorAll("select.side")];
  const differs = find("differs");
  for (const side of sides.slice(1)) {
    side.replaceChildren(...[...sides[0].options].map((option) => option.cloneNode(true)));
  }

  const named = () => {
    let hash = location.hash.slice(1);
    try {
      hash = decodeURIComponent(hash);
    } catch {
      // an address with a broken escape names what it names
    }
    return hash.split("+").filter((slug) => Object.hasOwn(data.releases, slug)).slice(0, sides.length);
  };

  // A long reason stands once in a column; the rows below it refer to it.
  function once([verdict, text, reason], row, seen) {
    if (reason.length <= 60) return [verdict, text, reason];
    const key = `${verdict}\n${reason}`;
    if (seen.has(key)) return [verdict, text, `The same as for “${seen.get(key)}”.`];
    seen.set(key, row);
    return [verdict, text, reason];
  }

  function cell([verdict, text, reason], name) {
    const made = make("td");
    made.dataset.name = name;
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
    const seen = slugs.map(() => new Map());
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
      line.append(head, ...cells.map((held, side) => cell(once(held, name, seen[side]), data.releases[slugs[side]][0])));
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

if (find("filter")) models(find("filter"));
if (find("choose")) comparison(find("choose"));
