// The place where a text is checked: sent as it is, and what came of it put below.
import { byId } from "./page.js";

export function startChecking(page) {
  const form = byId("aa-check-form"), box = byId("aa-check-text"), place = byId("aa-checked");
  const button = form.querySelector("button");
  let asked = 0;

  function working() {
    const line = document.createElement("p");
    line.className = "aa-working";
    line.textContent = page.say("checking");
    place.replaceChildren(line);
  }
  async function check() {
    if (!box.value.trim()) return box.focus();
    const mine = ++asked;
    button.disabled = true;
    working();
    const found = await page.act("check", box.value);
    button.disabled = false;
    if (mine === asked) place.innerHTML = found.html ?? found.error;
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    check();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    check();
  });
  page.parts.checking = { focus: () => byId("aa-check-head").focus() };
}
