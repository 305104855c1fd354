// Begins the app: one window at a time, locks itself after five idle minutes, sends when it can. This
// part travels within the first page; later.js brings all other screens and takes from `kinkeeper` what
// is here already (see build.mjs).
import { render } from "preact";
import { Fragment, jsx, jsxs } from "preact/jsx-runtime";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import * as database from "./database.js";
import * as frame from "./frame.jsx";
import * as screens from "./screens.js";
import * as store from "./store.js";
import * as vault from "./vault.js";
import * as words from "./words.js";
import { Enrol, Erased, Locked, Other, Words, first, later } from "./start.jsx";

globalThis.kinkeeper = {
  "preact/jsx-runtime": { Fragment, jsx, jsxs }, "preact/hooks": { useEffect, useLayoutEffect, useRef, useState },
  database, frame, screens, store, vault, words,
};
const { forget, keepDrafts, listen, state } = store;
const IDLE = 5 * 60000;
const SCREENS = { enrol: Enrol, words: Words, locked: Locked, erased: Erased, other: Other };
later.then((found) => { Object.assign(SCREENS, found?.SCREENS); store.changed(); });

function App() {
  const [, again] = useState(0);
  useLayoutEffect(() => listen(() => again((n) => n + 1)), []); // before first() can change the screen
  const Screen = SCREENS[state.screen];
  return Screen ? <Screen key={`${state.screen} ${state.params.id || ""}`} /> : null;
}

let idle;
function awake() {
  clearTimeout(idle);
  idle = setTimeout(() => state.account && forget(), IDLE);
}
for (const sign of ["pointerdown", "keydown"]) addEventListener(sign, awake);
addEventListener("visibilitychange", () => document.hidden && keepDrafts());
const send = async () => (await later)?.sync();
addEventListener("online", send);
setInterval(send, 5 * 60000);

navigator.serviceWorker?.register("/field/worker.js", { scope: "/field/" });
render(<App />, document.getElementById("app"));
navigator.locks.request("window", { ifAvailable: true }, (mine) => {
  if (!mine) { state.screen = "other"; render(<App />, document.getElementById("app")); return undefined; }
  first();
  return new Promise(() => {});
});
