/* Starts Python with the package in it; the browser's worker and the tests under Node both come here.

   `runtime` is a folder that `docs/_site/runtime.py` fills. `read` gives a file of it as bytes. */
export async function start(runtime, read) {
  const { loadPyodide } = await import(new URL("pyodide.mjs", runtime).href);
  const python = await loadPyodide({ indexURL: place(runtime) });
  const archives = JSON.parse(new TextDecoder().decode(await read("archives.json")));
  const extractDir = python.runPython("import site; site.getsitepackages()[0]");
  for (const archive of archives) python.unpackArchive(await read(archive), "zip", { extractDir });
  const answer = python.pyimport("answers").answer;
  return (question, text, users, territory) => answer(question, text, users, territory);
}

function place(url) {
  return url.protocol === "file:" ? decodeURIComponent(url.pathname) : url.href;
}
