// The panel beside the chat: a link to a citation or an article opens it, Escape closes it, focus returns to the link.
import { byId } from "./page.js";

const VIEW_LINK = ["cite", "whole", "article", "version", "changes"].map((kind) => `a[href*="#${kind}-"]`).join();

export function startPanel(page) {
  const panel = byId("aa-panel");
  let opener = null, asked = 0;

  const fragmentOf = (link) => link.getAttribute("href").split("#")[1];
  const isOpen = () => !panel.hidden;

  function focusQuote() {
    const mark = panel.querySelector("mark");
    const target = mark || panel.querySelector("h2, .aa-note, .aa-error");
    if (!target) return;
    if (!mark) panel.scrollTop = 0;
    if (!target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
    target.focus({ preventScroll: true });
    if (mark) mark.scrollIntoView({ block: "center" });
  }
  async function open(fragment) {
    const mine = ++asked;
    panel.setAttribute("aria-busy", "true");
    const found = await page.see("panel", fragment);
    if (mine !== asked) return; // another link was opened meanwhile
    panel.innerHTML = found.html ?? found.error;
    panel.hidden = false;
    panel.setAttribute("aria-busy", "false");
    document.documentElement.classList.add("aa-reading");
    mark(fragment);
    focusQuote();
  }
  function mark(fragment) {
    document.querySelectorAll(".aa-cite.aa-open").forEach((one) => one.classList.remove("aa-open"));
    document.querySelector(`#aa-turns .aa-cite[href$="#${CSS.escape(fragment)}"]`)?.classList.add("aa-open");
  }
  function close() {
    asked++;
    panel.hidden = true;
    document.documentElement.classList.remove("aa-reading");
    mark("none");
    const again = opener && document.querySelector(`#aa-main a[href$="#${CSS.escape(opener.fragment)}"]`);
    const target = opener?.link.isConnected ? opener.link : again || byId("aa-box");
    target.focus();
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest('[data-do="close-panel"]')) return close();
    if (isOpen() && event.target.id === "aa-veil") return close();
    const link = event.target.closest(VIEW_LINK);
    if (!link) return;
    event.preventDefault();
    event.stopPropagation();
    if (!panel.contains(link)) opener = { link, fragment: fragmentOf(link) };
    open(fragmentOf(link));
  }, true);
  document.addEventListener("keydown", (event) => {
    if (!isOpen() || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape") {
      close();
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    const step = { ArrowLeft: 0, ArrowRight: 1 }[event.key];
    if (step === undefined || !event.altKey) return;
    const link = panel.querySelectorAll(".aa-steps > *")[step * 2];
    if (link?.matches("a")) link.click();
  });
  page.parts.panel = { open, close };
}
