// What still has to be sent, and the button that sends it.
import { state } from "./store.js";
import { boxed, sync, waiting } from "./protocol.js";
import { colon, t } from "./words.js";
import { go } from "./screens.js";

export function Status() {
  const n = waiting().length, wrong = boxed().length, seen = state.clashes.length;
  const contact = new Date(state.lastContact).toLocaleDateString("fr-FR");
  const words = state.syncing ? t("syncing") : n ? `${n} ${t("waiting")}` : t(boxed().length ? "restSent" : "allSent");
  return (
    <div class={`status ${n ? "some" : ""}`} role="status">
      <span>{words}{state.online === false && ` · ${t("offline")}`}<small>{t("lastContact")}{colon()}{contact}</small></span>
      {wrong > 0 && <button class="wrong" onClick={() => go("box")}>{wrong} {t("toCorrect")}</button>}
      {seen > 0 && <button onClick={() => go("box")}>{seen} {t("toSee")}</button>}
      <button class="send" disabled={state.syncing} onClick={sync}>{t("sync")}</button>
      {state.problem && <p class="wrong">{t(state.problem)}</p>}
    </div>
  );
}
