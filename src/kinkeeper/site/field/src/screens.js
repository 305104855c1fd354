// Which screen is shown. The browser's own history carries ids only; names never stand in it.
import { state, changed } from "./store.js";

let fading;
// A sentence on the page one comes back to, for a moment.
export function back(said) {
  clearTimeout(fading);
  state.said = said;
  fading = setTimeout(() => { state.said = ""; changed(); }, 6000);
  history.back();
}

export function go(screen, params = {}) {
  state.said = "";
  Object.assign(state, { screen, params });
  history.pushState({ screen, params }, "");
  scrollTo(0, 0);
  changed();
}

export function begin(screen) {
  Object.assign(state, { screen, params: {} });
  history.replaceState({ screen, params: {} }, "");
  changed();
}

addEventListener("popstate", (event) => {
  if (!state.account || !event.state) return;
  Object.assign(state, event.state);
  changed();
});
