// Loaded when a key is made or opened: Argon2id (hash-wasm, MIT) and the French words of BIP-39 (MIT).
export { argon2id } from "hash-wasm";
import { wordlist } from "@scure/bip39/wordlists/french.js";

// Four of 2,048 words: 44 bits, each tried at the price of one Argon2id.
export function fourWords() {
  const picks = crypto.getRandomValues(new Uint16Array(4));
  return Array.from(picks, (n) => wordlist[n % 2048].normalize("NFC")).join(" ");
}
