"use strict";
// Pointing at a mark shows its records in the panel; a click keeps them there. Without this script the marks are
// links to the same cards, and the boxes of the legend are CSS alone.
(() => {
  const root = document.documentElement;
  const panel = document.querySelector(".panel");
  const place = document.getElementById("place");
  const roomy = window.matchMedia("(min-width: 60.01rem)");
  const order = [...document.querySelectorAll(".card")].map((card) => card.id.slice(2));
  const rank = new Map(order.map((id, n) => [id, n]));
  let lit = [];
  let kept = [];
  root.classList.add("js");

  const marks = (id) => document.querySelectorAll(`[data-r~="${CSS.escape(id)}"]`);
  const table = (id) => document.querySelector(`#r-${CSS.escape(id)} h2 > span`).classList[0];
  const hidden = (id) => document.getElementById(`show-${table(id)}`)?.checked === false;

  function show(ids) {
    for (const element of lit) element.classList.remove("on");
    lit = [];
    const shown = ids.filter((id) => rank.has(id) && !hidden(id));
    for (const id of shown) lit.push(document.getElementById(`r-${id}`));
    // Where records lie over each other, only the innermost is outlined; the cards tell of all.
    if (shown.length) lit.push(...marks(shown[0]));
    for (const element of lit) element.classList.add("on");
    panel.scrollTop = 0;
    place.textContent = shown.length ? `${rank.get(shown[0]) + 1} / ${order.length}` : "";
  }

  function keep(ids, scroll) {
    kept = ids;
    show(ids);
    if (!ids.length) return;
    history.replaceState(null, "", `#r-${ids[0]}`);
    const mark = marks(ids[0])[0];
    if (!scroll || !mark) return;
    mark.closest("details")?.setAttribute("open", ""); // a record in a header of a table is marked where it is written
    mark.scrollIntoView({ block: roomy.matches ? "center" : "start" }); // below it the panel covers the narrow page
  }

  function step(by) {
    let n = kept.length ? rank.get(kept[0]) + by : by > 0 ? 0 : order.length - 1;
    while (order[n] && hidden(order[n])) n += by;
    if (order[n]) keep([order[n]], true);
  }

  const idsOf = (event) => event.target.closest?.(".mark")?.dataset.r.split(" ");

  document.addEventListener("click", (event) => {
    const ids = idsOf(event);
    const link = event.target.closest?.('a[href^="#r-"], a.back');
    if (!ids && !link) return;
    event.preventDefault();
    keep(ids ?? [link.hash.slice(3)], !ids);
  });
  document.addEventListener("mouseover", (event) => {
    if (roomy.matches && !kept.length) show(idsOf(event) ?? []);
  });
  document.addEventListener("focusin", (event) => {
    if (!kept.length && idsOf(event)) show(idsOf(event));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") keep([], false);
  });
  document.querySelector(".legend").addEventListener("change", () => show(kept));
  document.getElementById("previous").addEventListener("click", () => step(-1));
  document.getElementById("next").addEventListener("click", () => step(1));
  document.getElementById("close").addEventListener("click", () => keep([], false));
  const arrive = () => location.hash.startsWith("#r-") && keep([location.hash.slice(3)], true);
  window.addEventListener("hashchange", arrive);
  arrive();
})();
