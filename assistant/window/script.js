// The panel beside the chat: a link to a citation or an article opens it, Escape closes it, focus returns to the link.
// Runs once; `element` is the panel's element and `server.open_view` gives the panel's HTML for a link's fragment.
const VIEW_LINK = ["cite", "whole", "article", "version", "changes"].map((kind) => `a[href*="#${kind}-"]`).join();
const panel = document.getElementById("aa-panel");
let opener = null;
let asked = 0;

const fragmentOf = (link) => link.getAttribute("href").split("#")[1];

function focusQuote() {
  const mark = element.querySelector("mark");
  const target = mark || element.querySelector("h2, .aa-note, .aa-error");
  if (!target) return;
  if (!mark) panel.scrollTop = 0;
  if (!target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
  target.focus({ preventScroll: true });
  if (mark) mark.scrollIntoView({ block: "center" });
}

function show() {
  document.body.classList.add("aa-reading");
  panel.setAttribute("aria-busy", "true");
}

async function openView(fragment) {
  const mine = ++asked;
  show();
  let html;
  try {
    html = await server.open_view(fragment);
  } catch {
    html = props.unreachable;
  }
  if (mine !== asked) return; // another link was opened meanwhile
  props.value = html;
  panel.setAttribute("aria-busy", "false");
  requestAnimationFrame(() => requestAnimationFrame(focusQuote)); // the template renders in between
}

function closePanel() {
  asked++;
  document.body.classList.remove("aa-reading");
  const again = opener && document.querySelector(`#aa-talk a[href$="#${CSS.escape(opener.fragment)}"]`);
  const target = opener?.link.isConnected ? opener.link : again || document.querySelector("#aa-box textarea");
  target?.focus();
}

async function copyAnswer(button) {
  const answer = button.closest(".aa-answer").cloneNode(true);
  answer.querySelectorAll(".aa-aloud, .aa-footing, .aa-notice").forEach((part) => part.remove());
  const lines = [...answer.querySelectorAll("p, li")].map((part) => part.textContent.replace(/\s+/g, " ").trim());
  await navigator.clipboard.writeText(lines.join("\n"));
  const label = button.textContent;
  button.textContent = props.copied;
  setTimeout(() => { button.textContent = label; }, 1500);
}

document.addEventListener("click", (event) => {
  const copy = event.target.closest(".aa-copy");
  if (copy) return void copyAnswer(copy);
  const backdrop = event.target.id === "aa-room" && document.body.classList.contains("aa-reading");
  if (backdrop || event.target.closest(".aa-close")) return closePanel();
  const link = event.target.closest(VIEW_LINK);
  if (!link) return;
  event.preventDefault();
  event.stopPropagation();
  if (!panel.contains(link)) opener = { link, fragment: fragmentOf(link) };
  openView(fragmentOf(link));
}, true);

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.body.classList.contains("aa-reading")) closePanel();
});

// Gradio names each message by its HTML and its send button not at all; say what they are instead.
function nameParts() {
  document.querySelectorAll("#aa-chat [data-testid][aria-label]").forEach((part) => part.removeAttribute("aria-label"));
  document.querySelector("#aa-box textarea:not([aria-label])")?.setAttribute("aria-label", props.question);
  document.querySelector("#aa-box .submit-button:not([aria-label])")?.setAttribute("aria-label", props.ask);
}
panel.setAttribute("role", "complementary");
panel.setAttribute("aria-label", props.name);
nameParts();
new MutationObserver(nameParts).observe(document.getElementById("aa-room"), { childList: true, subtree: true });
