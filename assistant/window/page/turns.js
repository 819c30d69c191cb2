// A turn as text to take elsewhere: the question, the answer, and the citations with their quotes.
export const questionOf = (turn) => {
  const question = turn.querySelector(".aa-question").cloneNode(true);
  question.querySelectorAll(".aa-aloud").forEach((part) => part.remove());
  question.querySelectorAll("br").forEach((line) => line.replaceWith("\n"));
  return question.textContent;
};

export function answerOf(turn) {
  const reply = turn.querySelector(".aa-answer, .aa-refusal").cloneNode(true);
  const cited = [...reply.querySelectorAll(".aa-cite")].map((one) => {
    const number = one.textContent.replace(/\D+/g, "");
    return [number, `[${number}] “${one.dataset.quote}” ${one.dataset.title}${one.dataset.by ? `, ${one.dataset.by}` : ""}`];
  });
  reply.querySelectorAll(".aa-cite").forEach((one) => one.replaceWith(` [${one.textContent.replace(/\D+/g, "")}]`));
  reply.querySelectorAll(".aa-aloud, .aa-sources, .aa-rests").forEach((part) => part.remove());
  const lines = [...reply.querySelectorAll("p, li")].map((part) => part.textContent.replace(/\s+/g, " ").trim());
  return [...lines, "", ...new Map(cited).values()].join("\n").trim();
}
