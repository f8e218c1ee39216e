// Passkeys: a form says what the authenticator is asked, and its answer goes into the form.

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const named = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));
const read = (options) => ({
  ...options,
  challenge: bytes(options.challenge),
  ...(options.user && { user: { ...options.user, id: bytes(options.user.id) } }),
  ...(options.allowCredentials && { allowCredentials: named(options.allowCredentials) }),
  ...(options.excludeCredentials && { excludeCredentials: named(options.excludeCredentials) }),
});

const PARTS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
const written = (credential) => {
  const said = PARTS.filter((part) => credential.response[part]);
  const response = Object.fromEntries(said.map((part) => [part, text(credential.response[part])]));
  return JSON.stringify({ id: credential.id, type: credential.type, response });
};

// One question at a time: the browser's offer beside the login name ends where a button is pressed.
let asked;

const ask = async (form, more) => {
  const failed = form.querySelector("[data-passkey-failed]");
  failed.hidden = true;
  asked?.abort();
  asked = new AbortController();
  const call = form.dataset.passkey === "make" ? "create" : "get";
  const publicKey = read(JSON.parse(form.dataset.options));
  try {
    const credential = await navigator.credentials[call]({ publicKey, signal: asked.signal, ...more });
    form.elements.answer.value = written(credential);
    form.submit();
  } catch (error) {
    // An offer that nobody takes up is no failure.
    if (error.name !== "AbortError" && !more) failed.hidden = false;
  }
};

if (window.PublicKeyCredential && navigator.credentials) {
  for (const missing of document.querySelectorAll("[data-passkey-missing]")) missing.hidden = true;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      ask(form);
    });
    if (form.dataset.passkey !== "offer") continue;
    PublicKeyCredential.isConditionalMediationAvailable?.().then((can) => {
      if (can) ask(form, { mediation: "conditional" });
    });
  }
}
