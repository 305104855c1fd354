// The choices that families and volunteers meet, in French. The office lists the same file to say which
// of them cannot be heard yet (site/field/prompts.py).
import tables from "./choices.json";
export const { dimensions, scores, services, causes, relations, sexes, positions, oedema, status, answers, purposes, counted, roles, dangers, violations, marks } = tables;

// `table.choice`: the name of its sound.
const NAMES = new Map(Object.entries(tables).map(([name, table]) => [table, name]));
export const soundOf = (table, code) => `${NAMES.get(table)}.${code || "none"}`;

const STEPS = {
  visit: "Visite", review: "Revue du plan",
  "stage.identified": "Première visite", "stage.screened": "Évaluation",
  "stage.assessed": "Proposer l’admission", "stage.admitted": "Convenir du plan",
  "stage.planned": "Commencer l’accompagnement", "stage.active": "Préparer la sortie",
  "stage.exit_prepared": "Sortie", "stage.exited": "Suivi post-sortie",
};
export const STEP_WORDS = STEPS;
// Verb -> the word of the screen that writes it.
export const VERBS = {
  "casework.visit": "visit", "casework.service": "service", "casework.service.done": "given", "casework.commitment.done": "plan",
  "casework.goal": "plan", "people.family": "newFamily", "people.family.correct": "quarter", "people.picture": "photo", "people.consent": "consent",
  "strengthening.attendance": "sessions", "strengthening.loss": "loss", "health.measure": "measure", "instruments.answer": "questionnaire",
  "emergency.count": "count", "emergency.add": "addName", "protection.box": "report", "education.call": "call",
};
