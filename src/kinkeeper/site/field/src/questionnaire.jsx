// Questionnaires of the office, asked without a network. ODK's engine evaluates their conditions; it is
// fetched once, when the first questionnaire is opened, and stays (see worker.js). The office evaluates every
// condition again when the answers arrive.
import { useEffect, useRef, useState } from "preact/hooks";
import { state } from "./store.js";
import { t } from "./words.js";
import { family, item, members, nameOf, ofKind, row } from "./files.js";
import { Day, Form, done, drafted, old } from "./forms.jsx";
import { Deed, Field, Page, Select } from "./parts.jsx";

let loading;
const engine = () => (loading ||= import("./engine.js").catch((error) => { loading = null; throw error; }));
const PERSON = "people.person";

// The last version of each questionnaire on this phone, with its title and whom it is about.
export const asked = () => ofKind("instruments.questionnaire").map((q) => ({ ...q, last: ofKind("instruments.version").filter((v) => v.questionnaire === q.id).sort((a, b) => b.number - a.number)[0] })).filter((q) => q.last).sort((a, b) => a.title.localeCompare(b.title));

export function Questionnaires() {
  const id = state.params.id;
  return (
    <Page title={t("questionnaires")}>
      <p class="quiet">{family(id)?.name}</p>
      <nav class="deeds">{asked().map((q) => <Deed key={q.id} icon="questionnaires" label={q.title} to="questionnaire" params={{ id: `${id} ${q.last.id}` }} />)}</nav>
    </Page>
  );
}

export function Questionnaire() {
  const change = item();
  const [home, chosen] = state.params.id.split(" ");
  const version = row(change ? change.values.version : chosen);
  const about = row(version?.questionnaire);
  const kept = useRef();
  const [root, come] = useState(null), [, again] = useState(0), [wrong, look] = useState(false);
  useEffect(() => { open(version, drafted()?.answers ? JSON.parse(drafted().answers) : old().answers).then(come, () => come(false)); }, []);
  if (!version || root === false) return <Page title={about?.title || "–"}><p class="note">{t("engineLater")}</p></Page>;
  const set = (act) => { try { act(); } catch { /* half a number is no answer yet */ } kept.current.value = JSON.stringify(collect(root)); again((n) => n + 1); };
  const save = (form, v) => {
    look(true);
    if (!root || root.validationState.violations.length) { scrollTo(0, 0); return false; }
    const subject = change?.values.subject || v.person || home;
    return done("instruments.answer", { version: version.id, on: v.day, subject, answers: collect(root) }, { about: [...new Set([home, subject])] });
  };
  return (
    <Form title={about.title} save={save}>
      <input type="hidden" name="answers" ref={kept} />
      {!root && <p class="quiet">{t("engineComes")}</p>}
      {wrong && root && root.validationState.violations.length > 0 && <p class="wrong" role="alert">{t("someWrong")}</p>}
      {about.subject === PERSON && !change && <Select name="person" label={t("who")} options={members(home).map((m) => [m.id, nameOf(m)])} />}
      <Day value={old().on} />
      {root && root.currentState.children.map((node) => <Node key={node.nodeId} node={node} set={set} wrong={wrong} />)}
    </Form>
  );
}

async function open(version, answers) {
  const form = await (await engine()).loadForm(version.xform, {});
  if (form.status === "failure") throw new Error("questionnaire");
  const root = form.createInstance({ instance: { stateFactory: (values) => values } }).root;
  const wanted = state.language;
  const spoken = root.languages.find((l) => l.language?.includes(`(${wanted})`));
  if (spoken) root.setLanguage(spoken);
  put(root, answers || {}, answers || {});
  return root;
}

const nameOfNode = (node) => node.currentState.reference.split("/").pop().replace(/\[\d+\]/, "");
const children = (node) => node.currentState.children || [];
const isRepeat = (node) => node.nodeType.startsWith("repeat-range");

// What was answered before, into the questionnaire; repetitions are added as often as they were there.
function put(node, answers, all) {
  for (const child of children(node)) {
    const name = nameOfNode(child);
    if (isRepeat(child)) {
      const rows = all[name] || [];
      while (children(child).length < rows.length) child.addInstances();
      children(child).forEach((instance, n) => put(instance, rows[n] || {}, all));
    } else if (children(child).length) put(child, answers, all);
    else if (answers[name] && ENTER[child.nodeType]) ENTER[child.nodeType](child, answers[name]);
  }
}

const ENTER = {
  input: (node, text) => node.setValue(text || null),
  range: (node, text) => node.setValue(text || null),
  select: (node, text) => node.selectValues(text.split(" ").filter(Boolean)),
  trigger: (node, text) => node.setValue(text === "OK"),
};

// The answers as the office takes them: texts by the name of their question, repetitions as lists.
export function collect(node) {
  const found = {};
  for (const child of children(node)) {
    if (!child.currentState.relevant) continue;
    if (isRepeat(child)) found[nameOfNode(child)] = children(child).map(collect);
    else if (children(child).length) Object.assign(found, collect(child));
    else if (ENTER[child.nodeType] && textOf(child)) found[nameOfNode(child)] = textOf(child);
  }
  return found;
}

function textOf(node) {
  const value = node.currentState.value;
  if (node.nodeType === "trigger") return value ? "OK" : "";
  return Array.isArray(value) ? value.join(" ") : value === null || value === undefined ? "" : String(value);
}

const said = (node) => node.currentState.label?.asString || nameOfNode(node);
const KINDS = { int: { inputmode: "numeric" }, decimal: { inputmode: "decimal" }, date: { type: "date" }, time: { type: "time" } };

function Node({ node, set, wrong }) {
  if (!node.currentState.relevant) return null;
  const inside = (found) => children(found).map((child) => <Node key={child.nodeId} node={child} set={set} wrong={wrong} />);
  if (isRepeat(node)) {
    return <section><h2>{said(node)}</h2>{children(node).map((row) => <fieldset key={row.nodeId}>{inside(row)}</fieldset>)}<button type="button" onClick={() => set(() => node.addInstances())}>{t("oneMore")}</button></section>;
  }
  if (children(node).length) return <section><h2>{node.currentState.label?.asString}</h2>{inside(node)}</section>;
  if (node.nodeType === "note") return <p>{said(node)}</p>;
  if (!ENTER[node.nodeType]) return null;
  return <div class="question">{node.nodeType === "select" ? <Choices node={node} set={set} /> : <Typed node={node} set={set} />}{wrong && <Violation node={node} />}</div>;
}

function Typed({ node, set }) {
  if (node.nodeType === "trigger") return <label class="tick"><input type="checkbox" checked={Boolean(node.currentState.value)} onChange={(e) => set(() => node.setValue(e.target.checked))} /> {said(node)}</label>;
  return <Field label={said(node)} hint={node.currentState.hint?.asString} value={textOf(node)} {...KINDS[node.valueType]} onInput={(e) => set(() => node.setValue(e.target.value.replace(",", node.valueType === "decimal" ? "." : ",") || null))} />;
}

function Choices({ node, set }) {
  const one = node.selectType === "select1";
  return (
    <fieldset class="pick">
      <legend>{said(node)}</legend>
      {node.currentState.valueOptions.map(({ value, label }) => (
        <label class="tick" key={value}><input type={one ? "radio" : "checkbox"} name={one ? node.nodeId : undefined} checked={node.isSelected(value)} onChange={(e) => set(() => (one ? node.selectValue(value) : choose(node, value, e.target.checked)))} /> {label.asString}</label>
      ))}
    </fieldset>
  );
}

const choose = (node, value, on) => node.selectValues([...node.currentState.value.filter((v) => v !== value), ...(on ? [value] : [])]);

function Violation({ node }) {
  const found = node.validationState.violation;
  return found && <p class="wrong">{found.message?.asString || t(found.condition === "required" ? "needed" : "notPossible")}</p>;
}
