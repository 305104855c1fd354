// Groups of the community: a session counted by sex and age, never by name, and the meeting of a savings
// group as totals. What a sheet cannot say is refused here with the office's own sentences; the office
// judges all of it again when it arrives.
import { useState } from "preact/hooks";
import { shortDay, t } from "./words.js";
import { ages, gatherings, sexes, sorts, themes } from "./choices.js";
import { ofKind, row, waitingFor } from "./files.js";
import { go } from "./screens.js";
import { Day, Form, Sure, done, id, old, sureOf, useProblems } from "./forms.jsx";
import { Deed, Field, Icon, Page, Pick, say } from "./parts.jsx";
import { Waiting } from "./family.jsx";

const KIND_ICONS = { session: "group", awareness: "megaphone", activity: "protection", training: "education" };
const THEME_ICONS = { birth_registration: "consent", fgm: "woman", child_marriage: "couple", child_labour: "labour", schooling: "education", violence: "hurt", hygiene: "hygiene", nutrition: "food", report_channel: "report", rights: "protection", management: "livelihood", other: "unknown" };
const SEXES = ["F", "M", ""], SEX_ICONS = { F: "woman", M: "man", "": "unknown" };
const number = (text) => Number((text || "").replace(/\s/g, ""));
const fill = (words, what) => words.replace(/\{(\w+)\}/g, (_, name) => what[name]);

export const structures = () => ofKind("community.structure").sort((a, b) => a.name.localeCompare(b.name));
const openCycle = (of) => ofKind("community.cycle").find((c) => c.structure === of);

export function Structure() {
  const of = row(id());
  if (!of) return <Page title="–" />;
  const met = ofKind("community.gathering").filter((g) => g.structure === of.id).sort((a, b) => b.held_on.localeCompare(a.held_on)).slice(0, 5);
  return (
    <Page title={of.name}>
      <p class="quiet">{say(sorts, of.sort)} · {row(of.place)?.name}</p>
      <nav class="deeds">
        <Deed icon="group" label={t("gathering")} to="gathering" params={{ id: of.id }} />
        {openCycle(of.id) && <Deed icon="livelihood" label={t("meeting")} to="meeting" params={{ id: of.id }} />}
      </nav>
      <Waiting id={of.id} />
      {met.length > 0 && <><h2>{t("lately")}</h2><ul>{met.map((g) => <li key={g.id}>{shortDay(g.held_on)} · {say(gatherings, g.kind)} · {total(g.counts)}</li>)}</ul></>}
    </Page>
  );
}

export const total = (counts, sex) => Object.entries(counts).filter(([s]) => sex === undefined || s === sex).flatMap(([, ages]) => Object.values(ages)).reduce((sum, n) => sum + n, 0);
const cell = (sex, age) => `n ${sex} ${age}`;
const countsOf = (v) => Object.fromEntries(SEXES.map((sex) => [sex, Object.fromEntries(Object.keys(ages).map((age) => [age, number(v[cell(sex, age)])]).filter(([, n]) => n))]).filter(([, found]) => Object.keys(found).length));

export function Gathering() {
  const before = old(), of = row(id());
  const [counts, see] = useState({});
  const [said, stop] = useProblems();
  const save = (form, v) => {
    const found = countsOf(v), sheet = v.said ? number(v.said) : null;
    if (stop(notCounted(found, sheet))) return false;
    const what = { structure: id(), kind: v.kind, theme: v.theme, held_on: v.day, counts: found, said: sheet, facilitator: v.facilitator, messages: v.messages, without_staff: Boolean(v.alone), sure: sureOf(v) };
    return done("community.gathering", what, { about: [id()] });
  };
  return (
    <Form title={of?.name || "–"} save={save} onInput={(form) => see(countsOf(Object.fromEntries(new FormData(form))))}>
      {said}
      <Pick name="kind" label={t("gathering")} table={gatherings} icons={KIND_ICONS} value={before.kind} required />
      <Day value={before.held_on} />
      <Pick name="theme" label={t("theme")} table={themes} icons={THEME_ICONS} value={before.theme} required />
      <Counts counts={before.counts || {}} />
      <p><b class="tally" role="status">{total(counts)}</b> {t("here")}</p>
      <Whole name="said" hint={t("saidHint")} value={before.said} />
      <Field name="facilitator" value={before.facilitator} maxlength="120" />
      <Field name="messages" hint={t("messagesHint")} area value={before.messages} maxlength="1000" />
      <label class="tick"><input type="checkbox" name="alone" defaultChecked={before.without_staff} /> {t("alone")}</label>
      <Sure words={t("sureCount")} />
    </Form>
  );
}

function notCounted(counts, sheet) {
  const found = total(counts);
  if (!found) return [t("nobodyCounted")];
  if (sheet === null || sheet === found) return [];
  return [fill(t("otherTotal"), { female: total(counts, "F"), male: total(counts, "M"), unknown: total(counts, ""), found, said: sheet })];
}

const Counts = ({ counts }) => (
  <table class="counts">
    <caption>{t("bySexAndAge")}</caption>
    <thead><tr><td />{SEXES.map((sex) => <th scope="col"><Icon name={SEX_ICONS[sex]} size={32} /><small>{sex ? say(sexes, sex) : t("notNoted")}</small></th>)}</tr></thead>
    <tbody>{Object.keys(ages).map((age) => (
      <tr key={age}><th scope="row">{say(ages, age)}</th>{SEXES.map((sex) => <td><input name={cell(sex, age)} autocomplete="off" inputmode="numeric" pattern="\d{0,5}" aria-label={`${sex ? say(sexes, sex) : t("notNoted")}, ${say(ages, age)}`} defaultValue={counts[sex]?.[age] || ""} /></td>)}</tr>
    ))}</tbody>
  </table>
);

const Whole = ({ ...field }) => <Field inputmode="numeric" pattern="[\d\s]{0,12}" {...field} value={field.value ?? ""} />;

// The group's own book, copied. `MAY_BE_OPEN`: nobody counted the box; all else that is left open is nothing.
const BOOK = ["lent", "repaid", "interest", "fines"], SOCIAL = ["social_in", "social_out", "for_children", "children"], MAY_BE_OPEN = ["box", "social"];

export function Meeting() {
  const before = old(), cycle = openCycle(id());
  const [said, stop] = useProblems();
  const save = (form, v) => {
    const totals = Object.fromEntries(["women", "men", "shares", ...BOOK, ...SOCIAL, "late"].map((name) => [name, number(v[name])]));
    if (stop(notPossible(totals, cycle))) return false;
    const counted = Object.fromEntries(MAY_BE_OPEN.map((name) => [name, v[name] ? number(v[name]) : null]));
    return done("community.meeting", { structure: id(), held_on: v.day, ...totals, ...counted, remark: v.remark, sure: sureOf(v) }, { about: [id()] });
  };
  const line = (name, more) => <Whole key={name} name={name} value={before[name]} {...more} />;
  return (
    <Form title={row(id())?.name || "–"} save={save}>
      <p class="note">{t("bookHint")}</p>
      {said}
      <Day value={before.held_on} />
      <div class="pair">{line("women", { required: true })}{line("men", { required: true })}</div>
      {line("shares", { required: true, hint: cycle && `${t("oneShare")} = ${cycle.share_xof} F CFA` })}
      {BOOK.map((name) => line(name))}
      {line("box")}
      <h2>{t("socialFund")}</h2>
      {SOCIAL.map((name) => line(name))}
      {line("social")}
      {line("late")}
      <Field name="remark" value={before.remark} maxlength="300" />
      <Sure words={t("sureCount")} />
    </Form>
  );
}

function notPossible(totals, cycle) {
  const present = totals.women + totals.men, most = present * (cycle?.most_shares ?? Infinity);
  return [
    !present && t("nobodyCounted"),
    present > 0 && totals.shares > most && fill(t("tooManyShares"), { present, most, shares: totals.shares }),
    totals.for_children > totals.social_out && t("partOfSocial"),
  ].filter(Boolean);
}

export function Structures({ found }) {
  return found.length > 0 && <section><h2>{t("structures")}</h2><ul class="list">{found.map((s) => <li key={s.id}><button onClick={() => go("structure", { id: s.id })}><b>{s.name}</b><small>{say(sorts, s.sort)} · {row(s.place)?.name}{waitingFor(s.id).length > 0 && ` · ${t("local")}`}</small></button></li>)}</ul></section>;
}
