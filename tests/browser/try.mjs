// node try.mjs PYTHON_JS RUNTIME < questions.json > answers.json: the page's own Python, without a browser.
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [module, folder] = process.argv.slice(2);
const { start } = await import(pathToFileURL(module).href);
const runtime = pathToFileURL(`${folder}/`);
const answer = await start(runtime, async (name) => new Uint8Array(await readFile(new URL(name, runtime))));
let text = "";
for await (const chunk of process.stdin) text += chunk;
const answers = JSON.parse(text).map((question) => answer(...question));
process.stdout.write(JSON.stringify(answers));
