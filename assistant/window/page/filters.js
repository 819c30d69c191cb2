// What the next questions are narrowed to: chosen in a dialog, shown as chips above the box, each to be removed.
import { byId, whenTyped } from "./page.js";

const KINDS = ["outlets", "authors", "languages", "tags", "sources", "articles"];

export function startFilters(page) {
  const dialog = byId("aa-filters"), form = dialog.querySelector("form"), chips = byId("aa-chips");
  const names = new Map(); // "kind value" → what people call it
  let chosen = {};

  const key = (kind, value) => `${kind} ${value}`;
  const days = (iso) => new Date(`${iso}T12:00`).toLocaleDateString(page.language, { day: "numeric", month: "short", year: "numeric" });

  function all() {
    const found = KINDS.flatMap((kind) => (chosen[kind] || []).map((value) => [kind, value, names.get(key(kind, value)) || value]));
    if (chosen.since) found.push(["since", chosen.since, page.say("since", { day: days(chosen.since) })]);
    if (chosen.until) found.push(["until", chosen.until, page.say("until", { day: days(chosen.until) })]);
    return found;
  }

  function draw() {
    chips.replaceChildren(...all().map(([kind, value, label]) => {
      const chip = document.createElement("li"), button = document.createElement("button"), text = document.createElement("span");
      text.textContent = label;
      button.type = "button";
      button.textContent = "×";
      button.setAttribute("aria-label", page.say("drop_filter", { name: label }));
      Object.assign(button.dataset, { kind, value });
      chip.append(text, button);
      return chip;
    }));
    chips.hidden = !chips.childElementCount;
    document.querySelector('[data-do="filters"]').classList.toggle("aa-on", !chips.hidden);
  }

  function drop(kind, value) {
    if (kind === "since" || kind === "until") delete chosen[kind];
    else chosen[kind] = chosen[kind].filter((one) => one !== value);
    draw();
  }

  function check() {
    form.querySelectorAll("input[type=checkbox]").forEach((box) => { box.checked = (chosen[box.name] || []).includes(box.value); });
    for (const name of ["since", "until"]) if (form.elements[name]) form.elements[name].value = chosen[name] || "";
  }

  async function open() {
    const found = await page.see("facets");
    byId("aa-facets").innerHTML = found.html ?? found.error;
    byId("aa-found").replaceChildren();
    byId("aa-find-article").value = "";
    check();
    dialog.showModal();
  }

  form.addEventListener("change", (event) => {
    const { name, type, value, checked, dataset } = event.target;
    if (type === "checkbox") {
      names.set(key(name, value), dataset.label);
      chosen[name] = [...(chosen[name] || []).filter((one) => one !== value), ...(checked ? [value] : [])];
    } else if (type === "date") chosen[name] = value;
    draw();
  });
  whenTyped(byId("aa-find-article"), async () => {
    const found = await page.see("find", byId("aa-find-article").value);
    byId("aa-found").innerHTML = found.html ?? found.error;
    check();
  });
  byId("aa-find-article").addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  document.addEventListener("click", (event) => {
    const deed = event.target.closest("[data-do]")?.dataset.do;
    if (deed === "filters") open();
    if (deed === "unfilter") {
      chosen = {};
      check();
      draw();
    }
  });
  chips.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    drop(button.dataset.kind, button.dataset.value);
    (chips.querySelector("button") || byId("aa-box")).focus();
  });
  page.parts.filters = { chosen: () => structuredClone(chosen) };
  draw();
}
