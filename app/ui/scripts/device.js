// What this browser can and lacks, before anything is typed; and the application that it may keep (worker.js).

const CHECKS = {
  secure: () => isSecureContext,
  cookies: () => navigator.cookieEnabled,
  crypto: () => Boolean(globalThis.crypto?.subtle && globalThis.indexedDB),
  camera: async () => {
    const devices = (await navigator.mediaDevices?.enumerateDevices?.()) ?? [];
    return devices.some((device) => device.kind === "videoinput");
  },
};

const room = document.querySelector("[data-device]");

if (room) {
  for (const item of room.querySelectorAll("[data-check]")) check(item);
  room.hidden = false;
  document.querySelector("[data-device-without]").hidden = true;
}

async function check(item) {
  // Whatever goes wrong with the question is an answer, too.
  const fine = await Promise.resolve().then(CHECKS[item.dataset.check]).catch(() => false);
  item.querySelector(fine ? "[data-fine]" : "[data-missing]").hidden = false;
}

// Comfort only: a browser that keeps no worker says itself that there is no network.
navigator.serviceWorker?.register("/app/worker.js", { scope: "/app" }).catch(() => {});
