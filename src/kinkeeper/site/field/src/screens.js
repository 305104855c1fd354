// Which screen is shown. The browser's own history carries ids only; names never stand in it.
import { state, changed } from "./store.js";

export function go(screen, params = {}) {
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
