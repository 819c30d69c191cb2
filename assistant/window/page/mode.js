// How the next answers are worded: chosen by a switch, and kept for this browser.
import { byId } from "./page.js";
import { keep, kept } from "./settings.js";

export function startMode(page) {
  const choices = [...(byId("aa-mode")?.querySelectorAll("input") || [])];
  const last = choices.find((one) => one.value === kept("aa-mode"));
  if (last) last.checked = true;
  choices.forEach((one) => one.addEventListener("change", () => keep("aa-mode", one.value)));
  page.parts.mode = { chosen: () => choices.find((one) => one.checked)?.value || "" };
}
