"use strict";
// The page's script: keys, selection, and an outbox of decisions. A decision counts as made when the server has it on the
// disk; until then it waits here, also through a reload, and is sent again.

const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
const words = JSON.parse(document.body.dataset.words);
const query = new URLSearchParams(location.search);
const filter = Object.fromEntries([...query].filter(([name, value]) => value && !["at", "lang"].includes(name)));
const OPEN = ["unreviewed", "changed"];
const codePoints = (text) => [...text].length;

let current = null; // the li that is selected
let shown = null; // the header of the part of the document that is shown
let selected = null; // {start, end, exact} of the selection in the document

// ---- Talking to the server -------------------------------------------------------------------------------------------

async function fragment(path, parameters = {}) {
  const answer = await fetch(path + "?" + new URLSearchParams(parameters), { headers: { Accept: "text/html" } });
  if (!answer.ok) throw new Error(await reason(answer));
  return answer.text();
}

async function reason(answer) {
  const text = await answer.text();
  try { return JSON.parse(text).error; } catch { return text; }
}

function parsed(html) {
  const template = document.createElement("template");
  template.innerHTML = html; // the server escapes all that comes from a document, and the policy runs no inline script
  return template.content;
}

const BOX = "outbox";
let outbox = JSON.parse(localStorage.getItem(BOX) || "[]");
let sending = false;
const keep = () => localStorage.setItem(BOX, JSON.stringify(outbox));

function send(path, body, done = {}) {
  outbox.push({ path, body: { ...body, at: new Date().toISOString(), filter } });
  waiting.set(outbox.at(-1).body.at + path, done);
  keep();
  flush();
}
const waiting = new Map(); // what to do with the answer, by time and path

async function flush() {
  if (sending || !outbox.length) return;
  sending = true;
  const { path, body } = outbox[0];
  const { then, failed } = waiting.get(body.at + path) || {};
  try {
    const answer = await fetch(path, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
    });
    if (answer.status === 403 || answer.status >= 500) throw new Error(String(answer.status));
    const result = answer.ok ? await answer.json() : null;
    const why = answer.ok ? "" : await reason(answer);
    outbox.shift();
    keep();
    if (result) {
      settled(body, result);
      if (then) then(result);
    } else {
      say(why, true);
      if (failed) failed(why);
      else if (body.record_id) reload(body.record_id);
    }
    sending = false;
    if (!outbox.length && $("#message").dataset.waiting) say("");
    flush();
  } catch {
    sending = false;
    $("#message").dataset.waiting = "1";
    say(`${outbox.length} ${words.waiting}`, true, true);
    setTimeout(flush, 2000);
  }
}

function settled(body, result) {
  if (result.progress) progress(result.progress);
  if (!result.items) return;
  for (const item of $$("li", parsed(result.items))) { // the record itself, and those that take a value from it
    const old = find(item.dataset.id);
    if (!old || (old.classList.contains("sending") && item.dataset.id !== result.record_id)) continue;
    old.replaceWith(item);
    if (old !== current) continue;
    mark(item);
    if (!$("#edit")) showCard(item);
  }
  if (result.redraw && shown && shown.dataset.doc === result.doc) showDocument({ doc: result.doc, part: shown.dataset.part });
}

function progress({ open, all }) {
  $("#progress progress").max = all;
  $("#progress progress").value = all - open;
  $("#progress b").textContent = open.toLocaleString();
}

function say(text, bad = false, stays = false) {
  const place = $("#message");
  if (!stays) delete place.dataset.waiting;
  place.hidden = !text;
  place.textContent = text;
  place.classList.toggle("bad", bad);
}

function trouble(error) {
  if (outbox.length) return; // that decisions wait is the more important thing to say, and is being said
  say(error instanceof TypeError ? words.unreachable : error.message, true);
}

// ---- The queue -------------------------------------------------------------------------------------------------------

const items = () => $$("#queue li");
const find = (id) => items().find((li) => li.dataset.id === id);

function mark(li) {
  if (current) current.removeAttribute("aria-current");
  current = li;
  if (!li) return;
  li.setAttribute("aria-current", "true");
  const side = $("#side");
  if (getComputedStyle(side).overflowY === "auto") side.scrollTop = 0; // narrow: the card is what is looked at
  else li.scrollIntoView({ block: "center" });
}

function select(li) {
  if (!li) return;
  mark(li);
  showCard(li);
  const { doc, start, change } = li.dataset;
  const inside = shown && shown.dataset.doc === doc && +start >= +shown.dataset.start && +start < +shown.dataset.end;
  if (inside || (change === "lost" && shown && shown.dataset.doc === doc)) highlight(true);
  else showDocument({ doc, offset: start }, true);
}

async function step(way, wanted = () => true) {
  const all = items(), at = all.indexOf(current);
  const ahead = way > 0 ? all.slice(at + 1) : all.slice(0, Math.max(at, 0)).reverse();
  const next = ahead.find(wanted);
  if (next) return select(next);
  const list = $("#queue ol"), edge = way > 0 ? all.at(-1) : all[0];
  if (!edge || list.dataset[way > 0 ? "after" : "before"] === "0") {
    if (wanted === isOpen) say(words.nothing);
    return;
  }
  await turn(way > 0 ? { after: edge.dataset.id } : { before: edge.dataset.id }, way > 0);
  if (current && !wanted(current)) await step(way, wanted);
}
const isOpen = (li) => OPEN.includes(li.dataset.status);

// What waits in the outbox is decided, as far as the person is concerned, also after the page was loaded again.
function pending() {
  for (const { body } of outbox) {
    const li = body.decision && find(body.record_id);
    if (!li || li.classList.contains("sending")) continue;
    li.classList.add("sending");
    li.dataset.status = body.decision + "ed";
    $(".status", li).textContent = words.saving;
  }
}

let turning = null; // while another page of the queue is on its way, what is asked for waits for it
function turn(parameters, first = true) {
  turning = (turning || Promise.resolve()).then(async () => {
    $("#queue").replaceChildren(parsed(await fragment("/queue", { ...filter, ...parameters })));
    pending();
    const all = items();
    $("#queue").scrollTop = 0;
    current = null;
    select((parameters.at && find(parameters.at)) || (first ? all[0] : all.at(-1)));
  }).catch(trouble);
  return turning;
}
const reload = (id) => turn({ at: id });

// ---- The card --------------------------------------------------------------------------------------------------------

async function showCard(li) {
  try {
    const html = await fragment("/card/" + li.dataset.id);
    if (current === li || (current && current.dataset.id === li.dataset.id)) $("#card").replaceChildren(parsed(html));
  } catch (error) { trouble(error); }
}

const DRAFT = (form) => "draft " + (form.dataset.id || form.dataset.doc + form.dataset.type + form.dataset.start);

async function openForm(path, parameters, preset = {}) {
  $("#card").replaceChildren(parsed(await fragment(path, parameters)));
  const form = $("#edit");
  form.dataset.was = `${form.dataset.start} ${form.dataset.end}`;
  const draft = JSON.parse(localStorage.getItem(DRAFT(form)) || "{}"); // what was typed before the page was lost
  for (const field of form.elements) {
    if (!(field.name in draft)) continue;
    if (field.type === "checkbox") field.checked = draft[field.name] === "true";
    else field.value = draft[field.name];
  }
  if (preset.span) setSpan(preset.span);
  if (preset.content) setContent(preset.content);
  const first = $("input, select, textarea", form);
  if (first) first.focus();
  form.scrollIntoView({ block: "nearest" });
}

function entered(form) {
  const values = {};
  for (const field of form.elements)
    if (field.name) values[field.name] = field.type === "checkbox" ? (field.checked ? "true" : "") : field.value;
  return values;
}

function setSpan({ start, end }) {
  const form = $("#edit");
  const text = textBetween(start, end);
  if (!text) return;
  [form.dataset.start, form.dataset.end] = [start, end];
  $("#surface").textContent = text;
}

function setContent({ start, end, exact }) {
  const form = $("#edit");
  form.dataset.content = JSON.stringify([start, end]);
  $("#content-surface").textContent = exact;
  $("[name=content]", form).value = exact.replace(/\s*\n\s*/g, "");
}

function save(form) {
  const { note, ...fields } = entered(form);
  const body = { note, fields };
  const moved = `${form.dataset.start} ${form.dataset.end}` !== form.dataset.was;
  if (moved || !form.dataset.id) Object.assign(body, {
    span: [+form.dataset.start, +form.dataset.end], exact: $("#surface").textContent,
  });
  if (form.dataset.content) body.content = JSON.parse(form.dataset.content);
  const failed = (why) => {
    const place = $("#edit .error");
    if (place) { place.hidden = false; place.textContent = why; }
  };
  const then = (result) => {
    localStorage.removeItem(DRAFT(form));
    form.remove();
    if (form.dataset.id) { select(find(result.record_id)); step(1, isOpen); } else reload(result.record_id);
  };
  if (form.dataset.id) send("/decide", { ...body, decision: "correct", record_id: form.dataset.id, seen: form.dataset.seen }, { then, failed });
  else send("/add", { ...body, doc: form.dataset.doc, type: form.dataset.type }, { then, failed });
}

function cancel() {
  const form = $("#edit");
  if (form) localStorage.removeItem(DRAFT(form));
  if (current) select(current); else $("#card").replaceChildren();
  $("#queue").focus({ preventScroll: true });
}

// ---- The document ----------------------------------------------------------------------------------------------------

let asked = 0;
async function showDocument(parameters, jump = false) {
  const mine = ++asked, place = $("#text") ? $("#text").scrollTop : 0;
  try {
    const html = await fragment("/document", parameters);
    if (mine !== asked) return; // another was asked for meanwhile
    $("#document").replaceChildren(parsed(html));
    shown = $("#document header");
    selection();
    if (!jump) $("#text").scrollTop = place;
    highlight(jump);
  } catch (error) { trouble(error); }
}

function highlight(jump) {
  $$("#text .now, #text .near").forEach((span) => span.classList.remove("now", "near"));
  if (!current) return;
  const { id, start: first, end: last } = current.dataset;
  const spans = $$("#text [data-r]").filter((span) => span.dataset.r.split(" ").includes(id));
  const isOwn = (span) => +span.dataset.s >= +first && +span.dataset.s < +last; // not the content of a commitment
  spans.forEach((span) => span.classList.add(isOwn(span) ? "now" : "near"));
  const start = spans.find(isOwn) || spans[0];
  if (jump && start) {
    const pane = $("#text"), box = start.getBoundingClientRect(), around = pane.getBoundingClientRect();
    pane.scrollTop += box.top - around.top - pane.clientHeight / 3;
  }
}

function turnPart(way) {
  if (!shown) return;
  const part = +shown.dataset.part + way;
  if (part >= 0 && part < +shown.dataset.parts) showDocument({ doc: shown.dataset.doc, part }, true);
}

function textBetween(start, end) {
  let text = "";
  for (const span of $$("#text [data-s]")) {
    const first = +span.dataset.s, points = [...span.textContent];
    if (first + points.length > start && first < end) text += points.slice(Math.max(0, start - first), end - first).join("");
  }
  return codePoints(text) === end - start ? text : "";
}

function selection() {
  const range = getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
  const bar = $("#selection"), text = $("#text");
  selected = null;
  if (range && !range.collapsed && text && text.contains(range.commonAncestorContainer)) {
    const spans = $$("[data-s]", text).filter((span) => range.intersectsNode(span));
    if (spans.length) {
      const at = (span, node, offset) => +span.dataset.s + codePoints(node.data.slice(0, offset));
      const [first, last] = [spans[0], spans.at(-1)];
      const start = first.contains(range.startContainer) && range.startContainer.data
        ? at(first, range.startContainer, range.startOffset) : +first.dataset.s;
      const end = last.contains(range.endContainer) && range.endContainer.data
        ? at(last, range.endContainer, range.endOffset) : +last.dataset.s + codePoints(last.textContent);
      if (end > start) selected = { start, end, exact: textBetween(start, end) };
    }
  }
  bar.hidden = !selected;
  document.body.classList.toggle("selecting", !!selected);
  if (selected) $("q", bar).textContent = selected.exact.length > 40 ? selected.exact.slice(0, 40) + "…" : selected.exact;
}

// ---- What one can do -------------------------------------------------------------------------------------------------

const ADD = ["dates", "people", "agreements", "commitments"];
const act = {
  accept: () => decide("accept"),
  reject: () => decide("reject"),
  edit: () => current && current.dataset.change !== "lost" && openForm("/form/" + current.dataset.id).catch(trouble),
  undo: () => send("/undo", {}, {
    then: (result) => {
      if (result.nothing) return say(words.nothing_to_undo);
      say(words.undone);
      const gone = result.gone && find(result.gone);
      if (gone) { step(1).then(() => gone.remove()); }
      if (result.redraw && result.gone !== undefined && shown) showDocument({ doc: shown.dataset.doc, part: shown.dataset.part });
      if (result.record_id) find(result.record_id) ? select(find(result.record_id)) : reload(result.record_id);
    },
  }),
  cancel,
  next: () => step(1),
  previous: () => step(-1),
  open: () => step(1, isOpen),
  back: () => turnPart(-1),
  ahead: () => turnPart(1),
  span: () => useSelection("span"),
  content: () => useSelection("content"),
  missing: () => shown && fragment("/missing", { doc: shown.dataset.doc }).then((html) => $("#card").replaceChildren(parsed(html))).catch(trouble),
  filter: () => { $("#filter").open = true; $("#filter select").focus(); },
  help: () => $("#keys").showModal(),
};
const KEYS = {
  a: "accept", r: "reject", x: "reject", e: "edit", u: "undo", j: "next", k: "previous", n: "open", ArrowDown: "next",
  ArrowUp: "previous", "[": "back", "]": "ahead", s: "span", c: "content", m: "missing", "/": "filter", "?": "help",
};

async function decide(decision) {
  if (turning) await turning;
  if (!current) return;
  if (current.classList.contains("sending")) return step(1, isOpen);
  const li = current;
  const { id, seen, status } = li.dataset;
  if (decision === "accept" && ["accepted", "corrected"].includes(status)) return step(1, isOpen);
  if (decision === "reject" && status === "rejected") return step(1, isOpen);
  if (!outbox.length) say("");
  send("/decide", { decision, record_id: id, seen });
  pending();
  await step(1, isOpen);
}

function add(type) {
  if (!selected || !shown) return say(words.select_first);
  const { start, end } = selected;
  openForm("/new", { doc: shown.dataset.doc, type, start, end }).catch(trouble);
}

async function useSelection(what) {
  if (!selected) return say(words.select_first);
  const range = selected;
  if (!$("#edit")) {
    if (!current || current.dataset.doc !== shown.dataset.doc) return;
    await openForm("/form/" + current.dataset.id);
  }
  if (what === "span" && $("#surface")) setSpan(range);
  if (what === "content" && $("#content-surface")) setContent(range);
}

// ---- Events ----------------------------------------------------------------------------------------------------------

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && $("#edit")) return event.preventDefault(), save($("#edit"));
  if (event.key === "Escape" && !$("#keys").open) return ($("#edit") || $("#completeness")) ? cancel() : typing && typing.blur();
  if (typing || event.ctrlKey || event.metaKey || event.altKey || $("#keys").open) return;
  if (event.target.closest("#text") && event.key.startsWith("Arrow")) return; // scrolls the document
  const name = KEYS[event.key] || (/^[1-4]$/.test(event.key) && "add");
  if (!name || ($("#edit") && !["span", "content", "add", "help", "back", "ahead"].includes(name))) return;
  event.preventDefault();
  if (name === "add") add(ADD[event.key - 1]); else act[name]();
});

document.addEventListener("click", (event) => {
  const target = event.target.closest("button, li, [data-r], #help, #missing");
  if (!target) return;
  const { do: what, page, part, add: type, use, nudge, complete } = target.dataset;
  if (target.id === "help") return act.help();
  if (target.id === "missing") return act.missing();
  if (what) return act[what]();
  if (type) return add(type);
  if (use) return useSelection(use);
  if (page) return turn({ [page]: (page === "after" ? items().at(-1) : items()[0]).dataset.id }, page === "after");
  if (target.matches(".parts button")) return turnPart(+part);
  if (nudge) {
    const form = $("#edit"), [side, by] = nudge.split(" ");
    const span = { start: +form.dataset.start, end: +form.dataset.end };
    span[side] += +by;
    if (span.start < span.end) setSpan(span);
    return;
  }
  if (complete) return send("/complete", {
    doc: $("#completeness").dataset.doc, type: complete, span: selected && [selected.start, selected.end],
  }, { then: (result) => $("#card").replaceChildren(parsed(result.missing)) });
  if (target.matches("li")) return select(target);
  if (target.dataset.r && getSelection().isCollapsed) {
    const ids = target.dataset.r.split(" ");
    const id = ids[(ids.indexOf(current && current.dataset.id) + 1) % ids.length]; // again on the same place: the next one there
    find(id) ? select(find(id)) : reload(id);
  }
});
document.addEventListener("submit", (event) => {
  if (event.target.id !== "edit") return;
  event.preventDefault();
  save(event.target);
});
document.addEventListener("input", (event) => {
  const form = event.target.closest("#edit");
  if (form) localStorage.setItem(DRAFT(form), JSON.stringify(entered(form)));
});
document.addEventListener("selectionchange", () => {
  // A selection that moves into a form or is lost to a click on a button stays what it was.
  const node = getSelection().anchorNode;
  const element = node && (node.nodeType === 1 ? node : node.parentElement);
  if (element && element.closest("#text")) selection();
});
$("#selection").addEventListener("mousedown", (event) => event.preventDefault());
addEventListener("beforeunload", (event) => { if (outbox.length) event.preventDefault(); });

pending();
select((query.get("at") && find(query.get("at"))) || items().find(isOpen) || items()[0]);
if (current && !isOpen(current) && !query.get("at")) act.open();
flush();
