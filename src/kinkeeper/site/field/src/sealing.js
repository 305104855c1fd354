// A box that only a desk opens: an ephemeral key of P-256, HKDF, AES-GCM. The phone keeps the box and
// cannot open it again (ground/vault opens it).
const encode = (text) => new TextEncoder().encode(text);
const raw = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
const CURVE = { name: "ECDH", namedCurve: "P-256" };

export function text64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

// desk: [key id, base64 of its uncompressed point].
export async function sealedBox([to, point], clear) {
  const mine = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const epk = new Uint8Array(await crypto.subtle.exportKey("raw", mine.publicKey));
  const theirs = await crypto.subtle.importKey("raw", raw(point), CURVE, false, []);
  const shared = await crypto.subtle.importKey("raw", await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, mine.privateKey, 256), "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: epk, info: encode("kinkeeper sealed box 1") };
  const key = await crypto.subtle.deriveKey(how, shared, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const ct = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, encode(clear));
  return { v: 1, to, epk: text64(epk), iv: text64(iv), ct: text64(new Uint8Array(ct)) };
}
