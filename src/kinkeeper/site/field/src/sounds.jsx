// Recorded sounds beside the choices, for those who do not read. They are about nobody, so they lie
// unsealed in a store of their own; each comes once, and the rest at the next contact.
import { changed, state } from "./store.js";
import { inWords, t } from "./words.js";

const STORE = "sounds";
export const LANGUAGES = { fr: "Français", bm: "Bamanankan", ff: "Fulfulde" };
const at = (mark) => `/field/sound/${mark}`;
let player;

// A place for a sound stands beside every choice; one that nobody recorded yet stays grey.
export function Hear({ sound, label }) {
  const spoken = state.sounds;
  if (!spoken) return null;
  const mark = spoken.marks[sound];
  return <button type="button" class="hear" disabled={!mark} aria-label={`${t("hear")} ${label}`} title={mark ? "" : t("notRecorded")} onClick={(e) => { e.preventDefault(); play(mark); }}><svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true"><path d="M3 9v6h4l6 5V4L7 9z" />{mark && <path d="M16 8a5 5 0 0 1 0 8M18.5 5a9 9 0 0 1 0 14" fill="none" stroke="currentColor" stroke-width="2" />}</svg></button>;
}

async function play(mark) {
  const found = await (await caches.open(STORE)).match(at(mark));
  if (!found) return;
  player?.pause();
  player = new Audio(URL.createObjectURL(await found.blob()));
  player.onended = () => URL.revokeObjectURL(player.src);
  await player.play();
}

// Which language is heard; the sounds follow by `ask` (see protocol.js) as the link allows.
export async function choose(language, ask) {
  state.sounds = language ? { language, marks: {}, missing: 0 } : null;
  changed();
  if (language) await fetchSounds(ask);
}

// Takes what is new. `ask(path)` answers a response of the server or throws.
export async function fetchSounds(ask) {
  if (!state.sounds) return;
  const listed = await (await ask(`sounds/${state.sounds.language}`)).json();
  const store = await caches.open(STORE);
  for (const { code, mark } of listed) {
    if (!(await store.match(at(mark)))) await store.put(at(mark), await ask(`sounds/${state.sounds.language}/${code}`));
    state.sounds.marks[code] = mark;
  }
  const held = new Set(listed.map(({ mark }) => at(mark)));
  for (const old of await store.keys()) if (!held.has(new URL(old.url).pathname)) await store.delete(old);
  changed();
}

export const heardWords = () => Object.entries(LANGUAGES).map(([code, words]) => [code, inWords(words)]);
