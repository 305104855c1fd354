// ODK's engine for questionnaires, a file of its own: fetched when the first one is opened, not before.
export { loadForm } from "@getodk/xforms-engine";
