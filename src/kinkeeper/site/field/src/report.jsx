// A short report to the protection desk: sealed before it is kept. Nothing of it is written down in
// clear, not even sealed by the phone's own key, and it can not be read again here.
import { state, write } from "./store.js";
import { sync } from "./protocol.js";
import { t, today } from "./words.js";
import { dangers, violations } from "./choices.js";
import { family, isChild, members, nameOf } from "./files.js";
import { sealedBox } from "./sealing.js";
import { back } from "./screens.js";
import { Form, id } from "./forms.jsx";
import { Field, Pick, Select, Ticks } from "./parts.jsx";

const NOBODY = "nobody";
export const KIND = "protection.box";
const ICONS = { physical_abuse: "hurt", sexual_violence: "danger", neglect: "loss", child_marriage: "couple", fgm: "woman", child_labour: "labour", trafficking: "displaced", separation: "family" };
export const mayReport = () => Boolean(state.desks[KIND]);

export function Report() {
  const here = family(id());
  const children = here ? members(here.id).filter((m) => isChild(m, today())).map((m) => [m.id, nameOf(m)]) : [];
  const save = async (form, v) => {
    const told = {
      v: 1, place: here?.place || state.account.place, danger: v.danger, kinds: new FormData(form).getAll("kinds"), story: v.story, who: v.who,
      happened: v.happened, children: v.child && v.child !== NOBODY ? [v.child] : [], told_on: today(), staff: Boolean(v.staff),
    };
    await write(KIND, { box: await sealedBox(state.desks[KIND], JSON.stringify(told)) }, { sealed: true });
    form.reset();
    back("reportSealed");
    sync();
  };
  return (
    <Form title={t("report")} save={save} secret>
      <p class="note">{t("reportHint")}</p>
      {children.length > 0 && <Select name="child" label={t("about")} options={[[NOBODY, t("nobody")], ...children]} />}
      <Pick name="danger" label={t("danger")} table={dangers} icons={{ yes: "danger", no: "yes", unknown: "unknown" }} required />
      <Ticks name="kinds" label={t("violation")} table={violations} icons={ICONS} />
      <Field name="story" area maxlength="4000" required />
      <Field name="who" label={t("whoDid")} maxlength="300" />
      <Field name="happened" maxlength="300" />
      <label class="tick"><input type="checkbox" name="staff" /> {t("aboutStaff")}</label>
    </Form>
  );
}
