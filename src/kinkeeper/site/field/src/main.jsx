// Begins the app: one window at a time, locks itself after five idle minutes, sends when it can.
import { render } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { forget, listen, state } from "./store.js";
import { sync } from "./protocol.js";
import { Enrol, Erased, Locked, Other, Words, first } from "./start.jsx";
import { Home } from "./home.jsx";
import { Family } from "./family.jsx";
import { Consent, Loss, Measure, Photo, Quarter, Service, Visit } from "./writing.jsx";
import { Register } from "./register.jsx";
import { Box, Session, Sessions } from "./box.jsx";

const IDLE = 5 * 60000;
const SCREENS = {
  enrol: Enrol, words: Words, locked: Locked, erased: Erased, other: Other, home: Home, family: Family, visit: Visit,
  service: Service, loss: Loss, photo: Photo, consent: Consent, quarter: Quarter, measure: Measure, register: Register, box: Box,
  sessions: Sessions, session: Session,
};

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
addEventListener("online", sync);
setInterval(sync, 5 * 60000);

navigator.serviceWorker?.register("/field/worker.js", { scope: "/field/" });
render(<App />, document.getElementById("app"));
navigator.locks.request("window", { ifAvailable: true }, (mine) => {
  if (!mine) { state.screen = "other"; render(<App />, document.getElementById("app")); return undefined; }
  first();
  return new Promise(() => {});
});
