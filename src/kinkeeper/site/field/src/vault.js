// Sealing: a random key for the data, wrapped by Argon2id of the four words. The key lives in memory
// only, as long as the app is open; on the disk there is nothing but sealed bytes.
const encode = (text) => new TextEncoder().encode(text);
const decode = (bytes) => new TextDecoder().decode(bytes);
const random = (n) => crypto.getRandomValues(new Uint8Array(n));
const AES = { name: "AES-GCM", length: 256 };
let key = null;

export const isOpen = () => key !== null;
export const lock = () => { key = null; };

// Argon2id of the four words: at least 19 MiB, and as many passes as take about a second here.
async function wrapper(words, salt, cost) {
  const { argon2id } = await import("./keys.js");
  const bits = await argon2id({
    password: plainWords(words), salt, parallelism: 1, iterations: cost.passes,
    memorySize: cost.kib, hashLength: 32, outputType: "binary",
  });
  return crypto.subtle.importKey("raw", bits, AES, false, ["encrypt", "decrypt"]);
}

export const plainWords = (words) =>
  words.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().trim().split(/\s+/).join(" ");

async function calibrated(words, salt) {
  const cost = { kib: 19456, passes: 2 };
  const began = performance.now();
  await wrapper(words, salt, cost);
  const spent = performance.now() - began;
  cost.passes = Math.max(2, Math.min(12, Math.round((2 * 1000) / spent)));
  return cost;
}

// A new data key, sealed for the four words. Returns what is kept in clear: salt, cost, wrapped key.
export async function create(words) {
  const salt = random(16), iv = random(12);
  const cost = await calibrated(words, salt);
  const raw = random(32);
  const wrapped = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await wrapper(words, salt, cost), raw);
  key = await crypto.subtle.importKey("raw", raw, AES, false, ["encrypt", "decrypt"]);
  raw.fill(0);
  return { salt, iv, cost, wrapped };
}

// True when the words are right.
export async function unlock(words, box) {
  try {
    const by = await wrapper(words, box.salt, box.cost);
    const raw = await crypto.subtle.decrypt({ name: "AES-GCM", iv: box.iv }, by, box.wrapped);
    key = await crypto.subtle.importKey("raw", raw, AES, false, ["encrypt", "decrypt"]);
    return true;
  } catch {
    return false;
  }
}

// `name` is bound to the sealed bytes: those of another record do not open in its place.
export async function seal(name, value) {
  const iv = random(12);
  const how = { name: "AES-GCM", iv, additionalData: encode(name) };
  const bytes = value instanceof Uint8Array ? value : encode(JSON.stringify(value));
  return { iv, data: await crypto.subtle.encrypt(how, key, bytes) };
}

export async function unsealBytes(name, box) {
  const how = { name: "AES-GCM", iv: box.iv, additionalData: encode(name) };
  return new Uint8Array(await crypto.subtle.decrypt(how, key, box.data));
}

export const unseal = async (name, box) => JSON.parse(decode(await unsealBytes(name, box)));
