// The side bar: the conversations, found, opened, renamed, saved and deleted; open and closed.
import { byId, whenTyped } from "./page.js";

const NARROW = matchMedia("(max-width: 56rem)");

export function startConversations(page) {
  const side = byId("aa-side"), list = byId("aa-conversations"), find = byId("aa-find");
  const shut = document.documentElement.classList;
  let pages = 1;

  async function draw() {
    const found = await page.see("list", find.value, pages);
    list.innerHTML = found.html ?? found.error;
    mark();
  }

  function mark() {
    list.querySelectorAll("[aria-current]").forEach((link) => link.removeAttribute("aria-current"));
    const id = page.parts.chat?.conversation();
    list.querySelector(`[data-conversation="${CSS.escape(id || "none")}"] > a`)?.setAttribute("aria-current", "page");
  }

  const isOpen = () => !shut.contains(NARROW.matches ? "aa-side-away" : "aa-side-shut");
  function open(wanted) {
    shut.toggle(NARROW.matches ? "aa-side-away" : "aa-side-shut", !wanted);
    document.querySelectorAll('[data-do="menu"]').forEach((one) => one.setAttribute("aria-expanded", String(wanted)));
    side.inert = !wanted;
    if (NARROW.matches) byId("aa-main").inert = wanted;
  }
  shut.add("aa-side-away");
  open(!NARROW.matches);
  NARROW.addEventListener("change", () => {
    byId("aa-main").inert = false;
    open(!NARROW.matches);
  });

  const deeds = {
    async rename(id, title) {
      const wanted = await page.sure(page.say("rename_to"), page.say("rename"), title);
      if (!wanted) return;
      const renamed = await page.act("rename", id, wanted);
      if (renamed.title && id === page.parts.chat.conversation()) byId("aa-heading").textContent = renamed.title;
    },
    async delete(id, title) {
      if (!await page.sure(page.say("sure_delete", { title }), page.say("delete"))) return;
      await page.act("delete", id);
      if (id === page.parts.chat.conversation()) page.parts.chat.begin();
    },
    "export-markdown": (id) => save(id, "markdown"),
    "export-json": (id) => save(id, "json"),
  };

  async function save(id, form) {
    const file = await page.see("export", id, form);
    if (file.error) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([file.text], { type: file.type }));
    link.download = file.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  list.addEventListener("click", async (event) => {
    const row = event.target.closest("[data-conversation]");
    const button = event.target.closest("button[data-do]");
    if (button?.dataset.do === "more") {
      pages += 1;
      return draw();
    }
    if (button) {
      const menu = button.closest("details");
      menu.open = false;
      menu.querySelector("summary").focus();
      await deeds[button.dataset.do](row.dataset.conversation, button.dataset.title);
      return draw();
    }
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (NARROW.matches) open(false);
    page.parts.chat.open(row.dataset.conversation);
  });
  document.addEventListener("click", (event) => {
    list.querySelectorAll("details[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
    const deed = event.target.closest("[data-do]")?.dataset.do;
    if (deed === "menu") {
      open(!isOpen());
      (isOpen() ? find : document.querySelector(".aa-open-side")).focus();
    }
    if (event.target.id === "aa-veil") open(false);
    if ((deed === "new" || deed === "library") && NARROW.matches) open(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = list.querySelector("details[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
      event.stopImmediatePropagation();
    } else if (NARROW.matches && isOpen()) {
      open(false);
      document.querySelector(".aa-open-side").focus();
      event.stopImmediatePropagation();
    }
  });
  whenTyped(find, () => {
    pages = 1;
    draw();
  });
  page.parts.conversations = { draw, mark };
}
