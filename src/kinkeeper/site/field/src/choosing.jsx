// In which language the choices are heard.
import { state, keepNotes } from "./store.js";
import { ask } from "./protocol.js";
import { t } from "./words.js";
import { choose, heardWords } from "./sounds.jsx";

export function Choose() {
  const take = (language) => choose(language, ask).catch(() => {}).then(keepNotes);
  const held = Object.keys(state.sounds?.marks || {}).length;
  return (
    <section>
      <h2>{t("sounds")}</h2><p class="quiet">{t("soundsHint")}</p>
      <div class="row">{[["", t("noSounds")], ...heardWords()].map(([code, words]) => <button key={code} aria-pressed={(state.sounds?.language || "") === code} onClick={() => take(code)}>{words}</button>)}</div>
      {state.sounds && <p>{held} {t("soundsHere")}</p>}
    </section>
  );
}
