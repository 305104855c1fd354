// The screens behind the first one, their words and the sync; main.jsx and start.jsx ask for it.
import { moreWords } from "./words.js";
import { TEXT } from "./more.js";
import { Home } from "./home.jsx";
import { Family } from "./family.jsx";
import { Consent, Loss, Photo, Quarter, Service, Visit } from "./writing.jsx";
import { Measure } from "./measure.jsx";
import { Vaccines } from "./vaccines.jsx";
import { Register } from "./register.jsx";
import { Box } from "./box.jsx";
import { ClassCall, Session, Sessions } from "./groups.jsx";
import { AddName, Answer, Count, Counts } from "./count.jsx";
import { Gathering, Meeting, Structure } from "./together.jsx";
import { Report } from "./report.jsx";
import { Questionnaire, Questionnaires } from "./questionnaire.jsx";

export { sync } from "./protocol.js";
export const SCREENS = {
  questionnaires: Questionnaires, questionnaire: Questionnaire,
  home: Home, family: Family, visit: Visit, service: Service, loss: Loss, photo: Photo, consent: Consent, quarter: Quarter,
  measure: Measure, vaccines: Vaccines, register: Register, box: Box, sessions: Sessions, session: Session, class: ClassCall, counts: Counts, count: Count,
  answer: Answer, addName: AddName, report: Report, structure: Structure, gathering: Gathering, meeting: Meeting,
};
moreWords(TEXT);
