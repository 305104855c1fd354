// The sentences of the first screens in French; later.js has the others, english.js has the other language. The server's own sentences
// come in the language of the person.
import { changed, state } from "./store.js";

export const DIMENSIONS = {};
export const SCORES = {};
export const SERVICES = {};
export const CAUSES = {};
export const RELATIONS = {};
export const POSITIONS = {};
export const OEDEMA = {};
export const STATUS = {};
export const SEXES = {};
const STEPS = {};
export const VERBS = {};
const TEXT = {
  app: "Kinkeeper terrain",
  email: "Adresse électronique",
  password: "Mot de passe",
  otp: "Code du second facteur",
  otpHint: "Si votre compte en a un.",
  enter: "Se connecter",
  code: "Code du téléphone",
  codeHint: "Demandez à votre coordinateur un lien pour ce téléphone.",
  noNet: "Pas de réseau pour l’instant. Réessayez plus tard.",
  yourWords: "Vos quatre mots",
  wordsHint: "Notez-les sur un papier que vous gardez loin du téléphone. Sans eux, personne ne peut lire ce que contient le téléphone, vous non plus.",
  typeWords: "Tapez les quatre mots",
  wrongWords: "Ce ne sont pas les quatre mots.",
  noted: "C’est noté",
  open: "Ouvrir",
  wait: "Un instant…",
  tooLong: "Trop longtemps sans contact. Trouvez du réseau : le téléphone s’ouvrira.",
  shut: "Le bureau ne connaît plus ce téléphone. Ce qui n’est pas envoyé reste ici : exportez-le.",
  erased: "Ce téléphone a été effacé.",
  other: "Un autre onglet est ouvert.",
};
const TABLES = { DIMENSIONS, SCORES, SERVICES, CAUSES, RELATIONS, SEXES, POSITIONS, OEDEMA, STATUS, STEPS, TEXT, VERBS };
export const PICTURES = {};

// Words and pictures of the screens behind the first one come after it.
export const later = import("./later.js").then((found) => {
  for (const [name, table] of Object.entries(TABLES)) Object.assign(table, found[name]);
  Object.assign(PICTURES, found.PICTURES);
}).catch(() => {});
let english = null;
const pick = (french) => (state.account?.language === "en" && english?.[french]) || french;
export const learn = () => state.account?.language === "en" && import("./english.js").then((found) => { english = found.ENGLISH; changed(); }).catch(() => {});
export const t = (name) => (TEXT[name] ? pick(TEXT[name]) : name);
export const say = (table, code) => (table[code] ? pick(table[code]) : code || "");
export const step = (code) => (STEPS[code] ? pick(STEPS[code]) : code.replace("stage.", ""));
export const shortDay = (iso) => (iso ? iso.split("-").reverse().join("/") : "");
export const today = () => new Date(Date.now() + state.offset).toLocaleDateString("sv");
