/* Answers beside the page, so that the page never stands still. Everything is fetched once, from this folder. */
import { start } from "./python.js";

const runtime = new URL("runtime/", import.meta.url);

async function read(name) {
  const response = await fetch(new URL(name, runtime));
  if (!response.ok) throw new Error(`${name}: ${response.status} ${response.statusText}`);
  return new Uint8Array(await response.arrayBuffer());
}

const started = start(runtime, read);
started.then(() => postMessage({ ready: true }), (error) => postMessage({ failed: String(error) }));

addEventListener("message", async ({ data }) => {
  try {
    const answer = await started;
    postMessage({ number: data.number, html: answer(data.question, data.text, data.users, data.territory) });
  } catch (error) {
    postMessage({ number: data.number, failed: String(error) });
  }
});
