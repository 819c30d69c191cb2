// The card of a citation: its quote beside the marker while one points at it or has the focus on it. Escape hides it.
import { byId } from "./page.js";

const WAIT_MS = 120, STAY_MS = 200;

export function startCard() {
  const card = byId("aa-card");
  let marker = null, timer = 0;

  const line = (kind, text) => {
    const part = document.createElement("p");
    part.className = kind;
    part.textContent = text;
    return part;
  };
  function show(wanted) {
    if (!wanted.isConnected) return;
    marker = wanted;
    const { quote, title, by, note } = marker.dataset;
    card.replaceChildren(...(note ? [line("aa-card-note", note)] : []), line("aa-card-quote", `“${quote}”`), line("aa-card-title", title), line("aa-card-by", by));
    card.hidden = false;
    marker.setAttribute("aria-describedby", "aa-card");
    put();
  }
  function put() {
    const at = marker.getBoundingClientRect(), size = card.getBoundingClientRect();
    const left = Math.min(Math.max(8, at.left + at.width / 2 - size.width / 2), innerWidth - size.width - 8);
    const above = at.top - size.height - 8;
    card.style.left = `${left}px`;
    card.style.top = `${above > 8 ? above : at.bottom + 8}px`;
  }
  function hide() {
    clearTimeout(timer);
    card.hidden = true;
    marker?.removeAttribute("aria-describedby");
    marker = null;
  }
  const later = (done, wait) => {
    clearTimeout(timer);
    timer = setTimeout(done, wait);
  };
  const markerAt = (target) => target.closest?.("#aa-turns .aa-cite");

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const found = markerAt(event.target);
    if (found && found !== marker) later(() => show(found), WAIT_MS);
    else if (found || card.contains(event.target)) clearTimeout(timer);
    else if (marker || timer) later(hide, STAY_MS);
  });
  document.addEventListener("focusin", (event) => {
    const found = markerAt(event.target);
    if (found?.matches(":focus-visible")) show(found);
    else if (marker) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || card.hidden) return;
    hide();
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
  document.addEventListener("click", hide, true);
  document.addEventListener("scroll", (event) => {
    if (!marker || card.contains(event.target)) return;
    const at = marker.getBoundingClientRect();
    at.bottom > 0 && at.top < innerHeight ? put() : hide();
  }, true);
}
