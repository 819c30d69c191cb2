// Language and colours: what the browser asks for, until the reader chooses.
import { byId } from "./page.js";

export const kept = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
export const keep = (name, value) => { try { localStorage.setItem(name, value); } catch { /* it is forgotten then */ } };

export const languageOf = () => kept("aa-language") || navigator.language || "en";

export function startSettings() {
  const language = byId("aa-language"), theme = byId("aa-theme");
  theme.value = kept("aa-theme") || "auto";
  theme.addEventListener("change", () => {
    keep("aa-theme", theme.value);
    document.documentElement.dataset.theme = theme.value;
  });
  language.addEventListener("change", () => {
    keep("aa-language", language.value);
    location.reload();
  });
}
