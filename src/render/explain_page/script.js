"use strict";
(() => {
  const kRowsAtOnce = 1000;  // more would make a large page slow; further ones come as they are scrolled to
  const kMostFound = 2000;
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  byId("data").remove();
  const wanted = { verdicts: { kept: true, changed: true, dropped: true }, rule: "", find: "", open: false };
  let matches = [];  // blocks that the filter lets through; the first `shown` of them have a row
  let shown = 0;

  const make = (tag, text, className) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (className) element.className = className;
    return element;
  };

  // Page text is foreign: it only ever becomes text nodes, and what would be invisible or turn the direction of text is shown by its number.
  const kHidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
  const addText = (parent, text) => {
    let at = 0;
    for (const found of text.matchAll(kHidden)) {
      if (found.index > at) parent.append(text.slice(at, found.index));
      parent.append(make("span", "U+" + found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0"), "sign"));
      at = found.index + 1;
    }
    if (at < text.length) parent.append(text.slice(at));
  };

  const signed = (value, digits) => (value > 0 ? "+" : value < 0 ? "\u2212" : "") + Math.abs(value).toFixed(digits);
  const addPieces = (parent, block) => {
    if (!block.pieces) return addText(parent, block.text);
    for (const [kind, text] of block.pieces) {
      const piece = kind === "=" ? parent : parent.appendChild(make(kind === "-" ? "del" : "ins"));
      addText(piece, text);
    }
    return undefined;
  };

  const partsTable = (parts) => {
    const table = make("table");
    table.append(make("caption", "What counted most in the line itself: above 0 for article, below for furniture (log-odds)"));
    const most = Math.max(...Object.values(parts).map(Math.abs));
    for (const [name, value] of Object.entries(parts)) {
      const row = table.insertRow();
      const head = make("th", name);
      head.scope = "row";
      row.append(head, make("td", signed(value, 2)));
      const bar = make("span", "", value < 0 ? "against" : "for");
      bar.style.width = (50 * Math.abs(value)) / most + "%";
      const cell = row.insertCell();
      cell.className = "bar";
      cell.append(bar);
    }
    return table;
  };

  const fillWhy = (why, block) => {
    if (why.childNodes.length > 0) return;
    for (const reason of block.reasons || []) {
      const line = why.appendChild(make("p"));
      addText(line, reason);
    }
    if (!block.reasons) why.append(make("p", "No rule touched this line, and no decision over the page weighed it."));
    const id = block.rule;
    if (id) {
      why.append(make("p", id + ": " + data.rules[id].description + " (class " + data.rules[id].class + ")", "rule-says"));
      const only = make("button", "Only lines of this rule");
      only.type = "button";
      only.addEventListener("click", () => {
        byId("rule").value = id;
        readFilter();
      });
      why.append(only);
    }
    if (block.parts) why.append(partsTable(block.parts));
    if (block.hits) why.append(make("p", "Rules that also hold on the line: " + block.hits.join(", "), "rule-says"));
  };

  const makeRow = (block) => {
    const item = byId("line").content.firstElementChild.cloneNode(true);
    const part = (name) => item.querySelector("." + name);
    item.className = block.verdict;
    part("number").textContent = block.line;
    part("spoken").textContent = block.verdict + ": ";
    addPieces(part("text"), block);
    part("rule").textContent = block.rule || "";
    part("score").textContent = block.score || "";
    item.firstElementChild.addEventListener("toggle", () => fillWhy(part("why"), block));
    return item;
  };

  const simple = (text) => text.replace(/\s+/g, " ").trim().toLowerCase();

  const isWanted = (block) => {
    if (!wanted.verdicts[block.verdict]) return false;
    if (wanted.rule !== "" && (block.rule || "-") !== wanted.rule) return false;
    if (wanted.find === "") return true;
    if (block.simple === undefined) block.simple = simple(block.text) + " " + (block.rule || "");
    return block.simple.includes(wanted.find);
  };

  const highlight = () => {
    if (!CSS.highlights) return;
    CSS.highlights.delete("found");
    if (wanted.find === "") return;
    const ranges = [];
    for (const text of byId("lines").querySelectorAll(".text")) {
      if (ranges.length >= kMostFound) break;
      for (const node of text.childNodes) {
        const at = node.nodeType === Node.TEXT_NODE ? node.data.toLowerCase().indexOf(wanted.find) : -1;
        if (at < 0) continue;
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, Math.min(node.length, at + wanted.find.length));
        ranges.push(range);
      }
    }
    CSS.highlights.set("found", new Highlight(...ranges));
  };

  const addRows = () => {
    const turn = document.createDocumentFragment();
    const end = Math.min(matches.length, shown + kRowsAtOnce);
    for (; shown < end; ++shown) {
      const block = matches[shown];
      block.item = block.item || makeRow(block);
      if (wanted.open) block.item.firstElementChild.open = true;
      turn.append(block.item);
    }
    byId("lines").append(turn);
    byId("more").hidden = shown === matches.length;
    byId("more").textContent = "Show more (" + (matches.length - shown) + " left)";
    highlight();
  };

  const applyFilter = () => {
    matches = data.blocks.filter(isWanted);
    shown = 0;
    byId("lines").replaceChildren();
    addRows();
    byId("shown").textContent = matches.length + " of " + data.blocks.length + " lines";
  };

  const readFilter = () => {
    for (const box of byId("verdicts").querySelectorAll("input")) wanted.verdicts[box.name] = box.checked;
    wanted.rule = byId("rule").value;
    wanted.find = simple(byId("find").value);
    applyFilter();
  };

  const option = (value, text) => {
    const element = make("option", text);
    element.value = value;
    return element;
  };

  const fillHead = () => {
    document.title = data.page + " \u2013 cleanscrape explain";
    addText(byId("name"), data.page);
    byId("name").firstChild.remove();
    for (const fact of data.facts) addText(byId("facts").appendChild(make("li")), fact);
    const verdicts = { kept: 0, changed: 0, dropped: 0 };
    const rules = new Map();
    for (const block of data.blocks) {
      ++verdicts[block.verdict];
      rules.set(block.rule || "", (rules.get(block.rule || "") || 0) + 1);
    }
    for (const box of byId("verdicts").querySelectorAll("input")) box.parentElement.querySelector(".count").textContent = verdicts[box.name];
    byId("rule").append(option("", "all (" + data.blocks.length + ")"));
    if (rules.has("")) byId("rule").append(option("-", "none (" + rules.get("") + ")"));
    rules.delete("");
    const sorted = [...rules].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    for (const [id, count] of sorted) byId("rule").append(option(id, id + " (" + count + ")"));
  };

  const openAll = () => {
    wanted.open = !wanted.open;
    byId("open").textContent = wanted.open ? "Close all" : "Open all";
    for (const details of byId("lines").querySelectorAll("details")) details.open = wanted.open;
  };

  fillHead();
  byId("filter").addEventListener("input", readFilter);
  byId("filter").addEventListener("submit", (event) => event.preventDefault());
  byId("open").addEventListener("click", openAll);
  byId("more").addEventListener("click", addRows);
  new IntersectionObserver((seen) => seen.some((s) => s.isIntersecting) && addRows(), { rootMargin: "600px" }).observe(byId("more"));
  applyFilter();
  document.documentElement.dataset.ready = "true";
})();
