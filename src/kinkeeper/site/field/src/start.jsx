// Before the records are open: adding this phone, the four words, opening them again.
import { useState } from "preact/hooks";
import { begin as enrolled, known, listen, load, state } from "./store.js";
import * as vault from "./vault.js";
import { speak, t } from "./words.js";
import { begin } from "./screens.js";
import { Field, FourWords, Languages, Page, values } from "./frame.jsx";

const DAY = 86400000;
// The screens behind these and the sync come while somebody types.
export const later = import("./later.js").catch(() => null);
const sync = async () => (await later)?.sync();

async function enrol(body) {
  const answer = await fetch("/api/field/enrol", {
    method: "POST", credentials: "omit", body: JSON.stringify(body),
    headers: { "Content-Type": "application/json", "Accept-Language": state.language },
  });
  return { ok: answer.ok, body: await answer.json().catch(() => ({})) };
}

export async function first() {
  const { box, clear } = await known();
  speak();
  if (!box) return begin("enrol");
  state.lastContact = clear.contact;
  return begin("locked");
}

export function Enrol() {
  const code = location.hash.slice(1);
  const [wrong, tell] = useState("");
  const [busy, work] = useState(false);
  const send = async (event) => {
    event.preventDefault();
    const given = values(event.target);
    work(true);
    const answer = await enrol({ otp: "", ...given, code: code || given.code }).catch(() => null);
    work(false);
    if (!answer) return tell(t("noNet"));
    if (!answer.ok) return tell(Object.values(answer.body.detail || {}).flat().join(" ") || t("noNet"));
    const { fourWords } = await import("./keys.js");
    Object.assign(state, { account: null, fresh: answer.body, words: fourWords() });
    history.replaceState({}, "", location.pathname);
    begin("words");
  };
  return (
    <Page title={t("app")} home>
      <form autocomplete="off" onSubmit={send}>
        <p>{t("once")}</p>
        {!code && <Field name="code" hint={t("codeHint")} required />}
        <Field name="email" type="email" required />
        <Field name="password" type="password" required />
        <Field name="otp" hint={t("otpHint")} inputmode="numeric" />
        {wrong && <p class="wrong" role="alert">{wrong}</p>}
        <button class="main" disabled={busy}>{busy ? t("wait") : t("enter")}</button>
      </form>
      <Languages />
    </Page>
  );
}

export function Words() {
  const [asking, ask] = useState(false);
  const [busy, work] = useState(false);
  const [wrong, tell] = useState("");
  const check = async (event) => {
    event.preventDefault();
    if (vault.plainWords(values(event.target).words) !== vault.plainWords(state.words)) return tell(t("wrongWords"));
    work(true);
    await later;
    await enrolled(state.words, state.fresh);
    navigator.storage?.persist?.();
    Object.assign(state, { words: null, fresh: null });
    begin("home");
    sync();
  };
  return (
    <Page title={t("yourWords")} home>
      {!asking && <><p class="words">{state.words}</p><p>{t("wordsHint")}</p><button class="main" onClick={() => ask(true)}>{t("noted")}</button></>}
      {asking && <form autocomplete="off" onSubmit={check}><FourWords />{wrong && <p class="wrong" role="alert">{wrong}</p>}<button class="main" disabled={busy}>{busy ? t("wait") : t("open")}</button></form>}
    </Page>
  );
}

export function Locked() {
  const [busy, work] = useState(false);
  const [wrong, tell] = useState("");
  const open = async (event) => {
    event.preventDefault();
    work(true);
    await later;
    const { box, clear } = await known();
    const right = await vault.unlock(values(event.target).words, box);
    if (right) await load();
    work(false);
    if (!right) return tell(t("wrongWords"));
    if (Date.now() - clear.contact > clear.days * DAY) return tooLong(tell);
    begin("home");
    sync();
  };
  return (
    <Page title={t("app")} home>
      <form autocomplete="off" onSubmit={open}>
        <FourWords />
        {wrong && <p class="wrong" role="alert">{wrong}</p>}
        <button class="main" disabled={busy}>{busy ? t("wait") : t("open")}</button>
      </form>
      <Languages />
    </Page>
  );
}

// After two weeks without contact nothing is shown until the server was met; nothing is lost.
async function tooLong(tell) {
  tell(t("tooLong"));
  const stop = listen(() => {
    const met = Date.now() - state.lastContact < DAY;
    if (!state.account || met) stop();
    if (state.account && met) begin("home");
  });
  if (state.syncing) await sync(); // it may have begun before there was a network
  await sync();
}

export const Erased = () => <Page title={t("app")} home><p>{t("erased")}</p></Page>;
export const Other = () => <Page title={t("app")} home><p>{t("other")}</p></Page>;
