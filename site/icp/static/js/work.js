// The task of a form that came under suspicion. It is solved while people read their
// answers; a press on "Send" waits for it. Whatever fails, the form is still sent.
const field = document.querySelector("[data-work]");
const words = document.querySelector("[data-work-words]");
const send = document.querySelector("[data-work-send]");
const form = field.form;

const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
const hex = (buffer) =>
  Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

async function derive({ nonce, salt, cost, keyLength }, counter) {
  const password = new Uint8Array([...bytes(nonce), 0, 0, 0, 0]);
  new DataView(password.buffer).setUint32(password.length - 4, counter);
  const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations: cost };
  return hex(await crypto.subtle.deriveBits(how, key, keyLength * 8));
}

async function solve(challenge) {
  for (let counter = 0; counter < 10000; counter++) {
    const derivedKey = await derive(challenge.parameters, counter);
    if (derivedKey.startsWith(challenge.parameters.keyPrefix)) {
      field.value = btoa(JSON.stringify({ challenge, solution: { counter, derivedKey } }));
      return;
    }
  }
}

let settled = false;
const work = solve(JSON.parse(field.dataset.work))
  .catch(() => {})
  .finally(() => {
    settled = true;
  });

form.addEventListener("submit", (event) => {
  if (settled || event.submitter !== send) return;
  event.preventDefault();
  words.hidden = false;
  work.then(() => form.requestSubmit(send));
});
