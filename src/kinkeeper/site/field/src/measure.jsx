// Weight, height and arm of a child, and at once what they say: by WHO's tables and the protocol in
// force, which came from the office; the same sums as there (tests of the health room prove it).
import { useEffect, useState } from "preact/hooks";
import { classify, unpack } from "growth";
import { packOf } from "./store.js";
import { t, today } from "./words.js";
import { oedema, positions, soundOf, status } from "./choices.js";
import { isChild, members, nameOf, row } from "./files.js";
import { Day, Form, Sure, done, id, old, sureOf } from "./forms.jsx";
import { Charts } from "./chart.jsx";
import { Hear } from "./sounds.jsx";
import { Field, Icon, Pick, Select, say } from "./parts.jsx";

// Null where there is no number (yet): what is saved has been through NUMBER and WHOLE.
const NUMBER = "\\s*\\d{1,6}([.,]\\d{0,3})?\\s*", WHOLE = "\\s*\\d{1,6}\\s*";
const number = (text) => (text?.trim() && Number.isFinite(Number(text.replace(",", "."))) ? Number(text.replace(",", ".")) : null);
const typed = (v) => ({ weight: number(v.weight), lenhei: number(v.height), position: v.position || "", muac_mm: number(v.muac), oedema: v.oedema || "" });
const DAY = 86400000;

// What the growth engine needs; null where the phone does not know the child as the office does.
function asked(v) {
  const child = row(v.person), m = typed(v);
  if (!child || !v.day) return null;
  const ageDays = child.birth_date ? Math.round((Date.parse(v.day) - Date.parse(child.birth_date)) / DAY) : null;
  return ageDays < 0 ? null : { sex: child.sex || "", ageDays, weight: m.weight, lenhei: m.lenhei, position: m.position, muacMm: m.muac_mm, oedema: m.oedema === "" ? null : Number(m.oedema) };
}

const ICONS = { severe: "face1", moderate: "face2", normal: "face4", unknown: "unknown" };
const OEDEMA_ICONS = { 0: "yes", 1: "foot", 2: "leg", 3: "head", "": "unknown" };

export function Measure() {
  const before = old();
  const children = members(id()).filter((m) => isChild(m, today())).map((m) => [m.id, nameOf(m)]);
  const [tables, come] = useState(null);
  const [v, see] = useState({});
  useEffect(() => { packOf("growth").then((found) => come(found && unpack(found))); }, []);
  const found = tables && asked(v);
  const said = found && classify(tables, found).status;
  const save = (form, v) => done("health.measure", { person: v.person, on: v.day, ...typed(v), sure: sureOf(v) }, { about: [id(), v.person], shown: said && said !== "unknown" ? said : "" });
  return (
    <Form title={t("measure")} save={save} onInput={(form) => see(Object.fromEntries(new FormData(form)))}>
      <Select name="person" label={t("who")} options={children} value={before.person} />
      <Day value={before.on} />
      <Field name="weight" inputmode="decimal" pattern={NUMBER} value={before.weight} />
      <Field name="height" inputmode="decimal" pattern={NUMBER} value={before.lenhei} />
      <Pick name="position" label={t("position")} table={positions} icons={{ h: "standing", l: "lying" }} value={before.position} />
      <Field name="muac" inputmode="numeric" pattern={WHOLE} value={before.muac_mm} />
      <Pick name="oedema" label={t("oedema")} table={oedema} icons={OEDEMA_ICONS} value={before.oedema} />
      <Sure words={t("sureMeasure")} />
      <Result said={said} tables={tables} />
      <Charts tables={tables} child={row(v.person ?? before.person)} now={{ ...typed(v), on: v.day }} />
    </Form>
  );
}

function Result({ said, tables }) {
  if (!said) return <p class="quiet">{tables ? "" : t("tablesLater")}</p>;
  return <div class={`result ${said}`} role="status"><Icon name={ICONS[said]} /><span><b>{say(status, said)}</b><small>{t("byProtocol")} {tables.protocol.name}</small></span><Hear sound={soundOf(status, said)} label={say(status, said)} /></div>;
}
