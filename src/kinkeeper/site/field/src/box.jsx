// What waits, what has to be corrected, and where two people wrote different things.
import { useEffect, useState } from "preact/hooks";
import { changed, drop, fileOf, keepNotes, rewrite, state } from "./store.js";
import { boxed, sync, waiting } from "./protocol.js";
import { colon, t } from "./words.js";
import { VERBS } from "./choices.js";
import { sealedBox, text64 } from "./sealing.js";
import { Choose } from "./choosing.jsx";
import { family, nameOf, row } from "./files.js";
import { go } from "./screens.js";
import { Languages, Page } from "./parts.jsx";
import { sentencesOf, titleOf } from "./forms.jsx";
import { Status } from "./status.jsx";

const SCREENS = { "casework.visit": "visit", "casework.service": "service", "strengthening.loss": "loss", "health.measure": "measure", "health.vaccinate": "vaccines", "people.picture": "photo", "people.consent": "consent", "strengthening.attendance": "session", "instruments.answer": "questionnaire", "people.family": "register", "people.family.correct": "quarter", "emergency.count": "answer", "emergency.add": "addName", "education.call": "class", "community.gathering": "gathering", "community.meeting": "meeting" };
const EXPORT = "sync.export";

export function Box() {
  const [safe, tell] = useState(null);
  useEffect(() => { navigator.storage?.persisted?.().then(tell); }, []);
  return (
    <Page title={t("state")}>
      <Status />
      {state.clashes.length > 0 && <><h2>{t("clashTitle")}</h2><p class="quiet">{t("clashHint")}</p>{state.clashes.map((c) => <Clash key={c.id} item={c} />)}</>}
      {boxed().length > 0 && <><h2>{t("boxTitle")}</h2><p class="quiet">{t("boxHint")}</p>{boxed().map((c) => <Refused key={c.id} item={c} />)}</>}
      {waiting().length > 0 && <><h2>{t("toSend")}</h2><ul>{waiting().map((c) => <li>{named(c)}</li>)}</ul></>}
      {state.queue.length > 0 && <p><button disabled={!state.desks[EXPORT]} onClick={exported}>{t("export")}</button><small>{t(state.desks[EXPORT] ? "exportHint" : "exportPlain")}</small></p>}
      <section><h2>{t("language")}</h2><Languages /></section>
      <Choose />
      {state.anchors.length > 0 && <details class="quiet"><summary>{t("anchor")}</summary><small>{state.anchors.at(-1)}</small></details>}
      <p class="quiet">{safe ? t("persisted") : t("notPersisted")}</p>
    </Page>
  );
}

const about = (c) => c.values.name || family(c.values.family || c.values.id || c.about[0])?.name || nameOf(row(c.values.person)) || row(c.about[0])?.name || "";

const named = (c) => [t(VERBS[c.verb]), about(c)].filter(Boolean).join(" · ");

function Refused({ item }) {
  const [asking, ask] = useState(false);
  const screen = SCREENS[item.verb];
  const of = item.values.line || item.values.school_class || item.values.family || item.about[0];
  const correct = () => go(screen, { id: screen === "questionnaire" ? `${of} ${item.values.version}` : of, item: item.id });
  return (
    <div class="card">
      <b>{named(item)}</b>
      <ul class="wrong">{sentencesOf(item).map(({ title, words }) => <li>{title && <b>{title}{colon()}</b>}{words}</li>)}</ul>
      {screen ? <button onClick={correct}>{t("correct")}</button> : null}
      {!item.doubts?.length && <button onClick={async () => { await rewrite(item, item.values); sync(); }}>{t("again")}</button>}
      <button class="danger" onClick={() => (asking ? drop(item) : ask(true))}>{asking ? t("sure") : t("takeOut")}</button>
    </div>
  );
}

// Two people wrote one field: both values in sight; the supervisor settles it in the office.
function Clash({ item }) {
  const now = row(item.values.id) || {};
  const seen = async () => { state.clashes = state.clashes.filter((c) => c !== item); await keepNotes(); changed(); };
  return (
    <div class="card">
      <b>{named(item)}</b>
      {Object.entries(item.values.values || {}).map(([name, mine]) => <dl key={name}>{titleOf(name) && titleOf(name) !== t(VERBS[item.verb]) && <b>{titleOf(name)}</b>}<dt>{t("youWrote")}</dt><dd>{mine}</dd><dt>{t("officeHas")}</dt><dd>{now[name] || "–"}</dd></dl>)}
      <button onClick={seen}>{t("seenIt")}</button>
    </div>
  );
}

// The last net: what is not sent, as a file that somebody carries to the office; only the office opens it.
async function exported() {
  const files = {};
  for (const id of state.queue.flatMap((c) => c.files)) files[id] = text64((await fileOf(id)) || new Uint8Array());
  const changes = state.queue.map(({ id, verb, base, values, files: held, sealed }) => ({ id, verb, base, values, files: held, sealed }));
  const box = await sealedBox(state.desks[EXPORT], JSON.stringify({ device: state.account.device, changes, files }));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify({ kinkeeper: EXPORT, box })], { type: "application/json" }));
  link.download = "kinkeeper-non-envoye.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
