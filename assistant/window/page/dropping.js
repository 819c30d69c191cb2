// Files, chosen or dropped anywhere on the page, handed to the program; then what came of them.
import { byId } from "./page.js";

export function startDropping(page) {
  const over = byId("aa-drop");
  const field = () => document.querySelector('#aa-files input[type="file"], input#aa-files[type="file"]')
    || document.querySelector('input[type="file"]');
  const finished = new Set(); // uploads
  let depth = 0, failed = 0;

  const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
  const cover = (is) => { over.hidden = !is; };

  document.addEventListener("dragenter", (event) => {
    if (!holdsFiles(event)) return;
    depth += 1;
    cover(true);
  });
  document.addEventListener("dragleave", (event) => {
    if (!holdsFiles(event)) return;
    depth = Math.max(0, depth - 1);
    if (!depth) cover(false);
  });
  document.addEventListener("dragover", (event) => { if (holdsFiles(event)) event.preventDefault(); });
  document.addEventListener("drop", (event) => {
    depth = 0;
    cover(false);
    if (!holdsFiles(event)) return;
    event.preventDefault();
    const chosen = new DataTransfer();
    for (const file of event.dataTransfer.files) chosen.items.add(file);
    field().files = chosen.files;
    field().dispatchEvent(new Event("change", { bubbles: true }));
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest('[data-do="attach"]')) field().click();
  });
  document.addEventListener("aa-filed", (event) => {
    const { upload, html, done } = event.detail ?? {};
    if (!html || finished.has(upload)) return; // what was said last is said again once its request has ended
    if (done) finished.add(upload);
    page.parts.library.filed(upload, html, Boolean(done));
  });
  document.addEventListener("aa-adding-failed", async () => {
    const { error } = await page.see("not_taken");
    page.parts.library.filed(`failed ${++failed}`, error, true);
  });
}
