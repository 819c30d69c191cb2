// The Library tab: draws its lists again every few seconds while somebody looks, and does what its buttons ask.
// Runs once; `element` holds the lists, `server.look` gives them as HTML and `server.act` does a deed.
const OFTEN_MS = 1000, SELDOM_MS = 5000, TYPING_MS = 250;
const tab = element.closest('[role="tabpanel"]');
const part = (name) => element.querySelector(`[data-part="${name}"]`);
const sure = element.querySelector("#aa-sure");
const search = element.querySelector("#aa-search");
const drawn = {};
let offset = 0, asked = 0, timer = 0;

const isShown = () => tab.offsetParent !== null && !document.hidden;

// Put a part's HTML in place, unless it is there, and say whether; what is unfolded or has the focus stays so.
function draw(name, html) {
  if (drawn[name] === html) return false;
  drawn[name] = html;
  const place = part(name);
  const focused = place.contains(document.activeElement) && document.activeElement;
  const index = focused && sameSubject(place, focused).indexOf(focused);
  const open = [...place.querySelectorAll("details[open]")].map((one) => one.dataset.key);
  place.innerHTML = html;
  place.querySelectorAll("details").forEach((one) => { one.open = open.includes(one.dataset.key); });
  if (focused) focusAgain(place, focused, index);
  return true;
}

const sameSubject = (place, one) => [...place.querySelectorAll("button:not(:disabled), a, summary")].filter((other) =>
  other.dataset.to === one.dataset.to && other.hash === one.hash);

// The same button, or the one that took its place, or else the heading.
function focusAgain(place, focused, index) {
  const those = sameSubject(place, focused);
  const again = those.find((one) => one.dataset.do === focused.dataset.do && one.dataset.page === focused.dataset.page);
  (again || those[index] || place.closest("section").querySelector("h2")).focus({ preventScroll: true });
}

async function look() {
  clearTimeout(timer);
  const mine = ++asked;
  let busy = false;
  if (isShown()) {
    try {
      const parts = await server.look([search.value, offset]);
      if (mine !== asked) return; // asked anew meanwhile
      if (typeof parts === "string") throw parts; // an alert
      busy = parts.busy;
      if (drawn.told === props.unreachable) tell("");
      if (draw("state", parts.state)) trigger("click"); // the line in the head is drawn anew
      draw("sources", parts.sources);
      draw("articles", parts.articles);
    } catch (trouble) {
      if (mine === asked) tell(typeof trouble === "string" ? trouble : props.unreachable);
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
  const done = server.act([deed, subject]);
  setTimeout(look, 50); // shows that it has begun
  try {
    tell(await done);
  } catch {
    tell(props.unreachable);
  }
  await look();
}

function areYouSure(button) {
  sure.querySelector("#aa-sure-text").textContent = button.dataset.confirm;
  sure.querySelector(".aa-danger").textContent = button.dataset.label;
  sure.returnValue = "";
  sure.showModal();
  return new Promise((answer) => {
    sure.addEventListener("close", () => answer(sure.returnValue === "yes"), { once: true });
  });
}

element.addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.page !== undefined) {
    offset = Number(button.dataset.page);
    await look();
    element.querySelector("#aa-articles-head").scrollIntoView({ block: "start" });
  }
  if (!button?.dataset.do) return;
  const { do: deed, to: subject, confirm } = button.dataset;
  if (!confirm || await areYouSure(button)) act(deed, decodeURIComponent(subject));
});

// the box for an address stands in another component, which may not be there yet
tab.addEventListener("submit", (event) => {
  if (event.target.id !== "aa-adding") return;
  event.preventDefault();
  const box = event.target.elements.address;
  const address = box.value.trim();
  if (!address) return box.focus();
  box.value = "";
  act("add", address);
});

search.addEventListener("input", () => {
  clearTimeout(timer);
  offset = 0;
  asked++;
  timer = setTimeout(look, TYPING_MS);
});

document.addEventListener("visibilitychange", look);
document.addEventListener("aa-library-changed", look);
new IntersectionObserver(look).observe(tab);
