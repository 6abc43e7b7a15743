// What the page can do beyond reading, which works without it: say its language, find lines, and work a formula out beside its line.
(() => {
  "use strict";
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // The language: style shows it, and readers of the screen hear of it here.
  const speak = () => {
    const language = one('input[name="language"]:checked').value;
    document.documentElement.lang = language;
    // `innerText` would lay the whole page out before anybody sees it.
    document.title = (one(`h1 [lang="${language}"]`) || one("h1")).textContent;
  };
  all('input[name="language"]').forEach((button) => button.addEventListener("change", speak));
  speak();

  // Whatever an address points at is open.
  const open = () => {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    for (let around = target && target.parentElement; around; around = around.parentElement) {
      if (around.tagName === "DETAILS") around.open = true;
    }
    if (target) target.scrollIntoView();
  };
  addEventListener("hashchange", open);
  // A second click on the same link changes no address.
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest('a[href^="#"]');
    if (link && link.hash === location.hash) open();
  });
  open();

  // The formulas of a line, with the line's own numbers in them.
  const worked = (details, row) => {
    const cell = document.createElement("td");
    cell.colSpan = row.cells.length;
    all("a[data-n]", details).forEach((link) => {
      const formula = document.getElementById(link.hash.slice(1)).cloneNode(true);
      formula.removeAttribute("id");
      const numbers = link.dataset.n.split("|");
      all("[data-i]", formula).forEach((own) => { own.textContent = numbers[Number(own.dataset.i)]; });
      const title = one("summary", document.getElementById(link.hash.slice(1)).parentElement).cloneNode(true);
      const heading = document.createElement("p");
      all(".count", title).forEach((count) => count.remove());
      heading.append(...title.childNodes);
      cell.append(heading, formula);
    });
    const made = document.createElement("tr");
    made.className = "worked";
    made.append(cell);
    return made;
  };
  const shown = new Map();
  document.addEventListener("toggle", (event) => {
    const details = event.target;
    if (!details.matches(".rows td > details")) return;
    if (shown.has(details)) shown.get(details).remove();
    shown.delete(details);
    if (!details.open) return;
    const row = details.closest("tr");
    const made = worked(details, row);
    shown.set(details, made);
    row.after(made);
  }, true);

  // The search: every word must stand in the line, or in the heads above it.
  const filter = one(".filter");
  const search = one("#search");
  let places;
  const read = () => all(".place").map((place) => ({
    place,
    id: one("div", place).id,
    text: one("summary", place).textContent.toLowerCase(),
    groups: all(".group", place).map((group) => ({
      group,
      text: one("summary", group).textContent.toLowerCase(),
      rows: all(".rows > tbody > tr:not(.worked)", group).map((row) => ({ row, text: row.textContent.toLowerCase() })),
    })),
  }));
  const find = () => {
    places = places || read();
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const only = one('input[name="place"]:checked').value;
    let found = 0;
    for (const { place, id, text, groups } of places) {
      let inPlace = 0;
      for (const { group, text: head, rows } of groups) {
        let inGroup = 0;
        for (const { row, text: own } of rows) {
          const hit = words.every((word) => own.includes(word) || head.includes(word) || text.includes(word));
          row.hidden = !hit;
          inGroup += hit;
        }
        group.hidden = inGroup === 0;
        // A few hits are shown, many are counted.
        group.open = words.length > 0 && inGroup > 0 && found < 200;
        inPlace += inGroup;
      }
      const wanted = only === "" || only === id;
      place.hidden = inPlace === 0 || !wanted;
      place.open = wanted && inPlace > 0 && (words.length > 0 || only !== "");
      found += wanted ? inPlace : 0;
    }
    one("#found").textContent = String(found);
  };
  if (filter) {
    filter.hidden = false;
    filter.addEventListener("submit", (event) => event.preventDefault());
    filter.addEventListener("input", find);
  }

  // In print, pictures come with their tables.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("details.data:not([open])");
    opened.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => opened.forEach((details) => { details.open = false; }));
})();
