// The library: draws its lists again every few seconds while somebody looks, and does what its buttons ask.
import { byId, noteOf, whenTyped } from "./page.js";

const OFTEN_MS = 1000, SELDOM_MS = 5000;
const PARTS = ["state", "model", "chart", "sources", "articles", "health"];

export function startLibrary(page) {
  const tab = byId("aa-keeping"), search = byId("aa-search"), shown = byId("aa-shown");
  const part = (name) => tab.querySelector(`[data-part="${name}"]`);
  const drawn = {};
  let offset = 0, asked = 0, timer = 0;

  // Put a part's HTML in place, unless it is there; what is unfolded or has the focus stays so.
  function draw(name, html) {
    if (drawn[name] === html) return;
    drawn[name] = html;
    const place = part(name);
    const focused = place.contains(document.activeElement) && document.activeElement;
    const index = focused && sameSubject(place, focused).indexOf(focused);
    const open = [...place.querySelectorAll("details[open]")].map((one) => one.dataset.key);
    place.innerHTML = html;
    place.querySelectorAll("details").forEach((one) => { one.open = open.includes(one.dataset.key); });
    if (focused) focusAgain(place, focused, index);
  }
  const sameSubject = (place, one) => [...place.querySelectorAll("button:not(:disabled), a, summary")].filter((other) =>
    other.dataset.to === one.dataset.to && other.hash === one.hash);

  // The same button, or the one that took its place, or else the heading.
  function focusAgain(place, focused, index) {
    const those = sameSubject(place, focused);
    const again = those.find((one) => one.dataset.do === focused.dataset.do && one.dataset.page === focused.dataset.page);
    (again || those[index] || place.closest("section").querySelector("h3") || byId("aa-library-head")).focus({ preventScroll: true });
  }

  async function look() {
    clearTimeout(timer);
    const mine = ++asked;
    let busy = false;
    if (!tab.hidden && !document.hidden) {
      const found = await page.see("library", search.value, shown.value, offset);
      if (mine !== asked) return; // asked anew meanwhile
      if (found.error) tell(found.error);
      else {
        busy = found.busy;
        byId("aa-library").innerHTML = found.line;
        for (const name of PARTS) draw(name, found[name]);
      }
    }
    if (mine === asked) timer = setTimeout(look, busy ? OFTEN_MS : SELDOM_MS);
  }

  function tell(html) {
    draw("told", html);
    if (html) part("told").scrollIntoView({ block: "nearest" });
  }
  async function act(deed, subject) {
    tell("");
    const done = page.change(deed, subject);
    setTimeout(look, 50); // shows that it has begun
    const told = await done;
    tell(told.html ?? told.error);
    await look();
  }

  // What came of files: shown here, and beside the chat where somebody is.
  function filed(upload, html, done) {
    const place = part("filed");
    const goesOn = (one) => one.dataset.upload === upload || one.querySelector(".aa-working");
    if (![...place.children].some(goesOn)) place.replaceChildren();
    noteOf(place, upload).innerHTML = html;
    if (tab.hidden) page.parts.chat.filed(upload, html, done);
    else byId("aa-toast").hidden = true;
    if (done) {
      look();
      page.see("begin").then((found) => { if (found.line) byId("aa-library").innerHTML = found.line; });
    }
  }

  tab.addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.page !== undefined) {
      offset = Number(button.dataset.page);
      await look();
      byId("aa-articles-head").scrollIntoView({ block: "start" });
    }
    if (!button?.dataset.to) return;
    const { do: deed, to: subject, confirm, label } = button.dataset;
    if (!confirm || await page.sure(confirm, label)) act(deed, decodeURIComponent(subject));
  });
  tab.addEventListener("submit", (event) => {
    if (event.target.id !== "aa-adding") return;
    event.preventDefault();
    const box = event.target.elements.address;
    const address = box.value.trim();
    if (!address) return box.focus();
    box.value = "";
    act("add", address);
  });
  const again = () => {
    offset = 0;
    asked++;
    look();
  };
  whenTyped(search, again);
  shown.addEventListener("change", again);
  document.addEventListener("visibilitychange", look);
  page.parts.library = { look, filed };
}
