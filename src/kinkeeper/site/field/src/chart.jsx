// The growth chart on the phone: WHO's curves, what was measured in the last months, and what is
// typed now. Weight for age as on the health card of the country, weight for height beside it.
import { valueAt } from "growth";
import { measurements } from "./files.js";
import { t } from "./words.js";

const WIDE = 340, TALL = 240, LEFT = 30, RIGHT = 26, TOP = 10, BELOW = 34;
const CURVES = [3, 2, 0, -2, -3];
const MONTH = 30.4375, DAY = 86400000, TWO_YEARS = 731, FIVE_YEARS = 1826;
const AGE = { name: "wei", first: 0, last: 60, every: 12, steps: MONTH, title: "weightForAge", axis: "ageMonths" };
const LYING = { name: "wfl", first: 45, last: 110, every: 10, steps: 10, title: "weightForHeight", axis: "heightCm" };
const STANDING = { ...LYING, name: "wfh", first: 65, last: 120 };

const days = (born, on) => Math.round((Date.parse(on) - Date.parse(born)) / DAY);

export function Charts({ tables, child, now }) {
  if (!tables || !child?.birth_date || !["F", "M"].includes(child.sex)) return null;
  const rows = [...measurements(child.id), now].filter((m) => m.weight && m.on && days(child.birth_date, m.on) >= 0).map((m) => ({ ...m, days: days(child.birth_date, m.on) }));
  const last = rows.at(-1);
  if (!last || last.days > FIVE_YEARS) return null;
  const tall = rows.filter((m) => m.lenhei);
  return <>
    <Chart tables={tables} of={AGE} girl={child.sex === "F"} points={rows.map((m) => [m.days / MONTH, Number(m.weight)])} />
    {tall.length > 0 && <Chart tables={tables} of={last.days < TWO_YEARS ? LYING : STANDING} girl={child.sex === "F"} points={tall.map((m) => [Number(m.lenhei), Number(m.weight)])} />}
  </>;
}

function Chart({ tables, of, girl, points }) {
  const at = (x, sd) => valueAt(tables, of.name, girl, Math.round(x * of.steps), sd);
  const high = at(of.last, 3);
  const x = (v) => LEFT + ((v - of.first) / (of.last - of.first)) * (WIDE - LEFT - RIGHT);
  const y = (v) => TALL - BELOW - (v / high) * (TALL - BELOW - TOP);
  const ticks = (from, to, every) => Array.from({ length: Math.floor(to / every) + 1 }, (_, n) => n * every).filter((v) => v >= from);
  const along = Array.from({ length: 41 }, (_, n) => of.first + (n / 40) * (of.last - of.first));
  const line = (sd) => `M${along.map((v) => `${x(v).toFixed(1)} ${y(at(v, sd)).toFixed(1)}`).join("L")}`;
  const seen = points.filter(([v]) => v >= of.first && v <= of.last);
  const [, weight] = points.at(-1);
  return (
    <figure class="chart">
      <figcaption>{t(of.title)}</figcaption>
      <svg viewBox={`0 0 ${WIDE} ${TALL}`} role="img" aria-label={`${t(of.title)} : ${weight} kg`}>
        {ticks(of.first, of.last, of.every).map((v) => <><path class="grid" d={`M${x(v)} ${TOP}V${TALL - BELOW}`} /><text x={x(v)} y={TALL - BELOW + 14} text-anchor="middle">{v}</text></>)}
        {ticks(0, high, 5).map((v) => <><path class="grid" d={`M${LEFT} ${y(v)}H${WIDE - RIGHT}`} /><text x={LEFT - 5} y={y(v) + 4} text-anchor="end">{v}</text></>)}
        {CURVES.map((sd) => <><path class={`sd${Math.abs(sd)}`} d={line(sd)} /><text class={`sd${Math.abs(sd)}`} x={WIDE - RIGHT + 3} y={y(at(of.last, sd)) + 4}>{sd > 0 ? `+${sd}` : String(sd).replace("-", "−")}</text></>)}
        <path class="way" d={`M${seen.map(([v, kg]) => `${x(v).toFixed(1)} ${y(kg).toFixed(1)}`).join("L")}`} />
        {seen.map(([v, kg], n) => <circle cx={x(v)} cy={y(kg)} r={n === seen.length - 1 ? 5 : 3} />)}
        <text x={(WIDE - RIGHT + LEFT) / 2} y={TALL - 4} text-anchor="middle">{t(of.axis)}</text><text x="2" y={TOP + 2}>kg</text>
      </svg>
    </figure>
  );
}
