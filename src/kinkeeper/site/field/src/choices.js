// The choices that families and volunteers meet, in French. The office lists the same file to say which
// of them cannot be heard yet (site/field/prompts.py).
import tables from "./choices.json";
export const { dimensions, scores, services, causes, relations, sexes, positions, oedema, status, answers, purposes, counted, roles, dangers, violations, gatherings, themes, sources, marks } = tables;

// `table.choice`: the name of its sound.
const NAMES = new Map(Object.entries(tables).map(([name, table]) => [table, name]));
export const soundOf = (table, code) => `${NAMES.get(table)}.${code || "none"}`;

// Only read by the person herself.
export const sorts = { organisation: "Organisation communautaire", committee: "Comité de protection", club: "Club d’enfants", savings: "Groupe d’épargne", garden: "Périmètre maraîcher", granary: "Grenier", asset: "Bien productif" };
export const ages = { "0-5": "0-5 ans", "6-11": "6-11 ans", "12-17": "12-17 ans", "18+": "18 ans et plus", "": "Âge pas noté" };

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
  "strengthening.attendance": "sessions", "strengthening.loss": "loss", "health.measure": "measure", "health.vaccinate": "vaccines", "instruments.answer": "questionnaire",
  "emergency.count": "count", "emergency.add": "addName", "protection.box": "report", "education.call": "call",
  "community.gathering": "gathering", "community.meeting": "meeting",
};
