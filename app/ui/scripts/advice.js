// Says beside a field what the form would say of it if it were sent now. The server judges, as it will then.

// Long enough not to speak between two letters.
const PAUSE = 700;

for (const mark of document.querySelectorAll("[data-advice]")) begin(mark);

function begin(mark) {
  const form = mark.closest("form");
  const fields = mark.dataset.fields.split(" ").map((name) => form.elements[name]);
  const words = new Map(fields.map((field) => [field.name, below(field)]));
  let timer;
  let asked = 0;

  const ask = async () => {
    const number = ++asked;
    const sent = ["csrf", "id"].map((name) => form.elements[name]).filter(Boolean).concat(fields.filter((field) => field.dataset.typed));
    const body = new URLSearchParams(sent.map((field) => [field.name, field.value]));
    const answer = await fetch(mark.dataset.advice, { method: "POST", body }).catch(() => undefined);
    // Whatever goes wrong here is said when the form is sent; a late answer is about what stood there before.
    if (!answer?.ok || number !== asked) return;
    const said = await answer.json();
    for (const [name, place] of words) {
      const text = said[name]?.text ?? "";
      if (place.textContent !== text) place.textContent = text;
      place.classList.toggle("advice--fine", said[name]?.fine === true);
    }
  };
  const soon = (event, pause) => {
    event.target.dataset.typed = "yes";
    clearTimeout(timer);
    timer = setTimeout(ask, pause);
  };
  for (const field of fields) {
    field.addEventListener("input", (event) => soon(event, PAUSE));
    field.addEventListener("change", (event) => soon(event, 0));
  }
}

// Read out when it changes, and known to belong to the field.
function below(field) {
  const place = document.createElement("p");
  place.className = "advice";
  place.id = `${field.id}-advice`;
  place.setAttribute("aria-live", "polite");
  field.closest(".field").append(place);
  const described = field.getAttribute("aria-describedby");
  field.setAttribute("aria-describedby", described ? `${described} ${place.id}` : place.id);
  return place;
}
