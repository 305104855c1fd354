// The families on this phone, what is due first, and what still has to be sent.
import { useState } from "preact/hooks";
import { forget, state } from "./store.js";
import { t, shortDay, today } from "./words.js";
import { checkpoints, families, family, firstStep, isChild, members, nameOf, row, steps, whereOf } from "./files.js";
import { fits } from "./names.js";
import { go } from "./screens.js";
import { mayReport } from "./report.jsx";
import { Deed, Icon, Page, step } from "./parts.jsx";
import { Status } from "./status.jsx";

export function Home() {
  const [typed, type] = useState("");
  const shown = families().filter((f) => !typed || fits(typed, everybody(f))).sort((a, b) => firstStep(a.id).localeCompare(firstStep(b.id)) || a.name.localeCompare(b.name));
  return (
    <Page title={t("families")} home>
      <Status />
      <input class="search" type="search" autocomplete="off" placeholder={t("search")} aria-label={t("search")} onInput={(e) => type(e.target.value)} />
      {!typed && <Deeds />}
      <Drafts />
      <ul class="list">{shown.map((f) => <Line key={f.id} family={f} />)}</ul>
      {!shown.length && <p class="quiet">{t("none")}</p>}
    </Page>
  );
}

const Deeds = () => (
  <nav class="deeds">
    <Deed icon="family" label={t("newFamily")} to="register" />
    <Deed icon="group" label={t("sessions")} to="sessions" />
    {checkpoints().length > 0 && <Deed icon="count" label={t("counts")} to="counts" />}
    {mayReport() && <Deed icon="report" label={t("report")} to="report" />}
    <Deed icon="sync" label={t("state")} to="box" />
    <button class="deed" onClick={forget}><Icon name="lock" size={32} /><span>{t("lock")}</span></button>
  </nav>
);

const everybody = (f) => `${f.name} ${members(f.id).map((m) => `${nameOf(m)} ${m.alias || ""}`).join(" ")}`;

function Line({ family }) {
  const children = members(family.id).filter((m) => isChild(m, today())).length;
  const next = steps(family.id)[0];
  const late = next && next[2] < today();
  return (
    <li><button onClick={() => go("family", { id: family.id })}>
      <b>{family.name}</b> <span class="count"><Icon name="child" size={20} />{children}</span>
      <small>{whereOf(family)}</small>
      {next && <small class={late ? "late" : "soon"}>{step(next[1])} · {shortDay(next[2])}</small>}
      {family.local && <small class="local">{t("local")}</small>}
    </button></li>
  );
}

// Begun and not saved: it waits here after a lock or a dead battery.
const Drafts = () => Object.keys(state.drafts).length > 0 && (
  <section><h2>{t("drafts")}</h2><ul class="list">{Object.entries(state.drafts).map(([name, { screen, params }]) => (
    <li key={name}><button onClick={() => go(screen, params)}><b>{t(TITLES[screen] || screen)}</b> <small>{family(params.id)?.name || row(params.id)?.name || ""}</small></button></li>
  ))}</ul></section>
);
const TITLES = { register: "newFamily", answer: "count" };
