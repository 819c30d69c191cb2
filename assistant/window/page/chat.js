// The conversation: asked, answered while one watches, stopped, asked again, changed, copied, judged and linked to.
import { byId, noteOf } from "./page.js";
import { answerOf, questionOf } from "./turns.js";

const PLACES = { ask: "aa-asking", library: "aa-keeping", check: "aa-checking" };

export function startChat(page) {
  const turns = byId("aa-turns"), log = byId("aa-log"), heading = byId("aa-heading");
  let conversation = "", running = null, changing = null, spoken = 0, opened = 0, drawn = "";

  const newRun = () => [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");
  const isAtEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 120;
  const toEnd = () => { log.scrollTop = log.scrollHeight; };
  const turnOf = (element) => element.closest(".aa-turn");
  const place = (query) => history.pushState(null, "", query ? `/?${query}` : "/");

  function show(view = "ask") {
    for (const [name, id] of Object.entries(PLACES)) byId(id).hidden = name !== view;
    document.documentElement.dataset.view = view;
    heading.textContent = view === "ask" ? heading.dataset.title || "" : "";
    document.querySelectorAll(".aa-side-row[data-do]").forEach((one) => {
      if (one.dataset.do === view) one.setAttribute("aria-current", "page");
      else one.removeAttribute("aria-current");
    });
    if (view === "library") page.parts.library.look();
  }

  // Puts a conversation in place; `found` is what the program gave for it.
  function put(found) {
    turns.innerHTML = found.html ?? found.error;
    conversation = found.id || "";
    heading.dataset.title = found.title ?? "";
    heading.textContent = found.title ?? "";
    turns.classList.toggle("aa-first", !conversation);
    changed(null);
    page.parts.composer.answering(false);
    running = null;
    show();
    page.parts.conversations.mark();
  }

  // What the program gives for one of them, and what it says of the library with it.
  async function seen(...wanted) {
    const found = await page.see(...wanted);
    if (found.line) byId("aa-library").innerHTML = found.line;
    return found;
  }
  async function begin(pushed = true) {
    const mine = ++opened;
    const found = await seen("begin");
    if (mine !== opened) return;
    put(found);
    if (pushed) place("");
    page.parts.composer.focus();
  }
  async function open(id, pushed = true) {
    const mine = ++opened;
    const found = await seen("open", id);
    if (mine !== opened) return;
    put(found);
    if (pushed) place(`conversation=${encodeURIComponent(id)}`);
    toEnd();
    page.parts.composer.focus();
  }
  async function openAt(turn) {
    const mine = ++opened;
    const found = await seen("open_at", turn);
    if (mine !== opened) return;
    put(found);
    const target = byId(`turn-${turn}`);
    target?.scrollIntoView({ block: "start" });
    target?.classList.add("aa-pointed");
    target?.querySelector(".aa-reply").focus({ preventScroll: true });
  }
  async function arrive() {
    const asked = new URLSearchParams(location.search);
    if (asked.has("turn")) return openAt(asked.get("turn"));
    if (asked.has("conversation")) return open(asked.get("conversation"), false);
    await begin(false);
    if (["library", "check"].includes(asked.get("view"))) show(asked.get("view"));
  }

  // The turn that a question changes, and those after it, are pale until it is asked.
  function changed(turn) {
    changing = turn;
    turns.querySelectorAll(".aa-leaving").forEach((one) => one.classList.remove("aa-leaving"));
    for (let one = turn; one; one = one.nextElementSibling) one.classList.add("aa-leaving");
    byId("aa-editing").hidden = !turn;
  }

  function ask(question, instead = changing, filters = page.parts.filters.chosen()) {
    opened++; // what is still on its way is not put over the question
    show();
    turns.querySelector(".aa-welcome")?.remove();
    turns.classList.remove("aa-first");
    for (let one = instead; one;) {
      const next = one.nextElementSibling;
      one.remove();
      one = next;
    }
    changed(null);
    running = { run: newRun(), question, filters, conversation, instead: instead?.dataset.turn || "", mode: page.parts.mode.chosen() };
    drawn = "";
    spoken = 0;
    page.parts.composer.answering(true);
    page.aloud(page.say("answering"));
    page.gradio.trigger("submit", { ...running, language: page.language });
  }
  const stop = () => { if (running) page.act("stop", running.run); };

  // One state of the turn that is being answered, in the place of the one before.
  function draw(picture) {
    if (!running || picture.run !== running.run) {
      if (picture.done) page.parts.conversations.draw();
      return;
    }
    if (picture.html === drawn && !picture.done) return; // a moment at which the program could have been stopped
    drawn = picture.html;
    const follow = isAtEnd();
    const before = turns.querySelector(`[data-run="${picture.run}"]`);
    const holder = document.createElement("template");
    holder.innerHTML = picture.html;
    const turn = holder.content.firstElementChild;
    before ? before.replaceWith(turn) : turns.append(turn);
    if (!before) turn.scrollIntoView({ block: "start" });
    else if (follow && turn.offsetHeight < log.clientHeight) toEnd();
    if (!conversation) arriveAt(picture.conversation);
    speak(turn);
    if (picture.done) finish(turn);
  }
  function arriveAt(id) {
    if (!id) return;
    conversation = id;
    if (running) running.conversation = id;
    place(`conversation=${encodeURIComponent(id)}`);
  }
  function speak(turn) {
    const sentences = [...turn.querySelectorAll(".aa-answer .aa-sentence")];
    if (sentences.length > spoken) page.aloud(sentences.slice(spoken).map((one) => one.textContent).join(" "));
    spoken = Math.max(spoken, sentences.length);
  }
  async function finish(turn) {
    const first = !heading.dataset.title || turns.childElementCount === 1;
    running = null;
    page.parts.composer.answering(false);
    const refused = turn.querySelector(".aa-refusal");
    page.aloud(refused ? refused.textContent : page.say("answered"));
    await page.parts.conversations.draw();
    if (first) heading.textContent = heading.dataset.title = document.querySelector('#aa-conversations [aria-current="page"]')?.textContent || "";
  }

  // What came of files that were added while one is here: in the place of what was said of them before.
  function filed(upload, html, done) {
    const note = noteOf(turns, upload);
    note.className = "aa-turn";
    note.innerHTML = html;
    toEnd();
    if (done) page.aloud(note.textContent);
  }

  async function rate(turn, good, reason = "") {
    const found = await page.act("rate", turn.dataset.turn, good, reason);
    if (found.error) return page.toast(page.say("not_copied"));
    turn.querySelector(".aa-tools").outerHTML = found.html;
    const tools = turn.querySelector(".aa-tools");
    if (good === null || reason) tools.querySelector('[data-do="good"]').focus();
    else tools.querySelector(".aa-feedback input")?.focus();
    if (reason) page.toast(page.say("saved"));
    if (reason) tools.querySelector(".aa-feedback")?.remove();
  }
  const judged = (button, good) => rate(turnOf(button), button.getAttribute("aria-pressed") === "true" ? null : good);

  const deeds = {
    example: (button) => ask(button.textContent),
    copy: (button) => page.copy(answerOf(turnOf(button)), page.say("copied")),
    link: (button) => page.copy(`${location.origin}/?turn=${encodeURIComponent(turnOf(button).dataset.turn)}`, page.say("copied_link")),
    again: (button) => { if (!running) ask(questionOf(turnOf(button)), turnOf(button)); },
    retry: (button) => {
      const turn = turnOf(button), question = questionOf(turn);
      turn.remove();
      if (!running) ask(question, null);
    },
    edit: (button) => {
      if (running) return;
      changed(turnOf(button));
      page.parts.composer.fill(questionOf(turnOf(button)));
    },
    good: (button) => judged(button, true),
    bad: (button) => judged(button, false),
    reason: (button) => {
      const field = button.closest("form").elements.reason;
      field.value = field.value ? `${field.value}, ${button.textContent}` : button.textContent;
      field.focus();
    },
  };
  turns.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) deeds[button.dataset.do]?.(button);
  });
  turns.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target, turn = turnOf(form);
    rate(turn, turn.querySelector('[data-do="good"]').getAttribute("aria-pressed") === "true", form.elements.reason.value.trim() || " ");
  });
  document.addEventListener("click", (event) => {
    const deed = event.target.closest("[data-do]")?.dataset.do;
    if (deed === "new") begin();
    if (deed === "library") {
      show("library");
      place("view=library");
      byId("aa-library-head").focus();
    }
    if (deed === "check") {
      show("check");
      place("view=check");
      page.parts.checking.focus();
    }
    if (deed === "keep") {
      changed(null);
      page.parts.composer.fill("");
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    if (running) stop();
    else if (changing) {
      changed(null);
      page.parts.composer.fill("");
    }
  });
  document.addEventListener("aa-asking-failed", async () => {
    if (!running) return;
    const question = running.question;
    running = null;
    page.parts.composer.answering(false);
    page.parts.composer.fill(question);
    const trouble = await page.trouble();
    if (trouble.isOut) turns.insertAdjacentHTML("beforeend", trouble.error);
    else page.toast(page.say("busy"));
  });
  window.addEventListener("popstate", arrive);
  page.gradio.watch("value", () => {
    const picture = page.gradio.props.value;
    if (picture?.run) draw(picture);
  });
  page.parts.chat = {
    ask, stop, begin, open, show, filed, conversation: () => conversation, isAnswering: () => running !== null,
  };
  page.parts.conversations.draw();
  arrive();
}
