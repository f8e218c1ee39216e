// The list of places follows what is typed; without this, the button asks for it.

const form = document.getElementById("places-form");
const list = document.getElementById("places");
let asked;
let waits;

const look = async () => {
  asked?.abort();
  asked = new AbortController();
  const address = `${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`;
  try {
    const answer = await fetch(address, { signal: asked.signal, redirect: "error" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.getElementById("places");
    if (found) list.replaceChildren(...found.childNodes);
  } catch {
    // Typed on, or no network: the button is still there.
  }
};

form?.elements.q.addEventListener("input", () => {
  clearTimeout(waits);
  waits = setTimeout(look, 200);
});
