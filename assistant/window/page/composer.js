// The box: grows with the question; Enter asks, Shift+Enter begins a line, / comes here from anywhere, Esc stops.
import { byId } from "./page.js";

export function startComposer(page) {
  const form = byId("aa-composer"), box = byId("aa-box");
  const stop = form.querySelector('[data-do="stop"]'), send = form.querySelector(".aa-send");

  function grow() {
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, 200)}px`;
    send.classList.toggle("aa-ready", Boolean(box.value.trim()));
  }
  function fill(text, focus = true) {
    box.value = text;
    grow();
    if (focus) box.focus();
  }
  function submit() {
    const question = box.value.trim();
    if (!question || page.parts.chat.isAnswering()) return;
    fill("");
    page.parts.chat.ask(question);
  }
  // While an answer comes about, its stop stands where the way to ask was.
  function answering(is) {
    if (is && document.activeElement === send) box.focus();
    if (!is && document.activeElement === stop) box.focus();
    stop.hidden = !is;
    send.hidden = is;
  }

  box.addEventListener("input", grow);
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  stop.addEventListener("click", () => page.parts.chat.stop());
  form.addEventListener("click", (event) => {
    if (event.target === form || event.target.classList.contains("aa-composer-row")) box.focus();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, dialog");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      page.parts.chat.show();
      box.focus();
    }
  });
  page.parts.composer = { fill, answering, focus: () => box.focus() };
  box.focus();
}
