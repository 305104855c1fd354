// The families on this phone, what is due first, and what still has to be sent.
import { useState } from "preact/hooks";
import { forget, state } from "./store.js";
import { boxed, sync, waiting } from "./protocol.js";
import { t, step, shortDay, today } from "./words.js";
import { families, firstStep, isChild, members, nameOf, row, steps } from "./files.js";
import { fits } from "./names.js";
import { go } from "./screens.js";
import { Deed, Icon, Page } from "./parts.jsx";

export function Home() {
  const [typed, type] = useState("");
  const shown = families().filter((f) => !typed || fits(typed, everybody(f))).sort((a, b) => firstStep(a.id).localeCompare(firstStep(b.id)) || a.name.localeCompare(b.name));
  return (
    <Page title={t("families")} home>
      <Status />
      <input class="search" type="search" autocomplete="off" placeholder={t("search")} aria-label={t("search")} onInput={(e) => type(e.target.value)} />
      <ul class="list">{shown.map((f) => <Line key={f.id} family={f} />)}</ul>
      {!shown.length && <p class="quiet">{t("none")}</p>}
      <nav class="deeds">
        <Deed icon="family" label={t("newFamily")} to="register" />
        <Deed icon="group" label={t("sessions")} to="sessions" />
        <Deed icon="sync" label={t("state")} to="box" />
        <button class="deed" onClick={forget}><Icon name="lock" size={32} /><span>{t("lock")}</span></button>
      </nav>
    </Page>
  );
}

const everybody = (f) => `${f.name} ${members(f.id).map((m) => `${nameOf(m)} ${m.alias || ""}`).join(" ")}`;

function Line({ family }) {
  const children = members(family.id).filter((m) => isChild(m, today())).length;
  const next = steps(family.id)[0];
  const late = next && next[2] < today();
  return (
    <li><button onClick={() => go("family", { id: family.id })}>
      <b>{family.name}</b> <span class="count"><Icon name="child" size={20} />{children}</span>
      <small>{row(family.place)?.name} {family.quarter}</small>
      {next && <small class={late ? "late" : "soon"}>{step(next[1])} · {shortDay(next[2])}</small>}
      {family.local && <small class="local">{t("local")}</small>}
    </button></li>
  );
}

export function Status() {
  const n = waiting().length, wrong = boxed().length;
  const contact = new Date(state.lastContact).toLocaleDateString("fr-FR");
  const words = state.syncing ? t("syncing") : n ? `${n} ${t("waiting")}` : t("allSent");
  return (
    <div class={`status ${n ? "some" : ""}`} role="status">
      <span>{words}{state.online === false && ` · ${t("offline")}`}<small>{t("lastContact")} : {contact}</small></span>
      {wrong > 0 && <button class="wrong" onClick={() => go("box")}>{wrong} {t("toCorrect")}</button>}
      <button class="send" disabled={state.syncing} onClick={sync}>{t("sync")}</button>
      {state.problem && <p class="wrong">{t(state.problem)}</p>}
    </div>
  );
}
