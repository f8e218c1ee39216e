// The key of this device: made once, kept by the browser, which signs with it and never gives it away. A form says what is
// to be done with it; without a key it goes as it is, and the server decides.

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256" };
const SIGNATURE = { name: "ECDSA", hash: "SHA-256" };
const [NAME, STORE, KEY] = ["onedoor", "keys", "device"];

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const opened = () =>
  new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });

const within = async (mode, act) => {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const asked = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
};

const kept = () => within("readonly", (keys) => keys.get(KEY));

// The one that is there serves again: a form that comes back with a mistake makes no second one.
const made = async () => {
  const before = await kept();
  if (before) return before;
  const pair = await crypto.subtle.generateKey(ALGORITHM, false, ["sign", "verify"]);
  await within("readwrite", (keys) => keys.put(pair, KEY));
  return pair;
};

const fill = {
  make: async (form) => {
    const pair = await made();
    form.elements.public_key.value = text(await crypto.subtle.exportKey("spki", pair.publicKey));
  },
  use: async (form) => {
    const pair = await kept();
    if (!pair) return;
    const message = new TextEncoder().encode(form.elements.challenge.value);
    form.elements.signature.value = text(await crypto.subtle.sign(SIGNATURE, pair.privateKey, message));
  },
};

if (window.crypto?.subtle && window.indexedDB) {
  for (const form of document.querySelectorAll("form[data-device-key]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      fill[form.dataset.deviceKey](form)
        .catch(() => {})
        .then(() => form.submit());
    });
  }
}
