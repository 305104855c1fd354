// Builds the field app into built/: `npm ci && node build.mjs` in this folder. `--check` writes nothing
// and says whether built/ is what these sources give.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const here = new URL(".", import.meta.url).pathname;
const CHOSEN = {
  family: "people", group: "community-meeting", sync: "health-data-sync", lock: "ui-secure", child: "boy-0105y",
  man: "man", woman: "woman", visit: "walking", service: "social-work", photo: "ui-user-profile",
  consent: "i-note-action", loss: "crying", home: "geo-location", measure: "height", vaccines: "syringe-vaccine", questionnaires: "i-exam-multiple-choice", money: "money-bag", care: "child-care", food: "hot-meal",
  shelter: "proper-roof", health: "health-alt", education: "i-training-class", livelihood: "coins",
  protection: "justice", wellbeing: "mental-health", face1: "loudly-crying", face2: "sad", face3: "calm",
  face4: "happy", yes: "ok", no: "not-ok", given: "ok", refused: "not-ok", unknown: "question-circle", death: "death-alt",
  displaced: "travel-alt", danger: "alert-triangle", hospital: "hospital", count: "tally", report: "secure-communication",
  person: "person", standing: "height", lying: "inpatient", foot: "foot", leg: "leg", head: "head",
  hurt: "bandaged", couple: "female-and-male", labour: "agriculture-worker", late: "running", megaphone: "megaphone", hygiene: "wash-hands",
};
// What the first page has is not sent twice: later.js takes it from there (see src/main.jsx).
const OURS = ["database", "frame", "screens", "store", "vault", "words"];
const GROWTH = `${here}../../mission/health/static/health/growth.js`;
const options = { bundle: true, write: false, minify: true, format: "esm", target: "chrome100", legalComments: "none", jsx: "automatic", jsxImportSource: "preact", external: ["./keys.js", "./later.js", "./english.js", "./engine.js"], absWorkingDir: here };

function pictures() {
  const { icons, aliases } = JSON.parse(readFileSync(`${here}node_modules/@iconify-json/healthicons/icons.json`));
  const body = (name) => (icons[name] || icons[aliases?.[name]?.parent])?.body;
  const missing = Object.values(CHOSEN).filter((name) => !body(name));
  if (missing.length) throw new Error(`no such icon: ${missing}`);
  return `export const PICTURES = ${JSON.stringify(Object.fromEntries(Object.entries(CHOSEN).map(([k, n]) => [k, body(n)])))};`;
}
// A test compares it where there is no node: the sources did not change since this was built.
function sources() {
  const names = [...readdirSync(`${here}src`).map((name) => `src/${name}`), "build.mjs", "package.json"].sort();
  return createHash("sha256").update(Buffer.concat([...names.map((name) => here + name), GROWTH].map((name) => readFileSync(name)))).digest("hex");
}
const bundled = async (entry, more = {}) => (await build({ ...options, entryPoints: [`src/${entry}`], ...more })).outputFiles[0].text.trim();
const hash = (text) => createHash("sha256").update(text).digest("hex").slice(0, 12);
const css = (await build({ ...options, entryPoints: ["src/style.css"] })).outputFiles[0].text.trim();
const app = await bundled("main.jsx");
const keys = await bundled("keys.js", { external: [] });
const english = await bundled("english.js");
const engine = await bundled("engine.js", { external: [] });
const made = { name: "made", setup: (b) => {
  b.onResolve({ filter: /^pictures$/ }, () => ({ path: "pictures", namespace: "made" }));
  b.onResolve({ filter: /^growth$/ }, () => ({ path: GROWTH }));
  b.onResolve({ filter: /^preact/ }, ({ path }) => ({ path, namespace: "here" }));
  b.onResolve({ filter: new RegExp(`^\\./(${OURS.join("|")})\\.jsx?$`) }, ({ path }) => ({ path: path.slice(2).replace(/\.jsx?$/, ""), namespace: "here" }));
  b.onLoad({ filter: /.*/, namespace: "made" }, () => ({ contents: pictures() }));
  b.onLoad({ filter: /.*/, namespace: "here" }, ({ path }) => ({ contents: `module.exports = globalThis.kinkeeper[${JSON.stringify(path)}];` }));
} };
const later = await bundled("later.js", { plugins: [made] });
const page = readFileSync(`${here}src/page.html`, "utf8").replace("/*STYLE*/", () => css).replace("/*APP*/", () => app);
const manifest = readFileSync(`${here}src/manifest.json`, "utf8");
const FILES = ["/field/", "/field/keys.js", "/field/later.js", "/field/english.js", "/field/manifest.json", "/field/icon.svg"];
const worker = (await bundled("worker.js", { format: "iife" })).replaceAll("kinkeeper-VERSION", `kinkeeper-${hash(page + keys + later + english)}`).replaceAll("engine-HASH", `engine-${hash(engine)}`).replaceAll("FILE_LIST", JSON.stringify(FILES));
const icon = readFileSync(`${here}src/icon.svg`, "utf8");
const files = { "index.html": page, "keys.js": keys, "later.js": later, "english.js": english, "engine.js": engine, "worker.js": worker, "manifest.json": manifest, "icon.svg": icon };

await everyWordInEnglish();
if (process.argv.includes("--check")) {
  const stale = Object.entries(files).filter(([name, text]) => !existsSync(`${here}built/${name}`) || readFileSync(`${here}built/${name}`, "utf8") !== text);
  if (stale.length) { console.error(`stale: ${stale.map(([name]) => name).join(", ")}`); process.exit(1); }
} else {
  mkdirSync(`${here}built`, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(`${here}built/${name}`, text);
  writeFileSync(`${here}built.sha256`, `${sources()}\n`);
}

async function everyWordInEnglish() {
  const run = async (code) => import(`data:text/javascript,${encodeURIComponent(code)}`);
  const tables = JSON.parse(readFileSync(`${here}src/choices.json`, "utf8"));
  const { ENGLISH } = await run(readFileSync(`${here}src/english.js`, "utf8"));
  const { TEXT } = await run(readFileSync(`${here}src/more.js`, "utf8"));
  const french = [...Object.values(tables).flatMap((table) => Object.values(table)), ...Object.values(TEXT)];
  const missing = french.filter((words) => !ENGLISH[words]);
  if (missing.length) throw new Error(`no English: ${missing.join(" | ")}`);
}
