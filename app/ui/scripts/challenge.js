// The device does its work as soon as the page stands there, and the form waits for it. Whoever would rather read or
// listen to digits may; where the work cannot be done, that is what is left.

// The server takes a check for half an hour: before that there is another one.
const RENEW = 25 * 60 * 1000;

const part = document.querySelector(".challenge");
if (part && window.Worker && window.crypto?.subtle) begin(part);
if (part) lookAgain(part);

function begin(part) {
  const form = part.closest("form");
  const [token, work] = ["challenge", "challenge_work"].map((name) => form.elements[name]);
  const digits = form.elements.challenge_digits;
  const [status, choose, others] = ["status", "choose", "digits"].map((n) => part.querySelector(`.challenge__${n}`));
  let worker;
  let waiting = false;

  const say = (what) => {
    status.hidden = false;
    status.textContent = status.dataset[what];
  };
  const showDigits = () => {
    others.hidden = false;
    choose.hidden = true;
  };
  const fail = () => {
    worker?.terminate();
    say("failed");
    showDigits();
    waiting = false;
  };
  const start = () => {
    worker?.terminate();
    work.value = "";
    say("working");
    worker = new Worker(part.dataset.worker, { type: "module" });
    worker.addEventListener("error", fail);
    worker.addEventListener("message", ({ data }) => {
      if (data.token !== token.value) return;
      work.value = data.work;
      say("done");
      if (waiting) form.submit();
    });
    worker.postMessage({ token: token.value, puzzles: Number(part.dataset.puzzles), bits: Number(part.dataset.bits) });
  };

  // Somebody who was told that their digits are wrong goes on with digits.
  if (digits.getAttribute("aria-invalid") !== "true") {
    others.hidden = true;
    choose.hidden = false;
  }
  choose.addEventListener("click", () => {
    showDigits();
    digits.focus();
  });
  form.addEventListener("submit", (event) => {
    const other = event.submitter?.name || event.submitter?.hasAttribute("formaction");
    const working = status.textContent === status.dataset.working;
    if (event.defaultPrevented || other || digits.value.trim() || !working) return;
    event.preventDefault();
    waiting = true;
  });
  part.addEventListener("challenge-renewed", start);
  setInterval(() => digits.value.trim() || another(part), RENEW);
  // A page that comes back from the browser's memory carries a check that was used.
  addEventListener("pageshow", (event) => event.persisted && another(part));
  start();
}

// Another picture without sending the form: nothing that was typed is lost.
function lookAgain(part) {
  part.querySelector("[name=challenge_another]").addEventListener("click", async (event) => {
    event.preventDefault();
    await another(part);
    const digits = part.querySelector("[name=challenge_digits]");
    digits.value = "";
    digits.focus();
  });
}

async function another(part) {
  const token = part.querySelector("[name=challenge]");
  const answer = await fetch(`/challenge/another?challenge=${encodeURIComponent(token.value)}`);
  if (!answer.ok) return location.reload();
  token.value = (await answer.json()).challenge;
  const asked = `?challenge=${encodeURIComponent(token.value)}`;
  part.querySelector(".challenge__picture").src = `/challenge/picture${asked}`;
  part.querySelector(".challenge__sound").src = `/challenge/sound${asked}`;
  part.querySelector(".challenge__file").href = `/challenge/sound${asked}`;
  part.dispatchEvent(new Event("challenge-renewed"));
}
