// Starts the page: draws it in the reader's language and hands each part what it needs. Runs once.
import { makePage } from "./page.js";
import { startSettings, languageOf } from "./settings.js";
import { startChat } from "./chat.js";
import { startComposer } from "./composer.js";
import { startConversations } from "./conversations.js";
import { startFilters } from "./filters.js";
import { startPanel } from "./panel.js";
import { startCard } from "./card.js";
import { startLibrary } from "./library.js";
import { startDropping } from "./dropping.js";
import { startMode } from "./mode.js";
import { startChecking } from "./checking.js";

export async function start(gradio) {
  const language = languageOf();
  document.cookie = `aa-language=${language}; path=/; SameSite=Strict; max-age=31536000`;
  const page = makePage(gradio, language);
  const drawn = await page.see("page");
  if (drawn.error) return void (gradio.element.innerHTML = drawn.error);
  document.documentElement.lang = drawn.language;
  gradio.element.innerHTML = drawn.html;
  page.texts = drawn.texts;
  startSettings(page);
  startPanel(page);
  startCard(page);
  startFilters(page);
  startComposer(page);
  startConversations(page);
  startLibrary(page);
  startDropping(page);
  startMode(page);
  startChecking(page);
  startChat(page);
}
