// What every part of the page uses: requests to the program, texts, the question before something goes, short news.
export const byId = (id) => document.getElementById(id);

export function makePage(gradio, language) {
  const page = { texts: {}, gradio, language, parts: {} };
  const inLanguage = (said) => said[language.split("-")[0]] || said.en;

  // Why a request came to nothing: whoever is signed out gets the page to sign in on, where the program answers at all.
  page.trouble = async () => {
    const answer = await fetch(location.href, { cache: "no-store" }).catch(() => null);
    const isOut = answer?.status === 401;
    document.documentElement.classList.toggle("aa-signed-out", isOut);
    return { error: inLanguage(isOut ? gradio.props.signed_out : gradio.props.unreachable), isOut };
  };

  document.addEventListener("click", (event) => {
    if (!event.target.closest('[data-do="reload"]')) return;
    event.preventDefault();
    location.reload(); // and so back to where one was, once one has signed in
  });

  // Each gives an object; `error` holds an alert where it could not be had. Gradio gives nothing for a refusal.
  const ask = (kind) => async (name, ...values) => {
    try {
      return await gradio.server[kind]([name, language, ...values]) ?? await page.trouble();
    } catch {
      return page.trouble();
    }
  };
  page.see = ask("see");
  page.act = ask("act");
  page.change = ask("change");

  page.say = (key, values = {}) => Object.entries(values).reduce(
    (text, [name, value]) => text.replaceAll(`{${name}}`, value), page.texts[`script.${key}`] || "");

  page.aloud = (text) => { byId("aa-live").textContent = text; };

  let fading = 0;
  page.toast = (text) => {
    const toast = byId("aa-toast");
    toast.textContent = text;
    toast.hidden = false;
    page.aloud(text);
    clearTimeout(fading);
    fading = setTimeout(() => { toast.hidden = true; }, 2500);
  };

  // Asks before something is done; with `value`, for a text. Gives the text, "yes", or null.
  page.sure = (question, label, value = null) => {
    const dialog = byId("aa-sure"), field = byId("aa-sure-value");
    byId("aa-sure-text").textContent = question;
    dialog.querySelector(".aa-strong").textContent = label;
    dialog.querySelector(".aa-strong").classList.toggle("aa-danger", value === null);
    field.hidden = value === null;
    field.value = value ?? "";
    dialog.returnValue = "";
    dialog.showModal();
    if (value === null) dialog.querySelector('button[value=""]').focus();
    else field.select();
    return new Promise((answer) => dialog.addEventListener("close", () => {
      answer(dialog.returnValue !== "yes" ? null : value === null ? "yes" : field.value.trim() || null);
    }, { once: true }));
  };

  page.copy = async (text, done) => {
    try {
      await navigator.clipboard.writeText(text);
      page.toast(done);
    } catch {
      page.toast(page.say("not_copied"));
    }
  };
  return page;
}

// The place among these where news of one upload stands, at the end where there was none.
export function noteOf(place, upload) {
  let note = [...place.children].find((one) => one.dataset.upload === upload);
  if (!note) {
    note = document.createElement("div");
    note.dataset.upload = upload;
    place.append(note);
  }
  return note;
}

// Calls `done` when nothing was typed for a moment.
export function whenTyped(field, done) {
  let timer = 0;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(done, 250);
  });
}
