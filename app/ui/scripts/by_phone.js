// The computer looks by itself whether the phone has answered; then the page says what became of it.

const AGAIN = 2000;

const mark = document.querySelector("[data-by-phone]");

async function look() {
  const answer = await fetch(mark.dataset.byPhone).catch(() => undefined);
  // A network that is gone for a moment is no answer.
  const waits = answer?.ok ? (await answer.json()).waits : true;
  if (waits) setTimeout(look, AGAIN);
  else location.reload();
}

if (mark) setTimeout(look, AGAIN);
