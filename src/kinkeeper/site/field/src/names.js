// How a name sounds: the rules of ground/text/keys.py, so that the phone finds what the office finds.
const LETTERS = { ç: "s", œ: "oe", æ: "ae", ø: "o", ł: "l", đ: "d", ð: "d", ı: "i", ɛ: "e", ɔ: "o", ɲ: "ny", ŋ: "n", ɓ: "b", ɗ: "d", ƴ: "y", ɩ: "i", ʋ: "u" };
const SOUNDS = [
  [/ph/g, "f"], [/x/g, "ks"], [/qu?/g, "k"], [/tch|tj/g, "ti"], [/ck/g, "k"], [/sch|ch|sh/g, "s"],
  [/h/g, ""], [/gn(?=[aeiouy])/g, "ni"], [/gu(?=[eiy])/g, "g"], [/dj|d[iy](?=[aeou])/g, "j"],
  [/j[iy](?=[aeou])/g, "j"], [/c(?=[eiy])/g, "s"], [/c/g, "k"], [/ou/g, "u"], [/ow\b/g, "o"],
  [/(?<=[aeiou])w(?=[ou])/g, ""], [/u(?=[aeo])/g, "w"], [/w(?![aeiouyw])/g, "u"], [/y/g, "i"],
  [/ei+/g, "e"], [/n(?=[bp])/g, "m"], [/([a-z])\1+/g, "$1"], [/aie\b/g, "ai"],
  [/(?<=\w{3})atu\b/g, "ata"], [/(?<=\w{2})ane\b/g, "an"],
];
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "")
  .replace(/[^\x00-\x7f]/g, (c) => LETTERS[c] ?? c).replace(/['’‘`ʼ]/g, "").replace(/[^a-z0-9]+/g, " ").trim();

export function key(text) {
  let before, now = text.replace(/ç/gi, "s");
  do { before = now; now = SOUNDS.reduce((t, [how, to]) => t.replace(how, to), plain(now)).replace(/ +/g, " ").trim(); } while (now !== before);
  return now;
}

// Every word typed is the beginning of a word, or one letter away from it when it is long enough.
export function fits(typed, written) {
  const words = key(written).split(" ");
  return key(typed).split(" ").filter(Boolean).every((t) => words.some((w) => w.startsWith(t) || (t.length > 3 && near(t, w.slice(0, t.length + 1)))));
}

function near(a, b) {
  if (Math.abs(a.length - b.length) > 1) return false;
  let i = 0, j = 0, edits = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) { i++; j++; continue; }
    if (++edits > 1) return false;
    if (a.length >= b.length) i++;
    if (b.length >= a.length) j++;
  }
  return edits + (a.length - i) + (b.length - j) <= 1;
}
