// WHO's growth and the screening protocol on a phone without a network: the same numbers and the
// same rules as `growth/single.py` and `rules.py`, proved equal in tests/test_phone.py.
// `packed` is what /nutrition/tables.json gives.

const DAYS_OF_MONTH = 30.4375, TWO_YEARS = 731, CORRECTION = 0.7;
const FACTORS = [1e4, 1e4, 1e5];
const FIVE_YEARS = 60, TEN_YEARS = 120, SIX_MONTHS = 6;

export function unpack(packed) {
  const tables = {};
  for (const [name, table] of Object.entries(packed.tables)) {
    tables[name] = { first: table.first, sexes: table.lms.map(summed) };
  }
  return { engine: packed.engine, protocol: packed.protocol, tables };
}

function summed(letters) {
  return letters.map((steps, letter) => {
    let whole = 0;
    return steps.map((step) => (whole += step) / FACTORS[letter]);
  });
}

function power(number, exponent) {
  if (number > 0) return Math.pow(number, exponent);
  return number === 0 ? (exponent < 0 ? Infinity : 0) : NaN;
}

function restricted(value, [l, m, s]) {
  const z = (power(value / m, l) - 1) / (s * l);
  if (!(Math.abs(z) > 3)) return z;
  const side = Math.sign(z), at = (sd) => m * power(1 + l * s * sd * side, 1 / l);
  return side * (3 + Math.abs(value - at(3)) / Math.abs(at(3) - at(2)));
}

const plain = (value, [, m, s]) => (value / m - 1) / s;

function row(table, girl, step) {
  const letters = table.sexes[girl ? 1 : 0], whole = Math.floor(step), part = step - whole;
  if (!(step >= 0 && step <= letters[0].length - 1)) return null;
  return letters.map((steps) => (part ? steps[whole] + part * (steps[whole + 1] - steps[whole]) : steps[whole]));
}

// What a child at `sd` weighs or measures at a step of a table, as its curves are drawn; null outside.
export function valueAt(packed, name, girl, step, sd) {
  const table = packed.tables[name], at = row(table, girl, step - table.first);
  return at && at[1] * power(1 + at[0] * at[2] * sd, 1 / at[0]);
}

// Round halves to even, as the office's program does.
function twoDecimals(z) {
  const hundred = z * 100, near = Math.round(hundred);
  const even = Math.abs(hundred % 1) === 0.5 && near % 2 ? near - 1 : near;
  return even / 100 + 0;
}

function usedLength(child) {
  if (child.ageDays == null || child.lenhei == null) return child.lenhei;
  const position = positionOf(child);
  if (child.ageDays < TWO_YEARS) return position === "h" ? child.lenhei + CORRECTION : child.lenhei;
  return position === "l" ? child.lenhei - CORRECTION : child.lenhei;
}

function positionOf(child) {
  const young = child.ageDays != null && child.ageDays / DAYS_OF_MONTH < 9;
  return young && child.position === "h" ? "" : child.position;
}

// z-scores by WHO's code: wfl, len, wei, ac below five years; hfa, bfa from then on.
export function scores(packed, child) {
  const found = {};
  const keep = (code, z) => { if (z != null && !Number.isNaN(z)) found[code] = twoDecimals(z); };
  if (child.sex !== "F" && child.sex !== "M") return found;
  const months = child.ageDays == null ? null : child.ageDays / DAYS_OF_MONTH;
  if (months != null && months >= FIVE_YEARS) school(packed, child, months, keep);
  else small(packed, child, keep);
  return found;
}

function small(packed, child, keep) {
  const girl = child.sex === "F", length = usedLength(child);
  const byDay = (code, value, formula) => {
    if (value == null || value <= 0 || child.ageDays == null) return;
    const table = packed.tables[code], at = row(table, girl, child.ageDays - table.first);
    if (at) keep(code, formula(value, at));
  };
  byDay("len", length, plain);
  byDay("ac", child.muacMm == null ? null : child.muacMm / 10, restricted);
  if (child.oedema) return;
  byDay("wei", child.weight, restricted);
  if (length == null || child.weight == null) return;
  const position = positionOf(child);
  const lies = position === "l" || (!position && length < 87);
  const table = packed.tables[(child.ageDays == null ? lies : child.ageDays < TWO_YEARS) ? "wfl" : "wfh"];
  const near = Math.round(length * 10);
  const tenths = Math.abs(length * 10 - near) < 1e-6 ? near : length * 10;
  const at = row(table, girl, tenths - table.first);
  if (at) keep("wfl", restricted(child.weight, at));
}

function school(packed, child, months, keep) {
  const girl = child.sex === "F", tall = child.lenhei;
  const byMonth = (code, value, formula) => {
    const table = packed.tables[code], at = row(table, girl, months - table.first);
    if (at && value > 0) keep(code, formula(value, at));
  };
  if (tall != null) byMonth("hfa", tall, plain);
  if (tall != null && child.weight != null && !child.oedema) {
    byMonth("bfa", child.weight / ((tall / 100) * (tall / 100)), restricted);
  }
}

function status(value, severe, moderate) {
  if (value < severe) return "severe";
  return value < moderate ? "moderate" : "normal";
}

// The worst criterion wins; `reasons` are all criteria met, the worst first.
export function classify(packed, child) {
  const limits = packed.protocol, z = scores(packed, child), judged = [];
  const months = child.ageDays == null ? null : child.ageDays / DAYS_OF_MONTH;
  if (child.oedema != null) judged.push(["oedema", child.oedema ? "severe" : "normal"]);
  if (z.wfl != null) judged.push(["whz", status(z.wfl, limits.whz_severe, limits.whz_moderate)]);
  if (child.muacMm != null) {
    const small = months == null
      ? child.lenhei != null && child.lenhei >= limits.height_low && child.lenhei < limits.height_high
      : months >= SIX_MONTHS && months < FIVE_YEARS;
    if (small) judged.push(["muac", status(child.muacMm, limits.muac_severe, limits.muac_moderate)]);
    if (months != null && months >= FIVE_YEARS && months < TEN_YEARS) {
      judged.push(["school_muac", status(child.muacMm, limits.school_muac_severe, limits.school_muac_moderate)]);
    }
  }
  if (z.bfa != null) judged.push(["baz", status(z.bfa, limits.baz_severe, limits.baz_moderate)]);
  const of = (wanted) => judged.filter(([, found]) => found === wanted).map(([code]) => code);
  const severe = of("severe"), moderate = of("moderate");
  const measured = judged.some(([code]) => code !== "oedema");
  const worst = severe.length ? "severe" : moderate.length ? "moderate" : measured ? "normal" : "unknown";
  return { status: worst, reasons: [...severe, ...moderate], z };
}
