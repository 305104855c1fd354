// The sentences in French: those of the first screens here, the others in later.js; english.js has the
// other language. The server's own sentences come in the language that each contact asks for.
import { changed, state } from "./store.js";

const TEXT = {
  app: "Kinkeeper terrain",
  email: "Adresse électronique",
  password: "Mot de passe",
  otp: "Code du second facteur",
  otpHint: "Si votre compte en a un.",
  once: "Ici on se connecte une seule fois, avec du réseau. Ensuite le téléphone s’ouvre sans réseau.",
  showWords: "Montrer ce que je tape",
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
  back: "Retour",
  tooLong: "Trop longtemps sans contact. Trouvez du réseau : le téléphone s’ouvrira.",
  shut: "Le bureau ne connaît plus ce téléphone. Ce qui n’est pas envoyé reste ici : exportez-le.",
  erased: "Ce téléphone a été effacé.",
  other: "Un autre onglet est ouvert.",
};
export const moreWords = (more) => Object.assign(TEXT, more);

// The language of the phone: its own at first, then what somebody chose. Kept on the device, about nobody.
export const LANGUAGES = { fr: "Français", en: "English" };
const KEPT = "language";
export function speak(language) {
  if (language) localStorage.setItem(KEPT, language);
  const wanted = localStorage.getItem(KEPT) || navigator.language.slice(0, 2);
  state.language = document.documentElement.lang = wanted in LANGUAGES ? wanted : "fr";
  learn();
  changed();
}
let english = null;
export const inWords = (french) => (state.language === "en" && english?.[french]) || french;
const learn = () => state.language === "en" && !english && import("./english.js").then((found) => { english = found.ENGLISH; changed(); }).catch(() => {});
export const t = (name) => (TEXT[name] ? inWords(TEXT[name]) : name);
export const colon = () => (state.language === "en" ? ": " : " : ");
export const shortDay = (iso) => (iso ? iso.slice(0, 10).split("-").reverse().join("/") : "");
export const today = () => new Date(Date.now() + state.offset).toLocaleDateString("sv");
