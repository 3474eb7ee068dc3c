/* What a table gains where scripts run: each cell knows its column's heading, which a narrow page shows instead of a
   wide table; a cell of one short word keeps it whole; and a long table has a field that narrows it to the rows with the
   words written there. */
addEventListener("DOMContentLoaded", () => {
  for (const table of document.querySelectorAll("article table.docutils")) {
    const heads = [...table.querySelectorAll("thead th")].map((head) => head.textContent.trim());
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
    for (const row of rows)
      [...row.cells].forEach((cell, at) => {
        const text = cell.textContent.trim();
        if (heads[at] && text) cell.dataset.head = heads[at];
        cell.classList.toggle("short", /^\S{1,12}$/.test(text));
      });
    if (rows.length > 20) narrow(table, rows);
  }
});

function narrow(table, rows) {
  const label = document.createElement("label");
  const field = document.createElement("input");
  const count = document.createElement("output");
  label.className = "narrow";
  field.type = "search";
  const show = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
    }
    count.textContent = `${rows.filter((row) => !row.hidden).length} of ${rows.length} rows`;
  };
  field.addEventListener("input", show);
  label.append("Show rows with", field, count);
  (table.closest(".table-wrapper") ?? table).before(label);
  show();
}
