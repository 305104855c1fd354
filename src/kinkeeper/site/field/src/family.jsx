// One family: members, what is to be done, and what can be written down.
import { state, write } from "./store.js";
import { sync } from "./protocol.js";
import { t, shortDay, today } from "./words.js";
import { VERBS, dimensions, relations, scores, services, status } from "./choices.js";
import { age, assessment, commitments, family, goals, measured, members, nameOf, planned, row, steps, visits, waitingFor, whereOf } from "./files.js";
import { mayReport } from "./report.jsx";
import { asked } from "./questionnaire.jsx";
import { once } from "./forms.jsx";
import { Deed, Icon, Page, say, step } from "./parts.jsx";

export function Family() {
  const id = state.params.id, found = family(id);
  if (!found) return <Page title="–" />;
  return (
    <Page title={found.name}>
      <p class="quiet">{whereOf(found)}</p>
      <nav class="deeds">
        <Deed icon="visit" label={t("visit")} to="visit" params={{ id }} />
        <Deed icon="service" label={t("service")} to="service" params={{ id }} />
        <Deed icon="photo" label={t("photo")} to="photo" params={{ id }} />
        <Deed icon="consent" label={t("consent")} to="consent" params={{ id }} />
        <Deed icon="loss" label={t("loss")} to="loss" params={{ id }} />
        <Deed icon="measure" label={t("measure")} to="measure" params={{ id }} />
        <Deed icon="vaccines" label={t("vaccines")} to="vaccines" params={{ id }} />
        {mayReport() && <Deed icon="report" label={t("report")} to="report" params={{ id }} />}
        {asked().length > 0 && <Deed icon="questionnaires" label={t("questionnaires")} to="questionnaires" params={{ id }} />}
        <Deed icon="home" label={t("quarter")} to="quarter" params={{ id }} />
      </nav>
      <Waiting id={id} />
      <Todo id={id} />
      <Plan id={id} />
      <h2>{t("members")}</h2>
      <ul class="people">{members(id).map((m) => <Member key={m.id} member={m} />)}</ul>
      <Last id={id} />
    </Page>
  );
}

function Member({ member }) {
  const years = age(member, today());
  return <li><Icon name={years !== null && years < 18 ? "child" : member.sex === "M" ? "man" : "woman"} size={28} /><span>{nameOf(member)} <small>{say(relations, member.relation)}{years !== null && ` · ${ageInWords(member, years)}`}</small>{measured(member.id) && <small class={measured(member.id).status === "normal" ? "" : "late"}>{shortDay(measured(member.id).on)} · {say(status, measured(member.id).status)}</small>}</span></li>;
}

// In months below two years, where the birth is known that well.
function ageInWords(member, years) {
  const [from, to] = [new Date(member.birth_date), new Date(today())];
  const months = (to.getFullYear() - from.getFullYear()) * 12 + to.getMonth() - from.getMonth() - (to.getDate() < from.getDate() ? 1 : 0);
  if (years < 2 && ["day", "month"].includes(member.birth_precision)) return `${months} ${t("months")}`;
  return `${years} ${t(years === 1 ? "year" : "years")}`;
}

export const Waiting = ({ id }) => waitingFor(id).length > 0 && (
  <ul class="waiting">{waitingFor(id).map((c) => <li class={c.state}>{t(VERBS[c.verb])} · {c.shown ? `${say(status, c.shown)} · ` : ""}{c.state === "refused" ? t("toCorrect") : t("local")}</li>)}</ul>
);

const Todo = ({ id }) => steps(id).length > 0 && (
  <section><h2>{t("todo")}</h2><ul>{steps(id).map(([, code, day]) => <li class={day < today() ? "late" : ""}>{step(code)} · {shortDay(day)}</li>)}</ul></section>
);

// Steps of the plan, promises and planned services: one touch says that it is done today.
function Plan({ id }) {
  const lines = [
    ...commitments(id).map((c) => [c.id, c.promise, "casework.commitment.done", { id: c.id, done_on: today() }, t("done")]),
    ...planned(id).map((s) => [s.id, say(services, s.kind), "casework.service.done", { id: s.id, done_on: today() }, t("given")]),
    ...goals(id).filter((g) => !state.queue.some((c) => c.values.id === g.id)).map((g) => [g.id, g.statement, "casework.goal", { id: g.id, state: "met", on: today() }, t("done")]),
  ];
  const act = (verb, what) => once(what.id, async () => { await write(verb, what, { about: [id, what.id] }); sync(); });
  return lines.length > 0 && (
    <section><h2>{t("plan")}</h2><ul class="list">{lines.map(([key, words, verb, what, label]) => (
      <li key={key}><span>{words}</span><button onClick={() => act(verb, what)}>{label}</button></li>
    ))}</ul></section>
  );
}

function Last({ id }) {
  const visit = visits(id)[0], levels = assessment(id);
  return (
    <section>
      {visit && <><h2>{t("lastVisit")} · {shortDay(visit.held_on)}</h2><p>{visit.observations}</p></>}
      {levels && <ul class="levels">{Object.keys(dimensions).filter((d) => levels[d]).map((d) => <li><Icon name={d} size={28} /> {say(dimensions, d)} <b class={`s${levels[d]}`}>{say(scores, levels[d])}</b></li>)}</ul>}
    </section>
  );
}
