/* The page to try `openness`: a text, a question, an answer. The answer is HTML that the package escapes. */
const here = new URL(".", document.currentScript.src);

const QUESTIONS = [
  ["classify", "How open is it?"],
  ["may", "What may we do with it?"],
  ["identify", "Which licence text is it?"],
];

const EXAMPLES = {
  "a card that claims Apache-2.0 over Llama": `---
license: apache-2.0
base_model: meta-llama/Llama-3.1-8B
pipeline_tag: text-generation
---
# Our tuned model

Fine-tuned on our own chats.
`,
  "a card with an open licence": `---
license: mit
library_name: transformers
pipeline_tag: text-generation
---
# A small model
`,
  "a native file": `openness: 1
name: My model
components:
  model-parameters-final: {availability: public, licence: Apache-2.0}
  training-code: {availability: public, licence: Apache-2.0}
  inference-code: {availability: public, licence: Apache-2.0}
  data-information: {availability: public, licence: CC-BY-4.0}
  datasets: withheld
`,
};

addEventListener("DOMContentLoaded", () => {
  const room = document.getElementById("try");
  if (room) furnish(room);
});

function furnish(room) {
  room.innerHTML = `
    <form>
      <label>An example <select name="example"><option value="">your own text</option></select></label>
      <label for="try-text">A model card, an SBOM, a native file or a licence text</label>
      <textarea id="try-text" name="text" rows="12" spellcheck="false" autocapitalize="off"></textarea>
      <fieldset><legend>Question</legend></fieldset>
      <div class="caller" hidden>
        <label>Your monthly users <input name="users" inputmode="numeric" size="12"></label>
        <label>Your country <input name="territory" size="6" placeholder="DE"></label>
      </div>
      <button>Answer</button> <output name="state" role="status"></output>
    </form>
    <div class="answer" aria-live="polite"></div>`;
  const form = room.querySelector("form");
  const { example, text, users, territory, state } = form.elements;
  for (const name of Object.keys(EXAMPLES)) example.add(new Option(name));
  for (const [value, label] of QUESTIONS) {
    const choice = document.createElement("label");
    choice.innerHTML = `<input type="radio" name="question" value="${value}"> ${label}`;
    form.querySelector("fieldset").append(choice);
  }
  form.elements.question.value = "classify";

  let worker;
  let number = 0;
  const ask = () => {
    if (!worker) {
      worker = new Worker(new URL("worker.js", here), { type: "module" });
      worker.addEventListener("message", ({ data }) => shown(data));
      worker.addEventListener("error", () => shown({ failed: "the runtime is not here; `make try` builds it" }));
      state.value = "Loading Python, once …";
    } else state.value = "Reading …";
    const question = form.elements.question.value;
    worker.postMessage({ number: ++number, question, text: text.value, users: users.value, territory: territory.value });
  };
  const shown = (message) => {
    if (message.failed) state.value = `This page cannot answer: ${message.failed}`;
    if (message.number !== number || message.html === undefined) return;
    state.value = "";
    room.querySelector(".answer").innerHTML = message.html;
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
  form.addEventListener("change", ({ target }) => {
    if (target === example) text.value = EXAMPLES[example.value] ?? "";
    form.querySelector(".caller").hidden = form.elements.question.value !== "may";
    if (target !== text && text.value.trim()) ask();
  });
  text.addEventListener("paste", () => setTimeout(ask));
}
